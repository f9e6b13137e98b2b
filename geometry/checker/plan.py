"""How a problem's points follow one another, each determined by those before it.

A plan lists for every point the facts that fix it: none (it is free), one (it moves on a line or
circle), or two (it is where two of them meet). `geometry.checker.branching` decides from a plan
whether the configurations of a problem are all of one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from geometry.checker.curves import Curve, Undetermined, curve_of
from geometry.checker.facts import key
from geometry.checker.incidence import Incidence
from geometry.checker.statement import Clause, Construction, Problem
from geometry.constructions import CONSTRUCTIONS
from geometry.predicates import Predicate, atoms, parse_predicate

#: Constructions that assert more than is independent: the facts that determine their points. The
#: others follow from these in every position (`OVERDETERMINED` and its tests).
_DETERMINING: dict[str, str] = {
    "iso_triangle": "cong a b a c",
    "ieq_triangle": "cong a b b c, cong b c c a",
    "rectangle": "perp a b b c, para a b c d, para a d b c",
    "reflect": "cong b a b x, cong c a c x",
    "incenter": "eqangle a b a x a x a c, eqangle b c b x b x b a",
    "excenter": "eqangle a b a x a x a c, eqangle b c b x b x b a",
    "orthocenter": "perp x a b c, perp x b c a",
    "eq_triangle": "cong x b b c, cong b c c x",
    "parallelogram": "para a b c x, para a x b c",
    "shift": "para x b c d, para x c b d",
    "incenter2": "eqangle a b a i a i a c, eqangle b c b i b i b a, coll x b c, perp i x b c, "
    "coll y c a, perp i y c a, coll z a b, perp i z a b",
    "excenter2": "eqangle a b a i a i a c, eqangle b c b i b i b a, coll x b c, perp i x b c, "
    "coll y c a, perp i y c a, coll z a b, perp i z a b",
    "centroid": "midp x b c, midp y c a, midp z a b, coll a x i, coll b y i",
}

#: Constructions whose word says which of several positions is meant, and all that are left are
#: given by one formula: each new point as a sum of factor times given point, and of factor times
#: the quarter turn (counterclockwise) of the second point minus the first.
_FORMULAS: dict[str, dict[str, tuple[tuple[int, ...], int, int]]] = {
    # new point: (numerators for the parameters a, b), denominator, quarter turns of b - a
    "psquare": {"x": ((1, 0), 1, 1)},
    "nsquare": {"x": ((1, 0), 1, -1)},
    "square": {"x": ((0, 1), 1, 1), "y": ((1, 0), 1, 1)},
    "trisegment": {"x": ((2, 1), 3, 0), "y": ((1, 2), 3, 0)},
    "risos": {"c": ((1, 0), 1, 1)},
    "isquare": {"c": ((0, 1), 1, 1), "d": ((1, 0), 1, 1)},
}
#: The first two points of these are free, and either orientation is meant.
_EITHER_WAY = frozenset({"risos", "isquare"})
_ORIENTED = frozenset({"psquare", "nsquare", "square"})


class Unplanned(Exception):
    """The points do not follow one another in this way; says why, in half a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one point is determined.

    Attributes:
        point: its name.
        facts: at most two, about it and earlier points.
        known: an earlier point in which the two curves meet as well, always; the point is then
            the other intersection.
        known_sum: the same, where that point has no name: it is the sum of these points with signs.
        formula: `None`, or how it is computed from two earlier points.
        mirrored: its two positions are mirror images, and so are the whole figures that follow.
    """

    point: str
    facts: tuple[Predicate, ...] = ()
    known: str = ""
    known_sum: tuple[tuple[int, str], ...] = ()
    formula: tuple[str, str, tuple[int, ...], int, int] | None = None
    mirrored: bool = False


def plan(problem: Problem) -> tuple[Step, ...]:
    """The steps of a problem in an order in which each point follows from those before it.

    Raises:
        Unplanned: some points are determined jointly, or by facts that are no such equations.
    """
    incidence = Incidence()
    steps: list[Step] = []
    mirrored = _oriented(problem)  # a statement that knows left from right has no mirror images
    for construction in problem.constructions:
        made, either = _steps(construction, [s.point for s in steps], incidence, not mirrored)
        mirrored = mirrored or either
        steps += made
        for clause in construction.clauses:
            incidence.add(clause.facts)
    return tuple(steps)


def _oriented(problem: Problem) -> bool:
    facts = [*problem.goals, *(f for c in problem.clauses for f in c.facts)]
    return any(c.name in _ORIENTED for c in problem.clauses) or any(
        f.name == "aconst" and f.value is not None and (2 * f.value) % 1 for f in facts
    )


def _steps(
    construction: Construction, before: Sequence[str], incidence: Incidence, may_mirror: bool
) -> tuple[list[Step], bool]:
    clauses = [c for c in construction.clauses if c.order is None or c.facts]
    if not clauses:
        return [Step(p) for p in construction.points], False
    [first, *others] = clauses
    if not others and first.name in _FORMULAS and _parameters(first) is not None:
        return _by_formula(first, before, may_mirror)
    facts = _determining(construction)
    reason = f"the points of `{construction}` are determined jointly"
    for order in permutations(construction.points) if len(construction.points) < 6 else ():
        try:
            steps = _in_order(order, facts, before, incidence)
        except Unplanned as fault:
            reason = str(fault)
            continue
        if first.name == "eq_trapezoid" and not others:
            # The other common point of the parallel and the circle completes a parallelogram.
            a, b, c, d = first.args
            last = next(s for s in steps if s.point == d)
            if len(last.facts) == 2 and order[-1] == d:
                sum_ = ((1, a), (-1, b), (1, c))
                steps[steps.index(last)] = Step(d, last.facts, known_sum=sum_)
        if may_mirror and len(before) + len(steps) >= 3:
            third = 2 - len(before)
            if 0 <= third < len(steps) and _about_both(steps[third], [*before, *order][:2]):
                one = steps[third]
                steps[third] = Step(one.point, one.facts, mirrored=True)
                return steps, True
        return steps, False
    raise Unplanned(reason)


def _about_both(step: Step, two: Sequence[str]) -> bool:
    """Whether a point's two positions are mirror images in the line of the only earlier points:
    it lies on a circle around each."""
    if step.known or step.known_sum or len(step.facts) != 2:
        return False
    centers = set()
    for fact in step.facts:
        if fact.name not in ("cong", "rconst", "lconst"):
            return False
        pairs = [set(fact.points[k : k + 2]) for k in range(0, len(fact.points), 2)]
        holding = [pair - {step.point} for pair in pairs if step.point in pair]
        if len(holding) != 1:
            return False
        centers |= holding[0]
    return centers == set(two)


def _parameters(clause: Clause) -> dict[str, str] | None:
    definition = CONSTRUCTIONS.get(clause.name) if clause.order is None else None
    if definition is None or len(definition.parameters) != len(clause.args):
        return None
    return dict(zip(definition.parameters, clause.args, strict=True))


def _by_formula(clause: Clause, before: Sequence[str], may_mirror: bool) -> tuple[list[Step], bool]:
    bound = _parameters(clause)
    assert bound is not None
    steps = [Step(bound[p]) for p in ("a", "b") if bound[p] not in before]
    either = clause.name in _EITHER_WAY
    if either and not may_mirror:
        raise Unplanned(f"`{clause}` may be turned either way")
    for number, (name, (factors, divisor, turns)) in enumerate(_FORMULAS[clause.name].items()):
        formula = (bound["a"], bound["b"], factors, divisor, turns)
        steps.append(Step(bound[name], formula=formula, mirrored=either and number == 0))
    return steps, either


def _determining(construction: Construction) -> list[Predicate]:
    """The facts that determine the points, each once."""
    facts: list[Predicate] = []
    for clause in construction.clauses:
        if clause.closed_needs:
            raise Unplanned(f"`{clause}` presupposes an equation between given points")
        bound = _parameters(clause)
        if clause.name in _DETERMINING and bound is not None:
            for text in _DETERMINING[clause.name].split(","):
                fact = parse_predicate(text.strip()).renamed(bound)
                facts += atoms(fact)
        else:
            facts += clause.facts
    different: dict[object, Predicate] = {}
    for fact in facts:
        different.setdefault(key(fact), fact)
    return list(different.values())


def _in_order(
    order: Sequence[str], facts: Iterable[Predicate], before: Sequence[str], incidence: Incidence
) -> list[Step]:
    place = {name: i for i, name in enumerate(order)}
    own: dict[str, list[Predicate]] = {name: [] for name in order}
    for fact in facts:
        new = [p for p in fact.points if p in place]
        if not new:
            raise Unplanned(f"`{fact}` says something of earlier points")
        own[max(new, key=lambda p: place[p])].append(fact)
    steps: list[Step] = []
    done, incidence = list(before), incidence.copy()
    for name in order:
        if len(own[name]) > 2:
            raise Unplanned(f"{name} has more conditions than coordinates")
        for fact in own[name]:
            _test(fact, name, done)
        steps.append(Step(name, tuple(own[name]), incidence.common(name, own[name], done)))
        done.append(name)
        incidence.add(own[name])
    return steps


def _test(fact: Predicate, name: str, done: Sequence[str]) -> None:
    """Raises Unplanned where the fact leaves its point no line, circle or two lines."""
    places = {p: (3 * i * i + 1, 5 * i + 2) for i, p in enumerate(done)}
    try:
        curve = curve_of(fact, name, places, lambda _: (3, 4))
    except Undetermined as fault:
        raise Unplanned(str(fault)) from None
    if isinstance(curve, Curve) and curve.a == curve.b == curve.c == 0:
        raise Unplanned(f"`{fact}` leaves {name} no curve")
