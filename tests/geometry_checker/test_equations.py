"""What a fact says: as equations between coordinates, exactly and with derivatives, and in the
tables of algebra. All of it is held against `geometry.numerics`, which the checker does not use."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geometry.checker.algebra import is_power_product_one
from geometry.checker.auxiliary import independent
from geometry.checker.constraints import Constraint, constraint, evaluate, residual
from geometry.checker.diagrams import System
from geometry.checker.facts import (
    CONCLUDED_BY_ALGEBRA,
    Equation,
    collinear_lengths,
    equations,
    key,
    segments,
    sines,
)
from geometry.checker.figure import Figure
from geometry.numerics import deviation
from geometry.predicates import ATOMIC, RELATIONS, Predicate
from geometry.rules import Condition

TABLES = ("angle", "ratio", "length", "square")


def facts() -> Iterator[Predicate]:
    """Each relation about different points, with some values, and once with a point twice."""
    for name in sorted(ATOMIC):
        count, with_value, _ = RELATIONS[name]
        names = tuple("abcdefghijkl"[:count])
        values = [Fraction(2, 3), Fraction(1, 2), Fraction(1, 3), Fraction(3, 4)]
        if name == "aconst":
            values += [
                Fraction(1, 6),
                Fraction(1, 4),
                Fraction(2, 3),
                Fraction(5, 6),
                Fraction(-1, 3),
            ]
        for value in values if with_value else [None]:
            yield Predicate(name, names, value)
    yield Predicate("perp", ("a", "b", "b", "c"))
    yield Predicate("eqangle", tuple("abacacad"))
    yield Predicate("eqratio", tuple("abacacad"))
    yield Predicate("para", tuple("abac"))


FACTS = [fact for fact in facts() if fact.name != "sinlaw"]


def points_of(fact: Predicate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.points))


def solved(fact: Predicate, seed: int) -> tuple[System, Figure, dict[str, complex]]:
    """A random figure in which the fact holds."""
    rng = random.Random(f"{fact} {seed}")
    names = points_of(fact)
    found = constraint(fact)
    system = System(names, (found,), bool(found.lengths), Fraction(1, 2), 40)
    for _ in range(50):
        start = np.array([rng.uniform(-0.5, 0.5) for _ in range(2 * len(names))])
        xy = system.newton(start)
        figure = None if xy is None else system.polish(xy)
        if figure is None:
            continue
        apart = all(figure.distance(a, b) > 0.05 for a, b in itertools.combinations(names, 2))
        if apart:
            scale = 1 << figure.bits
            plane = {n: complex(x / scale, y / scale) for n, (x, y) in figure.points.items()}
            return system, figure, plane
    raise AssertionError(f"no figure of {fact}")


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_what_solves_the_equation_satisfies_the_fact(fact: Predicate) -> None:
    for seed in range(3):
        _, figure, plane = solved(fact, seed)
        unit = float(figure.unit)
        assert deviation(fact, {n: z / unit for n, z in plane.items()})[0] < 1e-9
        assert abs(residual(constraint(fact), figure)) < 1e-30


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_what_breaks_the_fact_breaks_the_equation(fact: Predicate) -> None:
    """Each point of the fact matters, and each moved by a little shows."""
    system, figure, _ = solved(fact, 1)
    one = constraint(fact)
    for name in points_of(fact):
        felt = []
        for step in ((1, 0), (0, 1)):
            x, y = figure.points[name]
            place = (x + (step[0] << figure.bits - 10), y + (step[1] << figure.bits - 10))
            moved = Figure({**figure.points, name: place}, figure.bits, figure.unit)
            felt.append(abs(residual(one, moved)))
            there, _ = evaluate([one], system.index, system.coordinates(moved), float(system.unit))
            assert there[0] == pytest.approx(residual(one, moved), rel=2e-2, abs=1e-9)
        assert max(felt) > 1e-6, name


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_derivatives_are_those_of_the_residual(fact: Predicate) -> None:
    names = points_of(fact)
    index = {name: i for i, name in enumerate(names)}
    rng = random.Random(str(fact))
    xy = np.array([rng.uniform(-1, 1) for _ in range(2 * len(names))])
    one = [constraint(fact)]
    _, jacobian = evaluate(one, index, xy, 0.7)
    if one[0].kind == "cross":  # the scale is held fast, so it counts at solutions only
        xy = solved(fact, 0)[0].coordinates(solved(fact, 0)[1])
        _, jacobian = evaluate(one, index, xy, 0.7)
    for column in range(len(xy)):
        step = np.zeros(len(xy))
        step[column] = 1e-6
        up, down = (evaluate(one, index, xy + s, 0.7)[0][0] for s in (step, -step))
        assert jacobian[0, column] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-7)


def test_lengths_are_counted_in_units_of_the_problem() -> None:
    index = {"a": 0, "b": 1}
    fact = constraint(Predicate("lconst", ("a", "b"), Fraction(3)))
    xy = np.array([0.0, 0.0, 0.75, 0.0])
    assert evaluate([fact], index, xy, 0.25)[0][0] == pytest.approx(0.0)
    assert evaluate([fact], index, xy, 0.5)[0][0] == pytest.approx(-math.log(2))
    for unit, holds in ((Fraction(1, 4), True), (Fraction(1, 2), False)):
        figure = Figure({"a": (0, 0), "b": (3 << 98, 0)}, 100, unit)
        assert (abs(residual(fact, figure)) < 1e-20) == holds


@pytest.mark.parametrize("kind", ["cross", "turn", "product"])
def test_coinciding_points_satisfy_nothing(kind: str) -> None:
    terms = (("a", "b", 1), ("a", "b", -1))
    figure = Figure({"a": (5, 5), "b": (5, 5)}, 100, Fraction(1))
    assert residual(Constraint(kind, terms, Fraction(1)), figure) == math.inf


# The tables of algebra.


def value(equation: Equation, table: str, plane: dict[str, complex], unit: float) -> float:
    """The left side minus the right."""

    def length(pair: tuple[str, str]) -> float:
        return abs(plane[pair[0]] - plane[pair[1]]) / unit

    def turn(pair: tuple[str, str]) -> float:
        a, b = sorted(pair)
        z = plane[b] - plane[a]
        return math.atan2(z.imag, z.real) / math.pi

    total = 0.0
    for (one, other), c in equation.form.items():
        if isinstance(one, tuple) and isinstance(other, tuple):
            total += float(c) * math.log(abs(math.sin(math.pi * (turn(one) - turn(other)))))
            continue
        assert isinstance(one, str) and isinstance(other, str)
        unknown = {
            "angle": turn,
            "ratio": lambda p: math.log(length(p)),
            "length": length,
            "square": lambda p: length(p) ** 2,
        }[table]((one, other))
        total += float(c) * unknown
    if table == "ratio":
        return total - math.log(equation.constant) / equation.root
    difference = total - float(equation.constant)
    return difference - round(difference) if table == "angle" else difference


@pytest.mark.parametrize("fact", [*FACTS, Predicate("sinlaw", tuple("abc"))], ids=str)
def test_every_equation_of_a_fact_is_true_where_the_fact_is(fact: Predicate) -> None:
    for seed in range(3):
        if fact.name == "sinlaw":
            plane, unit = {"a": 0.1j, "b": 1.2 + 0.1j * seed, "c": 0.3 + 0.9j}, 1.0
        else:
            _, figure, plane = solved(fact, seed)
            unit = float(figure.unit)
        for table in TABLES:
            for equation in equations(fact, table):
                assert value(equation, table, plane, unit) == pytest.approx(0.0, abs=1e-8), table
                assert all(equation.form.values()) and equation.form


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_algebra_concludes_only_what_its_equation_says(fact: Predicate) -> None:
    """Where a table may conclude a fact, equation 0 fails whenever the fact does."""
    rng = random.Random(str(fact))
    names = points_of(fact)
    tables = [table for table in TABLES if fact.name in CONCLUDED_BY_ALGEBRA[table]]
    for _ in range(20):
        plane = {n: complex(rng.uniform(-1, 1), rng.uniform(-1, 1)) for n in names}
        if deviation(fact, plane)[0] > 1e-3:
            for table in tables:
                assert abs(value(equations(fact, table)[0], table, plane, 1.0)) > 1e-6, table


def test_squares_of_sines_are_known_where_they_are_rational() -> None:
    for twelfths in range(-24, 25):
        angle = Predicate("aconst", tuple("abcd"), Fraction(twelfths, 12))
        found = equations(angle, "ratio")
        square = math.sin(math.pi * twelfths / 12) ** 2
        rational = any(abs(square - n / 4) < 1e-9 for n in (1, 2, 3, 4))
        assert len(found) == rational
        if found:
            assert float(found[0].constant) == pytest.approx(square) and found[0].root == 2
    assert not equations(Predicate("aconst", tuple("abcd"), Fraction(1, 24)), "ratio")


def test_lengths_of_three_points_of_a_line() -> None:
    fact = Predicate("coll", ("a", "b", "c"))
    for middle in "abc":
        others = sorted({"a", "b", "c"} - {middle})
        plane = {middle: 1 + 0j, others[0]: 0j, others[1]: 3 + 0j}
        assert value(collinear_lengths(fact, middle), "length", plane, 1.0) == pytest.approx(0)
        for wrong in others:
            assert abs(value(collinear_lengths(fact, wrong), "length", plane, 1.0)) > 0.5


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_two_facts_are_one_only_if_they_hold_together(fact: Predicate) -> None:
    _, figure, plane = solved(fact, 2)
    names = list(fact.points)
    rng = random.Random(str(fact))
    at_unit = {n: z / float(figure.unit) for n, z in plane.items()}
    for _ in range(40):
        rng.shuffle(names)
        other = Predicate(fact.name, tuple(names), fact.value)
        if all(a != b for a, b in segments(other)) and key(other) == key(fact):
            assert deviation(other, at_unit)[0] < 1e-8, other
    assert key(fact) == key(Predicate(fact.name, fact.points, fact.value))


def test_segments_that_a_fact_needs() -> None:
    assert segments(Predicate("coll", tuple("abc"))) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert len(segments(Predicate("cyclic", tuple("abcd")))) == 6
    assert segments(Predicate("para", tuple("abcd"))) == [("a", "b"), ("c", "d")]
    assert segments(Predicate("eqpower", tuple("abcde"))) == []
    lines = (("a", "b"), ("c", "d"))
    assert sines(Predicate("perp", tuple("dcba"))) == [lines]
    assert sines(Predicate("eqangle", tuple("abcdefgh"))) == [lines, (("e", "f"), ("g", "h"))]
    assert sines(Predicate("cong", tuple("abcd"))) == []


FRACTIONS = st.builds(Fraction, st.integers(1, 60), st.integers(1, 60))
EXPONENTS = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 4))


@given(st.lists(st.tuples(FRACTIONS, EXPONENTS), max_size=5))
def test_products_of_powers(pairs: list[tuple[Fraction, Fraction]]) -> None:
    logarithm = sum(float(e) * math.log(n) for n, e in pairs)
    assume(abs(logarithm) < 1e-12 or abs(logarithm) > 1e-9)
    numbers, exponents = [n for n, _ in pairs], [e for _, e in pairs]
    assert is_power_product_one(numbers, exponents) == (abs(logarithm) < 1e-12)


@given(st.lists(FRACTIONS, min_size=1, max_size=4), EXPONENTS)
def test_products_of_powers_that_are_one(numbers: list[Fraction], exponent: Fraction) -> None:
    product = math.prod(numbers)
    whole = [*numbers, product]
    assert is_power_product_one(whole, [*[exponent] * len(numbers), -exponent])
    assert is_power_product_one([*whole, Fraction(2)], [Fraction(0)] * len(whole) + [Fraction(0)])
    doubled = [*[exponent] * len(numbers), -exponent / 2]
    assert is_power_product_one(whole, doubled) == (product == 1 or exponent == 0)
    assert is_power_product_one([product**2, product], [exponent, -2 * exponent])


# What is read off figures.


def grid(**points: tuple[int, int] | complex) -> Figure:
    whole = {
        name: (int(p.real * 2**60) << 100, int(p.imag * 2**60) << 100)
        if isinstance(p, complex)
        else (p[0] << 160, p[1] << 160)
        for name, p in points.items()
    }
    return Figure(whole, 160, Fraction(1))


def holds(figure: Figure, condition: str) -> bool:
    name, *points = condition.split()
    return figure.holds(Condition(name, tuple(points)))


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("diff a b c d", True),
        ("diff a b a2", True),
        ("diff a b a", False),
        ("ncoll a b d", True),
        ("ncoll a b c", False),
        ("ncoll a b a", False),
        ("ncoll a d a", False),
        ("ncyclic a b d e", False),
        ("ncyclic a b d f", True),
        ("ncyclic a b c f", False),
        ("sameorient a b d b e a", True),
        ("sameorient a b d a d b", False),
        ("sameorient a b c a b c", False),
        ("opporient a b d a d b", True),
        ("opporient a b d b d a", False),
        ("opporient a b c a b d", False),
        ("sameorder a b c a c h", True),
        ("sameorder a b c a c b", False),
        ("sameorder a b h a b c", True),
        ("sameorder b a c b a h", True),
        ("sameorder a c b h c b", False),
        ("sameorder a b b a b c", False),
        ("oddouter a b c c a b b c a", False),
        ("oddouter a b c c b a a c b", True),
        ("evenouter a b c c b a a c b", False),
        ("evenouter a b c c a b b c a", True),
        ("oddouter a b b c a b b c a", False),
        ("evenouter a b b c a b b c a", False),
        ("npara a b d e", False),
        ("npara a b a d", True),
        ("npara a b a a", False),
        ("npara a a a b", False),
        ("nperp a b a d", False),
        ("nperp a b a e", True),
        ("nperp a a a b", False),
        ("unknown a b", False),
    ],
)
def test_conditions(condition: str, true: bool) -> None:
    """a, b, c, h on a line in this order, e and d above b and a."""
    figure = grid(a=(0, 0), b=(1, 0), c=(2, 0), h=(3, 0), d=(0, 1), e=(1, 1), f=(2, 2), a2=(7, 1))
    assert holds(figure, condition) == true


SMALL = st.integers(-8, 8)
POINT = st.tuples(SMALL, SMALL)


@given(POINT, POINT, POINT, POINT)
def test_turns_and_circles(a: tuple, b: tuple, c: tuple, d: tuple) -> None:
    figure = grid(a=a, b=b, c=c, d=d)
    (ax, ay), (bx, by), (cx, cy), _ = a, b, c, d
    cross = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    assert figure.turn("a", "b", "c") == (cross > 0) - (cross < 0)
    rows = [[x, y, x * x + y * y, 1] for x, y in (a, b, c, d)]
    on_one = round(np.linalg.det(np.array(rows, dtype=float)))
    assert figure.concyclic("a", "b", "c", "d") == (on_one == 0)
    assert figure.distance("a", "b") * figure.diameter == pytest.approx(
        math.hypot(bx - ax, by - ay) * 2**160
    )
    if a != b:
        line = math.atan2(by - ay, bx - ax) / math.pi % 1.0
        assert math.cos(2 * math.pi * (figure.direction("a", "b") - line)) == pytest.approx(1)
        assert figure.direction("b", "a") == figure.direction("a", "b")


@given(st.permutations([0, 1, 5]), POINT, POINT)
def test_the_middle_one(places: list[int], start: tuple, step: tuple) -> None:
    assume(step != (0, 0))
    named = {
        name: (start[0] + k * step[0], start[1] + k * step[1])
        for name, k in zip("abc", places, strict=True)
    }
    figure = grid(**named)
    assert figure.middle("a", "b", "c") == places.index(1)
    assert figure.middle("a", "b", "b") is None and figure.middle("a", "a", "c") is None
    assert figure.middle("a", "b", "a") is None


def test_what_is_not_clear_is_not_so() -> None:
    """Far below what any figure tells apart, and far above the error of one."""
    for size, clear in ((1e-14, False), (1e-4, True)):
        figure = grid(a=0j, b=1 + 0j, c=0.5 + size * 1j, d=size + 0j, e=1j, f=1 + 1j + size)
        assert figure.different("a", "d") == clear
        assert holds(figure, "ncoll a b c") == clear
        assert holds(figure, "npara a b a c") == clear
        assert holds(figure, "ncyclic a b e f") == clear
        assert (figure.middle("a", "d", "b") is not None) == clear
    tilted = grid(a=0j, b=1 + 0j, c=1e-14 + 1j, d=1e-4 + 1j)
    assert not holds(tilted, "nperp a b a c") and holds(tilted, "nperp a b a d")


@pytest.mark.parametrize("size", [1, 2**59, 2**200, 2**1500])
def test_directions_of_figures_of_any_size(size: int) -> None:
    figure = Figure(
        {"a": (0, 0), "b": (size, size), "c": (-size, size), "d": (0, -size)}, 10, Fraction(1)
    )
    assert figure.direction("a", "b") == pytest.approx(0.25)
    assert figure.direction("a", "c") == pytest.approx(0.75)
    assert figure.direction("a", "d") == figure.direction("d", "a") == pytest.approx(0.5)


# Auxiliary points.


def test_conditions_count_as_independent_by_what_they_say_of_the_new_points() -> None:
    rows = np.array([[3.0, 0.0, 0.0, 0.0], [0.0, 2e-3, 0.0, 0.0], [5.0, 7.0, 0.0, 0.0]])
    assert independent(rows, [0, 1]) == 2
    assert independent(rows, [0]) == 1
    assert independent(rows[:2], [0, 1]) == 2
    assert independent(rows[:1], [1, 2]) == 0
    # A condition that hardly concerns the new point is about the others.
    assert independent(np.array([[1e-9, 1.0]]), [0]) == 0
    assert independent(np.array([[1e-9, 0.0]]), [0]) == 1
    assert independent(np.array([[0.0, 0.0]]), [0]) == 0
    assert independent(np.array([[1e-3, 1.0]]), [0]) == 1
