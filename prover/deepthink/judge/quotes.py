"""Whether a quote occurs in a proof, and where.

A grader that quotes what is not there did not read the proof: its objection, or the acceptance
that rests on the quote, is void. Layout may differ (white space, TeX delimiters and spacing,
emphasis, typographic quotation marks and dashes); words, numbers and signs may not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MIN_QUOTE = 6
"""Fewest characters of a quote that says which place is meant."""

_DROPPED = set("$*_`#~“”„\"'’‘ \t\n\r\u00a0\u2009\u200b\ufeff")
_SPACING = re.compile(
    r"\\(?:left|right|big[lr]?|Big[lr]?|displaystyle|quad|qquad|[,;:!\[\]() ])(?![a-zA-Z])"
)
_ELLIPSIS = re.compile(r"\.\.\.|…")


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (exclusive) of the proof."""

    start: int
    end: int


def find_quote(proof: str, quote: str) -> Span | None:
    """Where `quote` occurs in `proof`; None when it does not, or is too short to be a place.

    An ellipsis within the quote stands for anything; its parts must occur in order.
    """
    quote = quote.strip()
    parts = [part for part in (_fold(p)[0] for p in _between_ellipses(quote)) if part]
    if not parts or max(map(len, parts)) < MIN_QUOTE:
        return None
    copied = proof.find(quote)
    if copied >= 0:  # most quotes are copied as they stand
        return Span(copied, copied + len(quote))
    folded, places = _fold(proof)
    first = at = folded.find(parts[0])
    for part in parts:
        at = folded.find(part, at)
        if at < 0:
            return None
        at += len(part)
    return Span(places[first], places[at - 1] + 1)


def _between_ellipses(quote: str) -> list[str]:
    """The parts of `quote` between its ellipses, the brackets of `[...]` taken off."""
    parts = _ELLIPSIS.split(quote)
    for place in range(len(parts) - 1):
        parts[place] = parts[place].rstrip().removesuffix("[")
        parts[place + 1] = parts[place + 1].lstrip().removeprefix("]")
    return parts


@lru_cache(maxsize=256)
def _fold(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without its layout, and the place in `text` of each character that is left."""
    hidden = {i for found in _SPACING.finditer(text) for i in range(*found.span())}
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if place in hidden or char in _DROPPED:
            continue
        if not char.isascii():
            char = unicodedata.normalize("NFKC", char)
            char = "-" if unicodedata.category(char[0]) == "Pd" or char == "−" else char
        for one in char:
            if one not in _DROPPED:
                chars.append(one)
                places.append(place)
    return "".join(chars), tuple(places)
