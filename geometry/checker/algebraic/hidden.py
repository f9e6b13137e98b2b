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
    * `crossing` of a, b, p, q: lines ab and pq, which must not be parallel, have a point n in
      common, and ab, an, bn are one line.
    * `tangent centre` of x, y, o, w, a, b: where the hypotheses say that xy touches the circles
      about o through a in x and about w through b in y, the triangles nxo and nyw at the crossing
      n of xy with ow are similar, so that no : nw = ox : wy.

    Raises:
        Rejection: it may not exist, or has a name that is taken.
    """
    names: list[str] = []
    found: dict[str, Predicate] = {}
    if len(data) > 8:
        raise Rejection("there are too many hidden points")
    for item in data:
        n, kind = item["name"], item["kind"]
        of = item["of"]
        known = (*points, *names)
        if not isinstance(n, str) or not n or n in known or not set(of) <= set(known):
            raise Rejection(f"{shown(n)} is not a hidden point of others")
        if kind in ("crossing", "tangent centre"):
            new = _crossing(n, kind, of, {**facts, **found}, conditions)
            names.append(n)
            found.update((str(f), f) for f in new)
            continue
        a, b, c = of
        if len({a, b, c}) < 3:
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


def _crossing(
    n: str,
    kind: str,
    of: Sequence[str],
    facts: Mapping[str, Predicate],
    conditions: Conditions,
) -> list[Predicate]:
    a, b, p, q = of[:4]
    if a == b or p == q or {a, b} == {p, q}:
        raise Rejection(f"{n} is not the crossing of two lines")
    conditions.crossing(a, b, p, q)
    conditions.different(n, a)
    conditions.different(n, b)
    new = [Predicate("coll", (n, a, b)), Predicate("coll", (n, p, q))]
    if kind == "tangent centre":
        c, d = of[4:]
        needed = (
            Predicate("perp", (a, p, a, b)),
            Predicate("perp", (b, q, b, a)),
            Predicate("cong", (p, a, p, c)),
            Predicate("cong", (q, b, q, d)),
        )
        if missing := [f for f in needed if facts.get(str(f)) != f]:
            raise Rejection(f"nothing says `{missing[0]}`")
        new.append(Predicate("eqratio", (n, p, n, q, p, c, q, d)))
    elif len(of) != 4:
        raise Rejection(f"{n} is not the crossing of two lines")
    for fact in facts.values():
        if fact.name in ("eqangle", "para", "perp", "aconst"):
            pairs = list(zip(fact.points[::2], fact.points[1::2], strict=True))
            for end in (a, b):
                same = {(a, b): (end, n), (b, a): (n, end)}
                if any(pair in same for pair in pairs):
                    points = tuple(x for pair in pairs for x in same.get(pair, pair))
                    new.append(Predicate(fact.name, points, fact.value))
    return new


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
