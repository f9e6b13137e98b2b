"""Tactic data on disk: one JSON object a line for each theorem, a project's files in order.

A run that was stopped goes on where it stood: files of the project that have lines are done, but
for the last of them, which may be incomplete and is done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from lean.dojo.extract import TracedModule
from lean.errors import LeanError


class DatasetError(LeanError):
    """The file that the data should go to holds something else."""


class Source(Protocol):
    """Where the proofs come from; `lean.dojo.extract.TracedProject` is one."""

    commit: str

    def modules(self, skip: Collection[str] = ()) -> Iterable[TracedModule]:
        """Files of the project in an order that is always the same, but those in `skip`."""
        ...


@dataclass
class Tally:
    """What a data file holds.

    `unreadable` counts steps left out; `faulty` are files of the project that have no lines
    because LeanDojo could not read their trace.
    """

    theorems: int = 0
    steps: int = 0
    unreadable: int = 0
    faulty: list[str] = field(default_factory=list)


def check(out: Path) -> None:
    """See whether data can go to `out`, before a project is traced for hours.

    Raises `DatasetError` if it holds anything else or cannot be there.
    """
    if not out.absolute().parent.is_dir() or out.is_dir():
        raise DatasetError(f"{out} cannot be written: give a file in a folder that is there")
    _earlier(out, None)


def write(
    project: Source, out: Path, progress: Callable[[TracedModule], None] | None = None
) -> Tally:
    """Write the proofs of a project, going on where an earlier run was stopped.

    Raises `DatasetError` if `out` holds anything but data of the same commit, and `OSError`.
    """
    tally, finished, end = _earlier(out, project.commit)
    with out.open("r+b" if out.exists() else "wb") as file:
        file.truncate(end)
        file.seek(end)
        for module in project.modules(skip=finished):
            if module.fault:
                tally.faulty.append(module.file)
            for proof in module.proofs:
                entry = asdict(proof)
                file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
                _count(tally, entry)
            file.flush()
            if progress is not None:
                progress(module)
    return tally


def _count(tally: Tally, entry: dict[str, Any]) -> None:
    tally.theorems += 1
    tally.steps += len(entry["steps"])
    tally.unreadable += entry["unreadable"]


def _earlier(out: Path, commit: str | None) -> tuple[Tally, set[str], int]:
    """What an earlier run finished: its tally, its files, and the byte where they end."""
    tally, pending = Tally(), Tally()
    finished: set[str] = set()
    current: str | None = None
    start = end = 0
    if not out.exists():
        return tally, finished, start
    with out.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break  # being written when the run was stopped
            try:
                entry = json.loads(line)
                name, other = str(entry["file"]), str(entry["commit"])
                if name != current:
                    if current is not None:
                        finished.add(current)
                    tally.theorems += pending.theorems
                    tally.steps += pending.steps
                    tally.unreadable += pending.unreadable
                    current, pending, start = name, Tally(), end
                _count(pending, entry)
            except (ValueError, KeyError, TypeError) as error:
                raise DatasetError(
                    f"{out}:{number} is no tactic data; give another file with --out"
                ) from error
            if commit is not None and other != commit:
                raise DatasetError(
                    f"{out} holds data of commit {other[:12]}, not of {commit[:12]}; "
                    "give another file with --out"
                )
            end += len(line)
    return tally, finished, start
