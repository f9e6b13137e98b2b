"""Values that are asked for: angles of triangles, and answers that depend on the position."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geometry import check_certificate, prepare, prove
from geometry.diagram import draw
from geometry.diagram.values import answered
from geometry.errors import GeometryInputError
from geometry.language import parse_statement

SQUARE = "a b = segment; c d = square a b; e = eq_triangle a b ? find {}"


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("asked", "degrees"), [("aconst d e d c", {"75°", "15°"}), ("angle d e c", {"30°", "150°"})]
)
def test_an_answer_that_depends_on_the_position_names_the_other(
    seed: int, asked: str, degrees: set[str]
) -> None:
    found = answered(parse_statement(SQUARE.format(asked)), seed)
    (sentence,) = found.others
    assert all(value in sentence for value in degrees)
    assert "c and e lie on different sides of line ab" in sentence
    assert "c and e lie on the same side of line ab" in sentence
    (goal,) = found.statement.goals
    assert goal.value is not None
    own = f"{goal.value * 180}°"
    assert f"is {own} where" in sentence and own in degrees


@pytest.mark.parametrize(
    "text",
    [
        "a b c = triangle; x y z g = centroid a b c ? find rconst a g g x",
        "a b c = ieq_triangle ? find aconst a b a c",
        "a b c = ieq_triangle; i = incenter a b c ? find angle a i b",
        "a b c = triangle; d = s_angle a b 30 ? find aconst b a b d",
        "a b c = lconst a b 3, lconst b c 4, lconst c a 5 ? find angle a b c",
    ],
)
def test_an_answer_of_every_position_stands_alone(text: str) -> None:
    for seed in range(3):
        assert answered(parse_statement(text), seed).others == ()


@pytest.mark.parametrize("seed", range(8))
def test_the_angle_of_a_triangle_is_what_its_corners_have(seed: int) -> None:
    """Whichever way the triangle turns, 50° and 70° leave 60°, and an equilateral one has 60°."""
    text = "a b c = triangle a b c, aconst a b a c 50o, aconst b c b a 70o ? find angle {}"
    for corner, value in (("a c b", "1/3"), ("c a b", "5/18"), ("a b c", "7/18")):
        prepared = prepare(text.format(corner), seed=seed)
        (goal,) = prepared.statement.goals
        assert goal.name == "aconst" and goal.value == Fraction(value)
    (goal,) = prepare("a b c = ieq_triangle ? find angle a b c", seed=seed).statement.goals
    assert goal.value == Fraction(1, 3)


def test_an_angle_that_was_found_is_proved_and_checked() -> None:
    text = "a b c = triangle a b c, aconst a b a c 50o, aconst b c b a 70o ? find angle a c b"
    outcome = prove(parse_statement(text), seconds=60)
    report = check_certificate(outcome.certificate_json or "", problem=str(outcome.statement))
    assert report.accepted, report.reason


@pytest.mark.parametrize("points", ["a b", "a b c a", "a b a"])
def test_an_angle_has_three_points(points: str) -> None:
    with pytest.raises(GeometryInputError, match="find angle"):
        parse_statement(f"a b c = triangle ? find angle {points}")


def test_a_value_that_varies_is_an_error() -> None:
    text = "a b c = ieq_triangle; d = on_circle a b ? find angle b c d"
    with pytest.raises(GeometryInputError):
        prepare(text)


@pytest.mark.parametrize(
    ("word", "corner"),
    [
        ("iso_triangle", 0),
        ("triangle12", 0),
        ("triangle", 0),
        ("trapezoid", 0),
        ("eq_trapezoid", 0),
    ],
)
def test_polygons_are_acute_and_obtuse(word: str, corner: int) -> None:
    names = ["a", "b", "c", "d"] if "trapezoid" in word else ["a", "b", "c"]
    statement = parse_statement(f"{' '.join(names)} = {word}")
    signs = set()
    for seed in range(64):
        z = {n: complex(*xy) for n, xy in draw(statement, seed).points.items()}
        at = names[corner]
        u, v = (z[names[(corner + k) % len(names)]] - z[at] for k in (1, -1))
        signs.add((u * v.conjugate()).real > 0)
    assert signs == {True, False}
