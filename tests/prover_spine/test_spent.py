"""What a run used of its limits, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prover.limits.amounts import WAITING
from prover.limits.budget import LimitName
from prover.trace.events import BudgetTick, Event, LimitUse, Message
from prover.trace.spent import dollars, spent_words, used_line


def uses(**limits: tuple[float, float | None]) -> tuple[LimitUse, ...]:
    names: tuple[LimitName, ...] = ("wall", "tokens", "cost")
    return tuple(
        LimitUse(limit=name, used=limits[name][0], allowed=limits[name][1])
        for name in names
        if name in limits
    )


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (uses(tokens=(0, None), cost=(0, None)), []),
        (uses(tokens=(12345, None), cost=(0, None)), ["12,345 tokens"]),
        (uses(tokens=(0, 2e6), cost=(0.12, 5)), ["0 of 2,000,000 tokens", "$0.12 of $5"]),
    ],
)
def test_a_limit_is_always_named_and_a_use_when_it_is_one(
    limits: tuple[LimitUse, ...], words: list[str]
) -> None:
    assert spent_words(limits) == words


def test_the_line_tells_the_last_state_there_is() -> None:
    bodies = [
        BudgetTick(limits=uses(wall=(1, 60), tokens=(5, 10))),
        BudgetTick(limits=uses(wall=(42, 60), tokens=(9, 10))),
        Message(source="x", text="a remark"),
    ]
    now = datetime.now(UTC)
    events = [Event(run="r", seq=n, at=now, body=body) for n, body in enumerate(bodies)]
    assert used_line(events) == "Used: 42s of 1m, 9 of 10 tokens"
    assert used_line(events[2:]) == ""


@pytest.mark.parametrize(("waited", "words"), [(0.4, ""), (7, " (7s waiting)")])
def test_waiting_is_named_beside_the_clock(waited: float, words: str) -> None:
    limits = (*uses(wall=(42, 60)), LimitUse(limit=WAITING, allowed=None, used=waited))
    event = Event(run="r", seq=0, at=datetime.now(UTC), body=BudgetTick(limits=limits))
    assert used_line([event]) == f"Used: 42s of 1m{words}"


def test_small_amounts_are_not_rounded_to_nothing() -> None:
    assert [dollars(x) for x in (0, 5, 0.8, 1234.5, 0.0123)] == [
        "$0", "$5", "$0.80", "$1,234.50", "$0.012",
    ]  # fmt: skip
