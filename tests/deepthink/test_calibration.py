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
from prover.llm.config import Price
from prover.llm.errors import OutOfBudget, Refused, TooLong
from prover.simulated import simulator_config
from tests.deepthink.hostile import HONEST, STATEMENT
from tests.deepthink.scripted import REJECT, Asked, Scripted, always_right

CONFIG = simulator_config(("m",))
BAD = "This one is bad. "


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OLYMPIAD_CALIBRATION", str(tmp_path / "kept"))
    rows: list[dict[str, Any]] = [
        {"id": f"r{n}", "problem": STATEMENT, "proof": f"{HONEST} ({n})", "correct": True}
        for n in range(4)
    ]
    rows += [
        {"id": f"w{n}", "problem": STATEMENT, "proof": f"{BAD * (n % 2)}{HONEST} (w{n})", "human": 2, "human_max": 7}
        for n in range(6)
    ]  # fmt: skip
    (tmp_path / "graded.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def grader(asked: Asked, earlier: int) -> Any:
    """Accepts unless the text says that it is bad."""
    return (
        REJECT if BAD in asked.text and asked.purpose == "verify" else always_right(asked, earlier)
    )


async def test_rates_are_measured_and_kept(data: Path) -> None:
    plan = plan_bench(data, (), 5, None, None, CONFIG)
    assert plan.left == 10 and "10 proofs, 5 readings" in plan.announcement
    measured = await run_bench(plan, model=Scripted(grader))
    found = measured.rates
    assert measured.kept is not None and str(measured.kept) in measured.remark
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
    rest = plan_bench(data, (), 5, 5, None, CONFIG)
    assert rest.left == 1 and "already" in rest.announcement
    done: list[tuple[int, int]] = []
    await run_bench(rest, model=model, progress=lambda *so_far: done.append(so_far))
    assert len(model.asked) > calls and done == [(5, 5)]
    again = plan_bench(data, (), 5, 5, None, CONFIG)
    assert again.left == 0 and len(read_record(again.record, again.jury)) == 5


async def test_a_record_is_believed_about_its_own_jury_and_texts_only(data: Path) -> None:
    record = data / "record"
    plan = plan_bench(data, (), 5, None, record, CONFIG)
    await run_bench(plan, model=Scripted(grader))
    assert plan_bench(data, (), 5, None, record, simulator_config(("n",))).left == 10
    assert plan_bench(data, (), 3, None, record, CONFIG).left == 10
    # Other words under an old name are another proof; another grade of people is none.
    file = data / "graded.jsonl"
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    rows[0]["proof"] += " Indeed."
    rows[1]["correct"] = False
    (data / "renamed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    file.unlink()
    changed = plan_bench(data, (), 5, None, record, CONFIG)
    assert changed.left == 1
    found = await run_bench(changed, model=Scripted(grader))
    assert (found.rates.false_accept.hits, found.rates.false_accept.cases) == (4, 7)


async def test_rates_on_more_proofs_stay(data: Path) -> None:
    whole = await run_bench(plan_bench(data, (), 5, None, None, CONFIG), model=Scripted(grader))
    few = await run_bench(plan_bench(data, (), 5, 2, None, CONFIG), model=Scripted(grader))
    assert whole.kept is not None and few.kept is None and "10 proofs" in few.remark
    rate = measured_rates(("m",))[0]
    assert rate.measured and rate.cases == 6


async def test_what_the_tokens_do_not_pay_for_is_left_and_nothing_is_kept(data: Path) -> None:
    model = Scripted(grader)
    plan = plan_bench(data, (), 5, None, None, CONFIG)

    class Spending(Scripted):
        """Ends the budget with the 20th call."""

        async def complete(self, *args: Any, **kwargs: Any) -> Any:
            if len(self.asked) >= 20:
                raise OutOfBudget("the tokens are spent")
            return await super().complete(*args, **kwargs)

    found = await run_bench(plan, model=Spending(grader), tokens=1e6)
    assert 0 < found.left < 10 and found.kept is None and f"{found.left} of 10" in found.remark
    assert not measured_rates(("m",))[0].measured
    rest = await run_bench(plan_bench(data, (), 5, None, None, CONFIG), model=model)
    assert rest.left == 0 and rest.rates.cases == 10 and measured_rates(("m",))[0].measured


async def test_a_proof_too_long_for_the_model_is_undecided_and_ends_nothing(data: Path) -> None:
    def short(asked: Asked, earlier: int) -> Any:
        return TooLong("the prompt is too long") if BAD in asked.text else grader(asked, 0)

    plan = plan_bench(data, (), 5, None, None, CONFIG)
    found = await run_bench(plan, model=Scripted(short), tokens=1e6)
    assert found.left == 0 and found.rates.undecided == 3


async def test_two_runs_do_not_pay_for_the_same_proofs(data: Path) -> None:
    plan = plan_bench(data, (), 5, None, None, CONFIG)
    other: list[BenchError] = []

    async def meanwhile() -> None:
        with pytest.raises(BenchError, match="at work on this record") as fault:
            await run_bench(plan, model=Scripted(grader))
        other.append(fault.value)

    class Slow(Scripted):
        async def complete(self, *args: Any, **kwargs: Any) -> Any:
            if not other:
                await meanwhile()
            return await super().complete(*args, **kwargs)

    await run_bench(plan, model=Slow(grader))
    assert len(other) == 1


def test_the_same_proof_again_is_no_further_case(data: Path) -> None:
    rows = (data / "graded.jsonl").read_text()
    (data / "twice.jsonl").write_text(rows)
    assert len(load_graded(data)) == 10
    (data / "twice.jsonl").write_text(rows.replace("true", "false"))
    with pytest.raises(GradedDataError, match=r"graded/r0 and twice/r0 .* graded differently"):
        load_graded(data)


def test_breaks_within_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    row = {"id": "a", "problem": STATEMENT, "proof": "one\u2028two\x85three", "correct": True}
    (tmp_path / "x.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n")
    assert load_graded(tmp_path)[0].proof == row["proof"]


def test_the_price_is_that_of_the_tokens(data: Path) -> None:
    dollar = Price(input=1.0, output=1.0)
    config = simulator_config(("m", "n"), price=dollar)
    plan = plan_bench(data, (), 5, None, None, config)
    assert plan.dollars == pytest.approx(plan.tokens / 1e6)
    dear = config.models["n"].model_copy(update={"price": Price(input=2.0, output=2.0)})
    mixed = config.model_copy(update={"models": {**config.models, "n": dear}})
    # Of five readings, the second of two models makes two.
    assert plan_bench(data, (), 5, None, None, mixed).dollars == pytest.approx(plan.dollars * 7 / 5)
    assert "note: simulated" in plan.announcement and "by m, n" in plan.announcement


async def test_a_server_that_never_answers_is_no_measurement(data: Path) -> None:
    def nobody(asked: Asked, earlier: int) -> Any:
        return Refused("the server answers 404: there is no model")

    plan = plan_bench(data, (), 5, None, None, CONFIG)
    with pytest.raises(BenchError, match=r"no juror is answered .*404"):
        await run_bench(plan, model=Scripted(nobody))
    assert read_record(plan.record, plan.jury) == {} and not measured_rates(("m",))[0].measured


async def test_a_jury_of_another_size_is_another_jury(data: Path) -> None:
    small = plan_bench(data, (), 2, None, None, CONFIG)
    found = await run_bench(small, model=Scripted(grader))
    assert found.rates.false_accept.cases == 6 and "5 readings" in found.remark
    assert found.kept is None and not measured_rates(("m",))[0].measured
    assert plan_bench(data, (), 5, None, None, CONFIG).left == 10


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no graded proof"),
        ("{}\n", "line 1: no graded proof .problem is missing"),
        ('{"id": 1, "problem": "p"\n', "line 1"),
        ('\n[1, "correct"]\n', "line 2"),
        # Read as Python would, it would be a proof that people found right.
        ('{"id": 1, "problem": "p", "proof": "q", "correct": "false"}\n', "neither true nor false"),
        (
            '{"id": 1, "problem": "p", "proof": "q", "human": 0, "human_max": 0}\n',
            "human is 0 of 0",
        ),
        (
            '{"id": 1, "problem": "p", "proof": "q", "human": 8, "human_max": 7}\n',
            "human is 8 of 7",
        ),
        (
            '{"id": 1, "problem": "p", "proof": "q", "human": "nan", "human_max": 7}\n',
            "human is nan",
        ),
    ],
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
    draw(found.rates, data / "curve.svg")
    assert "<svg" in (data / "curve.svg").read_text()
    with pytest.raises(BenchError, match=r"ends in \.svg or \.png"):
        draw(found.rates, data / "curve.foo")
