"""A scene as SVG: one string, no dependency, readable on screen and in print."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

from geometry.figure.labels import Box, Surroundings, Wanted, place_labels
from geometry.figure.numbers import fixed, known
from geometry.figure.page import Page, fit
from geometry.figure.scene import Arcs, LineMark, RightAngle, Scene, Ticks
from geometry.prose.notation import plain_name, split_name

_INK, _SECOND, _CIRCLE, _MARK = "#1c2430", "#b4410e", "#4a6385", "#1f6f5c"
_FONT = 17.0
_MARGIN = 34.0
#: A label farther from its point than this gets a thin line to it.
_LEADER = 13.0
#: Average widths of a capital and of an index digit, in ems of a wide serif face.
_CAPITAL, _DIGIT = 0.78, 0.42

_STYLE = f"""
.line{{stroke:{_INK};stroke-width:1.3;stroke-linecap:round}}
.circle{{stroke:{_CIRCLE};stroke-width:1.2;fill:none}}
.aux{{stroke:{_SECOND};stroke-dasharray:6 4}}
.mark{{stroke:{_MARK};stroke-width:1.2;fill:none}}
.leader{{stroke:#7a828c;stroke-width:.6}}
.dot{{fill:{_INK};stroke:#fff;stroke-width:.8}}
.dot.new{{fill:{_SECOND}}}
text{{font:italic {_FONT:g}px "STIX Two Text","Latin Modern Roman","Times New Roman","DejaVu Serif",serif;fill:{_INK};text-anchor:middle}}
text.new{{fill:{_SECOND}}}
.halo{{stroke:#fff;stroke-width:3;stroke-linejoin:round;fill:#fff}}
.index{{font-size:{_FONT * 0.66:g}px;font-style:normal}}
""".strip()


@dataclass(frozen=True)
class PlacedLabel:
    """A label on the page.

    Attributes:
        points: the points it names; several where they have the same place.
        box: its rectangle.
        at: the place of the point; for a point off the page, where the page's border is crossed.
    """

    points: tuple[str, ...]
    box: Box
    at: tuple[float, float]


def layout(scene: Scene, size: float = 640.0) -> tuple[Page, list[PlacedLabel]]:
    """The page and the labels' places. The same scene gives the same layout."""
    page = fit(scene, size, _MARGIN)
    spots: dict[tuple[int, int], list[str]] = {}
    places: dict[tuple[int, int], tuple[float, float]] = {}
    for name, xy in scene.points.items():
        x, y = page.place(xy)
        if name in page.far:
            x, y = _border(page, x, y)
        key = next((k for k, (u, v) in places.items() if math.hypot(x - u, y - v) < 1.0), None)
        if key is None:
            key = (round(x * 100), round(y * 100))
            places[key] = (x, y)
        spots.setdefault(key, []).append(name)
    wanted = [
        Wanted(*places[key], sum(_width(n) for n in names) + 0.8 * _FONT * (len(names) - 1), _FONT)
        for key, names in spots.items()
    ]
    segments = [
        (*page.place(scene.points[m.points[0]]), *page.place(scene.points[m.points[-1]]))
        for m in scene.lines
    ]
    circles = [(*page.place(c.center), known(c.radius * page.scale)) for c in scene.circles]
    dots = [places[key] for key in spots]
    around = Surroundings(page.width, page.height, dots, segments, circles)
    boxes = place_labels(wanted, around)
    return page, [
        PlacedLabel(tuple(names), box, places[key])
        for (key, names), box in zip(spots.items(), boxes, strict=True)
    ]


def to_svg(scene: Scene, *, size: float = 640.0, caption: str = "") -> str:
    """The scene as an SVG document.

    Args:
        scene: what to show.
        size: longer side in pixels.
        caption: description for screen readers.
    """
    page, labels = layout(scene, size)
    w, h = page.width, page.height
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {fixed(w, 1)} {fixed(h, 1)}" '
        f'width="{fixed(w, 1)}" height="{fixed(h, 1)}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(scene.title)}</title>',
        f'<desc id="desc">{escape(caption or _describe(scene))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<defs><clipPath id="page"><rect width="{fixed(w, 1)}" height="{fixed(h, 1)}"/></clipPath></defs>',
        # Paper of its own colour: ink stays readable on dark pages and in print.
        f'<rect width="{fixed(w, 1)}" height="{fixed(h, 1)}" rx="6" fill="#fff"/>',
        '<g clip-path="url(#page)">',
    ]
    for circle in scene.circles:
        x, y = page.place(circle.center)
        kind = "circle aux" if circle.auxiliary else "circle"
        out.append(
            f'<circle class="{kind}" cx="{fixed(x)}" cy="{fixed(y)}" r="{fixed(circle.radius * page.scale)}"/>'
        )
    out += [_line(m, scene, page) for m in scene.lines]
    for corner in scene.right_angles:
        out.append(_corner(corner, scene, page))
    for ticks in scene.ticks:
        out += _tick_marks(ticks, scene, page)
    for arcs in scene.arcs:
        out += _arc_marks(arcs, scene, page)
    out.append("</g>")
    for label in labels:
        new = " new" if set(label.points) <= scene.auxiliary else ""
        x, y = label.at
        if label.box.distance(x, y) > _LEADER:
            bx, by = label.box.center
            out.append(
                f'<path class="leader" d="M{fixed(x, 1)} {fixed(y, 1)}L{fixed(bx, 1)} {fixed(by, 1)}"/>'
            )
        if set(label.points) <= page.far:
            out.append(_arrow(label, page))
        else:
            out.append(f'<circle class="dot{new}" cx="{fixed(x)}" cy="{fixed(y)}" r="2.6"/>')
    out += [text for label in labels for text in _text(label, scene)]
    out.append("</svg>")
    return "\n".join(part for part in out if part) + "\n"


def _width(name: str) -> float:
    letters, index = split_name(name)
    return _FONT * (_CAPITAL * len(letters) + _DIGIT * len(index))


def _border(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where the way from the page's centre to a far point leaves the page, a little inside."""
    cx, cy = page.width / 2, page.height / 2
    dx, dy = x - cx, y - cy
    room = min(
        (cx - 9) / abs(dx) if dx else math.inf,
        (cy - 9) / abs(dy) if dy else math.inf,
    )
    return cx + dx * room, cy + dy * room


def _spot(scene: Scene, page: Page, name: str) -> complex:
    return complex(*page.place(scene.points[name]))


def _line(mark: LineMark, scene: Scene, page: Page) -> str:
    a, b = _spot(scene, page, mark.points[0]), _spot(scene, page, mark.points[-1])
    kind = "line aux" if mark.auxiliary else "line"
    return f'<line class="{kind}" x1="{fixed(a.real)}" y1="{fixed(a.imag)}" x2="{fixed(b.real)}" y2="{fixed(b.imag)}"/>'


def _corner(mark: RightAngle, scene: Scene, page: Page) -> str:
    v, a, b = (_spot(scene, page, p) for p in (mark.vertex, mark.first, mark.second))
    side = min(9.0, abs(a - v) / 2.5, abs(b - v) / 2.5)
    u, w = (a - v) / abs(a - v) * side, (b - v) / abs(b - v) * side
    path = (v + u, v + u + w, v + w)
    return (
        '<path class="mark right-angle" d="M'
        + "L".join(f"{fixed(q.real)} {fixed(q.imag)}" for q in path)
        + '"/>'
    )


def _tick_marks(mark: Ticks, scene: Scene, page: Page) -> list[str]:
    out = []
    for p, q in mark.segments:
        a, b = _spot(scene, page, p), _spot(scene, page, q)
        along = (b - a) / abs(b - a)
        strokes = []
        for k in range(mark.strokes):
            at = (a + b) / 2 + along * 3.2 * (k - (mark.strokes - 1) / 2)
            s, e = at + along * 4.5j, at - along * 4.5j
            strokes.append(f"M{fixed(s.real)} {fixed(s.imag)}L{fixed(e.real)} {fixed(e.imag)}")
        out.append(f'<path class="mark tick" d="{"".join(strokes)}"/>')
    return out


def _arc_marks(mark: Arcs, scene: Scene, page: Page) -> list[str]:
    out = []
    for p, v, q in mark.angles:
        o, a, b = (_spot(scene, page, x) for x in (v, p, q))
        turn = cmath.phase((b - o) / (a - o))
        start = (a - o) / abs(a - o)
        base = min(17.0 + 5.0 * mark.strokes, abs(a - o) * 0.6, abs(b - o) * 0.6)
        for k in range(mark.strokes):
            r = base + 3.0 * k
            s, e = o + start * r, o + start * cmath.exp(1j * turn) * r
            out.append(
                f'<path class="mark arc" d="M{fixed(s.real)} {fixed(s.imag)}A{fixed(r)} {fixed(r)} 0 0 '
                f'{int(turn > 0)} {fixed(e.real)} {fixed(e.imag)}"/>'
            )
    return out


def _arrow(label: PlacedLabel, page: Page) -> str:
    """An arrow head at the border, towards a point off the page."""
    tip = complex(*label.at)
    way = tip - complex(page.width / 2, page.height / 2)
    way /= abs(way)
    left, right = tip - way * 9 + way * 4j, tip - way * 9 - way * 4j
    return (
        f'<path class="dot far" d="M{fixed(tip.real, 1)} {fixed(tip.imag, 1)}L{fixed(left.real, 1)} {fixed(left.imag, 1)}'
        f'L{fixed(right.real, 1)} {fixed(right.imag, 1)}Z"/>'
    )


def _text(label: PlacedLabel, scene: Scene) -> list[str]:
    x = label.box.center[0]
    y = label.box.y + label.box.height * 0.8
    parts = []
    for i, name in enumerate(label.points):
        letters, index = split_name(name)
        sub = f'<tspan class="index" dy="4">{escape(index)}</tspan>' if index else ""
        # What follows an index comes back up to the line.
        raised = ' dy="-4"' if i and split_name(label.points[i - 1])[1] else ""
        equals = f"<tspan{raised}>=</tspan>" if i else ""
        parts.append(f"{equals}{escape(letters)}{sub}")
    body = "".join(parts)
    new = ' class="new"' if set(label.points) <= scene.auxiliary else ""
    place = f'x="{fixed(x)}" y="{fixed(y)}"'
    return [
        f'<text class="halo" aria-hidden="true" {place}>{body}</text>',
        f"<text{new} {place}>{body}</text>",
    ]


def _describe(scene: Scene) -> str:
    lines = ", ".join("".join(map(plain_name, m.points)) for m in scene.lines)
    circles = f"; {len(scene.circles)} circles" if scene.circles else ""
    added = ", ".join(plain_name(p) for p in scene.points if p in scene.auxiliary)
    return f"Lines {lines}{circles}" + (f"; added by the prover: {added}" if added else "") + "."
