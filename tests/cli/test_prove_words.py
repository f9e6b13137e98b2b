"""A problem in words from the command to the report, against simulated models over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.llm.local_server import LocalServer
from prover.llm.simulator import Simulator
from prover.llm.simulator.app import SimulatorApp
from tests.cli.conftest import Run

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
            "prove", "p.md", "--rung", "model_verified", "--budget", "60s", "--out", "b", env=env
        )
        assert done.returncode == 0, done.stderr
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


def test_a_geometry_bundle_has_no_graders_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        "Title.\n\n```geometry\na b c = triangle; h = orthocenter a b c\n? perp a h b c\n```\n"
    )
    assert run("prove", "p.md", "--budget", "30s", "--out", "b").returncode == 0
    for option in (["--grading"], ["--effort", "e.svg"]):
        refused = run("show", "b", *option)
        assert refused.returncode == 2 and "no grader's report" in refused.stderr
