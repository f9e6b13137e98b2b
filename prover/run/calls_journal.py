"""The file beside a bundle in which engines write down the calls they pay for, while a run works.

When the process dies it stays, and the next run of the same problem into the same folder takes its
answers from there. When the run is over it goes, or stays as `<bundle>.calls.jsonl` with
the setting `calls` = `keep`. Its first line names the run and the problem; the rest is the engine's.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from prover.settings.settings import current

_FORMAT = "olympiad-calls/1"


def calls_path(bundle_dir: Path) -> Path:
    """Where the file stands while a run works."""
    folder = bundle_dir.absolute()
    return folder.parent / f".{folder.name}.calls.jsonl"


def kept_calls_path(bundle_dir: Path) -> Path:
    """Where it stays when it is kept."""
    folder = bundle_dir.absolute()
    return folder.parent / f"{folder.name}.calls.jsonl"


def open_calls(file: Path, run: str, problem_sha256: str) -> str:
    """Make the file, or go on with the one of a run of this problem that died. The name of the run
    that began it, which makes its calls' keys. A disk that takes nothing leaves no file."""
    first = {"kind": "journal", "format": _FORMAT, "run": run, "problem": problem_sha256}
    with suppress(OSError, ValueError, KeyError, TypeError):
        with file.open("rb") as lines:
            found = json.loads(lines.readline(10_000))
        if (found["format"], found["problem"]) == (_FORMAT, problem_sha256):
            return str(found["run"])
    with suppress(OSError):
        file.write_text(json.dumps(first) + "\n", encoding="utf-8")
    return run


def end_calls(bundle_dir: Path) -> None:
    """The run is over: keep the file if that is asked for, else remove it (the bundle's trace has
    a line for each call)."""
    with suppress(OSError):
        if current().calls == "keep":
            calls_path(bundle_dir).replace(kept_calls_path(bundle_dir))
        else:
            calls_path(bundle_dir).unlink(missing_ok=True)
