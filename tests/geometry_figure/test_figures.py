"""Figures: nothing hides a label, marks stand only where facts are, the same input the same picture."""

from __future__ import annotations

import builtins
import math
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.certificate import from_json
from geometry.diagram import draw
from geometry.errors import DiagramError
from geometry.figure import (
    PictureError,
    draw_phases,
    draw_svg,
    figure_fault,
    scene_of,
    split_phases,
    to_png,
)
from geometry.figure.labels import Box, Surroundings, Wanted, place_labels
from geometry.figure.page import fit
from geometry.figure.scene import Scene
from geometry.figure.svg import layout, to_svg
from geometry.language import parse_statement
from geometry.proof import Construction

TESTS = Path(__file__).parent.parent
LINES = (TESTS / "data" / "imo_ag_30.txt").read_text(encoding="utf-8").splitlines()
PROBLEMS = dict(zip(LINES[::2], LINES[1::2], strict=True))
PROOF = from_json((TESTS / "geometry_prose/golden/imo_2004_p1.json").read_text(encoding="utf-8"))
SVG = "{http://www.w3.org/2000/svg}"

assert len(PROBLEMS) == 30


def scene(text: str, seed: int = 0) -> Scene:
    statement = parse_statement(text)
    return scene_of(statement, draw(statement, seed=seed).points)


@pytest.mark.parametrize("name", PROBLEMS)
def test_labels_of_imo_figures_hide_nothing(name: str) -> None:
    shown = scene(PROBLEMS[name])
    page, labels = layout(shown)
    assert {p for label in labels for p in label.points} == set(shown.points)
    for i, label in enumerate(labels):
        box = label.box
        assert not any(box.overlaps(other.box) for other in labels[:i])
        assert not any(box.distance(*other.at) == 0 for other in labels)
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= page.width and box.y + box.height <= page.height
    assert figure_fault(to_svg(shown)) is None
    root = ET.fromstring(to_svg(shown))
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None


@pytest.mark.parametrize("name", PROBLEMS)
def test_marks_are_true(name: str) -> None:
    """Every mark that the figure carries holds in the figure and is stated in the problem."""
    statement = parse_statement(PROBLEMS[name])
    shown = scene(PROBLEMS[name])
    z = {p: complex(*xy) for p, xy in shown.points.items()}
    stated = [g.fact for g in statement.givens] + list(statement.atomic_goals)
    perps = [f.points for f in stated if f.name == "perp"]
    congs = [{frozenset(f.points[:2]), frozenset(f.points[2:])} for f in stated if f.name == "cong"]
    for corner in shown.right_angles:
        u, w = z[corner.first] - z[corner.vertex], z[corner.second] - z[corner.vertex]
        assert abs((u * w.conjugate()).real) < 1e-6 * abs(u) * abs(w)
        assert any(_parallel(u, z[a] - z[b]) and _parallel(w, z[c] - z[d]) for a, b, c, d in perps)
    for ticks in shown.ticks:
        lengths = [abs(z[a] - z[b]) for a, b in ticks.segments]
        assert max(lengths) - min(lengths) < 1e-6 * max(lengths)
        assert all(any(frozenset(s) in pair for pair in congs) for s in ticks.segments)
    for arcs in shown.arcs:
        sizes = [_opening(z[a], z[v], z[b]) for a, v, b in arcs.angles]
        assert abs(sizes[0] - sizes[1]) < 1e-6


def _parallel(u: complex, w: complex) -> bool:
    return abs((u * w.conjugate()).imag) < 1e-6 * abs(u) * abs(w)


def _opening(a: complex, v: complex, b: complex) -> float:
    w = (b - v) / (a - v)
    return abs(math.atan2(w.imag, w.real))


def test_no_right_angle_without_a_perpendicular() -> None:
    assert scene("a b c = triangle a b c; m = midpoint m a b").right_angles == ()
    marks = scene("a b c = triangle a b c; h = foot h a b c").right_angles
    assert [m.vertex for m in marks] == ["h"]


def test_equal_radii_need_no_ticks_but_equal_halves_do() -> None:
    assert scene("a b c = triangle a b c; o = circle o a b c").ticks == ()
    (ticks,) = scene("a b = segment a b; m = midpoint m a b").ticks
    assert set(ticks.segments) == {("a", "m"), ("b", "m")}


def test_circles_are_the_ones_spoken_of() -> None:
    (circle,) = scene("a b c = triangle a b c; o = circle o a b c").circles
    assert set(circle.through) == {"a", "b", "c"}
    assert scene("a b = segment a b; x = on_bline x a b").circles == ()
    assert len(scene("a b c = triangle a b c; x = on_circum x a b c").circles) == 1


def test_collinear_points_give_one_line() -> None:
    lines = scene("a b c = triangle a b c; d = on_line d a b; e = on_line e a b").lines
    assert sorted(len(line.points) for line in lines) == [2, 2, 4]


def test_auxiliary_objects_have_their_own_colour() -> None:
    shown = scene_of(PROOF)
    assert shown.auxiliary == {"k"}
    assert any(c.auxiliary for c in shown.circles)
    assert not all(c.auxiliary for c in shown.circles)
    root = ET.fromstring(draw_svg(PROOF))
    new = ["".join(t.itertext()) for t in root.iter(f"{SVG}text") if t.get("class") == "new"]
    assert new == ["K"]
    assert any(c.get("class") == "circle aux" for c in root.iter(f"{SVG}circle"))


def test_same_input_same_picture() -> None:
    assert draw_svg(PROOF) == draw_svg(PROOF)


def test_a_proof_is_drawn_from_its_own_diagram_where_points_are_missing() -> None:
    statement = parse_statement(PROOF.problem)
    assert draw_svg(PROOF, draw(statement).points) == draw_svg(PROOF)
    with pytest.raises(DiagramError, match="`r`"):
        scene_of(statement, {p: xy for p, xy in PROOF.diagram.items() if p != "r"})


def test_phases_split_the_steps_and_draw_each() -> None:
    parts = split_phases(PROOF, most=8)
    wanted = [i for i in PROOF.needed() if not isinstance(PROOF.steps[i].reason, Construction)]
    assert [i for part in parts for i in part] == wanted
    assert all(1 <= len(part) <= 8 for part in parts)
    figures = draw_phases(PROOF, most=8)
    assert len(figures) == len(parts) > 1
    for figure in figures:
        ET.fromstring(figure)


def test_aspect_is_kept_and_everything_near_is_on_the_page() -> None:
    shown = scene(PROBLEMS["translated_imo_2015_p4"])
    page = fit(shown, 640, 34)
    a, b = "a", "x"
    (x1, y1), (x2, y2) = page.place(shown.points[a]), page.place(shown.points[b])
    drawn = math.hypot(x1 - x2, y1 - y2)
    assert drawn == pytest.approx(page.scale * math.dist(shown.points[a], shown.points[b]))
    assert max(page.width, page.height) == pytest.approx(640)
    for p, xy in shown.points.items():
        x, y = page.place(xy)
        assert p in page.far or (0 <= x <= page.width and 0 <= y <= page.height)


def test_a_far_point_does_not_shrink_the_figure_and_keeps_its_label() -> None:
    points = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.3, 0.9), "d": (0.8, 0.8), "x": (90.0, 5.0)}
    text = "a b c d = quadrangle a b c d; x = free x"
    shown = scene_of(parse_statement(text), points)
    page, labels = layout(shown)
    assert page.far == {"x"}
    assert page.scale > 300
    (label,) = [lab for lab in labels if lab.points == ("x",)]
    assert 0 <= label.box.x <= page.width - label.box.width
    assert "far" in to_svg(shown)


def test_points_at_one_place_share_a_label() -> None:
    points = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.3, 0.9), "d": (0.3, 0.9)}
    shown = scene_of(parse_statement("a b c = triangle a b c; d = free d"), points)
    _, labels = layout(shown)
    assert ("c", "d") in [label.points for label in labels]
    assert figure_fault(to_svg(shown)) is None
    root = ET.fromstring(to_svg(shown))
    assert "C=D" in ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]


coordinate = st.floats(20, 380)


@given(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=9))
@settings(deadline=None, max_examples=15)
def test_labels_keep_clear_of_each_other(places: list[tuple[float, float]]) -> None:
    distinct: list[tuple[float, float]] = []
    for p in places:
        if all(math.dist(p, q) > 12 for q in distinct):
            distinct.append(p)
    wanted = [Wanted(x, y, 14, 17) for x, y in distinct]
    boxes = place_labels(wanted, Surroundings(400, 400, distinct, [], []))
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])
        assert all(box.distance(x, y) > 0 for x, y in distinct)


def test_a_label_avoids_the_line_through_its_point() -> None:
    horizontal = (0.0, 50.0, 100.0, 50.0)
    around = Surroundings(100, 100, [(50.0, 50.0)], [horizontal], [])
    (box,) = place_labels([Wanted(50, 50, 12, 14)], around)
    assert box.cut(horizontal) == 0


def test_boxes() -> None:
    box = Box(0, 0, 4, 3)
    assert box.distance(7, 7) == 5
    assert box.cut((-1, 1, 5, 1)) == pytest.approx(4)
    assert box.cut((-1, 9, 5, 9)) == 0
    assert box.crossed(2, 1.5, 1) and not box.crossed(2, 1.5, 9)


def test_png() -> None:
    pytest.importorskip("resvg_py", reason="needs the `pictures` extra")
    assert to_png(draw_svg(PROOF)).startswith(b"\x89PNG")


def test_png_without_the_renderer_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def blocked(name: str, *args: object, **kwargs: object) -> object:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", blocked)
    with pytest.raises(PictureError, match="pip install"):
        to_png("<svg/>")
