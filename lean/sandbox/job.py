"""What goes into the sandbox and what comes out: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

HOME = "/sandbox"  # where an isolated command finds its inputs

Walls = Literal["user namespaces", "bubblewrap", "resource limits"]
Exceeded = Literal["", "memory", "processor time", "processes", "scratch space"]


@dataclass(frozen=True)
class Limits:
    """What a command may use, all its processes together. Sizes in bytes, times in seconds.

    `reserve` is the address space that one process may claim beyond `memory` without touching
    it, a hard limit; Lean claims about a gigabyte for each thread's stack. `file_size` is that of
    one file, `scratch` that of all files.
    """

    wall_seconds: float = 60.0
    memory: int = 3 << 30
    processes: int = 64
    file_size: int = 256 << 20
    scratch: int = 512 << 20
    reserve: int = 256 << 30

    def __post_init__(self) -> None:
        sizes = (self.memory, self.processes, self.file_size, self.scratch, self.reserve)
        if self.wall_seconds <= 0 or min(sizes) <= 0:
            raise ValueError("every limit must be positive")

    @property
    def cpu_seconds(self) -> int:
        """CPU time over all threads; the wall clock is the limit that usually strikes."""
        return max(2, int(self.wall_seconds * 4))


@dataclass(frozen=True)
class SandboxJob:
    """One untrusted command.

    `readable` are host paths that it may read; `inputs` maps a name inside the command's home
    to a text or bytes; `output` is the name of the one file that is handed back, if any.
    """

    command: tuple[str, ...]
    readable: tuple[str, ...] = ()
    inputs: Mapping[str, str | bytes] = field(default_factory=dict)
    output: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class SandboxResult:
    """How a command ended.

    `exceeded` names the limit over which all of its processes were killed, `timed_out` says
    that it was the wall clock; in both cases there is no output. `walls` are those it ran behind;
    `note` says which were missing and why, empty if none were.
    """

    exit_code: int
    stdout: bytes
    stderr: bytes
    output: bytes | None
    timed_out: bool
    truncated: bool
    seconds: float
    note: str
    walls: Walls
    exceeded: Exceeded = ""

    @property
    def killed_by(self) -> int | None:
        """The signal that ended the command, or None."""
        return self.exit_code - 128 if self.exit_code > 128 else None
