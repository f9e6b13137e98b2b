"""Constructions as English sentences; the words are those of `geometry.constructions`."""

from __future__ import annotations

from collections.abc import Callable

from geometry.language import Clause, Construction
from geometry.language.statement import relation_facts
from geometry.order import ORDER
from geometry.prose.facts import phrase
from geometry.prose.notation import Notation

#: Constructions that put one point on a line or circle: the name of that line or circle.
LOCI: dict[str, str] = {
    "on_line": "line {a}{b}",
    "on_hline": "the ray from {a} through {b}",
    "on_opline": "the ray from {a} away from {b}",
    "between": "segment {a}{b}",
    "between_bound": "segment {a}{b}",
    "on_pline": "the parallel to {b}{c} through {a}",
    "on_tline": "the perpendicular to {b}{c} through {a}",
    "on_bline": "the perpendicular bisector of {a}{b}",
    "on_circle": "the circle with centre {o} through {a}",
    "on_circum": "circle {a}{b}{c}",
    "on_dia": "the circle with diameter {a}{b}",
    "angle_bisector": "the bisector of the angle {a}{b}{c}",
    "angle_mirror": "the mirror image of line {b}{a} in line {b}{c}",
    "eqdistance": "the circle with centre {a} and radius {b}{c}",
    "lc_tangent": "the tangent at {a} to the circle with centre {o}",
}

#: Constructions that state a condition: it follows the words `such that`.
CONDITIONS: dict[str, str] = {
    "on_aline": "the angle from {a}{x} to {a}{b} equals the angle {c}{d}{e}",
    "on_aline2": "the angle from {x}{a} to {x}{b} equals the angle {c}{d}{e}",
    "eqangle2": "the angles {b}{a}{x} and {x}{c}{b} are equal",
    "eqangle3": "the angle {a}{x}{b} equals the angle {e}{d}{f}",
    "eqratio6": "{a}{x} : {c}{x} = {e}{f} : {g}{h}",
    "s_angle": "the angle from {b}{a} to {b}{x} is {y}",
}

#: All other constructions: a sentence.
SENTENCES: dict[str, str] = {
    "free": "Let {a} be a point.",
    "segment": "Let {a}{b} be a segment.",
    "triangle": "Let {a}{b}{c} be a triangle.",
    "acute_triangle": "Let {a}{b}{c} be an acute triangle.",
    "obtuse_angle": "Let {a}{b}{c} be a triangle with an obtuse angle at {b}.",
    "iso_triangle": "Let {a}{b}{c} be an isosceles triangle with apex {a}.",
    "r_triangle": "Let {a}{b}{c} be a triangle with a right angle at {a}.",
    "risos": "Let {a}{b}{c} be an isosceles triangle with a right angle at {a}.",
    "ieq_triangle": "Let {a}{b}{c} be an equilateral triangle.",
    "triangle12": "Let {a}{b}{c} be a triangle in which {a}{c} is twice as long as {a}{b}.",
    "quadrangle": "Let {a}{b}{c}{d} be a quadrilateral.",
    "eq_quadrangle": "Let {a}{b}{c}{d} be a quadrilateral whose sides {a}{d} and {b}{c} are equal.",
    "eqdia_quadrangle": "Let {a}{b}{c}{d} be a quadrilateral with equal diagonals.",
    "trapezoid": "Let {a}{b}{c}{d} be a trapezium with parallel sides {a}{b} and {c}{d}.",
    "eq_trapezoid": "Let {a}{b}{c}{d} be an isosceles trapezium with parallel sides {a}{b} and {c}{d}.",
    "r_trapezoid": "Let {a}{b}{c}{d} be a trapezium with parallel sides {a}{b} and {c}{d} and a right angle at {a}.",
    "rectangle": "Let {a}{b}{c}{d} be a rectangle.",
    "isquare": "Let {a}{b}{c}{d} be a square.",
    "pentagon": "Let {a}{b}{c}{d}{e} be a pentagon.",
    "midpoint": "Let {x} be the midpoint of {a}{b}.",
    "mirror": "Let {x} be the reflection of {a} in the point {b}.",
    "reflect": "Let {x} be the reflection of {a} in line {b}{c}.",
    "foot": "Let {x} be the foot of the perpendicular from {a} to {b}{c}.",
    "circle": "Let {x} be the circumcentre of triangle {a}{b}{c}.",
    "circumcenter": "Let {x} be the circumcentre of triangle {a}{b}{c}.",
    "incenter": "Let {x} be the incentre of triangle {a}{b}{c}.",
    "excenter": "Let {x} be the excentre of triangle {a}{b}{c} opposite {a}.",
    "orthocenter": "Let {x} be the orthocentre of triangle {a}{b}{c}.",
    "eq_triangle": "Let {x}{b}{c} be an equilateral triangle on {b}{c}.",
    "parallelogram": "Let {x} be the point for which {a}{b}{c}{x} is a parallelogram.",
    "iso_trapezoid2": "Let {x} be the point for which {a}{b}{c}{x} is an isosceles trapezium with parallel sides {a}{b} and {c}{x}.",
    "shift": "Let {x} be the point to which {b} comes when {d} is moved to {c} by a translation.",
    "nsquare": "Let {x} be the point to which {b} comes by a clockwise quarter turn around {a}.",
    "psquare": "Let {x} be the point to which {b} comes by a counterclockwise quarter turn around {a}.",
    "intersection_ll": "Let {x} be the intersection of {a}{b} and {c}{d}.",
    "intersection_lp": "Let {x} be the intersection of {a}{b} and the parallel to {m}{n} through {c}.",
    "intersection_lt": "Let {x} be the intersection of {a}{b} and the perpendicular to {d}{e} through {c}.",
    "intersection_pp": "Let {x} be the intersection of the parallel to {b}{c} through {a} and the parallel to {e}{f} through {d}.",
    "intersection_tt": "Let {x} be the intersection of the perpendicular to {b}{c} through {a} and the perpendicular to {e}{f} through {d}.",
    "intersection_lc": "Let {x} be the second intersection of {a}{b} with the circle with centre {o} through {b}.",
    "intersection_cc": "Let {x} be the second intersection, besides {a}, of the circles through {a} with centres {o} and {w}.",
    "square": "Let {a}{b}{x}{y} be a square.",
    "incenter2": "Let {i} be the incentre of triangle {a}{b}{c}, whose incircle touches {b}{c}, {c}{a}, {a}{b} at {x}, {y}, {z}.",
    "excenter2": "Let {i} be the excentre of triangle {a}{b}{c} opposite {a}, whose excircle touches lines {b}{c}, {c}{a}, {a}{b} at {x}, {y}, {z}.",
    "centroid": "Let {x}, {y}, {z} be the midpoints of {b}{c}, {c}{a}, {a}{b} and {i} the centroid of triangle {a}{b}{c}.",
    "ninepoints": "Let {x}, {y}, {z} be the midpoints of {b}{c}, {c}{a}, {a}{b} and {i} the centre of the nine-point circle of triangle {a}{b}{c}.",
    "trisect": "Let {x} and {y} be the points of {a}{c} for which {b}{x} and {b}{y} trisect the angle {a}{b}{c}.",
    "trisegment": "Let {x} and {y} divide {a}{b} into three equal parts.",
    "tangent": "Let the tangents from {a} to the circle with centre {o} through {b} touch it at {x} and {y}.",
    "cc_tangent0": "Let an outer common tangent touch the circle with centre {o} through {a} at {x} and the circle with centre {w} through {b} at {y}.",
    "cc_tangent": "Let the outer common tangents {x}{y} and {z}{i} touch the circle with centre {o} through {a} at {x} and {z}, and the circle with centre {w} through {b} at {y} and {i}.",
    "2l1c": "Let a circle with centre {i} touch {a}{c} at {x}, {b}{c} at {y} and the circle with centre {o} through {a} at {z}.",
    "e5128": "Let {x} lie on the circle with centre {c} through {b}, and let {y} be the point of {a}{b} on {x}{d} for which the angles {b}{a}{d} and {a}{x}{y} are equal.",
    "3peq": "Let a line meet {a}{b}, {a}{c} and {b}{c} at {x}, {y} and {z} so that {z} is the midpoint of {x}{y}.",
}  # fmt: skip


def describe(
    construction: Construction, n: Notation, shared: Callable[[Construction], str | None]
) -> str:
    """One or two sentences that introduce the new points of a construction.

    Args:
        construction: of the statement.
        n: the notation.
        shared: tells the earlier point that satisfies the same conditions, if there is one; the
            new point is then the *other* intersection.
    """
    whole = [c for c in construction.clauses if not c.relation and c.name in SENTENCES]
    loci = [c for c in construction.clauses if not c.relation and c.name in LOCI]
    conditions = [
        _condition(c, n) for c in construction.clauses if c.relation or c.name in CONDITIONS
    ]
    parts: list[str] = [_fill(SENTENCES[c.name], c, n) for c in whole]
    names = n.listed(*construction.points)
    such = (" such that " + " and ".join(conditions)) if conditions else ""
    nouns = [_fill(LOCI[c.name], c, n) for c in loci]
    if whole:
        if nouns:
            parts.append(f"Moreover {names} is on {' and on '.join(nouns)}{such}.")
        elif conditions:
            parts.append(f"Moreover {' and '.join(conditions)}.")
    elif len(nouns) >= 2:
        other = shared(construction)
        if other is None:
            parts.append(f"Let {names} be an intersection of {' and '.join(nouns)}{such}.")
        else:
            first = n.math(n.point(other))
            parts.append(
                f"Let {names} be the second intersection, besides {first}, of "
                f"{' and '.join(nouns)}{such}."
            )
    elif nouns:
        parts.append(f"Let {names} be a point on {nouns[0]}{such}.")
    else:
        kind = "a point" if len(construction.points) == 1 else "points"
        parts.append(f"Let {names} be {kind}{such}.")
    return " ".join(parts)


def _fill(template: str, clause: Clause, n: Notation) -> str:
    definition = clause.definition
    assert definition is not None
    values = dict(zip(definition.parameters, clause.args, strict=True))
    return n.fill(template, values, frozenset(definition.parameters) - set(definition.numbers))


def _condition(clause: Clause, n: Notation) -> str:
    if clause.order is not None:
        word = ORDER[clause.name]
        values = dict(zip(word.parameters, clause.args, strict=True))
        return n.fill(word.sentence, values, frozenset(values))
    if clause.relation:
        return " and ".join(phrase(fact, n) for fact in relation_facts(clause.name, clause.args))
    return _fill(CONDITIONS[clause.name], clause, n)
