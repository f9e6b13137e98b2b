"""Positions that come up in few figures are drawn on purpose before a goal is called unseen."""

from __future__ import annotations

from random import Random

import pytest

from geometry.diagram import draw, draw_and_check
from geometry.diagram.branches import Branches, combinations
from geometry.errors import DiagramError, FalseGoalError
from geometry.language import parse_statement
from geometry.numerics import TOLERANCE, deviation


def _turns(count: int, goals: str = "aconst o b{0} o c{0} 1/3") -> str:
    """Equilateral triangles on some radii, each on either side, and a goal about one side."""
    parts = [f"b{i} = on_circle o a; c{i} = eq_triangle o b{i}" for i in range(count)]
    wanted = ", ".join(goals.format(i) for i in range(count))
    return f"o a = segment; {'; '.join(parts)} ? {wanted}"


@pytest.mark.parametrize("seed", range(4))
def test_a_position_of_one_in_256_is_found(seed: int) -> None:
    statement = parse_statement(_turns(8))
    diagram = draw_and_check(statement, seed)
    assert diagram.held >= 1
    assert all(deviation(goal, diagram.points)[0] <= TOLERANCE for goal in statement.goals)


def test_a_goal_that_holds_in_no_position_is_not_called_false() -> None:
    with pytest.raises(FalseGoalError) as caught:
        draw_and_check(parse_statement(_turns(3, "aconst o b{0} o c{0} 1/4")))
    assert caught.value.figures > 64
    assert f"not seen to hold in {caught.value.figures} figures" in str(caught.value)
    assert " is false" not in str(caught.value)


def test_without_a_choice_the_first_figures_decide() -> None:
    with pytest.raises(FalseGoalError) as caught:
        draw_and_check(parse_statement("a b c = triangle; m = midpoint b c ? perp a m b c"))
    assert caught.value.figures == 64


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "o w v = triangle; b = on_line o w; a = on_line o v; c = on_line v w;"
            " x y z i = cc_tangent o a w b; p q r s = cc_tangent o a v c",
            "o w x",
            "o v p",
        ),
        (
            "o a w = triangle; b = midpoint o a; x y = tangent a o b; z i = tangent w o b",
            "o a x",
            "o w z",
        ),
    ],
)
def test_tangents_come_in_either_order(text: str, first: str, second: str) -> None:
    """The first of two tangents lies on either side, whatever another pair does."""
    statement = parse_statement(text)
    sides = set()
    for seed in range(60):
        try:
            z = {n: complex(*xy) for n, xy in draw(statement, seed, attempts=5).points.items()}
        except DiagramError:
            continue
        corners = ([z[n] for n in names.split()] for names in (first, second))
        sides.add(tuple(((b - a).conjugate() * (c - a)).imag > 0 for a, b, c in corners))
    assert len(sides) == 4


def test_hints_choose_the_order_of_tangents() -> None:
    text = "a@0_0 o@4_0 = segment; b@4_1 = on_line a o; x@{} y@{} = tangent a o b"
    for first, second in (("3_2", "3_-2"), ("3_-2", "3_2")):
        statement = parse_statement(text.format(first, second).replace("b@4_1", "b@2_0"))
        z = draw(statement).points
        assert (z["x"][1] > z["y"][1]) == (first == "3_2")


def test_positions_that_are_asked_for_are_taken() -> None:
    statement = parse_statement("a b = segment; c = eq_triangle a b; d = midpoint a b")
    sides = set()
    for wanted in combinations((2,), 10, Random(0)):
        branches = Branches(wanted)
        z = {n: complex(*xy) for n, xy in draw(statement, branches=branches).points.items()}
        assert branches.sizes == (2,) and branches.positions == wanted
        sides.add(((z["b"] - z["a"]).conjugate() * (z["c"] - z["a"])).imag > 0)
    assert sides == {True, False}
