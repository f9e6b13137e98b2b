"""Two constructions of one point are proved to be one: whatever is known of the second then holds
for the first, as after a merge."""

from __future__ import annotations

import pytest

from geometry.diagram import draw
from geometry.engine.closure import Closure
from geometry.language import extend, parse_statement
from geometry.numerics import normalised
from geometry.predicates import parse_predicate

#: A problem with the point x, a second definition of x, and the other points of the figure. Both
#: definitions name the same two curves, by different points of them.
TWICE = {
    "two lines": (
        "a b c = triangle a b c; p = on_line p a b; q = on_line q a c; r = on_line r p c; "
        "s = on_line s q b; x = on_line x p c, on_line x q b",
        "on_line r c, on_line s b",
        "abcpqrs",
    ),
    "a line and a circle": (
        "a b c = triangle a b c; p = on_circum p a b c; q = on_circum q a b c; d = free d; "
        "r = on_line r a d; x = on_line x a d, on_circum x a b c",
        "on_line a r, on_circum a p q",
        "abcdpqr",
    ),
    "two circles": (
        "a b c = triangle a b c; p = on_circum p a b c; q = on_circum q a b c; d = free d; "
        "e = free e; r = on_circum r a d e; s = on_circum s a d e; "
        "x = on_circum x a b c, on_circum x a d e",
        "on_circum a p q, on_circum a r s",
        "abcdepqrs",
    ),
}


@pytest.mark.parametrize("curves", TWICE)
def test_two_names_of_one_point_are_interchangeable(curves: str) -> None:
    problem, again, others = TWICE[curves]
    # The goal says nothing new; without one there is no statement.
    statement = parse_statement(f"{problem} ? cong a b b a")
    figure = dict(draw(statement, seed=3).points)
    figure["z"] = figure["x"]
    closure = Closure(normalised(figure))
    for given in extend(statement, f"z = {again}").givens:
        assert closure.assume(given.fact)
    facts = [
        parse_predicate(fact)
        for other in others
        for fact in (f"para {other} x {other} z", f"cong {other} x {other} z")
    ]
    assert sum(map(closure.known, facts)) <= 2  # the directions of the lines that define x
    assert closure.run(20) != "out_of_time"
    assert all(map(closure.known, facts))


def test_points_that_fall_together_by_accident_stay_two() -> None:
    """Only one circle is shared: nothing says that x and z are the same point of it."""
    statement = parse_statement("a b c = triangle a b c; x = on_circum x a b c ? cong a b b a")
    figure = dict(draw(statement, seed=3).points)
    figure["z"] = figure["x"]
    closure = Closure(normalised(figure))
    for given in extend(statement, "z = on_circum a b c").givens:
        assert closure.assume(given.fact)
    closure.run(20)
    assert not closure.known(parse_predicate("cong a x a z"))
    assert not closure.known(parse_predicate("para a x a z"))
