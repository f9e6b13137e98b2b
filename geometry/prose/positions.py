"""Positions of a figure in the words of a contest problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from geometry.order import ORDER
from geometry.prose.notation import plain_name
from geometry.rules import Condition


def spoken(condition: Condition, circles: Collection[frozenset[str]] = ()) -> str:
    """An order condition, or one of `ncoll` and `diff`, as part of a sentence in plain text.

    Args:
        condition: what to say.
        circles: sets of points that are known to lie on one circle; sides of a chord are arcs then.
    """
    p = [plain_name(name) for name in condition.points]
    if condition.name == "ncoll":
        return f"{p[0]}, {p[1]}, {p[2]} are not on a line"
    on_circle = any(circle.issuperset(condition.points) for circle in circles)
    if on_circle and condition.name in ("sameside", "oppside"):
        # Of the two points the one defined later is the one whose place is told.
        other, point, a, b = p
        holds = "with" if condition.name == "sameside" else "without"
        return f"{point} lies on the arc {a}{b} {holds} {other}"
    word = ORDER[condition.name]
    names = dict(zip(word.parameters, p, strict=True))
    return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], word.sentence)


def assumed(position: Sequence[Condition], circles: Collection[frozenset[str]] = ()) -> str:
    """What a proof for the drawn configuration assumes, as it follows the words "proved for"."""
    if not position:
        return "the drawn configuration"
    phrases = [spoken(condition, circles) for condition in position]
    if len(phrases) == 1 and (arc := re.fullmatch(r"(\S+) lies on (the arc .*)", phrases[0])):
        return f"{arc[1]} on {arc[2]}"
    return "figures in which " + " and ".join(phrases)
