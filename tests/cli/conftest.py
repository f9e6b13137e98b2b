"""Running the command line as users do: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLYMPIAD = [sys.executable, "-m", "prover.cli.app"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a user without a model endpoint, with a terminal of 80 columns."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("OPENAI_")}
    paths = [str(ROOT), *filter(None, [env.get("PYTHONPATH")])]
    return env | {"PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "80", "NO_COLOR": "1"} | extra


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("prove", "p.md")` calls `olympiad prove p.md` in `tmp_path`."""

    def call(
        *arguments: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*OLYMPIAD, *arguments],
            cwd=tmp_path,
            env=environment(**(env or {})),
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )

    return call
