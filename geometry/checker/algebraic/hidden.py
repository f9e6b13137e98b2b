"""Points that a certificate adds: each kind exists in every figure, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geometry.checker.algebraic.conditions import Conditions
from geometry.checker.report import Rejection, shown
from geometry.predicates import Predicate


def hidden_facts(
    data: Sequence[Mapping[str, Any]],
    points: Sequence[str],
    facts: Mapping[str, Predicate],
    conditions: Conditions,
) -> tuple[tuple[str, ...], dict[str, Predicate]]:
    """Names and facts of hidden points.

    * `incentre` of a, b, c: every triangle has one.
    * `circumcentre` of a, b, c: likewise.
    * `arc midpoint` of a, b, o: where the hypotheses say that a and b are equally far from o, the
      perpendicular bisector of ab goes through o and so meets the circle about o through a.

    Raises:
        Rejection: it may not exist, or has a name that is taken.
    """
    names: list[str] = []
    found: dict[str, Predicate] = {}
    if len(data) > 8:
        raise Rejection("there are too many hidden points")
    for item in data:
        n, kind = item["name"], item["kind"]
        a, b, c = item["of"]
        known = (*points, *names)
        if (
            not isinstance(n, str)
            or n in known
            or not {a, b, c} <= set(known)
            or len({a, b, c}) < 3
        ):
            raise Rejection(f"{shown(n)} is not a hidden point of three others")
        if kind == "incentre":
            conditions.not_collinear(a, b, c)
            new = [
                Predicate("eqangle", (x, y, x, n, x, n, x, z))
                for x, y, z in ((a, b, c), (b, c, a), (c, a, b))
            ]
        elif kind == "circumcentre":
            conditions.not_collinear(a, b, c)
            new = [Predicate("cong", (n, a, n, b)), Predicate("cong", (n, b, n, c))]
        elif kind == "arc midpoint":
            if not _equally_far(c, a, b, {**facts, **found}):
                raise Rejection(f"nothing says that {a} and {b} are equally far from {c}")
            new = [Predicate("cong", (c, n, c, a)), Predicate("cong", (n, a, n, b))]
        else:
            raise Rejection(f"{shown(kind)} is no kind of hidden point")
        names.append(n)
        found.update((str(f), f) for f in new)
    return tuple(names), found


def _equally_far(o: str, a: str, b: str, facts: Mapping[str, Predicate]) -> bool:
    near = {a}
    pairs = []
    for f in facts.values():
        if f.name == "cong" and o in f.points[:2] and o in f.points[2:]:
            p, q = (x if y == o else y for x, y in (f.points[:2], f.points[2:]))
            pairs.append({p, q})
    for _ in pairs:
        for pair in pairs:
            if pair & near:
                near |= pair
    return b in near
