"""What a program that nobody trusts has said, made fit to be shown."""

from __future__ import annotations

import re

# C0 but for newline and tab, DEL, C1; marks, embeddings and overrides of writing direction; the
# separators that some programs take for line ends; halves of characters, which cannot be encoded.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Return the text with a replacement character for each character that steers a terminal.

    Newlines and tabs stay, and so does every place in the text.
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
