"""`olympiad bench judge` as its user has it: processes that are killed, servers over HTTP, words."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prover.cli.app import main
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import Latency, SimulatorApp

ROOT = Path(__file__).parents[2]
PROOFS = 8
SLOW = Latency(first=0.3)
CONFIG = """\
[endpoints.here]
url = "{url}"
max_attempts = 1
[models.m]
endpoint = "here"
name = "simulated"
price = {{ input = 1.0, output = 1.0 }}
[roles]
jury = "m"
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatorApp]:
    """A simulator that is configured in this folder, and `graded/` with proofs of its own."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("OLYMPIAD_", "OPENAI_")):
            monkeypatch.delenv(name)
    simulator = Simulator(seed=5)
    (tmp_path / "graded").mkdir()
    with (tmp_path / "graded" / "sim.jsonl").open("w") as file:
        for number in range(PROOFS):
            row = graded(simulator, number)
            file.write(json.dumps(row) + "\n")
    app = SimulatorApp(simulator)
    with LocalServer(app.asgi) as server:
        (tmp_path / "olympiad.toml").write_text(CONFIG.format(url=server.url))
        yield app


def graded(simulator: Simulator, number: int) -> dict[str, Any]:
    statement = simulator.problem(number).statement
    message = {"role": "user", "content": f"<problem>\n{statement}\n</problem>\nProve it."}
    text = simulator.reply({"model": "simulated", "messages": [message]}, purpose="attempt").text
    right = simulator.truly_proves(text, number)
    return {"id": f"p{number}", "problem": statement, "proof": text, "correct": right}


def finished(calls: Path) -> set[str]:
    """The calls whose answers stand in a trace."""
    if not calls.exists():
        return set()
    lines = calls.read_text().splitlines(keepends=True)
    records = [json.loads(line) for line in lines if line.endswith("\n")]
    return {one["call"] for one in records if one["kind"] == "finished" and one.get("completion")}


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_goes_on_and_pays_for_no_answer_twice(
    app: SimulatorApp, tmp_path: Path, capsys: pytest.CaptureFixture[str], blow: signal.Signals
) -> None:
    app.latency = SLOW
    command = [sys.executable, "-m", "prover.cli.app", "bench", "judge", "graded", "--yes"]
    command += ["--record", "stopped.jsonl"]
    calls = tmp_path / "stopped.jsonl.calls"
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell in the background has SIGINT ignored, and its children have it so too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        end = time.monotonic() + 60
        while len(finished(calls)) <= PROOFS and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(blow)
        _, error = process.communicate(timeout=60)
    assert "Traceback" not in error
    if blow is signal.SIGINT:
        assert process.returncode == 130 and "the same command goes on" in error
    had = finished(calls)
    assert had, "stopped before anything was answered"
    asked = {key: bill.requests for key, bill in app.billing.bills.items()}

    app.latency = Latency()
    assert main(["bench", "judge", "graded", "--yes", "--json", "--record", "stopped.jsonl"]) == 0
    resumed = json.loads(capsys.readouterr().out)
    assert {key: app.billing.bills[key].requests for key in had} == {key: asked[key] for key in had}
    assert len(app.billing.bills) > len(asked), "it was not stopped half-way"
    assert not calls.exists()

    # Nothing is lost either: the rates and the price are those of a run that nobody stopped.
    assert main(["bench", "judge", "graded", "--yes", "--json", "--record", "whole.jsonl"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert resumed == whole | {"cost": pytest.approx(whole["cost"])}
    assert resumed["false_accept"]["cases"] + resumed["false_reject"]["cases"] == PROOFS
    assert resumed["cost"] == pytest.approx(resumed["tokens"] / 1e6) and resumed["tokens"] > 0
    assert resumed["left"] == 0 and Path(resumed["kept"]).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["none", "--yes"], 2, "none: No such file or directory; check the path"),
        (["empty", "--yes"], 2, "empty: holds no .jsonl file"),
        (["graded", "--yes", "--model", "nobody"], 2, "there is no role or model 'nobody'"),
        (["graded", "--yes", "--picture", "curve.foo"], 2, "ends in .svg or .png"),
        (["graded", "--yes", "--record", "empty"], 2, "empty: Is a directory"),
        (["graded"], 2, "add --yes"),
        (["graded", "--yes", "--tokens", "100"], 3, f"{PROOFS} of {PROOFS} proofs left"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_paid(
    app: SimulatorApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    word: str,
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["bench", "judge", *arguments]) == code
    last = capsys.readouterr().err.splitlines()[-1]
    assert word in last and not app.billing.bills


def test_a_server_that_is_down_is_one_line(
    app: SimulatorApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "olympiad.toml").write_text(CONFIG.format(url="http://127.0.0.1:9/v1"))
    assert main(["bench", "judge", "graded", "--yes"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert "http://127.0.0.1:9/v1" in last and "is the server running?" in last
