"""Choices of coordinates: which points come first, and which hidden points help.

With its incentre placed first, a triangle's bisectors are rational; with its circumcentre, its
circumcircle is; with midpoints of arcs, both are. A hidden point exists in every triangle, so that
it costs no generality.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from geometry.language import Statement
from geometry.predicates import Predicate


@dataclass(frozen=True)
class Hidden:
    """A point that the statement does not name.

    Attributes:
        kind: `incentre` of three points, `circumcentre` of three points, `arc midpoint` of two
            points on a circle about the third, `crossing` of the lines through two pairs of
            points, or `tangent centre`: the crossing of a common tangent xy with the line of the
            centres o, w of circles through a, b, given as x, y, o, w, a, b.
        of: those points.
    """

    name: str
    kind: str
    of: tuple[str, ...]

    def facts(self, known: Sequence[Predicate]) -> tuple[Predicate, ...]:
        """What is known of it, beside the facts that are known."""
        n = self.name
        if self.kind in ("crossing", "tangent centre"):
            a, b, p, q = self.of[:4]
            found = [Predicate("coll", (n, a, b)), Predicate("coll", (n, p, q))]
            if self.kind == "tangent centre":
                c, d = self.of[4:]
                found.append(Predicate("eqratio", (n, p, n, q, p, c, q, d)))
            found += [f for fact in known for f in on_line(fact, a, b, n)]
            return tuple(found)
        a, b, c = self.of
        if self.kind == "incentre":
            return tuple(
                Predicate("eqangle", (x, y, x, n, x, n, x, z))
                for x, y, z in ((a, b, c), (b, c, a), (c, a, b))
            )
        if self.kind == "circumcentre":
            return (Predicate("cong", (n, a, n, b)), Predicate("cong", (n, b, n, c)))
        return (Predicate("cong", (c, n, c, a)), Predicate("cong", (n, a, n, b)))

    def drawn(self, z: Mapping[str, complex]) -> complex:
        """Where it is in a figure."""
        if self.kind in ("crossing", "tangent centre"):
            p, q, r, s = (z[x] for x in self.of[:4])
            u, v = q - p, s - r
            return p + u * ((r - p).conjugate() * v).imag / (u.conjugate() * v).imag
        a, b, c = (z[p] for p in self.of)
        if self.kind == "incentre":
            x, y, w = abs(b - c), abs(c - a), abs(a - b)
            return (a * x + b * y + c * w) / (x + y + w)
        if self.kind == "circumcentre":
            u = (c - a) / (b - a)
            return a + (b - a) * (u * (u.conjugate() - 1)) / (u.conjugate() - u)
        middle = (a + b) / 2 - c
        return c + middle / abs(middle) * abs(a - c) if middle else c + 1j * (a - c)


def on_line(fact: Predicate, a: str, b: str, n: str) -> list[Predicate]:
    """What a fact about directions says of a point n on line ab: it may stand for either end."""
    if fact.name not in ("eqangle", "para", "perp", "aconst"):
        return []
    p = fact.points
    pairs = list(zip(p[::2], p[1::2], strict=True))
    found = []
    for end in (a, b):
        new = {(a, b): (end, n), (b, a): (n, end)}
        if any(pair in new for pair in pairs):
            points = tuple(q for pair in pairs for q in new.get(pair, pair))
            found.append(Predicate(fact.name, points, fact.value))
    return found


@dataclass(frozen=True)
class Plan:
    """Which points come first: the two of the frame, then `early`, then the statement's order.

    `joints` are hidden points that take a construction apart whose points depend on one another,
    by the number of the construction.
    """

    frame: tuple[str, str]
    early: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    joints: tuple[tuple[int, Hidden], ...] = ()

    @property
    def all_hidden(self) -> tuple[Hidden, ...]:
        """Hidden points in the order in which they are known."""
        return (*self.hidden, *(h for _, h in self.joints))

    def facts(self, statement: Statement) -> list[Predicate]:
        """All that is known, hidden points included."""
        found = [g.fact for g in statement.givens if g.fact.name != "sinlaw"]
        for hidden in self.all_hidden:
            found += hidden.facts(found)
        return found


def plans(statement: Statement) -> Iterator[Plan]:
    """Ways to begin, plain ones first."""
    apart = tuple(_joints(statement))
    for plan in _starts(statement):
        yield replace(plan, joints=apart)


def _joints(statement: Statement) -> Iterator[tuple[int, Hidden]]:
    """Hidden points that make points which are defined together solvable one by one."""
    placed: list[str] = []
    count = 0
    for number, made in enumerate(statement.constructions):
        new = set(made.points)
        facts = [f for clause in made.clauses for f in clause.facts]
        for clause in made.clauses:
            if not clause.relation and clause.name in ("cc_tangent", "cc_tangent0"):
                *touching, o, a, w, b = clause.args
                for x, y in zip(touching[::2], touching[1::2], strict=True):
                    count += 1
                    name = _fresh(statement, f"h{count}")
                    yield number, Hidden(name, "tangent centre", (x, y, o, w, a, b))
        joint = len(new) > 1 and len(placed) > 2 and not _one_by_one(new, facts)
        if joint and (pair := _commonest(new, placed, facts)):
            count += 1
            p, q = [x for x in placed if x != pair[0]][:2]
            yield number, Hidden(_fresh(statement, f"h{count}"), "crossing", (*pair, p, q))
        placed += made.points


def _one_by_one(new: set[str], facts: Sequence[Predicate]) -> bool:
    """Whether some new point has a condition that names no other new point."""
    return any(len(new.intersection(f.points)) == 1 for f in facts)


def _commonest(
    new: set[str], placed: Sequence[str], facts: Sequence[Predicate]
) -> tuple[str, str] | None:
    """The line from a placed to a new point of which the conditions speak most."""
    count: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact.name in ("eqangle", "para", "perp"):
            pairs = {
                (a, b) if a in placed else (b, a)
                for a, b in zip(fact.points[::2], fact.points[1::2], strict=True)
                if (a in placed and b in new) or (b in placed and a in new)
            }
            count.update(sorted(pairs))
    return count.most_common(1)[0][0] if count else None


def _starts(statement: Statement) -> Iterator[Plan]:
    points = statement.points
    if len(points) < 2:
        return
    scaled = next((f for f, _ in statement.givens if f.name == "lconst"), None)
    first = statement.constructions[0].points
    starts = [(a, b) for a, b in permutations(first, 2) if first.index(a) < first.index(b)]
    if scaled is not None:
        starts = [(scaled.points[0], scaled.points[1])]
    elif len(first) < 2:
        starts = [(points[0], points[1])]
    for frame in starts[:6]:
        yield Plan(frame)
    if scaled is not None or len(first) < 3:
        return
    triangles = [first[:3]] if len(first) == 3 else []
    for triangle in triangles:
        yield from _around(statement, triangle)


def _around(statement: Statement, triangle: Sequence[str]) -> Iterator[Plan]:
    a, b, c = triangle
    corners = frozenset(triangle)
    if any(corners.issuperset(f.points) for f, _ in statement.givens):
        return  # not any triangle: its own conditions come first
    centre = _centre(statement, corners, ("incenter", "excenter"))
    hidden = () if centre else (Hidden(_fresh(statement, "i"), "incentre", (a, b, c)),)
    inner = centre or _fresh(statement, "i")
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        yield Plan((p, q), (inner, r), hidden)
    middle = _centre(statement, corners, ("circle", "circumcenter"))
    round_ = () if middle else (Hidden(_fresh(statement, "o"), "circumcentre", (a, b, c)),)
    o = middle or _fresh(statement, "o")
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        yield Plan((o, p), (q, r), round_)
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        m = Hidden(_fresh(statement, "m"), "arc midpoint", (p, q, o))
        n = Hidden(_fresh(statement, "n"), "arc midpoint", (p, r, o))
        yield Plan((o, p), (m.name, n.name, q, r), (*round_, m, n))


def _centre(statement: Statement, corners: frozenset[str], words: Sequence[str]) -> str | None:
    """A point that the statement defines as such a centre of the triangle."""
    for clause in statement.clauses:
        if clause.name in words and frozenset(clause.args[1:]) == corners:
            return clause.args[0]
    return None


def _fresh(statement: Statement, name: str) -> str:
    while name in statement.points:
        name += "0"
    return name
