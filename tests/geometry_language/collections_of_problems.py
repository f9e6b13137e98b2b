"""The two problem collections of `tests/data`."""

from __future__ import annotations

from pathlib import Path

from geometry.language import read_problems

DATA = Path(__file__).parent.parent / "data"
IMO = read_problems((DATA / "imo_ag_30.txt").read_text(encoding="utf-8"))
JGEX = read_problems((DATA / "jgex_ag_231.txt").read_text(encoding="utf-8"))
ALL = IMO | JGEX
