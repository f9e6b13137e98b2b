"""Whether a quote occurs in a proof, and where.

A grader that quotes what is not there did not read the proof: its objection, or the acceptance
that rests on the quote, is void. Layout may differ (white space, TeX delimiters and spacing,
emphasis, typographic quotation marks and dashes, characters nobody sees); words, numbers and
signs may not. A star or a bar is emphasis only where Markdown takes it for that outside formulas:
it may be a product or an index, and a prime is a derivative.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from prover.deepthink.texts.characters import is_invisible

MIN_QUOTE = 6
"""Fewest characters of a quote that says which place is meant."""

_DROPPED = frozenset('$`“”„" \t\n\r\u00a0\u2009')
_PRIMES = frozenset("’‘′")
"""Read as `'`: an apostrophe, a quotation mark or a derivative."""

_SPACING = re.compile(
    r"\\(?:(?:left|right|big[lr]?|Big[lr]?|displaystyle|quad|qquad)(?![a-zA-Z])|[,;:!\[\]() ])"
)
_TIE = re.compile(r"(?<=[^\W\d_](?:[^\W\d_]|\.))~(?=\S)")
_HASHES = re.compile(r"^ {0,3}#{1,6}(?=[ \t])", re.MULTILINE)
_JOINED_LINES = re.compile(r"(?<=[.,:;!?] )\*(?= )|(?<=\s)#{2,6}(?= )")
_QUOTED = re.compile(r"``[^`'\n]{1,200}('')")
# What JSON makes of TeX with single backslashes: `\nu` is read as a line end and `u`.
_TEX_OF_CONTROL = re.compile(r"[\n\r\t\f\b](?=[a-z])")
_ELLIPSIS = re.compile(r"\.\.\.|…")
_EDGES = " \t\n*_~"

# What matters for emphasis: escapes, the ends of formulas, runs of one mark, ends of paragraphs.
_MARK = re.compile(
    r"\\[\\$*_~#]|(?P<math>\$\$?|\\[()\[\]])|(?P<run>\*+|_+|~+)|(?P<end>\n[ \t]*(?=\n))"
)
_RUNS = frozenset({"*", "**", "***", "_", "__", "___", "~~"})
_CLOSERS = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}


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
    if quote[:1] in ("'", "‘") and quote[-1:] in ("'", "’"):
        quote = quote[1:-1].strip()
    whole = _reading(quote, halves=False)
    if not whole:
        return None
    copied = proof.find(quote)
    if copied >= 0:  # most quotes are copied as they stand
        return Span(copied, copied + len(quote))
    found = _in_order(proof, whole) or _in_order(proof, _reading(quote, halves=True))
    if found is None and (mended := _TEX_OF_CONTROL.sub(_with_backslash, quote)) != quote:
        return find_quote(proof, mended)
    return found


def _with_backslash(control: re.Match[str]) -> str:
    return "\\" + {"\n": "n", "\r": "r", "\t": "t", "\f": "f", "\b": "b"}[control[0]]


@lru_cache(maxsize=256)
def _reading(quote: str, *, halves: bool) -> list[str]:
    """The folded parts of a quote; none when they are too short to say which place is meant."""
    folded = [
        text for text, _ in (_fold(part, halves) for part in _between_ellipses(quote)) if text
    ]
    return folded if max(map(len, folded), default=0) >= MIN_QUOTE else []


def _in_order(proof: str, parts: list[str]) -> Span | None:
    """Where the folded `parts` occur one after the other in `proof`."""
    if not parts:
        return None
    folded, places = _folded_proof(proof)
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


@lru_cache(maxsize=64)
def _folded_proof(proof: str) -> tuple[str, list[int]]:
    return _fold(proof)


def _fold(text: str, halves: bool | None = None) -> tuple[str, list[int]]:
    """`text` without its layout, and the place in `text` of each character that is left.

    A proof is read as it is (`halves` None). A quote may begin or end within a formula or an
    emphasis; with `halves` it is read as if it did.
    """
    hidden = {i for found in _SPACING.finditer(text) for i in range(*found.span())}
    hidden.update(found.start() for found in _TIE.finditer(text))
    for found in (*_HASHES.finditer(text), *_emphasis(text, halves)):
        hidden.update(range(*found.span()))
    if halves:  # headings and items of lists whose line ends became spaces
        for found in _JOINED_LINES.finditer(text):
            hidden.update(range(*found.span()))
    for found in _QUOTED.finditer(text):
        hidden.update(range(*found.span(1)))
    if halves is not None:  # halves of marks at the edges say nothing of what is between
        hidden.update(range(len(text) - len(text.lstrip(_EDGES))))
        hidden.update(range(len(text.rstrip(_EDGES)), len(text)))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if place in hidden or char in _DROPPED:
            continue
        if char in _PRIMES:
            char = "'"
        elif not char.isascii():
            if is_invisible(char):
                continue
            char = unicodedata.normalize("NFKC", char)
            char = "-" if unicodedata.category(char[0]) == "Pd" or char == "−" else char
        for one in char:
            if one not in _DROPPED:
                chars.append("'" if one in _PRIMES else one)
                places.append(place)
    return "".join(chars), places


def _emphasis(text: str, halves: bool | None) -> Iterator[re.Match[str]]:
    """The runs of stars, bars and tildes in `text` that are Markdown's emphasis.

    Outside formulas a run opens before a word and closes after one, in pairs within a paragraph.
    With `halves` formulas are not told apart, and a run without its partner counts when it cannot
    be a sign: two marks or more, or one beside the end of a sentence.
    """
    formula = ""
    opened: dict[str, re.Match[str]] = {}
    for mark in _MARK.finditer(text):
        run = mark["run"]
        if mark["math"] and not halves:
            if not formula:
                formula = _CLOSERS.get(mark[0], "")
            elif mark[0] == formula:
                formula = ""
        elif mark["end"]:
            formula = ""
            opened.clear()
        elif run in _RUNS and not formula:
            before, after = (
                text[max(0, mark.start() - 1) : mark.start()],
                text[mark.end() : mark.end() + 1],
            )
            if run in opened and _closes(run, before, after):
                yield opened.pop(run)
                yield mark
            elif _opens(run, before, after):
                opened[run] = mark
            elif run == "*" and before in ("", "\n") and after in (" ", "\t"):
                yield mark  # an item of a list
            if halves and (len(run) > 1 or before in _STOPS or after in _STOPS):
                yield mark


_STOPS = frozenset(".,:;!?")


def _opens(run: str, before: str, after: str) -> bool:
    if not after or after.isspace() or (len(run) == 1 and after.isdigit()):
        return False
    return not before or before.isspace() or before in "([{\"'“‘—–-.,:;!?|"


def _closes(run: str, before: str, after: str) -> bool:
    if before.isspace():
        return False
    if not after or after.isspace() or after in ")]}\"'”’—–-.,:;!?|":
        return True
    return before in _STOPS or len(run) > 1
