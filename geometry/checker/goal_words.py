"""Goals that stand for a construction and a relation, as the checker itself reads them.

`concurrent a b c d e f` means: the meeting point of ab and cd lies on ef. The language has its
own table of these words; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geometry.checker.report import Rejection, shown

#: word -> number of points, name of the helping point, its construction, the relation to prove;
#: {x} is the helping point, {0} the first point of the goal.
GOAL_WORDS: dict[str, tuple[int, str, str, str]] = {
    "concurrent": (6, "meet", "intersection_ll {x} {0} {1} {2} {3}", "coll {x} {4} {5}"),
    "touches": (4, "touch", "foot {x} {2} {0} {1}", "cong {2} {x} {2} {3}"),
    "circles_touch": (
        4,
        "touch",
        "on_line {x} {0} {2}, on_circle {x} {0} {1}",
        "cong {2} {x} {2} {3}",
    ),
}


def written_out(words: Sequence[str], known: Collection[str]) -> tuple[str, list[str]]:
    """The construction of the helping point, and the relation to prove as words.

    Args:
        words: a goal whose first word is in `GOAL_WORDS`.
        known: all points, whose names the helping point must not take.

    Raises:
        Rejection: wrong number of points, an unknown point, or a line or circle from one point.
    """
    head, *points = words
    count, name, construction, relation = GOAL_WORDS[head]
    goal = shown(" ".join(words))
    if len(points) != count:
        raise Rejection(f"`{goal}` has {len(points)} points, not {count}")
    if unknown := next((p for p in points if p not in known), None):
        raise Rejection(f"`{goal}` uses {shown(unknown)}, which is not a point of the problem")
    pairs = {frozenset(points[i : i + 2]) for i in range(0, count, 2)}
    if len(pairs) < count // 2 or any(len(pair) < 2 for pair in pairs):
        raise Rejection(f"`{goal}` repeats points")
    number, helper = 1, name
    while helper in known:
        number += 1
        helper = f"{name}{number}"
    return (
        f"{helper} = {construction.format(*points, x=helper)}",
        relation.format(*points, x=helper).split(),
    )
