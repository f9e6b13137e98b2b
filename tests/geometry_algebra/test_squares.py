"""Which numbers of a tower are squares: all of them, and no others."""

from __future__ import annotations

from itertools import pairwise
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.algebra.squares import square_root
from geometry.algebra.tower import PRIME, Element, OutOfTime, Restart, Tower, is_square, reals


def tower_with(squares: list[str], library: str = "") -> tuple[Tower, dict[str, Element]]:
    """A tower over u, v with a root y1, y2, ... of each expression in u, v and earlier roots."""
    for seed in range(400):
        tower = Tower(seed, 2, library=library)
        names = {n: tower.parameter(lambda: reals.mpf(3)) for n in ("u", "v")}
        try:
            for number, text in enumerate(squares, 1):
                d = read(text, names)
                if not is_square(d.shadow):
                    raise Restart
                tower.adjoin(d)
                names[f"y{number}"] = tower.root(number - 1)
        except Restart:
            continue
        return tower, names
    raise AssertionError("no place where all roots exist")


def read(text: str, names: dict[str, Element]) -> Element:
    """A sum of products of names and integers, such as `u*u+1`."""
    one = names["u"].tower.constant(1)
    terms = (
        prod((names[w] if w in names else one * int(w) for w in term.split("*")), start=one)
        for term in text.split("+")
    )
    return sum(terms, start=one * 0)


TOWERS = ([], ["u"], ["u", "v+1"], ["u*u+1", "y1+v"], ["u", "v", "y1*y2+u"])
elements = st.lists(st.integers(-3, 3), min_size=4, max_size=8)


def combination(tower: Tower, names: dict[str, Element], coefficients: list[int]) -> Element:
    basis = [tower.constant(1), names["u"], names["v"]]
    basis += [names[n] for n in names if n.startswith("y")]
    basis += [a * b for a, b in pairwise(basis[1:])]
    total = tower.constant(0)
    for c, b in zip(coefficients, basis, strict=False):
        total = total + b * c
    return total


@pytest.mark.parametrize("squares", TOWERS, ids=str)
@settings(max_examples=12, deadline=None)
@given(coefficients=elements)
def test_every_square_is_found(squares: list[str], coefficients: list[int]) -> None:
    tower, names = tower_with(squares)
    r = combination(tower, names, coefficients)
    found = square_root(tower, r * r)
    assert found is not None
    value, factor = found
    assert (value * value - r * r * (factor * factor)).zero
    assert not factor.zero


@pytest.mark.parametrize("squares", TOWERS[1:], ids=str)
@settings(max_examples=8, deadline=None)
@given(coefficients=elements)
def test_a_square_times_a_square_of_the_tower_is_found(
    squares: list[str], coefficients: list[int]
) -> None:
    """Products of the D's are squares, too: what `r² · D` needs is `r · y`."""
    tower, names = tower_with(squares)
    r = combination(tower, names, coefficients)
    d = r * r * tower.squares[-1]
    found = square_root(tower, d)
    assert found is not None
    assert (found[0] * found[0] - d * (found[1] * found[1])).zero


@pytest.mark.parametrize("squares", TOWERS, ids=str)
@pytest.mark.parametrize("text", ["u+v", "u*v+3", "2*u*u+v", "u*u*u+1"])
def test_no_square_is_invented(squares: list[str], text: str) -> None:
    tower, names = tower_with(squares)
    d = read(text, names)
    if is_square(d.shadow):
        assert square_root(tower, d) is None


def test_a_nested_root_that_is_a_sum_of_roots() -> None:
    """√(u + v + 2√(uv)) = √u + √v."""
    tower, names = tower_with(["u", "v"])
    d = names["u"] + names["v"] + names["y1"] * names["y2"] * 2
    found = square_root(tower, d)
    assert found is not None
    assert (found[0] * found[0] - d * (found[1] * found[1])).zero


def test_both_libraries_agree() -> None:
    for library in ("", "sympy"):
        tower, names = tower_with(["u", "v+1"], library)
        r = names["u"] * 3 + names["y1"] * names["y2"] - names["v"] * names["y1"]
        assert square_root(tower, r * r) is not None
        assert square_root(tower, r * r + 1) is None


def test_shadows_follow_exact_values() -> None:
    tower, names = tower_with(["u", "y1+v"])
    e = (names["y1"] * names["u"] + names["y2"]) * (names["y2"] - names["v"] * 7)
    assert tower.element(e.exact).shadow == e.shadow % PRIME


def test_a_deadline_ends_a_product() -> None:
    tower = Tower(0, 2, deadline=0.0)
    u, v = (tower.parameter(lambda: reals.mpf(2)) for _ in range(2))
    long = tower.constant(1)
    with pytest.raises(OutOfTime):
        for _ in range(60):
            long = long * (u + v + 1)
            tower.product(long.exact, long.exact)
