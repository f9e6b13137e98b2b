"""Reading a text file that may be anything: missing, a folder, huge, binary, not UTF-8."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

from prover.problems.errors import ProblemError
from prover.problems.streams import STANDARD_INPUT

MAX_FILE_BYTES = 1_000_000
"""Largest problem or contest file that is read. Real ones have a few kilobytes."""

MAX_CERTIFICATE_BYTES = 100_000_000
"""Largest certificate that is read."""


def read_binary_file(path: Path, *, what: str, limit: int, streams: bool = False) -> bytes:
    """Return the file's content.

    Reads at most `limit` + 1 bytes whatever the file is. With `streams`, `-` is standard input,
    and pipes and devices are read too, which may wait for whoever writes them. Raises
    `ProblemError` when the file is missing, no file to read, unreadable, empty or too large.
    """

    def error(message: str) -> ProblemError:
        return ProblemError(message, path=path)

    try:
        if streams and path == STANDARD_INPUT:
            data, size = _read_standard_input(limit + 1, error), None
        else:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                raise error(f"is a folder; name the {what} in it")
            if stat.S_ISSOCK(mode) or not (streams or stat.S_ISREG(mode)):
                # Opening a pipe could block for ever, a device could be endless.
                raise error(f"is not a regular file; name a {what}")
            with path.open("rb") as file:
                data = file.read(limit + 1)
            size = path.stat().st_size if stat.S_ISREG(mode) else None
    except FileNotFoundError:
        raise error("there is no such file; check the path") from None
    except PermissionError:
        raise error("cannot be read; give yourself read permission") from None
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not a possible file name"
        raise error(f"cannot be read ({reason}); check the path") from None
    if len(data) > limit:
        found = "" if size is None else f" ({size / 1e6:.1f} MB)"
        raise error(f"is too large for a {what}{found}; the limit is {limit / 1e6:.0f} MB")
    if not data.strip():
        problem = what == "problem file"
        fix = "write the problem's statement into it" if problem else f"name a {what}"
        raise error(f"is empty; {fix}")
    return data


def _read_standard_input(size: int, error: Callable[[str], ProblemError]) -> bytes:
    if sys.stdin is None or sys.stdin.closed:  # started with it closed
        raise error("is closed; name a file, or give the text with '<' or '|'")
    return sys.stdin.buffer.read(size)


def read_text_file(
    path: Path,
    *,
    what: str = "problem file",
    limit: int = MAX_FILE_BYTES,
    streams: bool = False,
) -> str:
    """Return the file's text with Unix line ends.

    Raises `ProblemError` as `read_binary_file`, and when it is binary or not UTF-8.
    """
    data = read_binary_file(path, what=what, limit=limit, streams=streams)
    return decode(data, path, what=what)


def decode(data: bytes, path: Path, *, what: str) -> str:
    """The text of a file's bytes with Unix line ends; `path` is shown in errors.

    Raises `ProblemError` when it is binary or not UTF-8.
    """
    if b"\0" in data or _looks_binary(data):
        raise ProblemError(f"is a binary file; a {what} is UTF-8 text", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ProblemError(
            f"is not UTF-8 (byte 0x{data[fault.start]:02x}); save it as UTF-8",
            path=path,
            line=line,
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks_binary(data: bytes) -> bool:
    """More than one byte in ten is a control character that text does not have."""
    sample = data[:4096]
    allowed = frozenset(b"\t\n\f\r\x1b")
    return sum(byte < 32 and byte not in allowed for byte in sample) * 10 > len(sample)
