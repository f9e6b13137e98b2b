"""Order and sides as facts of the language: open conditions that a statement may make.

They are no equations: they say which of several positions is meant. The sketcher draws figures
that satisfy them, the checker reads them off figures, and rules may ask for them. One table gives
each word with what it says in contest English; `geometry.rules.Condition` holds an instance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geometry.predicates import Predicate


@dataclass(frozen=True, slots=True)
class OrderWord:
    """A word for an open condition.

    Attributes:
        parameters: its points, in order.
        facts: what it says beside the order, as relations over the parameters.
        meaning: one line for the documentation.
        sentence: what it says in a contest problem, with parameters in braces.
        differ: pairs of parameters that must be different points, as texts; all pairs if empty.
    """

    parameters: tuple[str, ...]
    facts: tuple[str, ...]
    meaning: str
    sentence: str
    differ: tuple[str, ...] = ()


#: word -> signature, facts, meaning, sentence
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("between m a b", "coll m a b", "m lies on line ab between a and b", "{m} lies between {a} and {b}"),
    ("on_segment m a b", "coll m a b", "m lies on segment ab and is none of its ends", "{m} lies on segment {a}{b}"),
    ("on_ray x a b", "coll x a b", "x lies on the ray from a through b, and is not a", "{x} lies on the ray from {a} through {b}"),
    ("sameside p q a b", "", "p and q lie on the same side of line ab", "{p} and {q} lie on the same side of line {a}{b}"),
    ("oppside p q a b", "", "p and q lie on different sides of line ab", "{p} and {q} lie on different sides of line {a}{b}"),
    ("inside p a b c", "", "p lies inside triangle abc", "{p} lies inside triangle {a}{b}{c}"),
    ("inside_angle p a b c", "", "p lies inside the angle abc", "{p} lies inside the angle {a}{b}{c}"),
    ("acute a b c", "", "the angle abc is acute", "the angle {a}{b}{c} is acute"),
    ("obtuse a b c", "", "the angle abc is obtuse", "the angle {a}{b}{c} is obtuse"),
    ("shorter a b c d", "", "ab is shorter than cd", "{a}{b} is shorter than {c}{d}"),
    ("convex a b c d", "", "abcd is a convex quadrilateral", "{a}{b}{c}{d} is a convex quadrilateral"),
)  # fmt: skip


def _word(signature: str, facts: str, meaning: str, sentence: str) -> OrderWord:
    differ = ("a b", "c d") if signature.startswith("shorter") else ()
    own = tuple(f.strip() for f in facts.split(",") if f.strip())
    return OrderWord(tuple(signature.split()[1:]), own, meaning, sentence, differ)


#: word -> what it says, in the order of the documentation
ORDER: dict[str, OrderWord] = {row[0].split()[0]: _word(*row) for row in _TABLE}


def order_facts(name: str, points: Sequence[str]) -> tuple[Predicate, ...]:
    """The relations that an order condition asserts beside the order."""
    word = ORDER[name]
    bound = dict(zip(word.parameters, points, strict=True))
    facts = (text.split() for text in word.facts)
    return tuple(Predicate(head, tuple(bound[p] for p in rest)) for head, *rest in facts)


def repeats(name: str, points: Sequence[str]) -> bool:
    """Whether points coincide that the word needs to be different."""
    word = ORDER[name]
    if not word.differ:
        return len(set(points)) < len(points)
    bound = dict(zip(word.parameters, points, strict=True))
    return any(len({bound[p] for p in pair.split()}) < 2 for pair in word.differ)
