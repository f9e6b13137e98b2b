"""Facts as phrases: what a predicate says, in words and formulas."""

from __future__ import annotations

from geometry.predicates import Predicate
from geometry.prose.notation import Notation


def phrase(fact: Predicate, n: Notation) -> str:
    """The fact as part of a sentence, for example `$AB \\perp CD$` or `A, B and C are collinear`."""
    p = fact.points

    def length(a: str, b: str) -> str:
        return n.points(a, b)

    def square(a: str, b: str) -> str:
        return n.squared(n.points(a, b))

    def triangles(kind: str) -> str:
        first, second = n.math(n.points(*p[:3])), n.math(n.points(*p[3:]))
        turned = " with opposite orientation" if fact.name.endswith("r") else ""
        return f"triangles {first} and {second} are {kind}{turned}"

    match fact.name:
        case "coll":
            return f"{n.listed(*dict.fromkeys(p))} are collinear"
        case "cyclic":
            return f"{n.listed(*dict.fromkeys(p))} are concyclic"
        case "para":
            return n.math(n.points(*p[:2]) + n.parallel + n.points(*p[2:]))
        case "perp":
            return n.math(n.points(*p[:2]) + n.perpendicular + n.points(*p[2:]))
        case "cong":
            return n.math(f"{length(*p[:2])} = {length(*p[2:])}")
        case "eqangle":
            return n.math(_equal_angles(p, n))
        case "eqratio":
            return n.math(
                f"{length(*p[:2])} : {length(*p[2:4])} = {length(*p[4:6])} : {length(*p[6:])}"
            )
        case "eqproduct":
            sides = [length(*p[k : k + 2]) for k in range(0, 12, 2)]
            return n.math(f"{n.fraction(sides[:3], [])} = {n.fraction(sides[3:], [])}")
        case "aconst":
            assert fact.value is not None
            return n.math(f"{n.angle(*p)} = {n.degrees(fact.value)}")
        case "rconst":
            assert fact.value is not None
            k = fact.value
            if k.denominator == 1:
                factor = "" if k == 1 else n.number(k) + n.times
                return n.math(f"{length(*p[:2])} = {factor}{length(*p[2:])}")
            if k.numerator == 1:
                return n.math(f"{length(*p[2:])} = {k.denominator}{n.times}{length(*p[:2])}")
            return n.math(f"{length(*p[:2])} : {length(*p[2:])} = {k.numerator} : {k.denominator}")
        case "lconst":
            assert fact.value is not None
            return n.math(f"{length(*p)} = {n.number(fact.value)}")
        case "lsum":
            return n.math(f"{length(*p[:2])} + {length(*p[2:4])} = {length(*p[4:])}")
        case "apollonius":
            x, m, a, b = p
            two = "2" + n.times
            return n.math(
                f"{square(x, a)} + {square(x, b)} = {two}{square(x, m)} + {two}{square(m, a)}"
            )
        case "eqpower":
            a, o, x, q, y = p
            return n.math(
                f"{square(a, o)}{n.minus}{square(o, x)} = {square(a, q)}{n.minus}{square(q, y)}"
            )
        case "sinlaw":
            return f"the sides of triangle {n.math(n.points(*p))} are as the sines of the opposite angles"
        case "midp":
            return f"{n.math(n.point(p[0]))} is the midpoint of {n.math(n.points(*p[1:]))}"
        case "circle":
            return f"{n.math(n.point(p[0]))} is the centre of circle {n.math(n.points(*p[1:]))}"
        case "simtri" | "simtrir":
            return triangles("similar")
        case "contri" | "contrir":
            return triangles("congruent")
    return f"`{fact}`"


def _equal_angles(p: tuple[str, ...], n: Notation) -> str:
    """Of the two ways to read an equality of angles, the one with more angles at a vertex."""
    ways = [p, (*p[:2], *p[4:6], *p[2:4], *p[6:])]
    best = max(ways, key=lambda w: _at_vertex(*w[:4]) + _at_vertex(*w[4:]))
    return f"{n.angle(*best[:4])} = {n.angle(*best[4:])}"


def _at_vertex(a: str, b: str, c: str, d: str) -> bool:
    return len({a, b} & {c, d}) == 1


def sentence(text: str) -> str:
    """The phrase with a capital letter."""
    return text[:1].upper() + text[1:] if text[:1].isalpha() else text
