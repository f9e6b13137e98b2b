"""What facts say, tested by sampling: shares nothing with the checker.

Two facts are taken for the same if each holds in random figures that satisfy the other. A step is
judged by that: it must state what its clause, rule or combination gives.
"""

from __future__ import annotations

import cmath
import math
import random
from fractions import Fraction
from functools import lru_cache
from typing import Any

from geometry.language import extend, parse_statement
from geometry.predicates import Predicate, parse_predicate
from geometry.rules import RULES

Points = dict[str, complex]


def defect(fact: Predicate, z: Points) -> float:
    """0 where the fact holds; changes its sign there (but for `lsum` and `cong` also smooth)."""
    p = [z[name] for name in fact.points]
    d = [p[i + 1] - p[i] for i in range(0, len(p) - 1, 2)]
    r = float(fact.value) if fact.value is not None else 1.0
    match fact.name:
        case "coll":
            return ((p[1] - p[0]) * (p[2] - p[0]).conjugate()).imag
        case "cyclic":
            return (
                (p[0] - p[2]) * (p[1] - p[3]) * ((p[0] - p[3]) * (p[1] - p[2])).conjugate()
            ).imag
        case "para":
            return (d[0] * d[1].conjugate()).imag
        case "perp":
            return (d[0] * d[1].conjugate()).real
        case "aconst":
            return (d[1] * d[0].conjugate() * cmath.exp(-1j * math.pi * r)).imag
        case "eqangle":
            return (d[1] * d[0].conjugate() * (d[3] * d[2].conjugate()).conjugate()).imag
        case "cong" | "rconst":
            return abs(d[0]) - r * abs(d[1])
        case "eqratio":
            return abs(d[0]) * abs(d[3]) - abs(d[1]) * abs(d[2])
        case "eqproduct":
            return abs(d[0] * d[1] * d[2]) - abs(d[3] * d[4] * d[5])
        case "lconst":
            return abs(d[0]) - r
        case "lsum":
            return abs(d[0]) + abs(d[1]) - abs(d[2])
        case "sinlaw":
            return 0.0
        case "apollonius":
            q, m, a, b = p
            return abs(q - a) ** 2 + abs(q - b) ** 2 - 2 * abs(q - m) ** 2 - 2 * abs(m - a) ** 2
        case "eqpower":
            a, o, b, q, c = p
            return abs(a - o) ** 2 - abs(o - b) ** 2 - abs(a - q) ** 2 + abs(q - c) ** 2
    raise AssertionError(fact.name)


def _solutions(fact: Predicate, names: list[str], rng: random.Random, count: int) -> list[Points]:
    """Random figures in which the fact holds: one point slides until the defect is 0."""
    found: list[Points] = []
    for _ in range(200 * count):
        if len(found) == count:
            break
        z = {n: complex(rng.gauss(0, 1), rng.gauss(0, 1)) for n in names}
        moved = rng.choice(fact.points)
        step, base = complex(rng.gauss(0, 1), rng.gauss(0, 1)), z[moved]

        def at(
            t: float, z: Points = z, moved: str = moved, base: complex = base, step: complex = step
        ) -> float:
            return defect(fact, {**z, moved: base + t * step})

        low, high = 0.0, rng.uniform(0.5, 3)
        if at(low) * at(high) >= 0:
            continue
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if at(low) * at(middle) > 0 else (low, middle)
        found.append({**z, moved: base + low * step})
    return found


@lru_cache(maxsize=4096)
def implies(one: Predicate, other: Predicate) -> bool:
    """Whether `other` holds wherever `one` does; identities hold everywhere."""
    names = sorted({*one.points, *other.points})
    rng = random.Random(f"{one} {other}")
    samples = _solutions(one, names, rng, 6)
    if not samples:  # an identity, or never true
        samples = [{n: complex(rng.gauss(0, 1), rng.gauss(0, 1)) for n in names} for _ in range(6)]
        if any(abs(defect(one, z)) > 1e-9 for z in samples):
            return False
    return all(abs(defect(other, z)) < 1e-7 for z in samples)


def same(one: Predicate, other: Predicate) -> bool:
    if "sinlaw" in (one.name, other.name):
        return one.name == other.name and set(one.points) == set(other.points)
    return implies(one, other) and implies(other, one)


def forms(fact: Predicate, table: str, z: Points) -> list[dict[Any, Fraction]]:
    """The equations of a fact as sums over unknowns, written out anew."""
    p, r = fact.points, fact.value or Fraction(1)

    def total(*terms: tuple[Any, Any]) -> dict[Any, Fraction]:
        result: dict[Any, Fraction] = {}
        for unknown, c in terms:
            if len(unknown) > 1:
                result[unknown] = result.get(unknown, Fraction(0)) + c
        return {u: c for u, c in result.items() if c}

    def s(*names: str) -> frozenset[str]:
        return frozenset(names)

    def angle(*names: str) -> frozenset[Any]:
        return frozenset({("line", s(*names[:2])), ("line", s(*names[2:]))})

    e = [s(p[i], p[i + 1]) for i in range(0, len(p) - 1, 2)]
    match table, fact.name:
        case "angle", "para" | "perp":
            return [total((e[0], 1), (e[1], -1))]
        case "angle", "aconst":
            return [total((e[1], 1), (e[0], -1))]
        case ("angle", "eqangle") | ("ratio", "eqratio"):
            return [total((e[0], 1), (e[1], -1), (e[2], -1), (e[3], 1))]
        case "angle", "coll":
            a, b, c = p
            return [total((s(a, b), 1), (s(a, c), -1)), total((s(a, b), 1), (s(b, c), -1))]
        case "angle", "cyclic":
            a, b, c, d = p
            ab, cd, ac, bd, ad, bc = s(a, b), s(c, d), s(a, c), s(b, d), s(a, d), s(b, c)
            return [
                total((ab, 1), (cd, 1), (ac, -1), (bd, -1)),
                total((ab, 1), (cd, 1), (ad, -1), (bc, -1)),
            ]
        case "ratio", "cong" | "rconst":
            return [total((e[0], 1), (e[1], -1))]
        case "ratio", "sinlaw":
            a, b, c = p
            u, v, w = angle(a, b, a, c), angle(b, c, b, a), angle(c, a, c, b)
            return [
                total((s(b, c), 1), (s(c, a), -1), (u, -1), (v, 1)),
                total((s(c, a), 1), (s(a, b), -1), (v, -1), (w, 1)),
            ]
        case "ratio", "eqangle":
            return [total((angle(*p[:4]), 1), (angle(*p[4:]), -1))]
        case "length", "cong" | "rconst":
            return [total((e[0], 1), (e[1], -r))]
        case "square", "cong" | "rconst":
            return [total((e[0], 1), (e[1], -r * r))]
        case "length" | "square" | "ratio", "lconst":
            return [total((e[0], 1))]
        case "length", "coll":
            m = min(p, key=lambda q: sum(abs(z[q] - z[o]) for o in p))
            a, c = (q for q in p if q != m)
            return [total((s(a, m), 1), (s(m, c), 1), (s(a, c), -1))]
        case "length", "lsum":
            return [total((e[0], 1), (e[1], 1), (e[2], -1))]
        case "square", "perp":
            a, b, c, d = p
            return [total((s(a, c), 1), (s(b, d), 1), (s(a, d), -1), (s(b, c), -1))]
    return []


def step_follows(cert: dict[str, Any], number: int) -> bool:
    """Whether the step says what its reason gives; side conditions and constants apart."""
    step = cert["steps"][number]
    z = {n: complex(float(x), float(y)) for n, (x, y) in cert["diagram"].items()}
    facts = [parse_predicate(s["fact"]) for s in cert["steps"]]
    fact = facts[number]
    if step["by"] == "construction":
        statement = extend(parse_statement(cert["problem"]), cert["auxiliary"])
        return step["clause"] < len(statement.clauses) and any(
            same(fact, asserted) for asserted in statement.clauses[step["clause"]].facts
        )
    if step["by"] == "rule":
        rule = RULES[step["rule"]]
        names = step["points"]
        pairs = zip(rule.premises, step["premises"], strict=True)
        return all(same(p.renamed(names), facts[i]) for p, i in pairs) and any(
            same(c.renamed(names), fact) for c in rule.conclusions
        )
    left: dict[Any, Fraction] = {}
    for i, equation, coefficient in step["premises"]:
        stated = forms(facts[i], step["table"], z)
        if equation >= len(stated):
            return False
        for unknown, c in stated[equation].items():
            left[unknown] = left.get(unknown, Fraction(0)) + c * Fraction(coefficient)
    for unknown, c in forms(fact, step["table"], z)[0].items():
        left[unknown] = left.get(unknown, Fraction(0)) - c
    return not any(left.values()) and abs(defect(fact, z)) < 1e-6


__all__ = ["defect", "same", "step_follows"]
