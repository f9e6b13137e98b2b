"""Spellings of other collections (JGEX, AlphaGeometry 2, Newclid, HAGeo) in the words of this one.

Words that mean something of their own stand in `geometry.constructions`. Here are other names for
relations, other orders of arguments, and sums of distances with coefficients.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction

from geometry.language.tokens import Token

#: Other names of relations, and their number of arguments.
RELATION_NAMES = {"eqratio6": ("eqratio", 8), "eqangle6": ("eqangle", 8)}
#: Goals that ask for a value.
QUESTION_NAMES = {"acompute": "aconst", "rcompute": "rconst"}
#: What somebody means who writes an unknown word.
MEANT = {
    "circumcircle": "the circle through a, b, c is written `x = on_circum a b c`, its centre `o = circle a b c`",
    "incircle": "its centre is `i = incenter a b c`, its touch points are made by `x y z i = incenter2 a b c`",
    "altitude": "its foot is `d = foot a b c`, a point on it `x = on_tline a b c`",
    "median": "it ends in `m = midpoint b c`",
    "bisector": "a point on the bisector of angle abc is `x = angle_bisector a b c`",
    "intersection": "write both conditions: `x = on_line a b, on_line c d`",
    "intersect": "write both conditions: `x = on_line a b, on_line c d`",
    "line": "a point on line ab is `x = on_line a b`",
    "angle": "the directed angle is `aconst b a b c 60o`; `find angle a b c` asks for the undirected one",
    "distmeq": "sums of logarithms are not read; products of lengths are `eqratio` and `eqproduct`",
    "angeq": "sums of angles are not read; two equal ones are `eqangle`, a given one is `aconst`",
}

_COEFFICIENT = re.compile(r"[+-]?\d{1,12}(?:/\d{1,12})?")
_DEGREES = re.compile(r"(?P<number>[^a-z°]+)(?:o|deg|°)")


def translated(words: Sequence[Token], new: Collection[str] = ()) -> list[Token]:
    """The words of a condition or relation as this language writes them.

    Args:
        words: the name and its arguments.
        new: the points that stand before `=`.

    Raises:
        GeometryInputError: a sum of distances that no relation says.
    """
    head, *rest = words
    name = head.text
    if name in RELATION_NAMES and len(rest) == RELATION_NAMES[name][1]:
        return [Token(RELATION_NAMES[name][0], head.line, head.column), *rest]
    if name == "distseq":
        return _sum(head, rest)
    if name == "s_angle" and rest and (match := _DEGREES.fullmatch(rest[-1].text)):
        last = rest[-1]
        return [head, *rest[:-1], Token(match["number"], last.line, last.column)]
    texts = [t.text for t in rest]
    first = name == "parallelogram" and len(rest) == 4 and texts[0] in new and texts[3] not in new
    return [head, *rest[1:], rest[0]] if first else list(words)


def _sum(head: Token, rest: Sequence[Token]) -> list[Token]:
    """`distseq a b c d e f 1 1 -1`: the sum of coefficient times length is 0."""
    count = len(rest) // 3
    points, texts = rest[: 2 * count], [t.text for t in rest[2 * count :]]
    says = (
        "it says that the sum of coefficient times length is 0, as in `distseq a b c d e f 1 1 -1`"
    )
    if count * 3 != len(rest) or not all(map(_COEFFICIENT.fullmatch, texts)):
        raise head.error("`distseq` takes pairs of points, then a number for each pair", says)
    if any(text.partition("/")[2].strip("0") == "" for text in texts if "/" in text):
        raise head.error("`distseq` has a coefficient that divides by zero", says)
    values = [Fraction(text) for text in texts]
    pairs = [list(points[k : k + 2]) for k in range(0, 2 * count, 2)]

    def word(text: str) -> Token:
        return Token(text, head.line, head.column)

    if count == 2 and values[0] * values[1] < 0:
        quotient = -values[1] / values[0]
        if quotient == 1:
            return [word("cong"), *points]
        return [word("rconst"), *points, word(str(quotient))]
    alone = [k for k in range(count) if sum((v > 0) == (values[k] > 0) for v in values) == 1]
    if count == 3 and len({abs(v) for v in values}) == 1 and len(alone) == 1:
        (last,) = alone
        first = [t for k, pair in enumerate(pairs) if k != last for t in pair]
        return [word("lsum"), *first, *pairs[last]]
    raise head.error(
        "this `distseq` is no relation here; two lengths with a ratio and `ab + cd = ef` are", says
    )
