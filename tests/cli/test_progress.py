"""Progress: on a terminal, on stderr, only when it takes a while; never into a pipe."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prover.trace.events import EngineStarted, Event, EventBody, Message, Progress
from prover.trace.progress_words import line_of

from .conftest import OLYMPIAD, Run, environment
from .problems import HARD


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (Progress(engine="geometry", message="closing"), "geometry: closing"),
        (Progress(engine="lean", message="searching", fraction=0.25), "lean: searching (25%)"),
        (EngineStarted(engine="geometry"), "geometry engine at work"),
        (Message(source="geometry", text="a remark"), None),
    ],
)
def test_what_an_event_says(body: EventBody, line: str | None) -> None:
    assert line_of(Event(run="r", seq=0, at=datetime.now(UTC), body=body)) == line


def test_progress_on_a_terminal_goes_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "hard.md").write_text(HARD)
    terminal, theirs = os.openpty()
    process = subprocess.Popen(
        [*OLYMPIAD, "prove", "hard.md", "--budget", "3s"],
        cwd=tmp_path,
        env=environment(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        shown += part
    output, _ = process.communicate(timeout=60)
    os.close(terminal)
    assert process.returncode == 3
    assert b"geometry" in shown and b" s)" in shown
    assert "engine at work" not in output


def test_no_progress_without_a_terminal(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "hard.md").write_text(HARD)
    done = run_process("prove", "hard.md", "--budget", "2s")
    assert done.returncode == 3
    assert done.stderr == ("olympiad: out of budget before the problem was proved; see --budget\n")
