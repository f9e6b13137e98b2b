"""Goals for random statements: facts that hold in a figure, and facts that do not."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise
from random import Random

from geometry.numerics import deviation
from geometry.predicates import RELATIONS, Predicate

Figure = Mapping[str, tuple[float, float]]

#: Deviations below hold, deviations above fail; statements with goals between are not used.
HOLDS, FAILS = 1e-8, 1e-4
#: Random facts that are looked at for each relation.
_SAMPLES = {
    "eqangle": 400,
    "eqratio": 250,
    "cyclic": 250,
    "coll": 150,
    "cong": 250,
    "para": 150,
    "perp": 150,
}


def holds(fact: Predicate, figure: Figure) -> bool:
    """Whether the fact holds; false where it speaks of two points that coincide."""
    return deviation(fact, figure)[0] < HOLDS


def fails(fact: Predicate, figure: Figure) -> bool:
    """Whether the fact clearly fails."""
    return FAILS < deviation(fact, figure)[0] < float("inf")


def true_facts(figure: Figure, rng: Random, *, most: int = 400) -> list[Predicate]:
    """A random choice of facts that hold in the figure, identities left out."""
    found = [fact for fact in _candidates(figure, rng) if holds(fact, figure)]
    rng.shuffle(found)
    return found[:most]


def false_facts(figure: Figure, rng: Random, count: int) -> list[Predicate]:
    """Random facts that clearly fail in the figure."""
    points = list(figure)
    found: list[Predicate] = []
    for _ in range(20 * count):
        name = rng.choice(list(_SAMPLES))
        fact = _random_fact(name, points, rng)
        if fact is not None and fails(fact, figure):
            found.append(fact)
            if len(found) == count:
                break
    return found


def _random_fact(name: str, points: list[str], rng: Random) -> Predicate | None:
    count = RELATIONS[name][0]
    if name in ("coll", "cyclic"):
        return Predicate(name, tuple(rng.sample(points, count))) if len(points) >= count else None
    pairs = [rng.sample(points, 2) for _ in range(count // 2)]
    if len({frozenset(p) for p in pairs}) < len(pairs):
        return None
    return Predicate(name, tuple(p for pair in pairs for p in pair))


def _candidates(figure: Figure, rng: Random) -> list[Predicate]:
    points = list(figure)
    facts: dict[Predicate, None] = {}
    for name, samples in _SAMPLES.items():
        for _ in range(samples):
            if (fact := _random_fact(name, points, rng)) is not None:
                facts[fact] = None
    for three in combinations(points, 3):
        facts[Predicate("coll", three)] = None
        a, b, c = three
        for x, y, z in ((a, b, c), (b, c, a), (c, a, b)):
            facts[Predicate("cong", (x, y, x, z))] = None
            facts[Predicate("perp", (x, y, x, z))] = None
    if len(points) <= 9:
        for four in combinations(points, 4):
            facts[Predicate("cyclic", four)] = None
    facts.update(dict.fromkeys(_equal_angles(figure, rng)))
    return list(facts)


def _equal_angles(figure: Figure, rng: Random) -> list[Predicate]:
    """Pairs of angles at two vertices that look equal: sorted by size, then neighbours."""
    from math import atan2, pi

    z = {p: complex(*xy) for p, xy in figure.items()}
    angles = []
    for v in z:
        for a, b in combinations([p for p in z if p != v], 2):
            u, w = z[a] - z[v], z[b] - z[v]
            if abs(u) < 1e-6 or abs(w) < 1e-6:
                continue
            turn = w * u.conjugate()
            size = atan2(turn.imag, turn.real) % pi
            angles.append((size, (v, a, v, b)))
            angles.append((pi - size, (v, b, v, a)))
    angles.sort()
    near = [(one[1], two[1]) for one, two in pairwise(angles) if two[0] - one[0] < 1e-8]
    rng.shuffle(near)
    return [Predicate("eqangle", one + two) for one, two in near[:200] if set(one) != set(two)]
