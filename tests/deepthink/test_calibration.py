"""`olympiad bench judge`: measures rates, goes on where it stopped, keeps them for verdicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prover.deepthink.calibration.bench import BenchError, plan_bench, run_bench
from prover.deepthink.calibration.data import GradedDataError, load_graded
from prover.deepthink.calibration.measure import Share, read_record
from prover.deepthink.calibration.store import measured_rates
from prover.llm.errors import Refused
from prover.llm.simulator import simulator_config
from tests.deepthink.hostile import HONEST, STATEMENT
from tests.deepthink.scripted import REJECT, Asked, Scripted, always_right

CONFIG = simulator_config(("m",))
BAD = "This one is bad. "


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OLYMPIAD_CALIBRATION", str(tmp_path / "kept"))
    rows: list[dict[str, Any]] = [
        {"id": f"r{n}", "problem": STATEMENT, "proof": HONEST, "correct": True} for n in range(4)
    ]
    rows += [
        {"id": f"w{n}", "problem": STATEMENT, "proof": BAD * (n % 2) + HONEST, "human": 2, "human_max": 7}
        for n in range(6)
    ]  # fmt: skip
    (tmp_path / "graded.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def grader(asked: Asked, earlier: int) -> Any:
    """Accepts unless the text says that it is bad; copies as it is."""
    if asked.purpose == "neutral":
        return "no copy"
    return (
        REJECT if BAD in asked.text and asked.purpose == "verify" else always_right(asked, earlier)
    )


async def test_rates_are_measured_and_kept(data: Path) -> None:
    plan = plan_bench(data, (), 5, None, None, CONFIG)
    assert plan.left == 10 and "10 proofs, 5 readings" in plan.announcement
    found = await run_bench(plan, model=Scripted(grader))
    assert (found.false_accept.hits, found.false_accept.cases) == (3, 6)
    assert (found.false_reject.hits, found.false_reject.cases) == (0, 4)
    curve = dict(found.curve)
    assert curve[0.0].estimate == 0.0 and curve[1.0].estimate == 4 / 7
    rate, missed = measured_rates(("m",))
    assert rate.measured and rate.estimate == 0.5 and rate.cases == 6
    assert missed.measured and missed.estimate == 0.0 and missed.cases == 4
    assert not measured_rates(("another",))[0].measured


async def test_a_stopped_run_goes_on_and_pays_for_no_proof_twice(data: Path) -> None:
    model = Scripted(grader)
    plan = plan_bench(data, (), 5, 4, None, CONFIG)
    await run_bench(plan, model=model)
    calls = len(model.asked)
    with plan.record.open("a") as file:
        file.write('{"id": "r9", "da')  # killed while writing
    rest = plan_bench(data, (), 5, 4, None, CONFIG)
    assert rest.left == 0 and "already" in rest.announcement
    await run_bench(rest, model=model)
    assert len(model.asked) == calls and len(read_record(plan.record)) == 4


async def test_a_server_that_never_answers_is_no_measurement(data: Path) -> None:
    def nobody(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "neutral":
            return "no copy"
        return Refused("the server answers 404: there is no model")

    plan = plan_bench(data, (), 5, None, None, CONFIG)
    with pytest.raises(BenchError, match=r"no juror is answered .*404"):
        await run_bench(plan, model=Scripted(nobody))
    assert read_record(plan.record) == [] and not measured_rates(("m",))[0].measured


async def test_a_jury_of_another_size_is_another_jury(data: Path) -> None:
    small = plan_bench(data, (), 2, None, None, CONFIG)
    found = await run_bench(small, model=Scripted(grader))
    assert found.false_accept.cases == 6 and not measured_rates(("m",))[0].measured
    assert plan_bench(data, (), 5, None, None, CONFIG).left == 10


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "no graded proof"), ("{}\n", "line 1"), ('{"id": 1, "problem": "p"\n', "line 1")],
)
def test_broken_data_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.jsonl").write_text(text)
    with pytest.raises(GradedDataError, match=says) as fault:
        load_graded(tmp_path)
    assert "\n" not in str(fault.value)
    with pytest.raises(BenchError):
        plan_bench(tmp_path / "none", (), 5, None, None, CONFIG)
    with pytest.raises(BenchError):
        plan_bench(tmp_path, ("no-model",), 5, None, None, CONFIG)


def test_intervals_hold_their_estimate() -> None:
    for hits, cases in ((0, 1), (1, 1), (0, 100), (3, 10), (100, 100)):
        share = Share.of(hits, cases)
        assert share.estimate is not None and 0 <= share.low <= share.estimate <= share.high <= 1
    assert Share.of(0, 0).estimate is None
    assert Share.of(0, 194).high < 0.025


async def test_the_curve_is_drawn(data: Path) -> None:
    pytest.importorskip("matplotlib")
    from prover.deepthink.calibration.picture import draw

    found = await run_bench(plan_bench(data, (), 5, None, None, CONFIG), model=Scripted(grader))
    draw(found, data / "curve.svg")
    assert "<svg" in (data / "curve.svg").read_text()


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    import typer
    from typer.testing import CliRunner

    import prover.cli.bench as bench
    from prover.cli import exits

    app = typer.Typer()
    app.command()(bench.command)
    result = CliRunner().invoke(app, [str(tmp_path / "none"), "--yes"], standalone_mode=False)
    assert result.return_value == exits.BAD_INPUT
