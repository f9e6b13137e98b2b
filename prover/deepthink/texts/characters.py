"""Characters that are not shown: they must hide nothing and part no words."""

from __future__ import annotations

import unicodedata

# Format characters that are signs of their own: Arabic, Syriac and Kaithi number signs.
_SHOWN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_JOINERS = frozenset("\u200c\u200d")
# Scripts in which a joiner or a non-joiner between two letters is part of the spelling.
_JOINED = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN",
)  # fmt: skip


def is_invisible(char: str) -> bool:
    """Whether `char` is a format character (category Cf) that nobody sees: marks of direction,
    soft hyphens, joiners, characters of no width."""
    return unicodedata.category(char) == "Cf" and char not in _SHOWN


def without_invisible(text: str) -> str:
    """`text` without invisible characters. Joiners and non-joiners stay where they spell a word:
    between two letters of an Arabic or Indic script (Persian, Hindi, Bengali and others).
    """
    if text.isascii():
        return text
    hidden = {char for char in set(text) if is_invisible(char)}
    if not hidden & _JOINERS:
        return text.translate({ord(char): None for char in hidden}) if hidden else text
    return "".join(
        char for place, char in enumerate(text) if char not in hidden or _spells(text, place)
    )


def _spells(text: str, place: int) -> bool:
    if text[place] not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    return all(
        unicodedata.name(text[beside], "").startswith(_JOINED) for beside in (place - 1, place + 1)
    )
