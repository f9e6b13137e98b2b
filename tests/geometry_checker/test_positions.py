"""Where a word means one of several positions, the figure must show that one."""

from __future__ import annotations

from geometry.checker.positions import POSITIONS
from tests.geometry_checker.test_equations import grid

SQUARE = {"a": (0, 0), "b": (4, 0), "c": (4, 4), "d": (0, 4)}
PENTAGON = {"a": (0, 6), "b": (-6, 2), "c": (-4, -5), "d": (4, -5), "e": (6, 2)}


def test_polygons_are_convex_and_do_not_cross_themselves() -> None:
    quadrangle, pentagon = POSITIONS["quadrangle"], POSITIONS["pentagon"]
    figure = grid(**SQUARE, m=(1, 1), n=(2, 2), o=(2, 0))
    assert quadrangle(figure, *"abcd") and quadrangle(figure, *"dcba")
    assert not quadrangle(figure, *"acbd") and not quadrangle(figure, *"abmd")
    assert not quadrangle(figure, *"aobc")
    star = grid(**PENTAGON, m=(0, 0))
    assert pentagon(star, *"abcde") and pentagon(star, *"edcba") and pentagon(star, *"bcdea")
    assert not pentagon(star, *"acebd") and not pentagon(star, *"abcdm")


def test_centres_and_bisectors_are_the_ones_that_are_meant() -> None:
    # a 3-4-5 triangle: incentre (1, 1), excentre opposite a (6, 6)
    figure = grid(a=(0, 0), b=(3, 0), c=(0, 4), i=(1, 1), x=(6, 6), y=(-2, 2), s=(3, 3), t=(3, -3))
    incenter, excenter = POSITIONS["incenter"], POSITIONS["excenter"]
    for triangle in ("abc", "acb"):
        assert incenter(figure, "i", *triangle) and excenter(figure, "x", *triangle)
        assert not incenter(figure, "x", *triangle) and not excenter(figure, "i", *triangle)
        assert not incenter(figure, "y", *triangle) and not excenter(figure, "y", *triangle)
    assert POSITIONS["incenter2"](figure, *"pqr", *"iabc")
    assert not POSITIONS["incenter2"](figure, *"pqr", *"xabc")
    assert POSITIONS["excenter2"](figure, *"pqr", *"xabc")
    assert not POSITIONS["excenter2"](figure, *"pqr", *"iabc")
    bisector = POSITIONS["angle_bisector"]
    assert bisector(figure, *"ibac") and not bisector(figure, *"ybac")
    assert not bisector(figure, *"tbac") and not bisector(figure, *"bbac")
    negative, positive = POSITIONS["nsquare"], POSITIONS["psquare"]
    assert positive(figure, *"sab") and not positive(figure, *"tab")
    assert negative(figure, *"tab") and not negative(figure, *"sab")
