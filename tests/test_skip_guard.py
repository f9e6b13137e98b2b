"""The guard against silent skips, at work on small test files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AVOIDABLE = "@pytest.mark.skip(reason='needs the package ray')\ndef test_ray(): pass\n"
UNAVOIDABLE = (
    "@pytest.mark.skip(reason='elan is not installed on this machine')\ndef test_elan(): pass\n"
)
PASSES = "def test_passes(): pass\n"
FAILS = "def test_fails(): assert False\n"


def run(folder: Path, source: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(f"import pytest\n{source}")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.skip_guard", *options, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_a_skip_that_could_be_avoided_fails_the_run_and_is_told(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    done = run(tmp_path, PASSES + AVOIDABLE + UNAVOIDABLE, "--refuse-skips", *workers)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "AVOIDABLE: 1 skipped: needs the package ray" in done.stdout
    assert "unavoidable here: 1 skipped: elan is not installed" in done.stdout


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        (PASSES + AVOIDABLE, (), 0),  # a developer's machine may lack what it likes
        (PASSES + UNAVOIDABLE, ("--refuse-skips",), 0),
        (PASSES + AVOIDABLE, ("--refuse-skips", "--may-skip", "package ray"), 0),
        (PASSES + AVOIDABLE, ("--refuse-skips", "--may-skip", "torch"), 1),
        (FAILS + UNAVOIDABLE, ("--refuse-skips",), 1),
        ("pytest.importorskip('no_such_package')\n" + PASSES, ("--refuse-skips",), 1),
    ],
)
def test_what_passes_and_what_does_not(
    tmp_path: Path, source: str, options: tuple[str, ...], code: int
) -> None:
    if "importorskip" in source:
        source += "\n"
        (tmp_path / "test_other.py").write_text(PASSES)
    assert run(tmp_path, source, *options).returncode == code
