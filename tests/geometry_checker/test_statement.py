"""The checker's reader and the prover's are two programs that read the same language."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geometry.checker.facts import key
from geometry.checker.report import Rejection
from geometry.checker.statement import read_auxiliary, read_problem
from geometry.errors import GeometryInputError
from geometry.fuzz.statements import random_statement
from geometry.language import parse_statement, read_problems

DATA = Path(__file__).parents[1] / "data"


def assert_same(text: str) -> None:
    ours, theirs = read_problem(text), parse_statement(text)
    assert ours.points == theirs.points
    assert ours.goals == theirs.atomic_goals
    assert [c.facts for c in ours.clauses] == [c.facts for c in theirs.clauses]
    assert [str(c) for c in ours.clauses] == [str(c) for c in theirs.clauses]
    assert str(read_problem(str(theirs))) == str(ours)


@pytest.mark.parametrize("file", ["imo_ag_30.txt", "jgex_ag_231.txt"])
def test_benchmark_problems(file: str) -> None:
    problems = read_problems((DATA / file).read_text())
    assert len(problems) in (30, 231)
    for text in problems.values():
        assert_same(text)


@given(st.integers(0, 10**9))
def test_random_statements(seed: int) -> None:
    text = random_statement(Random(seed)) + " ? cong a b b a"
    try:
        parse_statement(text)
    except GeometryInputError:
        with pytest.raises(Rejection):
            read_problem(text)
        return
    assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a b = segment; c = on_line a b ? coll a b c",
        "a@0_1 b@1e-3_2 = segment a b\n# comment ? ; =\n; c = midpoint c a b ? midp c a b",
        "a b c = triangle; d = on_circum a b c; e = on_circum a b c ? cyclic a b c d e, coll a b c d",
        "a b = segment; x = s_angle a b 30 ? aconst b a b x 30o",
        "a b = segment; x = aconst b a b x pi/6 ? aconst b a b x 1/6",
        "a b = segment; x = aconst b a b x -2pi/3 ? aconst b a b x 60deg",
        "a b c = triangle; o = circle a b c; p = circle p a b c ? circle o a b c, cong o a p a",
        "a b c = triangle; o = circle o a b c, cong o a a b ? contri a b c a b c",
        "a' b = segment a' b; c = rconst a' c a' b 3/2, perp c a' a' b ? simtri a' b c a' b c",
    ],
)
def test_spellings(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "? coll a b c",
        "a b c = triangle a b c",
        "a b c = triangle a b c ?",
        "a b c = triangle a b c ? coll a b c ? coll a b c",
        "a b c = triangle a b c ? coll a b z",
        "a b c = triangle a b c ? coll a b b",
        "a b c = triangle a b c; a = midpoint a b c ? coll a b c",
        "a b c = triangle a b c; m = midpoint m a d; d = free d ? coll a b c",
        "a b c = triangle a b c; m = midpoint m a m ? coll a b c",
        "a b c = triangle a b c; m = middle m a b ? coll a b c",
        "a b c = triangle a b c; m = midpoint m a ? coll a b",
        "a b c = triangle a b c; m = cong a b a c ? coll a b c",
        "a b c = triangle a b c; m n = midpoint m a b ? coll a b c",
        "a b c = triangle a b c; m = midpoint m a b, ? coll a b c",
        "a b c = triangle a b c; = midpoint m a b ? coll a b c",
        "a b c = triangle a b c; x = s_angle a b x 1e9 ? coll a b c",
        "a b c = triangle a b c; x = rconst a x a b -1 ? coll a b c",
        "a b c = triangle a b c; x = aconst a x a b pi/0 ? coll a b c",
        "1a b c = triangle 1a b c ? coll b c 1a",
        "a b c = triangle a b c\x07 ? coll a b c",
    ],
)
def test_what_is_no_problem(text: str) -> None:
    with pytest.raises(Rejection):
        read_problem(text)
    with pytest.raises(GeometryInputError):
        statement = parse_statement(text)
        if not statement.goals:
            raise GeometryInputError("no goal")


def test_auxiliary_text() -> None:
    problem = read_problem("a b c = triangle a b c ? cong a b b a")
    assert read_auxiliary("", problem) == ()
    [m, n] = read_auxiliary("m = midpoint a b; n = on_line n m c", problem)
    assert m.points == ("m",) and str(n) == "n = on_line n m c"
    with pytest.raises(Rejection):
        read_auxiliary("a = midpoint b c", problem)


def test_facts_are_compared_by_their_equations() -> None:
    problem = read_problem(
        "a b c d e = pentagon a b c d e; f = free f"
        " ? para a b c d, para d c b a, perp a b c d, aconst c d a b 1/2, eqangle a b c d e f a b,"
        " eqangle e f a b a b c d, eqangle c d a b a b e f, cong a b c d, rconst d c b a 1,"
        " rconst a b c d 2, rconst c d a b 1/2, coll a b c, coll c a b, cyclic a b c d, cyclic d b a c"
    )
    keys = [key(fact) for fact in problem.goals]
    same = [{0, 1}, {2, 3}, {4, 5, 6}, {7, 8}, {9, 10}, {11, 12}, {13, 14}]
    for i, one in enumerate(keys):
        for j, other in enumerate(keys):
            assert (one == other) == any({i, j} <= group for group in same)
