"""Models whose calls take half a minute and more: what is found in the time is also judged in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from prover.checkers import Accepted
from prover.deepthink.jury.jury import JURORS, run_jury
from prover.deepthink.jury_checker import JuryChecker
from prover.deepthink.session.session import Session
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.state import State
from prover.engines.deepthink import DeepThinkEngine
from prover.limits.budget import Budget, BudgetExceeded
from prover.llm.config import LLMConfig
from prover.trace.attempt import Attempt
from prover.trace.events import AttemptMade, Emit
from tests.deepthink.hostile import HONEST, STATEMENT
from tests.deepthink.scripted import Asked, Scripted, always_right
from tests.deepthink.test_jury import CONFIG, PROBLEM
from tests.working import context


class ScaledLoop(asyncio.SelectorEventLoop):
    """A loop that waits for nothing: its clock goes on to the next thing that is due."""

    now = 0.0

    def time(self) -> float:
        return self.now

    def wall(self) -> float:
        return 1e6 + self.now

    def monotonic(self) -> float:
        return self.now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.now = max(self.now, self._scheduled[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def scaled(run: Callable[[ScaledLoop], Coroutine[Any, Any, Any]]) -> Any:
    """What `run` returns, on a loop of its own."""
    loop = ScaledLoop()
    try:
        return loop.run_until_complete(run(loop))
    finally:
        loop.close()


class Slow(Scripted):
    """The same answers, each after `seconds`."""

    seconds = 30.0

    async def complete(self, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(self.seconds)
        return await super().complete(*args, **kwargs)


async def proved(loop: ScaledLoop, name: str, seconds: float, wall: float) -> tuple[Any, float]:
    """What the jury makes of what the engine hands over within `wall` seconds, and the time used."""
    budget = Budget(wall=wall, reserve=min(0.05 * wall, 30.0), clock=loop)

    def model(config: LLMConfig, budget: Budget, emit: Emit, journal: Path | None = None) -> Any:
        slow = Slow(always_right, tokens=2_000, budget=budget)
        slow.seconds = seconds
        return slow

    engine = DeepThinkEngine(preset=name, config=CONFIG, make_client=model)
    made: list[Attempt] = []

    def emit(body: Any) -> None:
        if isinstance(body, AttemptMade):
            made.append(body.attempt)

    prepared = engine.prepare(PROBLEM)
    assert prepared is not None
    try:
        made += await engine.run(prepared, context(budget.child("engine"), emit))
    except BudgetExceeded:
        assert made
    outcome = await asyncio.wait_for(
        JuryChecker(CONFIG, model).check(PROBLEM, made[-1], context(budget)),
        budget.remaining("wall"),
    )
    return outcome, budget.used("wall")


@pytest.fixture(autouse=True)
def no_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLYMPIAD_CALIBRATION", str(tmp_path))
    monkeypatch.setenv("OLYMPIAD_TOOL", "off")


@pytest.mark.parametrize("name", ["light", "medium", "huang-yang", "best-of-n"])
@pytest.mark.parametrize("seconds", [5.0, 30.0, 55.0])
def test_a_slow_model_that_is_right_ends_verified_in_five_minutes(
    name: str, seconds: float
) -> None:
    outcome, used = scaled(lambda loop: proved(loop, name, seconds, 300.0))
    assert isinstance(outcome, Accepted), outcome
    assert used <= 300.0


def test_the_jury_takes_no_longer_than_its_slowest_juror() -> None:
    async def run(loop: ScaledLoop) -> float:
        budget = Budget(clock=loop)
        court = Session(Slow(always_right), State("p", STATEMENT), Caps(), budget)
        report = await run_jury(court, STATEMENT, HONEST, ("one", "two"))
        assert report.decision == "accepts" and len(report.jurors) == JURORS
        return budget.used("wall")

    assert scaled(run) == 30.0


def test_with_fast_models_the_jury_keeps_no_more_than_before() -> None:
    async def run(loop: ScaledLoop) -> bool:
        budget = Budget(wall=100.0, clock=loop)
        fast = Slow(always_right)
        fast.seconds = 2.0
        court = Session(fast, State("p", STATEMENT), Caps(), budget, jury_seconds=10.0)
        await run_jury(court, STATEMENT, HONEST, ("one",))
        await asyncio.sleep(97.0)
        return court.left_to_jury

    assert scaled(run) is False


def test_a_call_that_would_eat_the_jurys_time_is_cut_off() -> None:
    async def run(loop: ScaledLoop) -> tuple[float, bool]:
        budget = Budget(wall=100.0, clock=loop)

        def script(asked: Asked, earlier: int) -> Any:
            return always_right(asked, earlier)

        model = Slow(script)
        model.seconds = 40.0
        court = Session(model, State("p", STATEMENT), Caps(), budget, jury_seconds=10.0)
        await run_jury(court, STATEMENT, HONEST, ("one",))
        model.seconds = 1000.0
        await run_jury(court, STATEMENT, HONEST, ("one",))
        return budget.used("wall"), court.over

    used, over = scaled(run)
    assert over and used == 50.0  # 1.5 times 40 seconds, of which 10 are kept beside the budget
