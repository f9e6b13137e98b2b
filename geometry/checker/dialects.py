"""Other spellings of conditions and relations, as the checker itself reads them.

The language has its own reader of these; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction

from geometry.checker.facts import number
from geometry.checker.report import Rejection, shown


def in_our_words(words: Sequence[str], new: Collection[str] = ()) -> list[str]:
    """A condition or relation in the words of the tables.

    Args:
        words: its name and arguments.
        new: the points that it may define.

    Raises:
        Rejection: a sum of distances that no relation says.
    """
    if not words:
        return []
    name, *args = words
    if name in ("eqratio6", "eqangle6") and len(args) == 8:
        return [name[:-1], *args]
    if name == "parallelogram" and len(args) == 4 and args[0] in new and args[3] not in new:
        return [name, *args[1:], args[0]]
    if name == "s_angle" and args:
        return [name, *args[:-1], re.sub(r"(?:o|deg|°)\Z", "", args[-1])]
    return _sum(words) if name == "distseq" else [name, *args]


def _sum(words: Sequence[str]) -> list[str]:
    text, args = shown(" ".join(words)), words[1:]
    terms = len(args) // 3
    if len(args) % 3 or terms not in (2, 3):
        raise Rejection(f"`{text}` is not a sum of two or three lengths with coefficients")
    ends = args[: 2 * terms]
    factors: list[Fraction] = [number(word.removeprefix("+")) for word in args[2 * terms :]]
    positive = [f > 0 for f in factors]
    if 0 in factors or all(positive) or not any(positive):
        raise Rejection(f"`{text}` is not a sum with coefficients of both signs")
    if terms == 2:
        quotient = -factors[1] / factors[0]
        return ["cong", *ends] if quotient == 1 else ["rconst", *ends, str(quotient)]
    if len({abs(f) for f in factors}) > 1:
        raise Rejection(f"`{text}` has different coefficients")
    single = next(k for k in range(3) if positive.count(positive[k]) == 1)
    order = [k for k in range(3) if k != single] + [single]
    return ["lsum", *(p for k in order for p in ends[2 * k : 2 * k + 2])]
