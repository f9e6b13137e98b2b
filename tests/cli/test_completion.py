"""Shell completion: bash really completes, and completing starts nothing."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prover.cli.complete import SHELLS

from .conftest import OLYMPIAD, ROOT, Run, environment

PATIENCE = 60.0


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Path:
    """A folder with `olympiad` in `bin/` and what `olympiad completion bash` prints in `rc`."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "olympiad"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m prover.cli.app "$@"\n')
    program.chmod(0o755)
    (tmp_path / "rc").write_text("PS1='$ '\n" + run("completion", "bash").stdout)
    (tmp_path / "problem.md").write_text("x")
    return tmp_path


def bash_env(home: Path) -> dict[str, str]:
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return environment(PATH=path, TERM="dumb", INPUTRC="/dev/null", PYTHONPATH=str(ROOT))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("olympiad pro", "olympiad prove "),
        ("olympiad prove --forc", "olympiad prove --force "),
        ("olympiad prove --rung form", "olympiad prove --rung formally_verified "),
        ("olympiad check le", "olympiad check lean "),
        ("olympiad check prob", "olympiad check problem.md "),
        ("olympiad check lean --sta", "olympiad check lean --statement "),
        ("olympiad llm u", "olympiad llm up "),
        ("olympiad prove probl", "olympiad prove problem.md "),
    ],
)
def test_tab_completes_in_bash(home: Path, typed: str, expected: str) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "--noprofile", "--rcfile", "rc", "-i"],
        cwd=home,
        env=bash_env(home),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as bash:
        try:
            os.close(theirs)
            os.write(ours, (typed + "\t").encode())
            shown, end = "", time.monotonic() + PATIENCE
            while expected not in shown and time.monotonic() < end:
                if select.select([ours], [], [], 0.2)[0]:
                    shown += re.sub(
                        r"\x1b\[[^a-zA-Z]*[a-zA-Z]|[\r\x07]", "", os.read(ours, 4096).decode()
                    )
            assert expected in shown
        finally:
            bash.kill()
            os.close(ours)


def test_a_command_below_stands_beside_the_files(home: Path, run: Run) -> None:
    variables = {
        "_OLYMPIAD_COMPLETE": "complete_bash",
        "COMP_WORDS": "olympiad check ",
        "COMP_CWORD": "2",
    }
    assert run(env=variables).stdout.split() == ["lean", "bin/", "problem.md", "rc"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_that_asks_us(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_OLYMPIAD_COMPLETE=complete_{shell}" in done.stdout
    named = run("completion", env={"SHELL": f"/usr/bin/{shell}"})
    assert named.stdout == done.stdout, "SHELL says which"


@pytest.mark.parametrize("shell", ["csh", ""])
def test_another_shell_is_refused(run: Run, shell: str) -> None:
    done = run("completion", env={"SHELL": shell})
    assert done.returncode == 2 and "name one of bash, zsh, fish" in done.stderr


@pytest.mark.parametrize("line", ["olympiad prove 'open", "olympiad nothing x", ""])
def test_a_strange_line_completes_to_nothing(run: Run, line: str) -> None:
    variables = {"_OLYMPIAD_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "1"}
    done = run(env=variables)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr


def test_completing_a_command_line_runs_nothing(tmp_path: Path) -> None:
    """Neither the problem is read nor anything heavy imported."""
    code = (
        "import sys; from prover.cli.app import main; main([]); "
        "heavy = {'numpy', 'sqlalchemy', 'geometry', 'yaml', 'httpx', 'openai', 'prover.service'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    variables = {
        "_OLYMPIAD_COMPLETE": "complete_bash",
        "COMP_WORDS": "olympiad prove no.md --",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        [OLYMPIAD[0], "-c", code],
        cwd=tmp_path,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "--budget" in done.stdout.split()
    assert done.stderr.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
