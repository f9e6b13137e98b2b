"""The tables in `benchmarks/results/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutations.equivalent import EQUIVALENT
from benchmarks.report import table, write_section


@dataclass(frozen=True)
class Row:
    """One change and what came of it."""

    name: str
    breaks: str
    outcome: str
    by: str
    seconds: float


def write_table(rows: Sequence[Row], *, drawn: int | None, seed: int) -> Path:
    """Write the section of the listed or the drawn changes; returns its file."""
    killed = sum(row.outcome == "killed" for row in rows)
    survived = [row for row in rows if row.outcome == "survived"]
    minutes = sum(row.seconds for row in rows) / 60
    head = (
        f"{killed} of {len(rows)} changes killed, {len(survived)} survived; "
        f"{minutes:.0f} minutes of trials.\n\n"
    )
    if drawn is None:
        cells = [
            (f"`{row.name}`", row.breaks, row.outcome, f"`{row.by}`" if row.by else "")
            for row in rows
        ]
        body = head + table(("change", "what it breaks", "result", "by"), cells)
        return write_section("mutations", "Changes that a test must notice", body, "pytest")
    body = (
        f"Seed {seed}; not drawn: the changes of {len(EQUIVALENT)} lines that no test can tell from "
        f"the original (`benchmarks/mutations/equivalent.py` says why). {head}"
    )
    if survived:
        cells = [(f"`{_cell(row.name)}`", row.breaks) for row in survived]
        body += table(("change that no test noticed", "where"), cells) + "\n"
    cells = [(f"`{_cell(row.name)}`", f"`{row.by}`") for row in rows if row.outcome == "killed"]
    body += table(("change", "killed by"), cells)
    return write_section("mutations_drawn", "Drawn changes of trusted files", body, "pytest")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")
