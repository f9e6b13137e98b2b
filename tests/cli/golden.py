"""Comparing what people read with stored files: `OLYMPIAD_UPDATE_GOLDEN=1` rewrites them."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def matches_golden(name: str, text: str) -> None:
    """Assert that `text` is the content of golden/`name`."""
    file = FOLDER / name
    if os.environ.get("OLYMPIAD_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
