"""Random statements over the construction table."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from geometry.constructions import CONSTRUCTIONS
from geometry.language import Clause, Construction, Hint, Statement
from geometry.predicates import RELATIONS, Predicate

#: Names of every permitted form; which stand for which points is drawn.
NAMES = tuple(f"{letter}{tail}" for tail in ("", "1", "_b", "'", "A2''") for letter in "abcdhpxZ")
coordinates = st.floats(-1000, 1000).map(lambda x: round(x, 6))


@st.composite
def clauses(
    draw: st.DrawFn, random: Random, new: tuple[str, ...], known: tuple[str, ...]
) -> Clause:
    """One construction that makes exactly the points `new` from `known` ones."""
    fitting = [
        d
        for d in CONSTRUCTIONS.values()
        if len(d.new) == len(new) and len(d.given) <= len(known)
    ]  # fmt: skip
    definition = draw(st.sampled_from(fitting))
    # Different points everywhere: no definition can object.
    given = iter(random.sample(known, len(known)))
    own = iter(new)
    args = []
    for parameter in definition.parameters:
        if parameter in definition.numbers:
            args.append(str(draw(st.fractions(-90, 90, max_denominator=7))))
        else:
            args.append(next(own) if parameter in definition.new else next(given))
    return Clause(definition.name, tuple(args))


@st.composite
def relations(draw: st.DrawFn, random: Random, points: tuple[str, ...]) -> Predicate:
    """A relation between different points of a figure that has enough of them."""
    fitting = [n for n, (count, _, _) in RELATIONS.items() if count <= len(points)]
    name = draw(st.sampled_from(fitting))
    count, values, _ = RELATIONS[name]
    value = draw(st.fractions("1/50", 50, max_denominator=60)) if values else None
    return Predicate(name, tuple(random.sample(points, count)), value)


def constraint(fact: Predicate, x: str) -> Clause:
    """The relation as a condition on x, which takes the place of its first point."""
    value = () if fact.value is None else (str(fact.value),)
    return Clause(fact.name, (x, *fact.points[1:], *value), fact.name != "circle")


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A statement of up to seven constructions, hints and up to three goals."""
    # Which points stand where needs no shrinking: one seed decides.
    random = Random(draw(st.integers(0, 2**32)))
    supply = random.sample(NAMES, len(NAMES))
    known: tuple[str, ...] = ()
    constructions: list[Construction] = []
    for _ in range(draw(st.integers(1, 7))):
        sizes = {len(d.new) for d in CONSTRUCTIONS.values() if len(d.given) <= len(known)}
        size = draw(st.sampled_from(sorted(sizes)))
        points = tuple(supply[len(known) : len(known) + size])
        conditions = [draw(clauses(random, points, known))]
        if size == 1 and len(known) >= 6:
            conditions += draw(st.lists(clauses(random, points, known), max_size=1))
            if draw(st.booleans()):
                conditions.append(constraint(draw(relations(random, known)), points[0]))
        hinted = [p for p in points if draw(st.booleans())]
        hints = tuple(Hint(p, draw(coordinates), draw(coordinates)) for p in hinted)
        constructions.append(Construction(points, tuple(conditions), hints))
        known += points
    goals: list[Predicate] = []
    if len(known) >= 3:
        goals = draw(st.lists(relations(random, known), max_size=3, unique=True))
    return Statement(tuple(constructions), tuple(goals))
