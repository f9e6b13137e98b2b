"""Input that is no file on the disk: standard input, pipes, process substitution."""

from __future__ import annotations

from pathlib import Path

STANDARD_INPUT = Path("-")
"""How standard input is called on the command line."""

_STANDARD_INPUT = {"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"}


def is_standard_input(path: Path) -> bool:
    """Whether `path` means standard input: `-` or one of the system's names for it."""
    return str(path) in _STANDARD_INPUT


def is_stream_name(path: Path) -> bool:
    """Whether the name says nothing about what is read: `-`, or a name of the system's such as
    `/dev/fd/63`, which a shell makes up for `<(command)`.
    """
    return is_standard_input(path) or str(path).startswith(("/dev/", "/proc/"))
