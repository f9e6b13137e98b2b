"""The launcher: arguments and exit codes pass through, faults are one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lean.toolchain.find import LAUNCHER
from tests.lean_core.test_core_build import LIBRARY

pytestmark = pytest.mark.lean


def launch(
    *arguments: str, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-S", "-E", str(LAUNCHER), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        env={"PATH": os.environ.get("PATH", ""), **(environment or {})},
    )


def test_the_version_is_the_pinned_one() -> None:
    run = launch(str(LIBRARY), "--version")
    assert run.returncode == 0 and run.stdout.startswith("Lean (version 4.35.0")


def test_the_library_may_come_from_the_environment() -> None:
    run = launch("--version", environment={"OLYMPIAD_LEAN_LIBRARY": str(LIBRARY)})
    assert run.returncode == 0 and "4.35.0" in run.stdout


def test_errors_and_exit_code_of_lean_come_through(tmp_path: Path) -> None:
    (tmp_path / "bad.lean").write_text("prelude\naxiom a : Missing.Thing\n")
    run = launch(str(LIBRARY), "bad.lean", cwd=tmp_path)
    assert run.returncode == 1 and run.stdout.startswith("bad.lean:2:")


@pytest.mark.parametrize("arguments", [(), ("/nowhere/libleanshared.so",)])
def test_a_missing_library_is_one_line(arguments: tuple[str, ...]) -> None:
    run = launch(*arguments)
    assert run.returncode == 64 and run.stdout == "" and run.stderr.count("\n") == 1
