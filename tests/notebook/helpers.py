"""What the tests of the Python door share."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ORTHOCENTRE = "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"
HARD = (
    "a b c = triangle a b c; d e = trisect d e b a c; f g = trisect f g c b a; "
    "h i = trisect h i a c b; j = intersection_ll j b f c i; k = intersection_ll k a e c h; "
    "l = intersection_ll l a d b g ? cong j l j k"
)
"""Morley's theorem, which the engine looks for as long as it may."""


def documented() -> list[str]:
    """The blocks of `docs/python.md`, in order: they build on each other, as cells do."""
    text = (ROOT / "docs" / "python.md").read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
