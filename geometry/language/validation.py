"""Checks of the words of one clause or goal; each error points at the word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from geometry.constructions import CONSTRUCTIONS, Definition
from geometry.errors import GeometryInputError
from geometry.language.dialects import MEANT
from geometry.language.statement import relation_facts
from geometry.language.tokens import Token
from geometry.order import ORDER, order_facts, repeats
from geometry.predicates import RELATIONS, Predicate


def relation(head: Token, rest: Sequence[Token]) -> tuple[Predicate, ...]:
    """The relation, checked for points that make it empty or impossible."""
    try:
        facts = tuple(relation_facts(head.text, tuple(t.text for t in rest)))
    except GeometryInputError as error:
        n_points, n_values, meaning = RELATIONS[head.text]
        takes = f"`{head.text}` takes {n_points} points" + (" and a number" if n_values else "")
        if len(rest) == n_points + n_values:
            raise rest[-1].error(error.message, error.fix) from None
        raise head.error(f"{takes}, not {len(rest)} arguments", f"it says: {meaning}") from None
    for fact in facts:
        p = fact.points
        if fact.name in ("coll", "cyclic", "midp", "circle", "apollonius", "sinlaw"):
            empty = len(set(p)) < len(p)
        elif fact.name == "eqpower":
            empty = p[1:3] == p[3:5]
        elif fact.name in ("simtri", "simtrir", "contri", "contrir"):
            empty = len(set(p[:3])) < 3 or len(set(p[3:])) < 3
        else:
            empty = any(p[i] == p[i + 1] for i in range(0, len(p), 2))
        if empty:
            raise head.error(
                f"`{fact}` repeats a point where different ones are needed", "check the points"
            )
    return facts


def order_condition(head: Token, rest: Sequence[Token]) -> tuple[Predicate, ...]:
    """What an order condition says beside the order, checked for its number of points."""
    word = ORDER[head.text]
    if len(rest) != len(word.parameters):
        raise head.error(
            f"`{head.text}` takes {len(word.parameters)} points, not {len(rest)}",
            f"it says: {word.meaning}, in `{' '.join((head.text, *word.parameters))}`",
        )
    points = tuple(t.text for t in rest)
    if repeats(head.text, points):
        raise head.error(
            f"`{' '.join((head.text, *points))}` repeats a point where different ones are needed",
            "check the points",
        )
    return order_facts(head.text, points)


def check_known(
    token: Token,
    points: tuple[str, ...],
    defined: Iterable[str],
    later: Mapping[str, Token],
    *,
    own: bool,
) -> None:
    """Refuse a point that does not exist yet.

    Args:
        token: the word where a point must stand.
        points: the points that this construction makes; they count only if `own`.
        defined: the points of earlier constructions.
        later: all points that stand before some `=`, with the place.
        own: whether the construction's own points may stand here.
    """
    name = token.text
    if name in defined or (own and name in points):
        return
    if name in points:
        raise token.error(
            f"point {name} is defined by itself",
            "only points of earlier constructions can stand here",
        )
    if name in later:
        raise token.error(
            f"point {name} is used before its definition in line {later[name].line}",
            "order the constructions, and let none depend on itself",
        )
    raise token.error("unknown point", points_fix(defined))


def check_repeats(head: Token, definition: Definition, args: tuple[str, ...]) -> None:
    """Refuse repeated points where the definition needs different ones."""
    bound = dict(zip(definition.parameters, args, strict=True))
    new = [bound[p] for p in definition.new]
    if len(set(new)) < len(new):
        raise head.error(f"`{head.text}` makes different points", "name each of them once")
    for need in definition.needs:
        name, *words = need.split()
        if name not in ("diff", "ncoll"):
            continue
        values = [bound[w] for w in words]
        if len(set(values)) < len(values):
            kind = "different points" if name == "diff" else "points not on a line"
            raise head.error(
                f"`{' '.join((head.text, *args))}` needs {kind} for {' '.join(words)}, "
                f"not {' '.join(values)}",
                f"the order is `{definition.signature}`",
            )


def nearest(word: str, among: Iterable[str] | None = None) -> str:
    """The fix for an unknown word: what it means here, the nearest known one, or the list."""
    if word in MEANT:
        return MEANT[word]
    names = sorted({*CONSTRUCTIONS, *RELATIONS, *ORDER} if among is None else among)
    close = (
        difflib.get_close_matches(word[:40], names, n=1, cutoff=0.75)
        or [n for n in names if len(n) > 2 and word.startswith(n)]
        or difflib.get_close_matches(word[:40], names, n=1, cutoff=0.5)
    )
    if close:
        return f"did you mean `{close[0]}`?"
    return "known ones: " + ", ".join(names)


def points_fix(known: Iterable[str]) -> str:
    """The fix for an unknown point."""
    names = list(known)
    shown = ", ".join(sorted(names)[:30]) + (", ..." if len(names) > 30 else "")
    return f"known points: {shown}" if names else "define it first, for example `a b = segment`"
