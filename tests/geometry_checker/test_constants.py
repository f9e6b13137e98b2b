"""What a step by algebra reads off the figure: lifted constants, sines, signs of lengths."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geometry.checker.algebra import check_constants
from geometry.checker.facts import read_predicate
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection
from geometry.predicates import Predicate


def figure(**points: complex) -> Figure:
    """A figure with these points, on a grid of 2^-150."""
    grid = {
        name: (int(z.real * 2**50) << 100, int(z.imag * 2**50) << 100) for name, z in points.items()
    }
    return Figure(grid, 150, Fraction(1))


def fact(words: str) -> Predicate:
    return read_predicate(words.split(), words.split()[1:])


def test_constants_of_angles_are_those_of_the_figure() -> None:
    """ax and ay bisect the angle of b and c, one inside and one outside: half of the equations
    says that ax and ay are parallel, or that they are perpendicular, and the figure which."""
    one, other = (fact(f"eqangle a b a {x} a {x} a c") for x in "xy")
    terms = [(one, 0, Fraction(-1, 2)), (other, 0, Fraction(1, 2))]
    inside = figure(a=0j, b=1 + 0j, c=1j, x=1 + 1j, y=2 + 2j)
    outside = figure(a=0j, b=1 + 0j, c=1j, x=-1 + 1j, y=2 + 2j)
    check_constants(fact("para a x a y"), "angle", terms, inside)
    check_constants(fact("perp a x a y"), "angle", terms, outside)
    for wrong, drawn in (("perp", inside), ("para", outside)):
        with pytest.raises(Rejection, match=r"does not hold|do not add up"):
            check_constants(fact(f"{wrong} a x a y"), "angle", terms, drawn)
    twice = [(one, 0, Fraction(-1)), (other, 0, Fraction(1))]
    check_constants(fact("eqangle a x a y a y a x"), "angle", twice, inside)
    right = (fact("perp a b a c"), 0, Fraction(1))
    with pytest.raises(Rejection, match="do not add up"):
        check_constants(fact("perp a x a y"), "angle", [*terms, right], outside)


def test_sines_are_of_lines_that_meet() -> None:
    equal = [(fact("eqangle a b a c d b d c"), 0, Fraction(1))]
    drawn = figure(a=0j, b=1 + 0j, c=1j, d=1 + 1j)
    check_constants(fact("cong a b a c"), "ratio", equal, drawn)
    flat = figure(a=0j, b=1 + 0j, c=2 + 0j, d=1 + 1j)
    with pytest.raises(Rejection, match="the sine of the angle of ab and ac is 0"):
        check_constants(fact("cong a b a c"), "ratio", equal, flat)


def test_lengths_along_a_line_have_signs() -> None:
    on_line = (fact("coll a b c"), 0, Fraction(1))
    given = (fact("lconst a c 3"), 0, Fraction(1)), (fact("lconst b c 1"), 0, Fraction(-1))
    between = figure(a=0j, b=2 + 0j, c=3 + 0j)
    check_constants(fact("lconst a b 2"), "length", [on_line, *given], between)
    with pytest.raises(Rejection, match="not the conclusion"):
        check_constants(
            fact("lconst a b 2"), "length", [on_line, *given], figure(a=0j, b=4 + 0j, c=3 + 0j)
        )
    with pytest.raises(Rejection, match="constants do not add up"):
        check_constants(fact("lconst a b 1"), "length", [on_line, *given], between)
    with pytest.raises(Rejection, match="the order of the points of `coll a b c` is not clear"):
        check_constants(
            fact("lconst a b 2"), "length", [on_line, *given], figure(a=0j, b=0j, c=3 + 0j)
        )
