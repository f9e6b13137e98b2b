"""A contest's rules on their way from `contest.yaml` to the engines, over the real command line.

The simulated models are asked over HTTP; the grader's report in the bundle says whether a program
looked at the final answers.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp

from .conftest import Run

PROGRAM_FINDS = "def truth"
CONFIG = """\
[endpoints.simulator]
url = "{url}"
purpose_headers = true
idempotent = true
continuous_usage = true

[models.simulated]
endpoint = "simulator"
name = "simulated"
max_tokens = 1000000

[roles]
writer = "simulated"
verifier = "simulated"
jury = "simulated"
"""


@pytest.mark.parametrize(
    ("told", "options", "runs_programs"),
    [
        pytest.param("", (), True, id="no rules"),
        pytest.param("profile: human\n", (), False, id="a profile"),
        pytest.param("rules: pen and paper, computers too\n", (), False, id="words alone"),
        pytest.param("profile: human\n", ("--rules", "open"), True, id="the command line"),
    ],
)
def test_no_program_runs_under_rules_that_forbid_it(
    run: Run, tmp_path: Path, told: str, options: tuple[str, ...], runs_programs: bool
) -> None:
    simulator = Simulator(seed=4)
    folder = tmp_path / "cup"
    folder.mkdir()
    (folder / "contest.yaml").write_text(
        f"name: Cup\n{told}sessions:\n  - duration: 1m\n    problems: [p.md]\n"
    )
    (folder / "p.md").write_text(
        f"---\nid: p\nsource: simulator\nkind: algebra\n---\n{simulator.problem(3).statement}\n"
    )
    with LocalServer(SimulatorApp(simulator).asgi) as server:
        (tmp_path / "olympiad.toml").write_text(CONFIG.format(url=server.url))
        # A contest goes on until its bell where more was asked than words can have.
        asked = ("compete", "cup", "--json", "--rung", "model_verified", *options)
        done = run(*asked, env={"OLYMPIAD_PRESET": "light"})
    assert done.returncode == 0, done.stderr
    (entry,) = json.loads(done.stdout)["problems"]
    manifest = json.loads((Path(entry["bundle"]) / "manifest.json").read_text())
    assert manifest["rules"]["profile"]["name"] == ("open" if runs_programs else "human")
    report = json.loads((Path(entry["bundle"]) / "certificate.json").read_text())
    answers = report["answers"]
    assert answers["groups"], "no final answer came, so that nothing could be looked at"
    assert (PROGRAM_FINDS in answers["program"]) is runs_programs
    assert (answers["why"] == "the Python tool is off") is not runs_programs
