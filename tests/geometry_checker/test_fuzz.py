"""The fuzzer: reproducible, able to see a false proof, and a short run of it."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random

import pytest

from geometry.diagram import draw
from geometry.fuzz.__main__ import main
from geometry.fuzz.cases import KINDS, random_case
from geometry.fuzz.figures import false_near, nearby, solve
from geometry.fuzz.goals import fails, false_facts, holds, true_facts
from geometry.fuzz.judge import judge_proof
from geometry.fuzz.run import run
from geometry.language import Statement, parse_statement
from geometry.numerics import deviation
from geometry.predicates import Predicate, parse_predicate
from geometry.proof import ByAlgebra, Construction, Proof, Step

TRIANGLE = "a b c = triangle a b c; d = foot d a b c"


def goal(text: str) -> Predicate:
    return parse_predicate(text)


def special_figure() -> tuple[Statement, dict[str, tuple[float, float]]]:
    """A foot of an altitude that is the midpoint, by accident."""
    statement = parse_statement(f"{TRIANGLE} ? cong d b d c")
    figure = {"a": (0.0, 1.0), "b": (-1.0, 0.0), "c": (1.0, 0.0), "d": (0.0, 0.0)}
    return statement, figure


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_drawn_from_seed_and_number_alone(kind: str) -> None:
    one, other = random_case(5, 3, kind), random_case(5, 3, kind)
    assert str(one.statement) == str(other.statement) and one.figure == other.figure
    assert one.kind == kind
    assert str(random_case(6, 3, kind).statement) != str(one.statement)


@pytest.mark.parametrize("kind", ["dropped", "degenerate", "near"])
def test_special_figures_satisfy_what_is_left(kind: str) -> None:
    for number in range(3):
        case = random_case(11, number, kind)
        assert case.figure is not None
        facts = [given.fact for given in case.statement.givens]
        assert all(deviation(fact, case.figure)[0] < 1e-9 for fact in facts)


def test_most_special_figures_have_a_false_goal_that_looks_true() -> None:
    cases = [random_case(1, n, "degenerate") for n in range(6)]
    assert all(case.figure and holds(case.statement.goals[0], case.figure) for case in cases)
    assert sum(not case.true for case in cases) >= 2


def test_a_rewritten_statement_says_the_same() -> None:
    case = random_case(2, 0, "renamed")
    assert case.twin is not None
    assert len(case.twin.points) == len(case.statement.points)
    assert not set(case.twin.points) & set(case.statement.points)
    figure = draw(case.twin, seed=1).points
    assert len(case.twin.givens) == len(case.statement.givens)
    assert set(figure) == set(case.twin.points)


def test_true_and_false_facts() -> None:
    figure = draw(parse_statement(TRIANGLE), seed=1).points
    assert holds(goal("perp a d b c"), figure) and fails(goal("cong a b a c"), figure)
    assert all(holds(fact, figure) for fact in true_facts(figure, Random(0)))
    assert all(fails(fact, figure) for fact in false_facts(figure, Random(0), 20))


def test_an_accident_is_told_from_a_theorem() -> None:
    statement, figure = special_figure()
    rng = Random(0)
    assert false_near(statement, figure, (goal("cong d b d c"),), rng)
    assert false_near(statement, figure, (goal("cong a b a c"),), rng)
    assert not false_near(statement, figure, (goal("perp a d b c"),), rng)
    for other in nearby(statement, figure, 0.01, rng, 3):
        assert abs(deviation(goal("perp a d b c"), other)[0]) < 1e-9


def test_solving_with_a_further_fact() -> None:
    statement = parse_statement(TRIANGLE)
    figure = draw(statement, seed=2).points
    special = solve(statement, figure, (goal("cong a b a c"),))
    assert special is not None
    assert holds(goal("cong a b a c"), special) and holds(goal("perp a d b c"), special)


def test_a_false_proof_is_a_fault() -> None:
    """Proofs that claim an accident, in each of the ways an engine might."""
    statement, figure = special_figure()
    reasons = [
        Construction(1),
        ByAlgebra("ratio", ()),
        ByAlgebra("ratio", ((0, 0, Fraction(1)),)),
    ]
    for reason in reasons:
        steps = (Step(goal("perp a d b c"), Construction(1)), Step(goal("cong d b d c"), reason))
        proof = Proof(str(statement), "", figure, steps, (1,))
        judged = judge_proof(proof, statement, figure, Random(0), strict=True)
        assert "false near the figure (checker: rejected)" in judged.fault


def test_a_true_statement_with_a_bad_proof_is_a_fault() -> None:
    statement = parse_statement(f"{TRIANGLE} ? perp d a c b")
    figure = draw(statement, seed=1).points
    good = Proof(str(statement), "", figure, (Step(goal("perp a d b c"), Construction(1)),), (0,))
    assert judge_proof(good, statement, figure, Random(0), strict=True).fault == ""
    bad = Proof(str(statement), "", figure, (Step(goal("perp a d b c"), Construction(0)),), (0,))
    assert "rejects" in judge_proof(bad, statement, figure, Random(0), strict=True).fault


def test_a_short_run_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "1", "--cases", "20", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["cases"] == 20 and counts["failures"] == []
    assert counts["false_goals"] >= 8
    assert set(counts["outcomes"]) <= set(KINDS)


def test_one_case_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "1", "--case", "7"]) == 0
    assert "0 failures" in capsys.readouterr().out


def test_a_run_needs_an_end() -> None:
    with pytest.raises(ValueError, match="seconds or cases"):
        run(0)
