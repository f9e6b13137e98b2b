"""A problem in words from the command to the report, against simulated models over HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.llm.local_server import LocalServer
from prover.llm.own_models import EMBEDDED, EMBEDDED_NOTE, SIMULATED_NOTE
from prover.simulated import Simulator, calibrated
from prover.simulated.app import Latency, SimulatorApp
from tests.cli.conftest import OLYMPIAD, Run, environment

SIMULATOR = Simulator(seed=4)


@pytest.fixture
def proved(run: Run, tmp_path: Path) -> Iterator[Run]:
    """The bundle `b` of a problem that simulated models proved."""
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    with LocalServer(SimulatorApp(SIMULATOR).asgi) as server:
        env = {
            "OLYMPIAD_LLM_URL": server.url,
            "OLYMPIAD_LLM_MODEL": "simulated",
            "OLYMPIAD_PRESET": "light",
        }
        done = run(
            "prove", "p.md", "--rung", "model_verified", "--budget", "10m", "--out", "b", env=env
        )
        assert done.returncode == 0, done.stderr
        assert f"- {SIMULATED_NOTE}" in done.stdout  # among the verdict's caveats
    yield run


def test_the_graders_report_is_shown_as_text_json_and_picture(proved: Run, tmp_path: Path) -> None:
    shown = proved("show", "b", "--grading")
    assert shown.returncode == 0 and "Readings of the proof" in shown.stdout
    assert "accepts, grade 7" in shown.stdout and "Where the tokens went" in shown.stdout
    both = json.loads(proved("show", "b", "--grading", "--json").stdout)
    assert both["grading"]["opinions"] and both["verdict"]["rung"] == "model_verified"
    pytest.importorskip("matplotlib", reason="needs the `pictures` extra")
    drawn = proved("show", "b", "--effort", "e.svg")
    assert drawn.returncode == 0 and drawn.stdout == "Wrote e.svg\n"
    assert "million tokens spent" in (tmp_path / "e.svg").read_text()
    for wrong in ("b/e.svg", "e.txt", "nowhere/e.svg"):
        refused = proved("show", "b", "--effort", wrong)
        assert refused.returncode == 2 and "Traceback" not in refused.stderr


def test_the_embedded_models_note_is_shown_and_its_jury_proves_nothing(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    stand_in = SimulatorApp(Simulator(seed=4, models={EMBEDDED: calibrated()}))
    with LocalServer(stand_in.asgi) as server:
        env = {
            "OLYMPIAD_LLM_URL": server.url,
            "OLYMPIAD_LLM_MODEL": EMBEDDED,
            "OLYMPIAD_PRESET": "light",
        }
        told = ("prove", "p.md", "--rung", "model_verified", "--budget", "20s", "--out", "b")
        done = run(*told, "--json", env=env)
    assert done.returncode == 1, done.stderr
    data = json.loads(done.stdout)
    assert data["notes"] == [EMBEDDED_NOTE] and data["verdict"]["rung"] == "unverified"


def test_a_geometry_bundle_has_no_graders_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        "Title.\n\n```geometry\na b c = triangle; h = orthocenter a b c\n? perp a h b c\n```\n"
    )
    assert run("prove", "p.md", "--budget", "30s", "--out", "b").returncode == 0
    for option in (["--grading"], ["--effort", "e.svg"]):
        refused = run("show", "b", *option)
        assert refused.returncode == 2 and "no grader's report" in refused.stderr


def test_a_run_that_was_killed_goes_on_and_pays_for_no_answer_twice(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    app = SimulatorApp(SIMULATOR, latency=Latency(first=0.05))
    asked = ("prove", "p.md", "--rung", "model_verified", "--budget", "10m", "--out", "b")
    with LocalServer(app.asgi) as server:
        env = {
            "OLYMPIAD_LLM_URL": server.url,
            "OLYMPIAD_LLM_MODEL": "simulated",
            "OLYMPIAD_PRESET": "light",
            "OLYMPIAD_CALLS": "keep",
        }
        process = subprocess.Popen(
            [*OLYMPIAD, *asked], cwd=tmp_path, env=environment(**env),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 60
        while sum(bill.answered for bill in app.billing.bills.values()) < 6:
            assert process.poll() is None and time.monotonic() < end
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        before = app.billing.bills
        done = run(*asked, env=env)
        assert done.returncode == 0, done.stderr
        after = app.billing.bills
    # Only what was under way when it died, four calls at most, is asked for again.
    again = [key for key in before if after[key].requests > before[key].requests]
    assert len(again) <= 4
    # The jury asks six times; the rest of what the pipeline used came from the first process.
    shown = json.loads(run("show", "b", "--grading", "--json").stdout)
    asked_now = sum(bill.requests for bill in after.values()) - sum(
        bill.requests for bill in before.values()
    )
    assert len(shown["grading"]["log"]) - (asked_now - 6) >= 5
    assert "answers of models are taken from a run" in (tmp_path / "b" / "events.jsonl").read_text()
    assert not (tmp_path / ".b.calls.jsonl").exists()
    records = [json.loads(line) for line in (tmp_path / "b.calls.jsonl").read_text().splitlines()]
    assert {one.get("call") for one in records} >= set(before)


def test_another_run_of_the_same_problem_asks_anew(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    app = SimulatorApp(SIMULATOR)
    with LocalServer(app.asgi) as server:
        env = {
            "OLYMPIAD_LLM_URL": server.url,
            "OLYMPIAD_LLM_MODEL": "simulated",
            "OLYMPIAD_PRESET": "light",
        }
        for _ in range(2):
            run(
                "prove",
                "p.md",
                "--rung",
                "model_verified",
                "--budget",
                "10m",
                "--out",
                "b",
                env=env,
            )
    assert all(bill.requests == 1 for bill in app.billing.bills.values())
    assert not list(tmp_path.glob("*calls*")) and not list(tmp_path.glob(".*calls*"))
