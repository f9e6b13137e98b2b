"""Text as the gates compare it: disguises undone, and the phrase table of `phrases.toml`."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from prover.base.shipped import read_table

# Letters of other alphabets that look like Latin ones. Folded on both sides of a comparison, so
# that Russian still matches Russian and a Latin word with one Cyrillic letter matches too.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝαβεικνορτυχℓıɡɑ",
    "abekmhopctyxijsdqwabeikvoptuxliga",
)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*·]){4,}[^\W\d_](?!\w)")
_BRACES = re.compile(r"\{\}|\\(?:,|!|;|:)")
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}


def fold(text: str) -> str:
    """`text` for comparison: entities and invisible characters undone, case, width, accents and
    look-alike letters folded, white space single. Line ends become spaces.
    """
    text = html.unescape(text)
    if text.isascii():
        return _closed(_BRACES.sub("", text).lower())
    text = unicodedata.normalize("NFKC", text)
    text = _BRACES.sub("", text)
    text = "".join(
        " " if char in "\n\t\r\u2028\u2029" else char
        for char in text
        if char in "\n\t\r" or unicodedata.category(char) not in _INVISIBLE
    )
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    plain = plain.translate(_LOOKALIKES).replace("’", "'").replace("‘", "'")
    return _closed(plain)


def _closed(text: str) -> str:
    """Words written letter by letter closed up, white space single."""
    text = _SPACED.sub(lambda found: re.sub(r"[ .\-_*·]", "", found[0]), text)
    return " ".join(text.split())


def letters(text: str) -> str:
    """The letters, digits and mathematical signs of folded `text`, and nothing between them."""
    return "".join(
        char
        for char in fold(text)
        if char.isalnum() or unicodedata.category(char) in ("Sm", "Mc") or char in "\\^"
    )


@dataclass(frozen=True)
class Stems:
    """Folded stems of one kind. A stem of Latin, Cyrillic or Greek letters counts at the start of
    a word; one of a script that glues words or particles together counts anywhere.
    """

    stems: tuple[str, ...]

    def present(self, text: str, own: str = "") -> Stems:
        """Those that occur in folded `text` and not in `own`, the problem's folded statement."""
        return Stems(tuple(s for s in self.stems if s in text and s not in own and _at(s, text)))

    def occur(self, text: str) -> bool:
        """Whether one of them occurs in folded `text`."""
        return any(stem in text and _at(stem, text) for stem in self.stems)


def _at(stem: str, text: str) -> bool:
    if not _needs_start(stem):
        return True
    place = text.find(stem)
    while place >= 0:
        if place == 0 or not (text[place - 1].isalnum() or text[place - 1] == "_"):
            return True
        place = text.find(stem, place + 1)
    return False


@cache
def _needs_start(stem: str) -> bool:
    return all(
        not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "CYRIL", "GREEK"))
        for char in stem
    )


@dataclass(frozen=True)
class Phrases:
    """The phrase table of all languages. `keys` are `letters` only, the longest first."""

    languages: tuple[str, ...]
    keys: tuple[str, ...]
    disregard: Stems
    orders: Stems
    grader: Stems
    reader: Stems
    demand: Stems
    marks: Stems


@cache
def phrases() -> Phrases:
    """The table, read once."""
    table = read_table(__package__, "phrases.toml")

    def stems(kind: str) -> Stems:
        return Stems(tuple(sorted({fold(s) for entry in table.values() for s in entry[kind]})))

    keys = {letters(key) for entry in table.values() for key in entry["keys"]}
    return Phrases(
        languages=tuple(table),
        keys=tuple(sorted(keys, key=lambda key: (-len(key), key))),
        disregard=stems("disregard"),
        orders=stems("orders"),
        grader=stems("grader"),
        reader=stems("reader"),
        demand=stems("demand"),
        marks=stems("marks"),
    )
