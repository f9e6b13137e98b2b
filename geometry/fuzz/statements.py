"""Random statements from the construction table."""

from __future__ import annotations

from random import Random

from geometry.constructions import CONSTRUCTIONS, Definition
from geometry.predicates import RELATIONS

#: Words that start from nothing, and how often each is taken beside the others.
_START = {
    name: 12 if name in ("triangle", "segment") else 2 if name == "quadrangle" else 1
    for name, d in CONSTRUCTIONS.items()
    if not d.given and not d.numbers and name != "free"
}


def _asks_no_equation(definition: Definition) -> bool:
    return all(need.split()[0] not in RELATIONS for need in definition.needs)


#: Words that make one point on a line or curve, so that two of them make a point.
_LOCI = [
    d
    for d in CONSTRUCTIONS.values()
    if d.given
    and len(d.new) == 1
    and len(d.facts) == 1
    and not d.facts[0].startswith(("midp", "circle"))
]
_WHOLE = [
    d
    for d in CONSTRUCTIONS.values()
    if d.given and d not in _LOCI and _asks_no_equation(d) and len(d.new) <= 4
]
#: Relations as conditions, with the new point in any place.
_RELATIONS = ("coll", "cyclic", "para", "perp", "cong", "eqangle", "eqratio")
_NAMES = "abcdefghijklmnopqrstuvwxyz"


def random_statement(rng: Random) -> str:
    """Constructions of four to ten points; nothing says that a figure of them exists."""
    start = CONSTRUCTIONS[rng.choices(list(_START), list(_START.values()))[0]]
    points = list(_NAMES[: len(start.new)])
    text = [f"{' '.join(points)} = {start.name} {' '.join(points)}"]
    wanted = rng.randint(max(4, len(points) + 1), 10)
    while len(points) < wanted:
        kind = rng.random()
        if kind < 0.45:
            definitions = [d for d in _WHOLE if len(d.given) <= len(points)]
            definition = rng.choice(definitions)
            new = list(_NAMES[len(points) : len(points) + len(definition.new)])
            text.append(f"{' '.join(new)} = {_clause(definition, new, points, rng)}")
        else:
            new = [_NAMES[len(points)]]
            clauses = [_locus(new[0], points, rng) for _ in range(1 if kind < 0.6 else 2)]
            text.append(f"{new[0]} = {', '.join(clauses)}")
        points += new
    return "; ".join(text)


def _locus(new: str, points: list[str], rng: Random) -> str:
    if rng.random() < 0.12:
        name = rng.choice(_RELATIONS)
        count = RELATIONS[name][0]
        if count - 1 <= len(points):
            args = rng.sample(points, count - 1)
        else:
            args = [rng.choice(points) for _ in range(count - 1)]
        args.insert(rng.randrange(count), new)
        return f"{name} {' '.join(args)}"
    return _clause(
        rng.choice([d for d in _LOCI if len(d.given) <= len(points)]), [new], points, rng
    )


def _clause(definition: Definition, new: list[str], points: list[str], rng: Random) -> str:
    """The word with random different arguments; every fifth time they may repeat."""
    count = len(definition.given)
    if rng.random() < 0.2:
        given = [rng.choice(points) for _ in range(count)]
    else:
        given = rng.sample(points, count)
    words = {
        **dict(zip(definition.new, new, strict=True)),
        **dict(zip(definition.given, given, strict=True)),
        **{n: str(rng.choice((30, 45, 60, 75, 100, 120, 135))) for n in definition.numbers},
    }
    return " ".join((definition.name, *(words[p] for p in definition.parameters)))
