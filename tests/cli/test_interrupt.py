"""Ctrl-C, SIGTERM and SIGKILL, sent to real processes in the middle of their work."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from prover.bundle.bundle import open_bundle
from prover.cli.interrupt import run_until_interrupted
from prover.contest.submission import SubmissionState, read_state

from .conftest import OLYMPIAD, Run, environment
from .problems import HARD, algebra

PATIENCE = 60.0
"""Seconds to wait for a process on a busy machine before the test fails."""


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*OLYMPIAD, *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
    """Wait until `happened`; fail when the process ends before or it takes too long."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def engine_starts(folder: Path) -> int:
    """How often the run store says that an engine began.

    Read with SQLite itself: opening the run store would set up its tables, which is the business
    of the process under test.
    """
    store = folder / "runs" / "olympiad.db"
    if not store.exists():
        return 0
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        try:
            query = "SELECT count(*) FROM events WHERE kind = 'engine_started'"
            return int(connection.execute(query).fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # its tables are being made


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_leaves_a_valid_bundle_that_says_so(
    tmp_path: Path, run: Run, number: signal.Signals
) -> None:
    (tmp_path / "hard.md").write_text(HARD)
    process = start(tmp_path, "prove", "hard.md", "--json")
    wait_for(process, lambda: engine_starts(tmp_path) == 1)
    process.send_signal(number)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert errors == ""
    data = json.loads(output)
    assert (data["ending"], data["proved"], data["exit_code"]) == ("interrupted", False, 130)
    bundle = open_bundle(tmp_path / "runs" / "hard")  # verifies every hash
    assert bundle.manifest.ending == "interrupted"
    assert bundle.verdict.rung == "unverified"
    assert bundle.events[-1].kind == "run_finished"
    assert run("check", "runs/hard", "--rung", "unverified").returncode == 0


def test_what_was_started_with_nohup_goes_on_without_its_terminal() -> None:
    async def work() -> str:
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.05)
        return "done"

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run_until_interrupted(work()) == "done"
    finally:
        signal.signal(signal.SIGHUP, before)


CONTEST = (
    "name: Cup\nid: cup\nsessions:\n  - duration: 10m\n    problems: [easy.md, hard.md, last.md]\n"
)


def contest(folder: Path) -> Path:
    (folder / "easy.md").write_text(algebra("easy"))
    (folder / "hard.md").write_text(HARD)
    (folder / "last.md").write_text(algebra("last"))
    (folder / "contest.yaml").write_text(CONTEST)
    return folder / "submissions" / "cup"


def state_of(submission: Path) -> SubmissionState:
    state = read_state(submission)
    assert state is not None
    return state


def test_an_interrupted_contest_says_how_to_go_on(tmp_path: Path) -> None:
    submission = contest(tmp_path)
    process = start(tmp_path, "compete", ".")
    wait_for(process, lambda: engine_starts(tmp_path) == 1)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "interrupted; go on with: olympiad compete . --out submissions/cup" in errors
    assert output.count("unverified") == 3
    assert [e.status for e in state_of(submission).problems] == ["done", "interrupted", "waiting"]


def test_a_killed_contest_keeps_every_submission_and_its_clock(tmp_path: Path) -> None:
    submission = contest(tmp_path)
    process = start(tmp_path, "compete", ".")
    wait_for(process, lambda: engine_starts(tmp_path) == 1)
    process.kill()
    process.communicate(timeout=PATIENCE)
    killed = state_of(submission)
    assert not killed.finished
    for name in ("easy", "hard", "last"):
        assert "`unverified`" in (submission / f"{name}.md").read_text()

    again = start(tmp_path, "compete", ".")
    wait_for(again, lambda: engine_starts(tmp_path) == 2)
    again.send_signal(signal.SIGINT)
    _, errors = again.communicate(timeout=PATIENCE)
    assert "going on with submissions/cup; its clock did not stop" in errors
    before, after = killed.sessions[0].budget, state_of(submission).sessions[0].budget
    assert before is not None and after is not None
    assert after["started"] == before["started"]
    assert after["elapsed"] > before["elapsed"]
