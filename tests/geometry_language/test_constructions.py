"""Every word of the construction table: what it asserts, and that its figures satisfy it."""

from __future__ import annotations

import math

import pytest

from geometry.constructions import CONSTRUCTIONS
from geometry.diagram import draw
from geometry.diagram.figures import FIGURES
from geometry.diagram.loci import LOCI
from geometry.errors import DiagramError
from geometry.language import parse_statement
from geometry.language.reference import example
from geometry.numerics import deviation, plane
from geometry.predicates import parse_predicate

from .collections_of_problems import ALL


@pytest.mark.parametrize("definition", CONSTRUCTIONS.values(), ids=CONSTRUCTIONS)
def test_table_row_is_well_formed(definition) -> None:  # type: ignore[no-untyped-def]
    parameters = definition.parameters
    assert len(set(parameters)) == len(parameters)
    assert definition.new and set(definition.new) <= set(parameters)
    for text in definition.facts:
        used = parse_predicate(text.replace(" y", " 1") if definition.numbers else text).points
        assert set(used) <= {*parameters, "1"}
    words = [text.split() for text in definition.draw]
    if words[0][0] in FIGURES:
        assert len(words) == 1
    else:
        assert len(definition.new) == 1 and len(words) <= 2
        assert all(word[0] in LOCI for word in words)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_figures_satisfy_the_facts(name: str) -> None:
    statement = parse_statement(example(CONSTRUCTIONS[name]))
    mine = [g.fact for g in statement.givens]
    for seed in range(8):
        diagram = draw(statement, seed)
        assert not diagram.coincident
        for fact in mine:
            assert deviation(fact, diagram.points)[0] < 1e-9, (seed, fact)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_one_free_point_less_is_one_fact_more(name: str) -> None:
    """The facts determine the new points up to the freedom that the drawing has.

    A row that forgets a fact leaves a direction in which its new points can move and satisfy the
    rest; the count compares the rank of the facts with the number of loci.
    """
    numpy = pytest.importorskip("numpy")
    definition = CONSTRUCTIONS[name]
    statement = parse_statement(example(definition))
    z = plane(draw(statement, 1).points)
    clause = statement.clauses[-1]
    new = [clause.args[definition.parameters.index(p)] for p in definition.new]
    from geometry.numerics import residual

    columns = []
    for point in new:
        for step in (1e-6, 1e-6j):
            up, down = {**z, point: z[point] + step}, {**z, point: z[point] - step}
            columns.append([(residual(f, up, 2.0) - residual(f, down, 2.0)) for f in clause.facts])
    rank = (
        int(numpy.linalg.matrix_rank(numpy.array(columns) / 2e-6, tol=1e-4)) if clause.facts else 0
    )
    assert 2 * len(new) - rank == FREEDOM.get(name, 0)


#: Degrees of freedom of the new points once the given points stand.
FREEDOM = {
    "free": 2, "segment": 4, "triangle": 6, "quadrangle": 8, "pentagon": 10,
    "acute_triangle": 6, "obtuse_angle": 6, "between": 1, "between_bound": 1, "eqratio6": 1,
    "iso_triangle": 5, "r_triangle": 5, "risos": 4, "ieq_triangle": 4, "triangle12": 5,
    "eq_quadrangle": 7, "eqdia_quadrangle": 7, "trapezoid": 7, "eq_trapezoid": 6,
    "r_trapezoid": 6, "rectangle": 5, "isquare": 4, "3peq": 1,
    **{
        name: 1
        for name, d in CONSTRUCTIONS.items()
        if name.startswith(("on_", "eqangle", "angle_")) or name in ("eqdistance", "lc_tangent", "s_angle")
    },
}  # fmt: skip


def test_every_word_of_the_collections_is_known() -> None:
    used = {c.name for text in ALL.values() for c in parse_statement(text).clauses}
    assert len(used) > 50 and used <= set(CONSTRUCTIONS)


def points_of(text: str, seed: int) -> dict[str, complex]:
    return plane(draw(parse_statement(text), seed).points)


def angle(a: complex, b: complex, c: complex) -> float:
    """Angle abc in degrees, counterclockwise from ba to bc, in (-180, 180]."""
    w = (c - b) / (a - b)
    return math.degrees(math.atan2(w.imag, w.real))


@pytest.mark.parametrize("seed", range(5))
def test_positions_that_facts_leave_open(seed: int) -> None:
    z = points_of(
        "a b c = triangle; i = incenter a b c; e = excenter a b c; p = nsquare a b; q = psquare a b;"
        "r = s_angle a b 30; x = angle_bisector a b c; u = on_hline a b; v = on_opline a b;"
        "k l m n = incenter2 a b c; m1 m2 m3 f = excenter2 a b c; s1 s2 = square a b;"
        "t1 t2 = trisect a b c; w = on_aline a b c b a",
        seed,
    )
    a, b, c = z["a"], z["b"], z["c"]
    assert abs(angle(a, b, z["i"])) < abs(angle(a, b, c))  # inside at b, and at a
    assert abs(angle(b, a, z["i"])) < abs(angle(b, a, c))
    assert abs(angle(a, b, z["e"])) > abs(angle(a, b, c)) / 2  # outside at b, inside at a
    assert abs(angle(b, a, z["e"]) * 2 - angle(b, a, c)) < 1e-9
    assert abs(z["n"] - z["i"]) < 1e-9 and abs(z["f"] - z["e"]) < 1e-9
    assert angle(b, a, z["p"]) == pytest.approx(-90)
    assert angle(b, a, z["q"]) == pytest.approx(90)
    assert angle(a, b, z["r"]) == pytest.approx(30)
    assert angle(a, b, z["x"]) * 2 == pytest.approx(angle(a, b, c))
    assert ((z["u"] - a) / (b - a)).real > 0 > ((z["v"] - a) / (b - a)).real
    assert angle(a, b, z["s1"]) == pytest.approx(-90)  # left of ab
    assert angle(a, b, z["t1"]) * 3 == pytest.approx(angle(a, b, c))
    # The angle from ax to ab equals that from bc to ba.
    assert angle(z["w"], a, b) == pytest.approx(angle(c, b, a))


@pytest.mark.parametrize("seed", range(5))
def test_meaning_of_words_by_other_formulas(seed: int) -> None:
    z = points_of(
        "a b c = triangle; d = parallelogram a b c d; s = shift a b c; m = mirror a b;"
        "r = reflect a b c; h = orthocenter a b c; o = circumcenter a b c;"
        "x y t g = centroid a b c; x1 y1 t1 n = ninepoints a b c; u v = trisegment a b",
        seed,
    )
    a, b, c = z["a"], z["b"], z["c"]
    assert abs(z["d"] - (a + c - b)) < 1e-9
    assert abs(z["s"] - (a + b - c)) < 1e-9
    assert abs(z["m"] - (2 * b - a)) < 1e-9
    axis = (c - b) / abs(c - b)
    assert abs(z["r"] - (b + axis * axis * (a - b).conjugate())) < 1e-9
    assert abs(z["g"] - (a + b + c) / 3) < 1e-9
    # Euler line: h = 3 g - 2 o, n = (o + h) / 2.
    assert abs(z["h"] - (3 * z["g"] - 2 * z["o"])) < 1e-8
    assert abs(z["n"] - (z["o"] + z["h"]) / 2) < 1e-8
    assert abs(z["u"] - (2 * a + b) / 3) < 1e-9 and abs(z["v"] - (a + 2 * b) / 3) < 1e-9


@pytest.mark.parametrize("name", ["quadrangle", "pentagon"])
def test_polygons_are_convex(name: str) -> None:
    vertices = "a b c d e"[: 7 if name == "quadrangle" else 9]
    for seed in range(20):
        z = list(points_of(f"{vertices} = {name}", seed).values())
        total = sum(abs(180 - abs(angle(z[i - 2], z[i - 1], z[i]))) for i in range(len(z)))
        assert total == pytest.approx(360)


def test_conditions_press_no_corner_of_a_polygon_flat() -> None:
    """Four collinear points satisfy the conditions of g, and no pentagon has three."""
    text = "a b c d e = pentagon a b c d e; g = cyclic c g e d, eqangle2 g d e c"
    found = 0
    for seed in range(5):
        try:
            z = points_of(text, seed)
        except DiagramError:
            continue
        found += 1
        corners = [z[name] for name in "abcde"]
        for i in range(5):
            bend = abs(180 - abs(angle(corners[i - 2], corners[i - 1], corners[i])))
            assert 0.005 < bend < 180
    assert found
