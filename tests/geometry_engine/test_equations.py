"""Facts as equations: a fact that holds in a figure satisfies each of its equations there."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geometry import _kernel
from geometry.diagram import draw
from geometry.engine.equations import EQUIVALENT, SINES, Equation, combine, equations, prime_factors
from geometry.engine.extraction import rational
from geometry.language import parse_statement
from geometry.predicates import ATOMIC, Predicate, parse_predicate

#: A figure for each relation, and the fact that holds in it.
TRUE = {
    "coll": ("a b = segment a b; c = on_line c a b", "coll a b c"),
    "cyclic": ("a b c = triangle a b c; d = on_circum d a b c", "cyclic a b c d"),
    "para": ("a b c = triangle a b c; d = on_pline d a b c", "para a d b c"),
    "perp": ("a b c = triangle a b c; d = on_tline d a b c", "perp a d b c"),
    "cong": ("a b c = triangle a b c; d = eqdistance d a b c", "cong a d b c"),
    "eqangle": ("a b c = triangle a b c; d = angle_bisector d b a c", "eqangle a b a d a d a c"),
    "eqratio": (
        "a b c = triangle a b c; d = incenter d a b c; e = on_line e a d, on_line e b c",
        "eqratio e b e c a b a c",
    ),
    "eqproduct": (
        "a b c p = quadrangle a b c p; d = on_line d a p, on_line d b c; e = on_line e b p, on_line e c a; f = on_line f c p, on_line f a b",
        "eqproduct a f b d c e f b d c e a",
    ),
    "aconst": ("a b = segment a b; c = s_angle a b c 60", "aconst b a b c 1/3"),
    "rconst": ("a b = segment a b; c = midpoint c a b", "rconst a b a c 2"),
    "lsum": ("a b = segment a b; c = midpoint c a b", "lsum a c c b a b"),
    "apollonius": ("a b p = triangle a b p; m = midpoint m a b", "apollonius p m a b"),
    "eqpower": (
        "a o p = triangle a o p; q r = segment q r; x = on_circle x o p; y = on_line y a x, on_circle y o p",
        "",
    ),
    "sinlaw": ("a b c = triangle a b c", "sinlaw a b c"),
}


def value(unknown: object, table: str, figure: dict[str, tuple[float, float]]) -> float:
    def direction(p: str, q: str) -> float:
        (x, y), (u, v) = figure[p], figure[q]
        return math.atan2(v - y, u - x) / math.pi % 1.0

    if isinstance(unknown, int):
        return 1.0 if unknown == 1 else math.log(unknown)
    first, second = unknown  # type: ignore[misc]
    if isinstance(first, tuple):
        return math.log(abs(math.sin(math.pi * (direction(*first) - direction(*second)))))
    length = math.dist(figure[first], figure[second])
    return {
        "angle": direction(first, second),
        "ratio": math.log(length),
        "length": length,
        "square": length**2,
    }[table]


def residual(form: Equation, table: str, figure: dict[str, tuple[float, float]]) -> float:
    return sum(float(c) * value(u, table, figure) for u, c in form.items())


@pytest.mark.parametrize("relation", sorted(set(TRUE) - {"eqpower"}))
@pytest.mark.parametrize("table", ["angle", "ratio", "length", "square"])
def test_a_true_fact_satisfies_its_equations(relation: str, table: str) -> None:
    text, fact = TRUE[relation]
    for seed in range(4):
        figure = dict(draw(parse_statement(text), seed=seed).points)
        for form in equations(parse_predicate(fact), table, figure):  # type: ignore[arg-type]
            assert abs(residual(form, table, figure)) < 1e-6


@pytest.mark.parametrize(
    "relation", sorted(set(TRUE) - {"eqpower", "sinlaw", "lsum", "coll", "cyclic"})
)
def test_equivalent_equations_fail_where_the_fact_fails(relation: str) -> None:
    fact = parse_predicate(TRUE[relation][1])
    random_figure = {
        p: (math.sin(7 * i + 1), math.cos(11 * i * i + 2)) for i, p in enumerate("abcdefpm")
    }
    for table in EQUIVALENT[relation]:
        forms = equations(fact, table, random_figure)
        assert abs(residual(forms[0], table, random_figure)) > 1e-3


def test_equal_powers_mean_equal_differences_of_squares() -> None:
    # Powers of the origin: 25 - 16 for the circle about (5, 0), 18 - 9 for that about (3, 3).
    figure = {"a": (0.0, 0.0), "o": (5.0, 0.0), "p": (5.0, 4.0), "q": (3.0, 3.0), "r": (6.0, 3.0)}
    fact = Predicate("eqpower", ("a", "o", "p", "q", "r"))
    assert residual(equations(fact, "square", figure)[0], "square", figure) == pytest.approx(0)
    figure["r"] = (6.5, 3.0)
    assert abs(residual(equations(fact, "square", figure)[0], "square", figure)) > 1


def test_every_relation_is_accounted_for() -> None:
    assert set(EQUIVALENT) | {"coll", "cyclic"} == ATOMIC


def test_sines_of_special_angles() -> None:
    for turn, exponents in SINES.items():
        logs = sum(float(e) * math.log(p) for p, e in exponents.items())
        assert math.exp(logs) == pytest.approx(math.sin(math.pi * turn))


@given(st.integers(1, 10**5), st.integers(1, 10**5))
def test_prime_factors_multiply_back(n: int, d: int) -> None:
    x = Fraction(n, d)
    powers = (Fraction(p) ** e for p, e in prime_factors(x).items())
    assert math.prod(powers, start=Fraction(1)) == x


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9))
def test_small_fractions_are_recovered_from_residues(n: int, d: int) -> None:
    x = Fraction(n, d)
    residue = x.numerator * pow(x.denominator, -1, _kernel.PRIME) % _kernel.PRIME
    assert rational(residue) == x


_FORMS = st.dictionaries(st.sampled_from([1, 2, 3]), st.builds(Fraction, st.integers(-9, 9)))


@given(st.lists(st.tuples(st.builds(Fraction, st.integers(-9, 9), st.integers(1, 9)), _FORMS)))
def test_combination_is_linear(parts: list[tuple[Fraction, Equation]]) -> None:
    total = combine(parts)
    for key in (1, 2, 3):
        assert total.get(key, 0) == sum(c * form.get(key, Fraction(0)) for c, form in parts)
    assert all(total.values())
