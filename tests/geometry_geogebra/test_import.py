"""GeoGebra constructions come out as statements that hold in the file's own figure."""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping

import pytest

from geometry import GeometryInputError, draw_and_check, parse_statement
from geometry.geogebra import Imported, import_ggb
from geometry.numerics import deviation
from tests.geometry_geogebra.files import (
    ORTHOCENTRE,
    TRIANGLE,
    command,
    element,
    expression,
    ggb,
    point,
)

A, B, C = 0.5 + 3j, -1 + 0j, 4 + 0.5j


def at(label: str, z: complex) -> str:
    return point(label, z.real, z.imag)


def meet(a: complex, b: complex, c: complex, d: complex) -> complex:
    u, v = b - a, d - c
    return a + u * ((c - a).conjugate() * v).imag / (u.conjugate() * v).imag


def circumcentre(a: complex, b: complex, c: complex) -> complex:
    return meet((a + b) / 2, (a + b) / 2 + 1j * (b - a), (a + c) / 2, (a + c) / 2 + 1j * (c - a))


def foot(p: complex, a: complex, b: complex) -> complex:
    return meet(a, b, p, p + 1j * (b - a))


def placed(imported: Imported, places: Mapping[str, complex]) -> None:
    """Every hypothesis and goal holds in the file's figure, and the drawn figure is similar."""
    statement = parse_statement(imported.text)
    figure = {imported.names[label]: (z.real, z.imag) for label, z in places.items()}
    for fact in [g.fact for g in statement.givens] + list(statement.atomic_goals):
        if all(p in figure for p in fact.points):
            assert deviation(fact, figure)[0] < 1e-6, fact
    drawn = {p: complex(*xy) for p, xy in draw_and_check(statement).points.items()}
    labels = list(places)
    first, second = labels[:2]

    def shape(z: Mapping[str, complex], of: Mapping[str, str]) -> list[complex]:
        base, unit = z[of[first]], z[of[second]] - z[of[first]]
        return [(z[of[label]] - base) / unit for label in labels]

    own = shape(places, {label: label for label in labels})
    for p, q in zip(own, shape(drawn, imported.names), strict=True):
        assert cmath.isclose(p, q, abs_tol=1e-4)


def test_altitudes() -> None:
    h = meet(A, A + 1j * (C - B), B, B + 1j * (A - C))
    goal = command("ArePerpendicular", "Line[C, H];Segment[A, B]", "q")
    parts = [p for p in ORTHOCENTRE if 'label="H"' not in p]
    imported = import_ggb(ggb(*parts, at("H", h), goal, element("q", "boolean")))
    assert imported.left_out == ()
    placed(imported, {"A": A, "B": B, "C": C, "H": h})
    assert imported.text.endswith("? perp c h a b")


def test_every_point_command() -> None:
    """One of each command that makes a point, drawn again where the file has it."""
    o = circumcentre(A, B, C)
    a, b, c = abs(B - C), abs(C - A), abs(A - B)
    i = (a * A + b * B + c * C) / (a + b + c)
    points = {
        "M": ("Midpoint", "A;B", (A + B) / 2),
        "O": ("TriangleCenter", "A;B;C;3", o),
        "I": ("TriangleCenter", "A;B;C;1", i),
        "H": ("TriangleCenter", "A;B;C;4", A + B + C - 2 * o),
        "G": ("TriangleCenter", "A;B;C;2", (A + B + C) / 3),
        "N": ("TriangleCenter", "A;B;C;5", (A + B + C - o) / 2),
        "P": ("Mirror", "A;B", 2 * B - A),
        "Q": ("Mirror", "A;f", 2 * foot(A, B, C) - A),
        "D": ("ClosestPoint", "f;A", foot(A, B, C)),
        "R": ("Rotate", "B;90°;A", A + 1j * (B - A)),
        "S": ("Rotate", "B;-90°;A", A - 1j * (B - A)),
        "T": ("Rotate", "B;40°;A", A + cmath.rect(1, math.radians(40)) * (B - A)),
        "U": ("Rotate", "C;180°;A", 2 * A - C),
        "V": ("Translate", "C;Vector[A, B]", C + B - A),
        "W": ("Point", "f", 0.3 * B + 0.7 * C),
    }
    parts = [command("Line", "B;C", "f"), element("f", "line")]
    for label, (name, inputs, z) in points.items():
        parts += [command(name, inputs, label), at(label, z)]
    imported = import_ggb(ggb(*TRIANGLE, *parts))
    assert imported.left_out == ()
    placed(imported, {"A": A, "B": B, "C": C} | {k: v[2] for k, v in points.items()})


def test_every_line_and_circle() -> None:
    """Two lines or circles of each kind meet where they meet in the file."""
    o = circumcentre(A, B, C)
    e = meet(A, (B + C) / 2, B, B + (C - A))
    x = meet((A + B) / 2, (A + B) / 2 + 1j * (A - B), B, C)
    turn = cmath.sqrt((A - B) / abs(A - B) * (C - B) / abs(C - B))
    y = meet(B, B + turn, A, C)
    z = 2 * foot(circumcentre(A, B, C), B, y) - B  # second point of the bisector on the circle
    near = meet(A, A + 1j * (A - o), B, C)
    parts = [
        *(command("Line", "B;Segment[A, C]", "p"), element("p", "line")),
        *(command("Midpoint", "B;C", "M"), at("M", (B + C) / 2)),
        *(command("Intersect", "p;Line[A, M]", "E"), at("E", e)),
        *(command("LineBisector", "A;B", "s"), element("s", "line")),
        *(command("Intersect", "s;Ray[B, C]", "X"), at("X", x)),
        *(command("AngularBisector", "A;B;C", "w"), element("w", "line")),
        *(command("Intersect", "w;Segment[A, C]", "Y"), at("Y", y)),
        *(command("Circle", "A;B;C", "k"), element("k", "conic")),
        *(command("Intersect", "w;k", "B1;Z"), at("B1", B), at("Z", z)),
        *(command("Center", "k", "K"), at("K", o)),
        *(command("Tangent", "A;k", "t"), element("t", "line")),
        *(command("Intersect", "t;Line[B, C]", "F"), at("F", near)),
        *(command("Semicircle", "B;C", "d"), element("d", "conicpart")),
        *(command("Intersect", "d;Segment[A, B]", "J"), at("J", foot(C, A, B))),
    ]
    imported = import_ggb(ggb(*TRIANGLE, *parts))
    assert imported.left_out == ()
    assert imported.names["B1"] == imported.names["B"]  # known to be the same point
    places = {"A": A, "B": B, "C": C, "M": (B + C) / 2, "E": e, "X": x, "Y": y, "Z": z, "F": near}
    placed(imported, {**places, "K": o, "J": foot(C, A, B)})


def tangents(order: tuple[str, str]) -> bytes:
    touch = cmath.rect(1, math.acos(1 / 3))
    lines = []
    for label, t in zip(order, (touch, touch.conjugate()), strict=True):
        lines.append(element(label, "line", (t.real, t.imag, -1.0)))
    return ggb(
        *(point("O", 0, 0), point("R", 0, -1), point("P", 3, 0)),
        *(command("Circle", "O;R", "c"), element("c", "conic"), command("Tangent", "P;c", "t;u")),
        *lines,
        *(command("Intersect", f"{order[0]};c", "T"), at("T", touch)),
        *(command("Intersect", f"{order[1]};c", "U"), at("U", touch.conjugate())),
        *(expression("q", "Segment[P, T] ≟ Segment[P, U]"), element("q", "boolean")),
    )


@pytest.mark.parametrize("order", [("t", "u"), ("u", "t")])
def test_tangents_touch_on_their_own_side(order: tuple[str, str]) -> None:
    imported = import_ggb(tangents(order))
    touch = cmath.rect(1, math.acos(1 / 3))
    places = {"O": 0j, "R": -1j, "P": 3 + 0j, "T": touch, "U": touch.conjugate()}
    placed(imported, places)
    assert imported.text.endswith("? cong p t p u")
    assert len(parse_statement(imported.text).points) == 5  # no second point of contact


def test_regular_polygon_has_its_corners_and_sides() -> None:
    outputs = "poly;f;g;h;i;C;D"
    corners = (*(element(x, "segment") for x in "fghi"), point("C", 2, 2), point("D", 0, 2))
    imported = import_ggb(
        ggb(
            *(point("A", 0, 0), point("B", 2, 0), command("Polygon", "A;B;4", outputs)),
            *(element("poly", "polygon"), *corners),
            *(command("AreEqual", "f;h", "q"), element("q", "boolean")),
        )
    )
    placed(imported, {"A": 0j, "B": 2 + 0j, "C": 2 + 2j, "D": 2j})
    assert imported.text.endswith("? cong a b c d")


@pytest.mark.parametrize(
    ("asked", "goal"),
    [
        ("Prove[AreCollinear[A, B, M]]", "coll a b m"),
        ("AreConcyclic[A, B, C, M]", "cyclic a b c m"),
        ("AreConcurrent[f, Line[A, C], Line[B, C]]", "concurrent a b a c b c"),
        ("Prove[f ∥ Line[C, M]]", "para a b c m"),
        ("f ⟂ Line[C, M]", "perp a b c m"),
        ("AreEqual[Segment[A, M], Segment[M, B]]", "cong a m m b"),
        ("AreEqual[Angle[A, B, C], Angle[C, A, B]]", "eqangle b a b c a c a b"),
        ("M ∈ f", "coll m a b"),
    ],
)
def test_goals(asked: str, goal: str) -> None:
    parts = [command("Midpoint", "A;B", "M"), point("M", -0.25, 1.5)]
    parts += [command("Line", "A;B", "f"), element("f", "line")]
    parts += [expression("q", asked), element("q", "boolean")]
    text = import_ggb(ggb(*TRIANGLE, *parts)).text
    assert text.split("? ")[1] == goal


def test_goal_in_a_text_or_given() -> None:
    text = [expression("text1", '"? coll A B C_1"'), element("text1", "text")]
    third = [point("A", 0, 0), point("B", 1, 0), point("C_1", 1, 1)]
    data = ggb(*third, *text)
    assert import_ggb(data).text.endswith("? coll a b c1")
    assert import_ggb(data, goal="perp A B A C_1").text.endswith("? perp a b a c1")


def test_what_has_no_counterpart_is_listed_with_what_depends_on_it() -> None:
    parts = [command("Ellipse", "A;B;C", "e"), element("e", "conic")]
    parts += [command("Point", "e", "P"), point("P", 1, 1)]
    imported = import_ggb(ggb(*TRIANGLE, *parts))
    assert imported.left_out == (
        "e: the command `Ellipse` has no counterpart",
        "P: it depends on e",
    )
    assert "P" not in imported.names
    with pytest.raises(GeometryInputError, match="speaks of P, which has no counterpart"):
        import_ggb(ggb(*TRIANGLE, *parts), goal="coll A B P")


def test_a_goal_that_cannot_be_stated_is_refused() -> None:
    parts = [expression("q", "Prove[AreCollinear[A, B, Z]]"), element("q", "boolean")]
    with pytest.raises(GeometryInputError, match="goal `q` cannot be stated: it depends on Z"):
        import_ggb(ggb(*TRIANGLE, *parts))


def test_an_intersection_that_only_looks_like_an_earlier_point_stays_a_point_of_its_own() -> None:
    """Coincidence in the figure is a theorem, not a hypothesis."""
    m = (B + C) / 2
    parts = [
        *(command("Midpoint", "B;C", "M"), at("M", m)),
        *(command("TriangleCenter", "A;B;C;2", "G"), at("G", (A + B + C) / 3)),
        *(command("Intersect", "Line[A, G];Line[B, C]", "X"), at("X", m)),
    ]
    imported = import_ggb(ggb(*TRIANGLE, *parts))
    assert imported.names["X"] != imported.names["M"]


def test_names_stay_apart() -> None:
    parts = [point("A", 0, 0), point("a", 1, 0), point("A_{1}", 0, 1), point("A1", 3, 1)]
    imported = import_ggb(ggb(*parts, point("α", 2, 2), point("Ж", 5, 1)))
    assert len(set(imported.names.values())) == 6
    assert imported.names["α"] == "alpha"
    assert parse_statement(imported.text).points == tuple(imported.names.values())
