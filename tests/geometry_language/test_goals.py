"""Goals beyond single relations: concurrency, tangency, values to find."""

from __future__ import annotations

import pytest

from geometry import check_certificate, prove
from geometry.checker.report import Rejection
from geometry.checker.statement import read_problem
from geometry.diagram import draw_and_check, resolve
from geometry.errors import FalseGoalError, GeometryInputError
from geometry.language import parse_statement
from geometry.language.goals import HELPED

MEDIANS = "a b c = triangle; d = midpoint b c; e = midpoint c a; f = midpoint a b"


def test_concurrent_lines_get_a_point() -> None:
    statement = parse_statement(f"{MEDIANS} ? concurrent a d b e c f")
    assert str(statement.constructions[-1]) == "meet = intersection_ll meet a d b e"
    assert [str(g) for g in statement.goals] == ["coll meet c f"]
    assert parse_statement(str(statement)) == statement
    assert draw_and_check(statement).held >= 2
    with pytest.raises(FalseGoalError):
        draw_and_check(parse_statement("a b c d e = pentagon ? concurrent a b c d a e"))


def test_helper_points_avoid_names_in_use() -> None:
    text = MEDIANS.replace("a b c", "meet b c", 1).replace(" a", " meet")
    statement = parse_statement(f"{text} ? concurrent meet d b e c f, concurrent b e c f meet d")
    assert statement.points[-2:] == ("meet2", "meet3")


def test_tangency() -> None:
    incircle = "a b c = triangle; i = incenter a b c; d = foot i b c"
    assert draw_and_check(parse_statement(f"{incircle} ? touches c a i d")).held >= 2
    with pytest.raises(FalseGoalError):
        draw_and_check(parse_statement(f"{incircle} ? touches c a b d"))


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("a b c = lconst a b 3, lconst b c 4, perp a b b c ? find lconst a c", ["lconst a c 5"]),
        (
            "a b c = triangle; x y z g = centroid a b c ? find rconst a g g x, coll a g x",
            ["coll a g x", "rconst a g g x 2"],
        ),
        (
            "a b c = triangle; h = foot c a b ? find aconst a b c h; find aconst a b h a",
            ["aconst a b c h 1/2", "aconst a b h a 0"],
        ),
        ("a b = segment; c = s_angle a b 36 ? find aconst b a b c", ["aconst b a b c 1/5"]),
    ],
)
def test_values_are_found(text: str, goals: list[str]) -> None:
    statement = parse_statement(text)
    assert parse_statement(str(statement)) == statement
    resolved = resolve(statement)
    assert [str(g) for g in resolved.goals] == goals
    assert not resolved.questions and resolved.constructions == statement.constructions
    assert draw_and_check(resolved).held >= 2


def test_without_questions_nothing_is_resolved() -> None:
    statement = parse_statement(f"{MEDIANS} ? coll a d b")
    assert resolve(statement) is statement


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a b c = triangle ? find rconst a b a c", "no simple rational value"),
        ("a b c = triangle; d = circle a b c ? find aconst a b d c", "no simple rational value"),
        ("a b c = ieq_triangle; d = midpoint a b ? find rconst c d a d", "1.7320508"),
        ("a b = segment; c = midpoint a b; d = midpoint a b ? find rconst c d a b", "coincide"),
    ],
)
def test_values_that_do_not_exist(text: str, says: str) -> None:
    with pytest.raises(GeometryInputError, match=says):
        resolve(parse_statement(text))


def test_a_value_that_belongs_to_one_figure_only_is_refused() -> None:
    # The hint makes seed 0 a right triangle with legs 3 and 4; other seeds move the points.
    statement = parse_statement("a@0_0 b@3_0 c@0_4 = triangle ? find rconst a b a c")
    with pytest.raises(GeometryInputError, match="not the same in all figures"):
        resolve(statement)


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        ("find", "asks for a value"),
        ("find coll a b c", "asks for a value"),
        ("find rconst a b a", "takes 4 points"),
        ("find rconst a a b c", "repeats a point"),
        ("find lconst a z", "unknown point"),
        ("concurrent a b b c", "takes 6 points, not 4"),
        ("concurrent a b b a b c", "repeats points"),
        ("concurrent a a b c c a", "repeats points"),
        ("touches a b c z", "unknown point"),
    ],
)
def test_bad_goals(goal: str, says: str) -> None:
    with pytest.raises(GeometryInputError, match=says) as caught:
        parse_statement(f"a b c = triangle ? {goal}")
    assert caught.value.line == 1


CIRCLES = (
    "a b c = triangle; i = incenter a b c; f = foot i b c; j = reflect i c a; g = reflect f c a"
)


def test_circles_that_touch_get_a_point_of_contact() -> None:
    statement = parse_statement(f"{CIRCLES} ? circles_touch i f j g")
    assert statement.points[-1] == "touch"
    figure = draw_and_check(statement).points
    i, f, j, touch = (complex(*figure[p]) for p in ("i", "f", "j", "touch"))
    assert abs(abs(touch - i) - abs(f - i)) < 1e-9
    assert abs(touch - (i + j) / 2) < 1e-9
    assert prove(statement, seconds=30, auxiliary=False).status == "proved"


def test_circles_that_only_meet_do_not_touch() -> None:
    with pytest.raises(FalseGoalError):
        draw_and_check(parse_statement("o a p b = quadrangle ? circles_touch o a p b"))


HELPED_GOALS = {
    "concurrent": f"{MEDIANS} ? concurrent a d b e c f, concurrent a d b e c f",
    "touches": "touch a c = triangle; i = incenter touch a c; d = foot i a c ? touches touch a i d",
    "circles_touch": f"{CIRCLES} ? circles_touch i f j g",
}


@pytest.mark.parametrize("word", HELPED)
def test_the_checker_reads_goals_with_points_of_their_own_as_the_language_does(word: str) -> None:
    text = HELPED_GOALS[word]
    statement = parse_statement(text)
    assert str(read_problem(text)) == str(read_problem(str(statement)))
    proof = prove(statement, seconds=30, auxiliary=False)
    assert proof.certificate_json is not None
    report = check_certificate(proof.certificate_json)
    assert report.accepted and report.statement == str(read_problem(text))


@pytest.mark.parametrize(
    "goal", ["concurrent a b b c", "concurrent a a b c c a", "touches a b c z", "touches a b b a"]
)
def test_the_checker_refuses_what_the_language_refuses(goal: str) -> None:
    with pytest.raises(Rejection):
        read_problem(f"a b c = triangle ? {goal}")
