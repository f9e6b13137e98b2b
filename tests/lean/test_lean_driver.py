"""Proving step by step with a real Lean."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.checker.check import Checker
from lean.driver.pool import Pool
from lean.driver.session import Session
from lean.driver.state import ProofState, StepLimits, TacticFailure
from lean.driver.tactic import indent, looks_wide, normalise, refusal
from lean.driver.worker import WorkerSettings
from lean.errors import StatementError, StateUnknown
from lean.library.profile import Profile
from prover.run.keeper import descendants

SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n"


@pytest.fixture
async def session(profile: Profile) -> AsyncIterator[Session]:
    async with Pool(profile, 1) as pool, pool.session(SWAP) as opened:
        yield opened


async def step(session: Session, state: ProofState, tactic: str) -> ProofState:
    result = await session.apply(state, tactic)
    assert isinstance(result, ProofState), result
    return result


pytestmark = pytest.mark.lean


async def test_goals_are_data(session: Session) -> None:
    (goal,) = session.root.goals
    assert goal.target.text == "q ∧ p"
    names = [(h.names, h.type.text, h.is_type) for h in goal.hypotheses]
    assert names == [(("p", "q"), "Prop", True), (("h",), "p ∧ q", False)]
    parts = {goal.target.text[span.start : span.end] for span in goal.target.spans}
    assert {"q ∧ p", "q", "p"} <= parts


async def test_a_proof_found_is_a_proof_accepted(profile: Profile, session: Session) -> None:
    state = await step(session, session.root, "obtain ⟨a, b⟩ := h")
    state = await step(session, state, "constructor")
    assert [goal.case for goal in state.goals] == ["left", "right"]
    state = await step(session, state, "exact b")
    state = await step(session, state, "exact a")
    assert state.complete
    assert (await Checker(profile).check(SWAP, state.proof())).ok


async def test_any_earlier_state_can_be_returned_to(session: Session) -> None:
    first = await step(session, session.root, "obtain ⟨a, b⟩ := h")
    left = await step(session, first, "refine ⟨b, ?_⟩")
    right = await step(session, first, "refine ⟨?_, a⟩")
    assert left.goals[0].target.text == "p"
    assert right.goals[0].target.text == "q"
    assert (await step(session, left, "exact a")).complete
    assert (await step(session, session.root, "exact ⟨h.2, h.1⟩")).complete


@pytest.mark.parametrize(
    ("tactic", "kind"),
    [
        ("exact h", "error"),
        ("exact nonsense", "error"),
        ("no_such_tactic", "error"),
        ("have : q := by", "error"),
        ("sorry", "refused"),
        ("exact (by sorry)", "refused"),
        ("exact h )", "refused"),
        ("/- open", "refused"),
        ("", "refused"),
        ("-- only a remark", "refused"),
        ("exact h\ntheorem x : True := trivial", "refused"),
        ("set_option debug.skipKernelTC true in exact h", "refused"),
        ("repeat (first | skip)", "timeout"),
    ],
)
async def test_what_does_not_work_says_why(session: Session, tactic: str, kind: str) -> None:
    result = await session.apply(session.root, tactic)
    assert isinstance(result, TacticFailure), result
    assert result.kind == kind
    assert result.message


async def test_a_batch_says_what_single_steps_say(session: Session) -> None:
    tactics = [
        "constructor",
        "exact ⟨h.2, h.1⟩",
        "exact h",
        "have k := h.1\nhave l := h.2",
        "refine ⟨?_, h.1⟩",
        "cases h with\n| intro a b => exact ⟨b, a⟩",
        "all_goals constructor",
        "sorry",
        "exact ⟨by exact h.2, by exact h.2⟩",
        "  constructor",
        "obtain ⟨a, b⟩ := h",
    ]
    batch = await session.apply_batch(session.root, tactics)
    for tactic, together in zip(tactics, batch, strict=True):
        alone = await session.apply(session.root, tactic)
        assert type(together) is type(alone), tactic
        if isinstance(alone, ProofState) and isinstance(together, ProofState):
            assert [g.target.text for g in alone.goals] == [g.target.text for g in together.goals]
            assert [g.hypotheses for g in alone.goals] == [g.hypotheses for g in together.goals]


async def test_what_does_not_parse_hides_nothing_of_what_comes_after_it(session: Session) -> None:
    tactics = ["no_such_tactic h", "exact h", "constructor", "also ( broken", "exact h.2.1.1"]
    batch = await session.apply_batch(session.root, tactics)
    for tactic, together in zip(tactics, batch, strict=True):
        alone = await session.apply(session.root, tactic)
        assert type(alone) is type(together), tactic
        if isinstance(alone, ProofState) and isinstance(together, ProofState):
            assert len(alone.goals) == len(together.goals), tactic


async def test_a_batch_on_the_first_of_two_goals_keeps_the_second(session: Session) -> None:
    state = await step(session, session.root, "constructor")
    done, wrong, more = await session.apply_batch(
        state, ["exact h.2", "exact h.1", "have k := h.1"]
    )
    assert isinstance(done, ProofState)
    assert [goal.target.text for goal in done.goals] == ["p"]
    assert isinstance(wrong, TacticFailure)
    assert isinstance(more, ProofState)
    assert [goal.target.text for goal in more.goals] == ["q", "p"]
    assert (await step(session, done, "exact h.1")).complete


async def test_candidates_cannot_see_each_other_through_metavariables(profile: Profile) -> None:
    statement = "theorem some (p : Nat → Prop) (h : p 3) : ∃ n, p n := by sorry\n"
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        state = await step(session, session.root, "refine Exists.intro ?w ?_")
        first, second = await session.apply_batch(state, ["exact 3", "exact 4"])
        assert isinstance(first, ProofState)
        assert isinstance(second, ProofState)
        assert [goal.target.text for goal in first.goals] == ["p 3"]
        assert [goal.target.text for goal in second.goals] == ["p 4"]
        assert (await step(session, first, "exact h")).complete


async def test_one_poisonous_candidate_does_not_spoil_the_batch(profile: Profile) -> None:
    limits = StepLimits(step_seconds=3, batch_seconds=3)
    settings = WorkerSettings(heartbeats=0)  # no limit but the clock
    async with (
        Pool(profile, 1, settings, limits) as pool,
        pool.session(SWAP) as session,
    ):
        poison = "first | exact h | (induction p)\nfirst | skip"
        loop = "iterate (skip)"
        results = await session.apply_batch(session.root, ["constructor", loop, "exact h", poison])
        assert isinstance(results[0], ProofState)
        assert isinstance(results[1], TacticFailure)
        assert results[1].kind == "timeout"
        assert isinstance(results[2], TacticFailure)
        assert results[2].kind == "error"
        assert (await step(session, session.root, "exact ⟨h.2, h.1⟩")).complete


async def test_a_worker_that_was_killed_is_replaced(profile: Profile) -> None:
    async with Pool(profile, 1) as pool:
        lease = await pool.lease()
        session = Session(SWAP, lease.worker, pool.limits)
        await session.start()
        state = await step(session, session.root, "constructor")
        worker = await lease.worker()
        worker._process.kill()
        await worker._process.wait()
        assert (await step(session, state, "exact h.2")).goals[0].target.text == "p"
        assert pool.started == 2
        await lease.release()


def test_no_worker_outlives_the_process_that_started_it(profile: Profile) -> None:
    """Killed without a chance to clean up: nothing of Lean's is left, so no list is kept of it."""
    program = (
        "import asyncio\n"
        "from lean.driver.worker import Worker\n"
        "from lean.library.profile import find_profile\n"
        "async def main():\n"
        "    worker = await Worker.start(find_profile('core'))\n"
        "    print(worker._process.pid, flush=True)\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    started = {pid, *descendants(pid)}
    assert len(started) > 1  # the sandbox, and Lean in it
    starter.kill()
    starter.wait()
    starter.stdout.close()
    deadline = time.monotonic() + 30
    while started & set(running()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not started & set(running())


def running() -> Iterator[int]:
    """The processes that live; a zombie does not."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state = (folder / "stat").read_text("latin-1").rpartition(")")[2].split()[0]
            except OSError:
                continue
            if state != "Z":
                yield int(folder.name)


async def test_a_cancelled_step_leaves_the_session_usable(session: Session) -> None:
    task = asyncio.create_task(session.apply(session.root, "repeat (first | skip)"))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await step(session, session.root, "exact ⟨h.2, h.1⟩")).complete


async def test_states_belong_to_their_session(profile: Profile) -> None:
    async with Pool(profile, 1) as pool:
        async with pool.session(SWAP) as first:
            state = first.root
        with pytest.raises(StateUnknown):
            await first.apply(state, "skip")
        async with pool.session(SWAP) as second:
            with pytest.raises(StateUnknown):
                await second.apply(state, "skip")
        assert pool.started == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("theorem t : nonsense := by sorry", "line 1: .*nonsense"),
        ("theorem t : True := trivial", "does not end"),
        ("def x : Nat := nope\ntheorem t : True := by sorry", "line 1"),
    ],
)
async def test_a_bad_statement_is_named(profile: Profile, statement: str, words: str) -> None:
    async with Pool(profile, 1) as pool:
        with pytest.raises(StatementError, match=words):
            async with pool.session(statement):
                pass
        assert pool.leased == 0


@pytest.mark.slow
async def test_memory_stays_flat(profile: Profile) -> None:
    async with Pool(profile, 1) as pool:
        lease = await pool.lease()
        session = Session(SWAP, lease.worker, pool.limits)
        await session.start()
        sizes = []
        for number in range(1500):
            await session.apply(session.root, "constructor" if number % 2 else "exact h")
            if number in (100, 1499):
                sizes.append((await lease.worker()).memory())
        await lease.release()
        assert sizes[1] <= 1.1 * sizes[0]
        assert pool.started == 1


@given(st.text(alphabet="ab \n()·⟨⟩-/\"'", max_size=40))
def test_a_tactic_that_may_be_tried_stays_in_its_place(text: str) -> None:
    tactic = normalise(text)
    assert normalise(tactic) == tactic
    if refusal(tactic) is None:
        assert all(line.startswith("    ") for line in indent(tactic, 4))
        assert refusal(f"({tactic}\n)") is None


def test_tactics_that_look_wide() -> None:
    assert looks_wide("all_goals simp")
    assert looks_wide("constructor <;> simp")
    assert not looks_wide("exact casework")


@pytest.mark.lean
async def test_an_earlier_sorry_of_the_statements_is_not_the_proofs(profile: Profile) -> None:
    statement = (
        "namespace A\ntheorem lemma_one (n : Nat) : n ≤ n + 1 := by sorry\n"
        "theorem two (n : Nat) : n ≤ n + 1 := by sorry\nend A\n"
    )
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        proved = await step(session, session.root, "omega")
        assert proved.complete
        batch = await session.apply_batch(session.root, ["omega", "simp", "exact lemma_one n"])
        assert isinstance(batch[0], ProofState) and batch[0].complete
        # Its own hidden sorry is still the proof's.
        hidden = await session.apply(session.root, "exact (by first | fail | exact sorryAx _)")
        assert isinstance(hidden, TacticFailure)
