"""The index rule sees the clock: what is written is read before the time ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.deepthink.control.pace import tokens_in_time
from prover.deepthink.control.presets import preset
from prover.deepthink.pipelines import Outcome, run_pipeline
from prover.deepthink.session.session import Session
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.state import State
from prover.limits.budget import Budget
from prover.llm.errors import OutOfBudget
from tests.deepthink.hostile import STATEMENT
from tests.deepthink.scripted import REJECT, Asked, Scripted, always_right
from tests.prover_spine.helpers import FakeClock


async def run_for(wall: float, name: str, *, accepts: bool = True) -> tuple[Session, Outcome]:
    """A run of `wall` seconds whose models answer one call a second, whatever is asked at once."""
    clock = FakeClock()
    budget = Budget(wall=wall, tokens=5e7, clock=clock)

    def script(asked: Asked, earlier: int) -> object:
        clock.advance(1.0)
        if budget.exceeded() is not None:
            return OutOfBudget("the time is up")
        if asked.purpose == "verify" and not accepts:
            return REJECT
        return always_right(asked, earlier)

    model = Scripted(script, tokens=2_000, budget=budget)
    run = Session(model, State("p", STATEMENT), Caps(), budget)
    return run, await run_pipeline(run, preset(name))


@pytest.mark.parametrize(("name", "wall"), [("medium", 40), ("heavy", 80), ("heavy", 100)])
async def test_what_is_written_is_read_before_the_time_is_up(name: str, wall: float) -> None:
    _, outcome = await run_for(wall, name)
    # Settled by its readings, and not handed in unread.
    assert outcome.candidate is not None and outcome.candidate.votes >= 3


async def test_an_estimate_ends_no_run_before_its_clock() -> None:
    run, _ = await run_for(120, "medium", accepts=False)
    assert run.budget.exceeded() is not None


def test_the_rate_is_that_of_the_fastest_stretch() -> None:
    marks = [(0.0, 0.0), (20.0, 2000.0), (40.0, 2500.0)]
    assert tokens_in_time(marks, 60.0) == 100.0 * 60.0
    # A burst shorter than a tenth of the time counts with what is around it.
    assert tokens_in_time([(0.0, 0.0), (19.0, 0.0), (20.0, 1000.0)], 80.0) == 50.0 * 80.0


def test_it_is_not_known_at_first() -> None:
    assert tokens_in_time([], 10.0) is None
    assert tokens_in_time([(0.0, 0.0), (5.0, 100.0)], None) is None  # no limit of time
    assert tokens_in_time([(0.0, 0.0)], 10.0) is None
    assert tokens_in_time([(0.0, 0.0), (5.0, 1e6)], 95.0) is None
    assert tokens_in_time([(0.0, 0.0), (0.0, 0.0)], 0.0) is None


@given(
    st.lists(st.tuples(st.floats(0.01, 100), st.floats(0, 1e6)), min_size=1, max_size=30),
    st.floats(0, 1e4),
)
def test_it_lies_between_the_slowest_and_the_fastest_step(
    steps: list[tuple[float, float]], left: float
) -> None:
    marks = [(0.0, 0.0)]
    for seconds, tokens in steps:
        marks.append((marks[-1][0] + seconds, marks[-1][1] + tokens))
    found = tokens_in_time(marks, left)
    if found is None:
        assert marks[-1][0] < 0.1 * (marks[-1][0] + left) * (1 + 1e-9)
        return
    rates = [tokens / seconds for seconds, tokens in steps]
    assert min(rates) * left * (1 - 1e-6) - 1e-6 <= found <= max(rates) * left * (1 + 1e-6) + 1e-6
