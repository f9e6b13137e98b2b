"""`--tokens` and `--cost`: what models may use, against simulated models over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp
from tests.cli.conftest import Run

SIMULATOR = Simulator(seed=4)
PRICE = {"input": 1.0, "output": 10.0}

PROMPT = 4_000
"""The size of a prompt is estimated: each of the calls side by side may be off by less than it."""

SIDE_BY_SIDE = 4

TOML = """\
[endpoints.here]
url = "{url}"
[models.m]
endpoint = "here"
name = "simulated"
[models.m.price]
input = 1.0
output = 10.0
[roles]
writer = "m"
"""


def billed(app: SimulatorApp) -> tuple[int, float]:
    """The tokens and the US dollars that the server charged."""
    bills = app.billing.bills.values()
    tokens = sum(bill.tokens for bill in bills)
    dollars = sum(
        bill.prompt_tokens * PRICE["input"] + bill.completion_tokens * PRICE["output"]
        for bill in bills
    )
    return tokens, dollars / 1e6


def prove(run: Run, folder: Path, *options: str) -> tuple[int, str, tuple[int, float]]:
    """Prove problem 2, which takes more than is allowed: exit code, stderr, what was billed."""
    app = SimulatorApp(SIMULATOR)
    (folder / "p.md").write_text(SIMULATOR.problem(2).statement)
    with LocalServer(app.asgi) as server:
        (folder / "olympiad.toml").write_text(TOML.format(url=server.url))
        env = {"OLYMPIAD_PRESET": "light"}
        asked = ("--rung", "formally_verified", "--budget", "60s", "--out", "b")
        done = run("prove", "p.md", *asked, *options, env=env)
    return done.returncode, done.stderr, billed(app)


def test_a_run_is_billed_no_more_than_its_tokens_and_ends_out_of_budget(
    run: Run, tmp_path: Path
) -> None:
    code, said, (tokens, _) = prove(run, tmp_path, "--tokens", "1e5")
    assert 30_000 < tokens <= 100_000 + SIDE_BY_SIDE * PROMPT
    assert code == 3 and "see --tokens" in said
    shown = run("show", "b").stdout
    assert " of 1m, " in shown and "of 100,000 tokens, $" in shown
    budget = json.loads(run("show", "b", "--json").stdout)["manifest"]["budget"]
    assert budget["allowed"]["tokens"] == 100_000 and budget["allowed"]["cost"] is None
    assert abs(budget["used"]["tokens"] - tokens) <= SIDE_BY_SIDE * PROMPT


def test_a_run_is_billed_no_more_than_its_money(run: Run, tmp_path: Path) -> None:
    code, said, (_, dollars) = prove(run, tmp_path, "--cost", "0.80")
    assert 0.2 < dollars <= 0.80 + SIDE_BY_SIDE * PROMPT * PRICE["input"] / 1e6
    assert code == 3 and "see --cost" in said
    assert "of $0.80" in run("show", "b").stdout


@pytest.mark.parametrize("command", [("prove", "p.md"), ("compete", "cup")])
@pytest.mark.parametrize("option", ["--tokens", "--cost"])
@pytest.mark.parametrize("value", ["x", "", "0", "-1", "nan", "inf", "1e99", "5 $", "２"])
def test_an_amount_that_is_none_is_one_line_with_the_fix(
    run: Run, tmp_path: Path, command: tuple[str, str], option: str, value: str
) -> None:
    refused = run(*command, f"{option}={value}")
    assert refused.returncode == 2 and "Traceback" not in refused.stderr
    assert f"Invalid value for '{option}'" in refused.stderr
    assert "write for example" in refused.stderr
    assert not list(tmp_path.iterdir())
