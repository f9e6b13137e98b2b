"""Known soundness bugs of Lean's releases: a table, ``soundness.json``, as data.

An entry has the issue, the release that no longer has the bug, and a line on it. Where the sources
do not say which of two releases brought the mending, the later one stands there.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

Version = tuple[int, int, int]

_TABLE = Path(__file__).with_name("soundness.json")


@dataclass(frozen=True)
class SoundnessBug:
    """A bug by which the kernel could accept what is false, in every release before ``fixed_in``."""

    issue: str
    fixed_in: Version
    what: str

    def warning(self, version: Version) -> str:
        """Say that a release has it, and which has not."""
        mine, mended = (".".join(map(str, v)) for v in (version, self.fixed_in))
        return f"Lean {mine} has a known soundness bug ({self.issue}: {self.what}); use {mended}"


@functools.cache
def table() -> tuple[SoundnessBug, ...]:
    """Return the whole table, the oldest first."""
    entries = json.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        SoundnessBug(entry["issue"], _version(entry["fixed_in"]), entry["what"])
        for entry in entries
    )


def _version(text: str) -> Version:
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch


def known_bugs(version: Version) -> tuple[SoundnessBug, ...]:
    """Return the bugs that a release has."""
    return tuple(bug for bug in table() if version < bug.fixed_in)
