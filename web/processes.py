"""How the programs of this package say where they listen, or why they do not."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

OUTPUT_FAILED = 74
"""The exit code where stdout takes nothing, as of the command line."""


def announce(url: str, docs: str | None, words: str, *, as_json: bool) -> None:
    """Print where the program listens: `words`, or the document `olympiad-serving/1`.

    Raises `SystemExit` with one line on stderr where stdout cannot be written.
    """
    data = {"format": "olympiad-serving/1", "url": url, "docs": docs}
    _print(json.dumps(data) if as_json else words)


def refuse(text: str, *, as_json: bool) -> int:
    """Print what is wrong in one line; the exit code."""
    if as_json:
        data = {"format": "olympiad-error/1", "error": text, "exit_code": 2}
        _print(json.dumps(data))
    else:
        _complain(text)
    return 2


def _print(line: str) -> None:
    try:
        if sys.stdout is None:
            raise OSError("it is closed")
        print(line, flush=True)
    except OSError as fault:
        _complain(f"cannot write to standard output: {fault.strerror or fault}")
        with suppress(OSError, AttributeError):  # what is buffered is not tried again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(OUTPUT_FAILED) from None


def _complain(text: str) -> None:
    with suppress(OSError):
        print(f"olympiad: {text}", file=sys.stderr)
