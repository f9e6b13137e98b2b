"""Phantom points: a second definition of a point that is drawn.

To prove that a point X lies on some line or circle, olympiad solutions often define X' as a point
of it instead, prove of X' what defines X, and so that both are one. Such an X' is never found
among other candidates, since it adds no position to the figure. Here it is taken where a curve
that X is not known to lie on meets one that it is known to lie on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from math import dist
from typing import TypeAlias

from geometry.auxiliary.candidates import Candidate
from geometry.predicates import Predicate
from geometry.proof import Coordinates

#: Numbers closer than this are taken for equal (figures have a diameter of about 1).
TOLERANCE = 1e-7
#: Points farther apart are different ones.
APART = 1e-4
#: A phantom point stands before nearly all other candidates.
SCORE = 12.0
#: So many known curves are tried with each unknown one; so many phantom points kept for a figure;
#: so many ways looked at to name a circle by three of its points.
KNOWN, MOST, TRIPLES = 2, 60, 20

#: A description of a curve: its clause, the points in it, and the fact that the point lies on it.
_Member: TypeAlias = tuple[str, tuple[str, ...], Predicate]


def phantoms(
    figure: Mapping[str, Coordinates],
    known: Callable[[Predicate], bool],
    *,
    near: Sequence[str] | None = None,
    most: int = MOST,
) -> list[Candidate]:
    """Second definitions of drawn points, lines before circles.

    Args:
        figure: coordinates by point name, diameter about 1.
        known: whether a fact is known; only curves that are not known to pass through the point
            make a phantom point.
        near: only points on such a curve through one of these; None means all.
        most: so many at most.
    """
    found = (
        Candidate(f"{new}, {old}", figure[x], SCORE)
        for x in figure
        for new, old in _definitions(x, figure, known, set(figure if near is None else near))
    )
    ranked = sorted(found, key=lambda c: (c.constructions.count("on_circ"), c.constructions))
    return ranked[:most]


def _definitions(
    x: str,
    figure: Mapping[str, Coordinates],
    known: Callable[[Predicate], bool],
    near: set[str],
) -> Iterator[tuple[str, str]]:
    """Pairs of an unknown and a known curve through x."""
    old: list[tuple[int, str]] = []
    new: list[tuple[int, str]] = []
    for number, members in enumerate(_curves(x, figure)):
        # A curve is one to the eye; what is known of it may differ from name to name.
        facts = [(clause, points, known(fact)) for clause, points, fact in members]
        certain = next((clause for clause, _, holds in facts if holds), None)
        if certain is not None:
            old.append((number, certain))
        doubtful = next((c for c, p, holds in facts if not holds and near & set(p)), None)
        if doubtful is not None and certain is None:
            new.append((number, doubtful))
    for number, clause in new:
        for _, other in islice((o for o in old if o[0] != number), KNOWN):
            yield clause, other


def _curves(x: str, figure: Mapping[str, Coordinates]) -> Iterable[list[_Member]]:
    """Lines through two other points and circles about one or through three, on which x lies.
    Each curve comes with all its descriptions by drawn points."""
    found: dict[tuple[str, float, float], list[_Member]] = {}
    others = [p for p in figure if dist(figure[p], figure[x]) > APART]
    concyclic: dict[tuple[str, float, float], set[str]] = {}
    for i, j in combinations(others, 2):
        if dist(figure[i], figure[j]) < APART:
            continue
        direction = _same_direction(figure[x], figure[i], figure[j])
        if direction is not None:
            member: _Member = (f"on_line {i} {j}", (i, j), Predicate("coll", (x, i, j)))
            found.setdefault(("line", *direction), []).append(member)
        elif (centre := _centre(figure[x], figure[i], figure[j])) is not None:
            concyclic.setdefault(("circle", *_rounded(centre)), set()).update((i, j))
    for o in others:
        radius = dist(figure[o], figure[x])
        for i in others:
            if i != o and abs(dist(figure[o], figure[i]) - radius) < TOLERANCE:
                member = (f"on_circle {o} {i}", (o, i), Predicate("cong", (o, x, o, i)))
                found.setdefault(("circle", *_rounded(figure[o])), []).append(member)
    for key, points in concyclic.items():
        for i, j, k in islice(combinations(sorted(points), 3), TRIPLES):
            member = (f"on_circum {i} {j} {k}", (i, j, k), Predicate("cyclic", (x, i, j, k)))
            found.setdefault(key, []).append(member)
    return found.values()


def _centre(a: Coordinates, b: Coordinates, c: Coordinates) -> Coordinates | None:
    """The centre of the circle through three points; None where they nearly are on a line."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]
    d = 2 * (ux * vy - uy * vx)
    if abs(d) < 1e-5:
        return None
    u, v = ux * ux + uy * uy, vx * vx + vy * vy
    return (a[0] + (vy * u - uy * v) / d, a[1] + (ux * v - vx * u) / d)


def _same_direction(x: Coordinates, i: Coordinates, j: Coordinates) -> tuple[float, float] | None:
    """The direction of the line on which all three lie, None if they do not."""
    u, v = (i[0] - x[0], i[1] - x[1]), (j[0] - x[0], j[1] - x[1])
    length, other = dist(x, i), dist(x, j)
    if abs(u[0] * v[1] - u[1] * v[0]) > TOLERANCE * length * other:
        return None
    sign = 1 if (u[0], u[1]) > (0, 0) else -1
    return _rounded((sign * u[0] / length, sign * u[1] / length))


def _rounded(p: Coordinates) -> tuple[float, float]:
    return (round(p[0], 5), round(p[1], 5))
