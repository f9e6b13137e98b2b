"""Leases, waiting, whose limit it was, and how the records of an earlier version open."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from prover.limits.budget import LIMITS, SPENDABLE, Budget, BudgetError, BudgetExceeded
from tests.prover_spine.helpers import FakeClock

amount = st.floats(0, 1e6)
asked = st.none() | amount


def stored(budget: Budget) -> dict[str, Any]:
    """The record as it comes back from a disk."""
    return dict(json.loads(json.dumps(budget.to_record())))


# --- leases ---------------------------------------------------------------------------------------


def test_a_lease_is_reserved_here_and_above_until_it_is_settled() -> None:
    session = Budget(tokens=100, cost=4, clock=FakeClock())
    problem = session.child("p1", tokens=80)
    record = problem.lease("p1/geometry", tokens=30)
    assert problem.remaining("tokens") == 50 and session.remaining("tokens") == 70
    assert record["allowed"] == {"tokens": 30, "cost": 4, "cpu_seconds": None}
    assert session.remaining("cost") == 0 and session.exceeded() is None
    problem.settle("p1/geometry", {"tokens": 10, "cost": 1})
    assert (problem.remaining("tokens"), session.remaining("tokens")) == (70, 90)
    assert (session.used("tokens"), session.used("cost"), session.remaining("cost")) == (10, 1, 3)


def test_the_holder_works_in_another_process_until_the_same_moment() -> None:
    budget = Budget(wall=100, tokens=50, reserve=20, name="run")
    record = budget.lease("worker", tokens=20)
    code = (
        "import json, sys; from prover.limits.budget import Budget;"
        "b = Budget.from_lease(json.load(sys.stdin)); b.spend(tokens=7);"
        "print(json.dumps([b.deadline, b.allowed('tokens'), b.parent is None, b.spent]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(record), capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    deadline, tokens, root, spent = json.loads(done.stdout)
    assert deadline == pytest.approx(budget.started + 80, abs=0.1)
    assert (tokens, root) == (20, True)
    budget.settle("worker", spent)
    assert (budget.used("tokens"), budget.remaining("tokens")) == (7, 43)


def test_time_that_passes_before_a_lease_is_opened_is_gone() -> None:
    clock = FakeClock()
    record = Budget(wall=100, clock=clock).lease("late", wall=60, reserve=5)
    clock.advance(45)
    held = Budget.from_lease(record, clock=clock)
    assert (held.used("wall"), held.remaining("wall"), held.reserve) == (45, 15, 5)
    clock.now_wall -= 1000  # set back: the holder gets no more than the lease was for
    assert Budget.from_lease(record, clock=clock).remaining("wall") == 60


def test_more_than_was_leased_is_counted_and_not_refused() -> None:
    budget = Budget(tokens=100)
    budget.lease("w", tokens=10)
    budget.settle("w", {"tokens": 130})
    assert budget.used("tokens") == 130
    with pytest.raises(BudgetExceeded):
        budget.check()


def test_a_report_that_comes_twice_counts_once_and_a_later_one_by_what_it_adds() -> None:
    budget = Budget(tokens=100)
    budget.lease("w", tokens=50)
    for told in (20, 20, 35, 5):
        budget.settle("w", {"tokens": told})
    assert (budget.used("tokens"), budget.remaining("tokens")) == (35, 65)
    again = Budget.from_record(stored(budget))
    again.settle("w", {"tokens": 35})
    assert again.used("tokens") == 35


def test_a_lease_that_is_not_known_here_is_refused_by_name() -> None:
    session = Budget(tokens=100)
    one, other = session.child("one"), session.child("other")
    one.lease("w", tokens=5)
    for budget in (other, Budget()):
        with pytest.raises(BudgetError, match="no lease named 'w'"):
            budget.settle("w", {"tokens": 1})
    session.settle("w", {"tokens": 1})  # from above it may be settled
    assert (one.used("tokens"), other.used("tokens")) == (1, 0)


@pytest.mark.parametrize("used", [{"tokens": -1}, {"wall": 3}, {"tokens": float("nan")}, {"x": 1}])
def test_what_cannot_be_settled(used: dict[Any, float]) -> None:
    budget = Budget(tokens=100)
    budget.lease("w", tokens=50)
    with pytest.raises(BudgetError):
        budget.settle("w", used)
    assert budget.leases[0].out and budget.remaining("tokens") == 50


def test_names_of_leases_are_used_once_in_a_tree() -> None:
    session = Budget(tokens=100)
    session.lease("w", tokens=5)
    session.settle("w", {})
    for taker in (session, session.child("c")):
        with pytest.raises(BudgetError, match="exists already"):
            taker.lease("w", tokens=5)
    with pytest.raises(BudgetError, match="needs a name"):
        session.lease("")


@pytest.mark.parametrize(
    "change", [{"format": "x"}, {"name": ""}, {"ends": "soon"}, {"allowed": {}}, {"extra": 1}]
)
def test_a_broken_lease_names_the_field(change: dict[str, Any]) -> None:
    record = {**Budget(wall=5).lease("w"), **change}
    with pytest.raises(BudgetError, match=next(iter(change))) as caught:
        Budget.from_lease(record)
    assert "lease" in str(caught.value) and "\n" not in str(caught.value)


@given(
    leases=st.lists(st.tuples(amount, amount), min_size=1, max_size=6),
    seed=st.integers(0, 1000),
    spent=amount,
)
def test_the_order_of_settling_does_not_matter(
    leases: list[tuple[float, float]], seed: int, spent: float
) -> None:
    ends = []
    for shuffled in (False, True):
        budget = Budget(tokens=2e6)
        for number, (wanted, _) in enumerate(leases):
            budget.lease(f"w{number}", tokens=wanted)
        budget.spend(tokens=spent)
        order = list(range(len(leases)))
        if shuffled:
            random.Random(seed).shuffle(order)
        for number in order:
            budget.settle(f"w{number}", {"tokens": leases[number][1]})
        assert budget.leased("tokens") == 0
        ends.append((budget.used("tokens"), budget.remaining("tokens")))
    assert ends[0] == pytest.approx(ends[1])


class Leasing(RuleBasedStateMachine):
    """Leases anywhere in a tree, settled or not, with crashes at any moment.

    The record is stored before a lease is handed out, as its giver has to.
    """

    @initialize(tokens=amount, inner=asked)
    def start(self, tokens: float, inner: float | None) -> None:
        self.clock = FakeClock()
        self.root = Budget(wall=1e6, tokens=tokens, clock=self.clock)
        self.inner = inner
        self.child = self.root.child("p1", tokens=inner)
        self.out: dict[str, float] = {}
        self.spent = 0.0
        self.number = 0
        self.record = stored(self.root)

    @rule(at_root=st.booleans(), wanted=asked)
    def lease(self, at_root: bool, wanted: float | None) -> None:
        taker = self.root if at_root else self.child
        left = taker.remaining("tokens")
        self.number += 1
        name = f"w{self.number}"
        given = taker.lease(name, tokens=wanted)["allowed"]["tokens"]
        assert given == (left if wanted is None else min(wanted, left or 0.0))
        self.out[name] = given
        self.record = stored(self.root)

    @precondition(lambda self: self.out)
    @rule(data=st.data(), part=st.floats(0, 1), crashed=st.booleans())
    def settle(self, data: st.DataObject, part: float, crashed: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.out)))
        used = part * self.out.pop(name)
        self.root.settle(name, {"tokens": used})
        if crashed:  # what was settled and not stored is told again by who kept the answer
            self.root = Budget.from_record(self.record, clock=self.clock)
            self.child = self.root.child("p1")
            self.root.settle(name, {"tokens": used})
        self.spent += used
        self.record = stored(self.root)

    @rule(part=st.floats(0, 1))
    def spend(self, part: float) -> None:
        used = part * (self.child.remaining("tokens") or 0.0)
        self.child.spend(tokens=used)
        self.spent += used
        self.record = stored(self.root)

    @rule(dead=st.floats(0, 100))
    def crash(self, dead: float) -> None:
        self.clock.advance(dead)
        self.clock.reboot()
        self.root = Budget.from_record(self.record, clock=self.clock)
        self.child = self.root.child("p1", tokens=5)
        assert self.child.allowed("tokens") == self.inner
        assert {lease.name for lease in self.root.leases if lease.out} == set(self.out)

    @invariant()
    def leased_used_and_remaining_are_at_most_what_is_allowed(self) -> None:
        for budget in (self.root, self.child):
            allowed = budget.allowed("tokens")
            if allowed is not None:
                total = budget.leased("tokens") + budget.used("tokens")
                total += budget.remaining("tokens") or 0.0
                assert total <= allowed + 1e-6 * max(1.0, allowed)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.root.used("tokens") == pytest.approx(self.spent)
        assert self.root.leased("tokens") == pytest.approx(sum(self.out.values()), abs=1e-3)


TestLeasing = Leasing.TestCase
TestLeasing.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)


def test_a_lease_under_a_share_made_anew_outlives_the_process() -> None:
    clock = FakeClock()
    budget = Budget(wall=100, tokens=50, clock=clock)
    budget.child("geometry", wall=10, anew=True).lease("w", tokens=20)
    budget.child("words", wall=10, anew=True)
    restored = Budget.from_record(stored(budget), clock=clock)
    assert [lease.name for lease in restored.leases] == ["w"]
    assert restored.remaining("tokens") == 30
    restored.settle("w", {"tokens": 1})
    assert restored.remaining("tokens") == 49
    names = [child["name"] for child in restored.to_record()["children"]]
    assert names == ["geometry"]


# --- children -------------------------------------------------------------------------------------


def test_a_share_made_anew_never_comes_back_with_an_end_that_has_passed() -> None:
    clock = FakeClock()
    budget = Budget(wall=100, clock=clock)
    first = budget.child("geometry", wall=10, anew=True)
    first.lease("w")
    clock.advance(30)
    assert first.remaining("wall") == 0
    clock.reboot()
    restored = Budget.from_record(stored(budget), clock=clock)
    again = restored.child("geometry", wall=10, anew=True)
    assert (again.name, again.remaining("wall")) == ("geometry 2", 10)
    assert restored.child("geometry", wall=10, anew=True).name == "geometry 3"


def test_children_have_names_of_their_own() -> None:
    budget = Budget()
    with pytest.raises(BudgetError, match="needs a name"):
        budget.child("")
    share = budget.child("a", anew=True)
    with pytest.raises(BudgetError, match="exists already"):
        budget.child("a")
    assert budget.child("a", anew=True).name == "a 2" != share.name


# --- whose limit it was ---------------------------------------------------------------------------


def source_of(budget: Budget) -> Any:
    with pytest.raises(BudgetExceeded) as caught:
        budget.check()
    return caught.value.source


def test_an_exceeded_limit_says_whose_it_was_where_numbers_cannot() -> None:
    session = Budget(tokens=10)
    child = session.child("same", tokens=10)  # the same number, another budget
    grandchild = child.child("free")
    session.spend(tokens=10)
    assert source_of(grandchild) is session
    child.spend(tokens=10)
    assert source_of(grandchild) is child


def test_time_cut_to_the_parents_is_the_parents_limit() -> None:
    clock = FakeClock()
    session = Budget(wall=100, reserve=10, name="session", clock=clock)
    own, cut = session.child("own", wall=50), session.child("cut", wall=500)
    below = cut.child("below")
    kept = stored(session)
    clock.advance(95)
    assert source_of(own) is own
    assert source_of(cut) is session and source_of(below) is session
    assert session.exceeded() is None  # its reserve is left
    with pytest.raises(BudgetExceeded, match="of session: wall used 95, allowed 90"):
        cut.check()
    restored = Budget.from_record(kept, clock=clock)
    assert source_of(restored.child("cut")) is restored
    mine = restored.child("own")
    assert source_of(mine) is mine


# --- waiting --------------------------------------------------------------------------------------


def test_waits_that_overlap_count_once() -> None:
    clock = FakeClock()
    session = Budget(clock=clock)
    one, other = session.child("one"), session.child("other")
    first, second = one.waiting(), other.waiting()
    first.__enter__()
    clock.advance(4)
    second.__enter__()
    clock.advance(3)
    assert (one.waited, other.waited, session.waited) == (7, 3, 7)
    first.__exit__(None, None, None)
    clock.advance(2)
    second.__exit__(None, None, None)
    clock.advance(10)
    assert (one.waited, other.waited, session.waited) == (7, 5, 9)
    restored = Budget.from_record(stored(session), clock=clock)
    assert restored.waited == 9 and restored.child("other").waited == 5


@given(
    waits=st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=8),
    inner=st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_waiting_is_the_union_of_the_waits_and_never_more_than_the_clock(
    waits: list[tuple[float, float]], inner: list[bool]
) -> None:
    clock = FakeClock(wall=0.0)
    session = Budget(clock=clock)
    child = session.child("c")
    blocks = [(child if deep else session).waiting() for deep in inner]
    moments = [(begin, 0, n) for n, (begin, _) in enumerate(waits)]
    moments += [(begin + length, 1, n) for n, (begin, length) in enumerate(waits)]
    union, open_now, last = 0.0, 0, 0.0
    for at, ends, number in sorted(moments):
        clock.advance(at - last)
        union += (at - last) if open_now else 0.0
        last = at
        if ends:
            blocks[number].__exit__(None, None, None)
        else:
            blocks[number].__enter__()
        open_now += -1 if ends else 1
    assert session.waited == pytest.approx(union, abs=1e-6)
    assert child.waited <= session.waited + 1e-6 <= session.used("wall") + 2e-6


async def test_waits_of_tasks_and_threads_leave_nothing_open() -> None:
    budget = Budget()
    child = budget.child("c")

    async def wait() -> None:
        with child.waiting():
            await asyncio.sleep(0.005)
            raise KeyError

    def in_thread() -> None:
        for _ in range(200):
            with child.waiting():
                pass

    threads = [threading.Thread(target=in_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    await asyncio.gather(*(wait() for _ in range(20)), return_exceptions=True)
    for thread in threads:
        thread.join()
    before = budget.waited
    await asyncio.sleep(0.02)
    assert 0.005 <= before == budget.waited <= budget.used("wall")


# --- records of the version before ----------------------------------------------------------------


FIRST = {
    "format": "olympiad-budget/1", "started": 1_000_000.0, "elapsed": 12.0, "name": "day 1",
    "begin": 0.0, "end": 100.0, "reserve": 10.0,
    "allowed": {"tokens": 50.0, "cost": None, "cpu_seconds": None, "gpu_seconds": 7.0},
    "used": {"tokens": 9.0, "cost": 0.5, "cpu_seconds": 1.0, "gpu_seconds": 7.0},
    "children": [{
        "name": "p1", "begin": 1.0, "end": 41.0, "reserve": 0.0, "children": [],
        "allowed": {"tokens": 20.0, "cost": None, "cpu_seconds": None, "gpu_seconds": None},
        "used": {"tokens": 9.0, "cost": 0.5, "cpu_seconds": 1.0, "gpu_seconds": 0.0},
    }],
}  # fmt: skip


def test_a_record_of_the_version_before_opens_without_its_limit_on_gpu_seconds() -> None:
    budget = Budget.from_record(FIRST, clock=FakeClock(wall=1_000_020.0))
    assert (budget.used("wall"), budget.used("tokens"), budget.waited) == (20, 9, 0)
    assert budget.exceeded() is None and "gpu_seconds" not in LIMITS
    child = budget.child("p1")
    assert child.spent == {"tokens": 9, "cost": 0.5, "cpu_seconds": 1}
    assert child.remaining("tokens") == 11 and child.remaining("wall") == 21
    again = Budget.from_record(stored(budget), clock=FakeClock(wall=1_000_020.0))
    assert again.spent == budget.spent and set(again.spent) == set(SPENDABLE)


@pytest.mark.parametrize("change", [{"elapsed": -1}, {"used": {}}, {"leases": []}])
def test_a_broken_record_of_the_version_before_names_the_field(change: dict[str, Any]) -> None:
    with pytest.raises(BudgetError, match=next(iter(change))):
        Budget.from_record({**FIRST, **change})
