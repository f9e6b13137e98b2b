"""Running the command line: in this process for speed, or as users do in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from prover.cli.app import main

ROOT = Path(__file__).parents[2]
OLYMPIAD = [sys.executable, "-m", "prover.cli.app"]

Run = Callable[..., "CompletedProcess[str]"]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a user without a model endpoint, with a terminal of 80 columns."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "OLYMPIAD_"))}
    paths = [str(ROOT), *filter(None, [env.get("PYTHONPATH")])]
    return env | {"PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "80", "NO_COLOR": "1"} | extra


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("prove", "p.md")` calls `olympiad prove p.md` in `tmp_path`, in this process."""

    def call(*arguments: str, env: Mapping[str, str] | None = None) -> CompletedProcess[str]:
        wanted = environment(**(env or {}))
        for name in set(os.environ) - set(wanted):
            monkeypatch.delenv(name)
        for name, value in wanted.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["olympiad", *arguments])
        capsys.readouterr()
        code = main()
        output = capsys.readouterr()
        return CompletedProcess(arguments, code, output.out, output.err)

    return call


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """The same in a process of its own."""

    def call(*arguments: str, env: Mapping[str, str] | None = None) -> CompletedProcess[str]:
        return subprocess.run(
            [*OLYMPIAD, *arguments],
            cwd=tmp_path,
            env=environment(**(env or {})),
            capture_output=True,
            text=True,
            timeout=600,
            stdin=subprocess.DEVNULL,
        )

    return call
