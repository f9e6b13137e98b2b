"""What a problem is called when its file does not say: the id and the title, from the file's name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from prover.problems.streams import is_standard_input, is_stream_name

MAX_ID = 80
_HASH_DIGITS = 8

# Letters that Unicode does not take apart into a Latin letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d",
     "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i"}
)  # fmt: skip


def slug(path: Path) -> str:
    """A problem's id made from the name of its file: ASCII letters, digits, `.`, `_`, `-`.

    Other characters become `-`. Where letters were lost or changed, a hash of the name follows,
    so that `äb.txt` and `öb.txt` are not called the same; it does not depend on how the file
    system composes letters.
    """
    if is_stream_name(path):
        return "stdin" if is_standard_input(path) else "pipe"
    stem = unicodedata.normalize("NFC", path.stem)
    # A name that is not UTF-8 holds surrogates, which have no letters under them.
    parts = unicodedata.normalize("NFKD", stem.translate(_LETTERS))
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    made = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")
    lost = any(c.isalnum() and not c.isascii() for c in stem) or not made or len(made) > MAX_ID
    if not lost:
        return made
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    made = (made or "problem")[: MAX_ID - _HASH_DIGITS - 1].rstrip("-._")
    return f"{made}-{digest}"


def title_of(path: Path) -> str:
    """A problem's title made from the name of its file: as written, on one line."""
    if is_stream_name(path):
        return "Problem from standard input" if is_standard_input(path) else "Problem from a pipe"
    stem = unicodedata.normalize("NFC", path.stem)
    return " ".join("".join(c if c.isprintable() else " " for c in stem).split()) or slug(path)
