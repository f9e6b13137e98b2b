"""From a problem or a proof to what its figure shows."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Mapping, Sequence

from geometry.figure.numbers import known
from geometry.figure.scene import Arcs, CircleMark, LineMark, RightAngle, Scene, Ticks
from geometry.language import Statement
from geometry.predicates import Predicate, atoms
from geometry.proof import ByRule, Proof
from geometry.prose.notation import plain_name

#: Most groups of equal lengths, and of equal angles, that one figure marks.
_MOST_GROUPS = 3
#: Most right angles, and most circles that only the proof speaks of, in one figure.
_MOST_CORNERS = 6
_MOST_PROVED_CIRCLES = 2
#: Words that draw the circle around their centre even when only two points on it are known.
_CIRCLE_WORDS = frozenset(
    {"on_circle", "lc_tangent", "intersection_lc", "intersection_cc", "tangent"}
)
_POLYGONS = frozenset(
    [
        "segment",
        "triangle",
        "acute_triangle",
        "obtuse_angle",
        "iso_triangle",
        "r_triangle",
        "risos",
        "ieq_triangle",
        "triangle12",
        "quadrangle",
        "eq_quadrangle",
        "eqdia_quadrangle",
        "trapezoid",
        "eq_trapezoid",
        "r_trapezoid",
        "rectangle",
        "isquare",
        "pentagon",
        "square",
        "parallelogram",
        "eq_triangle",
    ]
)
_NEAR = 1e-6


def build_scene(
    statement: Statement,
    points: Mapping[str, tuple[float, float]],
    *,
    own: int,
    proved: Sequence[Predicate] = (),
) -> Scene:
    """Choose what to draw.

    Args:
        statement: with the auxiliary constructions at its end.
        points: coordinates of its points.
        own: how many of its constructions are the problem's own.
        proved: facts of the proof that the figure should mark, besides the goals.
    """
    z = {p: complex(*points[p]) for p in statement.points if p in points}
    extra = frozenset(p for c in statement.constructions[own:] for p in c.points)
    drawing = _Drawing(z, extra)
    for construction in statement.constructions:
        for clause in construction.clauses:
            if not clause.relation and clause.name in _POLYGONS:
                corners = [a for a in clause.args if a in z]
                drawing.polygon(corners)
            if not clause.relation and clause.name in _CIRCLE_WORDS:
                for fact in clause.facts:
                    if fact.name == "cong" and fact.points[0] == fact.points[2]:
                        drawing.circle_at(fact.points[0], (fact.points[1], fact.points[3]))
            if clause.name == "lc_tangent":
                _, at, center = clause.args
                drawing.circle_at(center, (at,))
    givens = [g.fact for g in statement.givens]
    drawing.circles_from_radii(givens)
    goals = [a for g in statement.goals for a in atoms(g)]
    for fact in givens:
        drawing.show(fact, given=True)
    for fact in goals:
        drawing.show(fact, given=False)
    circles_before = len(drawing.circles)
    for fact in proved:
        if fact.name == "cyclic" and len(drawing.circles) - circles_before < _MOST_PROVED_CIRCLES:
            drawing.circle_through(fact.points)
    marked = [*givens, *goals, *proved]
    names = ", ".join(plain_name(p) for p in z)
    return Scene(
        points={p: (w.real, w.imag) for p, w in z.items()},
        auxiliary=extra,
        lines=drawing.finished_lines(),
        circles=tuple(drawing.circles),
        right_angles=tuple(_right_angles(marked, drawing)),
        ticks=tuple(_ticks([*givens, *goals], drawing)),
        arcs=tuple(_arcs([*givens, *goals], drawing)),
        title=f"Figure with the points {names}",
    )


def marked_facts(proof: Proof, steps: Iterable[int]) -> list[Predicate]:
    """Facts of these steps that help a reader to see the proof: what theorems conclude."""
    useful = ("cyclic", "perp")
    return [
        proof.steps[i].fact
        for i in steps
        if isinstance(proof.steps[i].reason, ByRule) and proof.steps[i].fact.name in useful
    ]


class _Drawing:
    """Lines and circles collected so far."""

    def __init__(self, z: dict[str, complex], extra: frozenset[str]) -> None:
        self.z = z
        self.extra = extra
        self.size = max((abs(a - b) for a in z.values() for b in z.values()), default=1.0) or 1.0
        self.lines: list[dict[str, None]] = []  # ordered sets
        self.circles: list[CircleMark] = []

    def different(self, *names: str) -> bool:
        """All are drawn, and no two at the same place."""
        if not all(p in self.z for p in names):
            return False
        places = [self.z[p] for p in names]
        return all(abs(a - b) > _NEAR * self.size for i, a in enumerate(places) for b in places[:i])

    def line(self, *names: str) -> None:
        """A line through these points, joined with one already there that has the same place."""
        if not self.different(*names[:2]):
            return
        a, b = self.z[names[0]], self.z[names[1]]
        for line in self.lines:
            if all(_on_line(self.z[p], a, b, self.size) for p in line):
                line.update(dict.fromkeys(names))
                return
        self.lines.append(dict.fromkeys(names))

    def polygon(self, corners: Sequence[str]) -> None:
        for i, corner in enumerate(corners):
            if len(corners) > 2 or i == 0:
                self.line(corner, corners[(i + 1) % len(corners)])

    def circle_at(self, center: str, through: Sequence[str]) -> None:
        if center in self.z and through and self.different(center, through[0]):
            o = self.z[center]
            aux = center in self.extra
            self._add_circle(o, abs(self.z[through[0]] - o), tuple(through), aux)

    def circle_through(self, names: Sequence[str]) -> None:
        if not self.different(*names[:3]):
            return
        a, b, c = (self.z[p] for p in names[:3])
        w = (c - a) / (b - a)
        if abs(w.imag) < 1e-3:
            return
        o = a + (b - a) * (w - abs(w) ** 2) / (2j * w.imag)
        self._add_circle(o, abs(a - o), tuple(names), any(p in self.extra for p in names))

    def _add_circle(
        self, o: complex, radius: float, through: tuple[str, ...], auxiliary: bool
    ) -> None:
        for i, old in enumerate(self.circles):
            if (
                abs(complex(*old.center) - o) < _NEAR * self.size
                and abs(old.radius - radius) < _NEAR * self.size
            ):
                joined = tuple(dict.fromkeys([*old.through, *through]))
                self.circles[i] = CircleMark(
                    old.center, old.radius, joined, old.auxiliary and auxiliary
                )
                return
        self.circles.append(CircleMark((o.real, o.imag), radius, through, auxiliary))

    def circles_from_radii(self, facts: Iterable[Predicate]) -> None:
        """Circles with three points at known equal distances from one centre, or four on them."""
        groups: dict[str, list[set[str]]] = {}
        for fact in facts:
            if fact.name == "cyclic":
                self.circle_through(fact.points)
            if fact.name != "cong":
                continue
            a, b, c, d = fact.points
            for o, x, p, y in ((a, b, c, d), (a, b, d, c), (b, a, c, d), (b, a, d, c)):
                if o == p and x != y:
                    found = [g for g in groups.setdefault(o, []) if g & {x, y}]
                    rest = [g for g in groups[o] if not g & {x, y}]
                    groups[o] = [*rest, set().union({x, y}, *found)]
        for o, sets in groups.items():
            for group in sets:
                if len(group) >= 3:
                    self.circle_at(o, sorted(group))

    def radius_of_circle(self, a: str, b: str) -> bool:
        """Whether ab is a radius of a circle in the figure."""
        length = abs(self.z[a] - self.z[b])
        return any(
            min(abs(self.z[p] - complex(*c.center)) for p in (a, b)) < _NEAR * self.size
            and abs(length - c.radius) < _NEAR * self.size
            for c in self.circles
        )

    def show(self, fact: Predicate, *, given: bool) -> None:
        """The lines that a fact speaks of."""
        p = fact.points
        if not all(q in self.z for q in p):
            return
        match fact.name:
            case "coll":
                self.line(*sorted(dict.fromkeys(p), key=lambda q: (self.z[q].real, self.z[q].imag)))
            case "para" | "perp":
                self.line(*p[:2])
                self.line(*p[2:])
            case "cong":
                for a, b in (p[:2], p[2:]):
                    if self.different(a, b) and not (given and self._implied(p, a, b)):
                        self.line(a, b)
            case "eqangle" | "aconst" | "eqratio" | "rconst" | "lsum" | "lconst":
                for i in range(0, len(p), 2):
                    self.line(p[i], p[i + 1])

    def _implied(self, p: tuple[str, ...], a: str, b: str) -> bool:
        """Radii of a drawn circle, and equal distances from a bisector, need no line."""
        shares = len(set(p)) < 4
        return shares or self.radius_of_circle(a, b)

    def finished_lines(self) -> tuple[LineMark, ...]:
        out: list[LineMark] = []
        for names in self.lines:
            a, b = max(
                ((p, q) for p in names for q in names),
                key=lambda pq: (known(abs(self.z[pq[0]] - self.z[pq[1]]) / self.size), pq),
            )
            way = self.z[b] - self.z[a]
            ordered = sorted(names, key=lambda q: (known(((self.z[q] - self.z[a]) / way).real), q))
            # A line is the problem's if two of the problem's points on it make it so.
            own = [q for q in ordered if q not in self.extra]
            out.append(LineMark(tuple(ordered), len(own) < 2))
        return tuple(out)


def _on_line(w: complex, a: complex, b: complex, size: float) -> bool:
    return abs(((w - a) * (b - a).conjugate()).imag) < _NEAR * size * abs(b - a)


def _right_angles(facts: Iterable[Predicate], d: _Drawing) -> list[RightAngle]:
    """Corners of perpendicular lines that meet in a named point, one at each such point."""
    out: dict[tuple[str, frozenset[int]], RightAngle] = {}
    for fact in facts:
        if fact.name != "perp" or not all(p in d.z for p in fact.points):
            continue
        a, b, c, e = fact.points
        # A corner without its two lines would hang in the air.
        if not (_drawn(d, a, b) and _drawn(d, c, e)):
            continue
        meeting = [
            v
            for v, w in d.z.items()
            if _on_line(w, d.z[a], d.z[b], d.size) and _on_line(w, d.z[c], d.z[e], d.size)
        ]
        if not meeting:
            continue
        v = next((p for p in fact.points if p in meeting), meeting[0])
        first = max((a, b), key=lambda q: abs(d.z[q] - d.z[v]))
        second = max((c, e), key=lambda q: abs(d.z[q] - d.z[v]))
        angle = cmath.phase(d.z[first] - d.z[v])
        key = (v, frozenset({round(angle * 100) % 157}))
        if len(out) < _MOST_CORNERS:
            out.setdefault(key, RightAngle(v, first, second))
    return list(out.values())


def _ticks(facts: Iterable[Predicate], d: _Drawing) -> list[Ticks]:
    """Groups of segments said to be equal; radii of drawn circles and undrawn segments left out."""
    groups: list[set[tuple[str, str]]] = []
    for fact in facts:
        if fact.name != "cong" or not all(q in d.z for q in fact.points):
            continue
        pair = {tuple(sorted(fact.points[:2])), tuple(sorted(fact.points[2:]))}
        if len(pair) < 2 or all(d.radius_of_circle(*s) for s in pair):
            continue
        if not all(_drawn(d, *s) for s in pair):
            continue
        found = [g for g in groups if g & pair]
        groups = [g for g in groups if not g & pair]
        groups.append({(s[0], s[1]) for s in set().union(pair, *found)})
    return [Ticks(tuple(sorted(g)), i + 1) for i, g in enumerate(groups[:_MOST_GROUPS])]


def _drawn(d: _Drawing, a: str, b: str) -> bool:
    return d.different(a, b) and any(
        _on_line(d.z[a], d.z[p], d.z[q], d.size) and _on_line(d.z[b], d.z[p], d.z[q], d.size)
        for line in d.lines
        for p, q in [sorted(line)[:2]]
    )


def _arcs(facts: Iterable[Predicate], d: _Drawing) -> list[Arcs]:
    """Equal angles at named vertices that are equal also as ordinary, undirected angles."""
    out: list[Arcs] = []
    for fact in facts:
        if fact.name != "eqangle" or not all(q in d.z for q in fact.points):
            continue
        p = fact.points
        angles = [_vertex_form(p[0:4]), _vertex_form(p[4:8])]
        if None in angles or len(out) == _MOST_GROUPS:
            continue
        pair = tuple(a for a in angles if a is not None)
        if not all(d.different(*a) for a in pair):
            continue
        sizes = [_opening(d.z, *a) for a in pair]
        if abs(sizes[0] - sizes[1]) < 1e-6 and 0.02 < sizes[0] < math.pi - 0.02:
            known = {frozenset((a[1], frozenset((a[0], a[2])))) for o in out for a in o.angles}
            if any(frozenset((a[1], frozenset((a[0], a[2])))) not in known for a in pair):
                out.append(Arcs(pair, len(out) + 1))
    return out


def _vertex_form(p: Sequence[str]) -> tuple[str, str, str] | None:
    a, b, c, e = p
    for v, x in ((a, b), (b, a)):
        if v in (c, e):
            return x, v, (e if v == c else c)
    return None


def _opening(z: Mapping[str, complex], a: str, v: str, b: str) -> float:
    return abs(cmath.phase((z[a] - z[v]) / (z[b] - z[v])))
