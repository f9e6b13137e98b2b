"""What is proved by algebra, and in which positions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry import FalseGoalError, parse_statement, prepare
from geometry.algebra.engine import Solution, place, solve
from geometry.algebra.placed import Degenerate
from geometry.algebra.plans import Plan, plans
from geometry.algebra.solving import Solver
from geometry.algebra.tower import Restart, Tower
from geometry.checker.algebraic import check_algebra
from geometry.diagram import draw
from geometry.language import Statement
from geometry.predicates import Predicate
from geometry.proving import by_algebra
from tests.geometry_algebra.statements import (
    CHOICE,
    EULER,
    IMO_2005_P5,
    IMO_2026_P2,
    ISL_2000_G1,
    certificate,
)
from tests.geometry_language.collections_of_problems import IMO


def settled(text: str, seconds: float = 60) -> Solution | None:
    prepared = prepare(text)
    return solve(prepared.statement, prepared.diagram.points, seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        EULER,
        ISL_2000_G1,
        "a b c = lconst a b 3, lconst b c 4, lconst c a 5 ? perp a b b c",
        "a b c = triangle; d = foot d a b c; e = foot e b c a; h = on_line h a d, on_line h b e ? perp c h a b",
        "a b c = triangle a b c; x y g i = centroid x y g i a b c ? rconst a i i x 2",
        "o p q r = quadrangle o p q r; a = eqpower a o p q r; b = eqpower b o p q r ? perp a b o q",
        "a b p = triangle; m = midpoint a b ? apollonius p m a b",
        "a b = segment; o = on_hline b a; x y = tangent a o b ? cong a x a y",
    ],
)
def test_what_holds_everywhere_is_proved_everywhere(text: str) -> None:
    report = check_algebra(certificate(text))
    assert (report.accepted, report.holds, report.branches) == (True, "all branches", ())


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (IMO_2005_P5, "f"),
        ("a b c d = quadrangle a b c d, cong a d b c, para a b c d ? para a d b c", "d"),
        ("a b c d = quadrangle a b c d, cong a d b c, para a b c d ? cyclic a b c d", "d"),
        ("a b c = triangle; d = eqangle a b a d a d a c, on_line d b c; i = incenter a b c ? coll a i d", "d"),
        ("a b c = triangle; d = eqangle a b a d a d a c, on_line d b c; i = incenter a b c ? perp a i a d", "d"),
    ],
)  # fmt: skip
def test_what_needs_a_sign_names_its_position(text: str, point: str) -> None:
    report = check_algebra(certificate(text))
    assert (report.accepted, report.holds) == (True, "named branches")
    assert any(words.startswith(f"{point} is the drawn one") for words in report.branches)


def test_an_angle_that_is_counted_one_way_round_needs_the_drawn_one() -> None:
    text = "a b c = ieq_triangle a b c; d = midpoint b c ? aconst a b a d 30o"
    for statement in (text, text.replace("30o", "-30o")):
        try:
            report = check_algebra(certificate(statement))
        except FalseGoalError:
            continue
        assert report.holds == "named branches"
        assert report.branches == ("angles are counted the way round that the figure shows",)


@pytest.mark.parametrize("goal", ["p a p b p c", "p b p c p a", "p a p c p b"])
def test_contradictory_sums_are_never_all_proved_in_full(goal: str) -> None:
    text = f"a b c = ieq_triangle a b c; o = circle o a b c; p = on_circle p o a ? lsum {goal}"
    report = check_algebra(certificate(text))
    assert (report.accepted, report.holds) == (True, "named branches")
    a, b, c, d, e, f = goal.split()
    assert (
        f"{e}{f} is at least as long as {a}{b} and as {c}{d}, as in the figure" in report.branches
    )


def test_points_that_are_defined_together() -> None:
    prepared = prepare(IMO_2026_P2)
    solution = solve(prepared.statement, prepared.diagram.points, seconds=120)
    assert solution is not None
    assert solution.complete
    assert [h.kind for h in solution.plan.all_hidden] == ["crossing"]


def test_plain_coordinates_of_imo_2018_p1_need_no_luck() -> None:
    """The tower is reducible there: a root that is in it already must be recognised."""
    statement = parse_statement(IMO["translated_imo_2018_p1"])
    figure = {name: complex(*xy) for name, xy in prepare(statement).diagram.points.items()}
    plain = next(p for p in plans(statement) if not p.hidden)
    solver = followed(statement, plain, figure)
    assert solver.choices
    assert solver.deviation() < 1e-6
    assert all(solver.value(goal).zero for goal in statement.atomic_goals)


def followed(statement: Statement, plan: Plan, figure: dict[str, complex]) -> Solver:
    for seed in range(300):
        solver = Solver(Tower(seed, 12), figure)
        try:
            place(solver, statement, plan)
            return solver
        except Restart:
            continue
    raise AssertionError("no place where all roots exist")


@pytest.mark.parametrize("text", [EULER, CHOICE])
def test_sympy_does_it_too(text: str) -> None:
    prepared = prepare(text)
    solution = solve(prepared.statement, prepared.diagram.points, seconds=60, library="sympy")
    assert solution is not None
    assert solution.complete == (check_algebra(certificate(text)).holds == "all branches")


FALSE_GOALS = st.sampled_from(
    ["coll a o h", "cong a h b h", "perp a o b c", "para o h b c", "cyclic a b c h", "cong o h o a"]
)


@settings(max_examples=12, deadline=None)
@given(goal=FALSE_GOALS, seed=st.integers(0, 50))
def test_a_false_goal_is_never_proved(goal: str, seed: int) -> None:
    text = f"a b c = triangle; h = orthocenter a b c; o = circle o a b c ? {goal}"
    statement = parse_statement(text)
    assert solve(statement, draw(statement, seed).points, seconds=20) is None


@settings(max_examples=25, deadline=None)
@given(points=st.permutations("abchodm"), name=st.sampled_from(["coll", "para", "perp", "cong"]))
def test_truth_modulo_a_prime_is_truth(points: list[str], name: str) -> None:
    """A mutated goal vanishes modulo the prime if and only if it vanishes."""
    statement = parse_statement(
        "a b c = triangle; h = orthocenter a b c; o = circle o a b c; m = midpoint b c; "
        "d = reflect h b c ? cong o a o b"
    )
    figure = {p: complex(*xy) for p, xy in prepare(statement).diagram.points.items()}
    goal = Predicate(name, tuple(points[: 3 if name == "coll" else 4]))
    plan = next(iter(plans(statement)))
    exact = followed(statement, plan, figure)
    modular = Solver(Tower(7), {})
    place(modular, statement, plan)
    try:
        assert modular.value(goal).zero == exact.value(goal).zero
    except Degenerate:
        pytest.fail("no two of these points coincide")


def test_no_time_means_no_answer_and_no_delay() -> None:
    prepared = prepare(IMO["translated_imo_2008_p6"])
    begun = time.monotonic()
    assert by_algebra(prepared, seconds=0.0) is None
    assert by_algebra(prepared, seconds=0.3) is None
    assert time.monotonic() - begun < 30  # a tenth of this on an idle machine


def test_it_stops_when_told() -> None:
    assert by_algebra(prepare(EULER), seconds=60, should_stop=lambda: True) is None
