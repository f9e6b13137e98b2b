"""Budgets: nesting, the clock that goes on, and what is stopped at the end."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from prover.limits.budget import SPENDABLE, Budget, BudgetError, BudgetExceeded, SystemClock
from prover.limits.deadline import run_within
from tests.prover_spine.helpers import FakeClock

seconds = st.floats(0, 10_000)
amount = st.floats(0, 1e6)


def test_a_limit_is_hard() -> None:
    budget = Budget(tokens=10, name="session")
    budget.spend(tokens=9)
    budget.check()
    budget.spend(tokens=5)
    with pytest.raises(BudgetExceeded) as caught:
        budget.check()
    assert (caught.value.limit, caught.value.used, caught.value.allowed) == ("tokens", 14, 10)
    assert "session" in str(caught.value)
    assert budget.remaining("tokens") == 0


def test_reserve_ends_children_first() -> None:
    clock = FakeClock()
    budget = Budget(wall=100, reserve=10, clock=clock)
    child = budget.child("work")
    clock.advance(89)
    child.check()
    clock.advance(1)
    with pytest.raises(BudgetExceeded):
        child.check()
    budget.check()
    assert budget.remaining("wall") == pytest.approx(10)
    assert budget.child("late", wall=50).remaining("wall") == 0


def test_no_limit_is_no_limit() -> None:
    clock = FakeClock()
    budget = Budget(clock=clock)
    child = budget.child("work")
    clock.advance(1e9)
    child.spend(tokens=1e15)
    child.check()
    assert child.deadline is None and child.remaining("wall") is None
    assert {state.remaining for state in child.limits()} == {None}
    assert child.used("wall") == 1e9


def test_deadline_is_since_the_epoch() -> None:
    clock = FakeClock(wall=500.0)
    budget = Budget(wall=100, reserve=20, clock=clock)
    clock.advance(10)
    child = budget.child("c", wall=30)
    assert (budget.started, budget.deadline) == (500, 600)
    assert (child.started, child.deadline) == (510, 540)
    assert budget.child("d").deadline == 580


def test_clock_set_back_while_alive_and_while_dead() -> None:
    clock = FakeClock()
    budget = Budget(wall=100, clock=clock)
    clock.advance(30)
    clock.now_wall -= 10_000
    assert budget.used("wall") == 30
    record = json.loads(json.dumps(budget.to_record()))
    clock.reboot()
    restored = Budget.from_record(record, clock=clock)
    assert restored.used("wall") == 30  # nothing is given back
    clock.advance(5)
    assert restored.used("wall") == 35


def test_monotonic_clock_running_backward_gives_nothing_back() -> None:
    clock = FakeClock()
    budget = Budget(wall=100, clock=clock)
    clock.advance(30)
    assert budget.used("wall") == 30
    clock.now_monotonic -= 20
    assert budget.used("wall") == 30


def test_named_child_comes_back_with_its_old_clock_and_use() -> None:
    clock = FakeClock()
    session = Budget(wall=100, tokens=50, clock=clock, name="session")
    child = session.child("p1", wall=40, tokens=20)
    child.child("deep", cost=3).spend(tokens=7, cost=2)
    clock.advance(10)
    record = json.loads(json.dumps(session.to_record()))
    clock.advance(15)
    clock.reboot()
    restored = Budget.from_record(record, clock=clock)
    again = restored.child("p1", wall=999, tokens=999)
    assert again.used("wall") == 25 and again.remaining("wall") == 15
    assert again.used("tokens") == 7 and again.allowed("tokens") == 20
    assert again.child("deep").remaining("cost") == 1
    assert restored.used("tokens") == 7
    with pytest.raises(BudgetError, match="exists already"):
        restored.child("p1")
    assert restored.child("p2", wall=10).used("wall") == 0


def test_unclaimed_child_stays_in_the_record() -> None:
    budget = Budget(wall=9, clock=FakeClock())
    budget.child("p1").spend(tokens=3)
    once = Budget.from_record(budget.to_record(), clock=FakeClock())
    twice = Budget.from_record(once.to_record(), clock=FakeClock())
    assert twice.child("p1").used("tokens") == 3


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf"), "10", True])
def test_limits_that_cannot_be(wrong: Any) -> None:
    for name in ("wall", "tokens", "cost", "reserve"):
        with pytest.raises(BudgetError) as caught:
            Budget(**{name: wrong})
        assert name in str(caught.value)
    with pytest.raises(BudgetError):
        Budget().child("c", cost=wrong)


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_cannot_earn_by_spending(wrong: float) -> None:
    budget = Budget(tokens=10)
    with pytest.raises(BudgetError):
        budget.spend(tokens=wrong)
    assert budget.used("tokens") == 0


def test_reserve_longer_than_the_budget() -> None:
    with pytest.raises(BudgetError, match="longer"):
        Budget(wall=5, reserve=6)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"elapsed": -1},
        {"started": None},
        {"used": {}},
        {"children": [{}]},
        {"extra": 1},
        {"end": "soon"},
    ],
)
def test_broken_record_names_the_field(change: dict[str, Any]) -> None:
    record = {**Budget(wall=3).to_record(), **change}
    with pytest.raises(BudgetError, match=next(iter(change))) as caught:
        Budget.from_record(record)
    assert "\n" not in str(caught.value)


class Nesting(RuleBasedStateMachine):
    """Any tree of budgets, any spending, any passing of time, deaths in between."""

    @initialize(wall=st.none() | seconds, tokens=st.none() | amount, share=st.floats(0, 1))
    def start(self, wall: float | None, tokens: float | None, share: float) -> None:
        self.clock = FakeClock()
        self.begun = self.clock.now_wall
        reserve = share * (wall or 0.0)
        self.root = Budget(wall=wall, tokens=tokens, reserve=reserve, clock=self.clock)
        self.budgets = [self.root]
        self.spent = dict.fromkeys(SPENDABLE, 0.0)
        self.names = 0

    @rule(data=st.data(), wall=st.none() | seconds, tokens=st.none() | amount)
    def child(self, data: st.DataObject, wall: float | None, tokens: float | None) -> None:
        parent = data.draw(st.sampled_from(self.budgets))
        self.names += 1
        self.budgets.append(parent.child(f"b{self.names}", wall=wall, tokens=tokens))

    @rule(data=st.data(), limit=st.sampled_from(SPENDABLE), amount=amount)
    def spend(self, data: st.DataObject, limit: Any, amount: float) -> None:
        budget = data.draw(st.sampled_from(self.budgets))
        before = {id(b): b.used(limit) for b in self.budgets}
        budget.spend(**{limit: amount})
        self.spent[limit] += amount
        chain = {id(b) for b in budget.chain}
        for other in self.budgets:
            expected = before[id(other)] + (amount if id(other) in chain else 0)
            assert other.used(limit) == pytest.approx(expected)

    @rule(passed=seconds)
    def wait(self, passed: float) -> None:
        self.clock.advance(passed)

    @rule(dead=seconds)
    def die_and_come_back(self, dead: float) -> None:
        record = json.loads(json.dumps(self.root.to_record()))
        before = {b.name: (b.used("tokens"), b.deadline or -1.0) for b in self.budgets}
        self.clock.advance(dead)
        self.clock.reboot()
        self.root = Budget.from_record(record, clock=self.clock)
        self.budgets = [self.root, *_claim(self.root)]
        after = {b.name: (b.used("tokens"), b.deadline or -1.0) for b in self.budgets}
        assert after.keys() == before.keys()
        for name, state in before.items():
            assert after[name] == pytest.approx(state, abs=1e-3)

    @invariant()
    def time_goes_on(self) -> None:
        assert self.root.used("wall") == pytest.approx(self.clock.now_wall - self.begun, abs=1e-3)

    @invariant()
    def no_child_outlives_its_parent(self) -> None:
        for budget in self.budgets:
            parent = budget.parent
            if parent is None:
                continue
            if parent.deadline is not None:
                assert budget.deadline is not None
                last = max(parent.started, parent.deadline - parent.reserve)
                assert budget.deadline <= max(last, budget.started) + 1e-6
                assert (budget.remaining("wall") or 0) <= (parent.remaining("wall") or 0) + 1e-6
            if parent.exceeded() is not None:
                assert budget.exceeded() is not None
            for limit in SPENDABLE:
                left, above = budget.remaining(limit), parent.remaining(limit)
                assert above is None or (left is not None and left <= above)

    @invariant()
    def use_of_children_shows_in_the_root(self) -> None:
        for limit in SPENDABLE:
            assert self.root.used(limit) == pytest.approx(self.spent[limit])


def _claim(budget: Budget) -> list[Budget]:
    children = [budget.child(name) for name in list(budget._restored)]
    return [*children, *(deep for child in children for deep in _claim(child))]


TestNesting = Nesting.TestCase
TestNesting.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


@given(wall=seconds, alive=seconds, dead=seconds, jump=st.floats(-1e6, 0))
def test_a_crash_buys_no_time(wall: float, alive: float, dead: float, jump: float) -> None:
    clock = FakeClock()
    budget = Budget(wall=wall, clock=clock)
    record = budget.to_record()  # stored at the start and never again
    clock.advance(alive)
    later = budget.to_record()
    clock.advance(dead)
    clock.reboot()
    restored = Budget.from_record(record, clock=clock)
    assert restored.used("wall") == pytest.approx(alive + dead, abs=1e-3)
    assert (restored.exceeded() is not None) == (restored.used("wall") >= wall)
    clock.now_wall += jump  # the clock was set back meanwhile
    assert Budget.from_record(later, clock=clock).used("wall") >= alive - 1e-3


def test_time_goes_on_while_a_real_process_is_dead() -> None:
    code = (
        "import json; from prover.limits.budget import Budget;"
        "b = Budget(wall=100); b.spend(tokens=5); print(json.dumps(b.to_record()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    record = json.loads(done.stdout)
    time.sleep(0.3)
    restored = Budget.from_record(record)
    assert restored.used("wall") >= 0.3 and restored.used("tokens") == 5
    assert restored.started == record["started"]


def test_system_clock_is_sane() -> None:
    clock = SystemClock()
    assert abs(clock.wall() - time.time()) < 5
    assert clock.monotonic() <= clock.monotonic()


# --- stopping -------------------------------------------------------------------------------------


async def test_work_is_cancelled_at_the_deadline() -> None:
    stopped = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()

    with pytest.raises(BudgetExceeded, match="wall"):
        await asyncio.wait_for(run_within(Budget(wall=0.05), work()), 10)
    assert stopped.is_set()


async def test_work_that_ends_in_time_gives_its_result_or_fault() -> None:
    async def good() -> int:
        return 7

    async def bad() -> int:
        raise KeyError("x")

    assert await run_within(Budget(wall=60), good()) == 7
    with pytest.raises(KeyError):
        await run_within(Budget(wall=60), bad())


async def test_result_given_while_being_stopped_is_kept() -> None:
    async def work() -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return "partial"
        return "whole"

    assert await run_within(Budget(wall=0.05), work()) == "partial"


async def test_stubborn_work_is_left_behind() -> None:
    release = asyncio.Event()

    async def work() -> None:
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    with pytest.raises(BudgetExceeded):
        await asyncio.wait_for(run_within(Budget(wall=0.05), work(), grace=0.05), 10)
    release.set()
