"""Deviations of facts from holding."""

from __future__ import annotations

import cmath
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.diagram import draw
from geometry.diagram.constraints import locus_of
from geometry.diagram.loci import Circle, NoLocus
from geometry.language import parse_statement
from geometry.language.reference import RELATION_EXAMPLES
from geometry.numerics import deviation, residual
from geometry.predicates import RELATIONS, Predicate, parse_predicate

UNIT_SQUARE = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (1.0, 1.0), "d": (0.0, 1.0)}
SMALL = math.radians(1)


@pytest.mark.parametrize(
    ("fact", "amount", "unit"),
    [
        ("perp a b b c", 0.0, "radians"),
        ("perp a b a c", math.pi / 4, "radians"),
        ("para a b c d", 0.0, "radians"),
        ("para a b b c", math.pi / 2, "radians"),
        ("cyclic a b c d", 0.0, "radians"),
        ("aconst a b a c 1/4", 0.0, "radians"),
        ("aconst a c a b 1/4", math.pi / 2, "radians"),
        ("aconst a b a c 5/4", 0.0, "radians"),
        ("aconst a b a c 1/3", math.pi / 12, "radians"),
        ("eqangle a b a c a c a d", 0.0, "radians"),
        ("eqangle a b a c a d a c", math.pi / 2, "radians"),
        ("coll a b c", 0.5, "of the figure's size"),
        ("cong a b a d", 0.0, "of the figure's size"),
        ("cong a b a c", 1 - math.sqrt(0.5), "of the figure's size"),
        ("lsum a b c d a c", math.sqrt(2) - 1, "of the figure's size"),
        ("rconst a b c d 1", 0.0, "relative"),
        ("rconst a b c d 3", math.log(3), "relative"),
        ("lconst a b 2", math.log(2), "relative"),
        ("eqratio a b a c c d b d", 0.0, "relative"),
        ("eqratio a b a c b d c d", math.log(2), "relative"),
        ("midp a b c", 0.5, "of the figure's size"),
        ("simtri a b c c d a", 0.0, "radians"),
        ("contrir a b c c b a", 0.0, "radians"),
    ],
)
def test_deviations_in_the_unit_square(fact: str, amount: float, unit: str) -> None:
    found, in_unit = deviation(parse_predicate(fact), UNIT_SQUARE)
    assert found == pytest.approx(amount, abs=1e-12)
    assert in_unit == unit or amount == 0.0


def test_coinciding_points() -> None:
    points = {**UNIT_SQUARE, "e": (1.0, 1.0 + 1e-12)}
    assert deviation(parse_predicate("coll a c e"), points)[0] == 0.0
    assert deviation(parse_predicate("cyclic a b c e"), points)[0] == 0.0
    assert math.isinf(deviation(parse_predicate("perp c e a b"), points)[0])
    assert math.isinf(deviation(parse_predicate("eqratio a b c e a b a b"), points)[0])
    assert deviation(parse_predicate("cong a c a e"), points)[0] < 1e-11


def test_cyclic_sees_points_that_are_close_together() -> None:
    # c, d close together see ab under nearly the same angle, and are not on its circle.
    points = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.4, 1.0), "d": (0.4, 1.0001)}
    assert deviation(parse_predicate("cyclic a b c d"), points)[0] > 0.1


# `sinlaw` is a theorem about all triangles: nothing makes it fail.
@pytest.mark.parametrize("name", sorted(RELATION_EXAMPLES.keys() - {"sinlaw"}))
def test_examples_hold_and_fail_when_a_point_moves(name: str) -> None:
    statement = parse_statement(RELATION_EXAMPLES[name])
    points = draw(statement, 3).points
    facts = [f for f in (*statement.goals, *(g.fact for g in statement.givens)) if f.name == name]
    facts = facts or list(statement.goals)
    for fact in facts:
        assert deviation(fact, points)[0] < 1e-9
        # The median formula holds for every p once m is the midpoint.
        for p in fact.points if name != "apollonius" else "mab":
            x, y = points[p]
            # One of two directions leaves every line on which p could move.
            moves = [{**points, p: (x + 0.0119, y - 0.0173)}, {**points, p: (x + 0.02, y + 0.01)}]
            assert max(deviation(fact, moved)[0] for moved in moves) > 1e-6, (fact, p)


places = st.complex_numbers(max_magnitude=1, allow_nan=False, allow_infinity=False)
similarities = st.tuples(st.floats(0.01, 100), st.floats(-3, 3), places)


@given(st.lists(places, min_size=12, max_size=12), similarities, st.sampled_from(sorted(RELATIONS)))
@settings(max_examples=150, deadline=None)
def test_similar_figures_deviate_equally(
    z: list[complex], similarity: tuple[float, float, complex], name: str
) -> None:
    if name == "lconst" or min(abs(a - b) for a in z for b in z if a is not b) < 0.02:
        return
    scale, turn, move = similarity
    count, values, _ = RELATIONS[name]
    fact = Predicate(
        name,
        tuple("abcdefghijkl"[:count]),
        parse_predicate("lconst a b 2").value if values else None,
    )
    before = dict(zip("abcdefghijkl", z, strict=True))
    after = {p: scale * cmath.exp(1j * turn) * q + move for p, q in before.items()}
    amount = deviation(fact, before)[0]
    assert deviation(fact, after)[0] == pytest.approx(amount, rel=1e-6, abs=1e-9)


ONE_UNKNOWN = [
    "coll x a b", "cyclic a x b c", "para x a b c", "perp a x b c", "aconst a b c x 2/7",
    "aconst x a x b 1/5", "perp x a x b", "cong x a x b", "cong x a b c", "rconst x a x b 3/2",
    "rconst a b c x 3/2", "lconst x a 1/2", "eqratio x a x b a b a c", "eqratio a b x c a b b c",
    "eqangle a b a x c d c e", "eqangle x a x b c d c e", "eqangle a x b c b x d e",
    "eqangle a b x c d e a b", "eqangle a b a c c x a x",
]  # fmt: skip


@given(st.sampled_from(ONE_UNKNOWN), st.integers(0, 10**6), st.floats(0.1, 6))
@settings(max_examples=200, deadline=None)
def test_a_locus_is_where_its_fact_holds(text: str, seed: int, along: float) -> None:
    fact = parse_predicate(text)
    z = {
        p: complex(*xy)
        for p, xy in draw(parse_statement("a b c = triangle; d e = segment"), seed).points.items()
    }
    try:
        locus = locus_of(fact, "x", z)
    except NoLocus:
        return
    assert locus is not None
    if isinstance(locus, Circle):
        z["x"] = locus.center + cmath.rect(locus.radius, along)
    else:
        z["x"] = locus.point + (along - 3.05) * locus.direction
    if min(abs(z["x"] - z[p]) for p in "abcde") < 1e-3:
        return
    assert abs(residual(fact, z, 2.0)) < 1e-8
    z["x"] += 0.01 + 0.02j
    if isinstance(locus, Circle):
        off = abs(abs(z["x"] - locus.center) - locus.radius)
    else:
        off = abs(z["x"] - locus.foot(z["x"]))
    if off > 1e-3:
        assert abs(residual(fact, z, 2.0)) > 1e-7
