"""The runner: what is tried, what is kept, and what is on disk however the run ends."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from prover.bundle.bundle import NotABundle, open_bundle
from prover.bundle.recheck import recheck_bundle
from prover.limits.budget import Budget
from prover.problems.errors import InvalidProblem
from prover.run.engine import prepare
from prover.run.recorder import log_path
from prover.run.runner import Result, find_unfinished, prove
from prover.store import Store, open_store
from prover.strategy.view import Decision, Task, View
from prover.trace.attempt import Attempt
from prover.trace.event_log import EventLog, EventLogBusy
from prover.trace.events import AttemptMade, Emit, Event, Progress, RunStarted
from tests.prover_spine.helpers import (
    ScriptedEngine,
    attempt,
    make_problem,
    returning,
    toy_registry,
)

PROBLEM = make_problem()


async def run(
    folder: Path,
    *engines: ScriptedEngine,
    budget: Budget | None = None,
    store: Store | None = None,
    asked: str = "symbolically_verified",
    listener: object = None,
    **more: object,
) -> Result:
    return await prove(
        PROBLEM,
        prepare(PROBLEM, engines),
        budget or Budget(wall=60, reserve=1),
        store,
        folder,
        listener,  # type: ignore[arg-type]
        asked,  # type: ignore[arg-type]
        registry=toy_registry(),
        command=("olympiad", "prove"),
        **more,  # type: ignore[arg-type]
    )


async def sleeping(budget: Budget, emit: Emit) -> list[Attempt]:
    await asyncio.sleep(60)
    return []


async def offering_then_sleeping(budget: Budget, emit: Emit) -> list[Attempt]:
    emit(AttemptMade(attempt=attempt(3)))
    await asyncio.sleep(60)
    return []


async def failing(budget: Budget, emit: Emit) -> list[Attempt]:
    emit(AttemptMade(attempt=attempt(5, engine="broken")))
    raise ZeroDivisionError("no\nluck")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def kinds(folder: Path) -> list[str]:
    return [event.kind for event in open_bundle(folder).events]


async def test_stops_at_the_first_engine_that_reaches_the_rung(tmp_path: Path) -> None:
    first = ScriptedEngine("first", returning(attempt(3)))
    second = ScriptedEngine("second", returning(attempt(4)))
    third = ScriptedEngine("third", returning(attempt(6)))
    result = await run(tmp_path / "b", first, second, third)
    assert result.verdict.rung == "symbolically_verified"
    assert result.exit_code == 0 and result.ending == "finished"
    assert (first.ran, second.ran, third.ran) == (["orthocentre"], ["orthocentre"], [])
    bundle = open_bundle(tmp_path / "b")
    assert "The number 4 is even" in bundle.proof
    assert bundle.verdict == result.verdict
    assert bundle.certificate == attempt(4).certificate
    assert not log_path(tmp_path / "b").exists()


async def test_a_handed_over_proof_ends_the_engine(tmp_path: Path) -> None:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        emit(AttemptMade(attempt=attempt(4)))
        await asyncio.sleep(60)
        return []

    async with asyncio.timeout(10):
        result = await run(tmp_path / "b", ScriptedEngine("e", script))
    assert result.reached


async def test_a_fault_loses_neither_its_own_nor_others_work(tmp_path: Path) -> None:
    result = await run(
        tmp_path / "b",
        ScriptedEngine("broken", failing),
        ScriptedEngine("good", returning(attempt(4))),
    )
    assert result.reached
    events = open_bundle(tmp_path / "b").events
    failed = [e.body for e in events if e.kind == "engine_finished" and e.body.engine == "broken"]  # type: ignore[union-attr]
    assert failed[0].outcome == "failed"  # type: ignore[union-attr]
    assert failed[0].detail == "ZeroDivisionError: no luck"  # type: ignore[union-attr]
    assert failed[0].attempts == 1  # type: ignore[union-attr]


async def test_engine_that_cancels_itself_is_a_fault_and_no_interruption(tmp_path: Path) -> None:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        raise asyncio.CancelledError

    good = ScriptedEngine("good", returning(attempt(4)))
    result = await run(tmp_path / "b", ScriptedEngine("odd", script), good)
    assert result.reached and result.ending == "finished"


async def test_rejected_certificate_is_unverified_and_says_why(tmp_path: Path) -> None:
    result = await run(tmp_path / "b", ScriptedEngine("e", returning(attempt(3))))
    assert result.verdict.rung == "unverified" and result.exit_code == 1
    assert result.verdict.caveats == ("3 is not even",)
    assert "## Proof" not in open_bundle(tmp_path / "b").proof
    assert "nobody vouches" in open_bundle(tmp_path / "b").proof


async def test_no_engine_accepts(tmp_path: Path) -> None:
    engine = ScriptedEngine("e", sleeping, willing=False)
    result = await run(tmp_path / "b", engine)
    assert result.exit_code == 1 and engine.ran == []
    assert "accepts this problem" in result.verdict.caveats[0]
    assert "formal statement" in open_bundle(tmp_path / "b").proof


async def test_asked_for_nothing_still_needs_an_attempt(tmp_path: Path) -> None:
    nothing = await run(tmp_path / "a", ScriptedEngine("e", returning()), asked="unverified")
    assert nothing.exit_code == 1
    some = await run(tmp_path / "b", ScriptedEngine("e", returning(attempt(3))), asked="unverified")
    assert some.exit_code == 0


async def test_budget_end_keeps_what_was_handed_over(tmp_path: Path) -> None:
    budget = Budget(wall=0.6, reserve=0.3)
    async with asyncio.timeout(20):
        result = await run(
            tmp_path / "b", ScriptedEngine("slow", offering_then_sleeping), budget=budget
        )
    assert result.ending == "out_of_budget" and result.exit_code == 3
    assert result.attempt == attempt(3)
    assert open_bundle(tmp_path / "b").manifest.ending == "out_of_budget"
    assert "budget_ran_out" in kinds(tmp_path / "b")


async def test_spent_tokens_end_the_run(tmp_path: Path) -> None:
    async def spender(budget: Budget, emit: Emit) -> list[Attempt]:
        budget.spend(tokens=11)
        await asyncio.sleep(60)
        return []

    async with asyncio.timeout(20):
        result = await run(tmp_path / "b", ScriptedEngine("e", spender), budget=Budget(tokens=10))
    assert result.exit_code == 3
    assert any("tokens" in line for line in result.verdict.caveats)


async def test_engines_share_the_time(tmp_path: Path) -> None:
    shares: list[float | None] = []

    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        shares.append(budget.allowed("wall"))
        return []

    engines = [ScriptedEngine(name, script) for name in "abc"]
    await run(tmp_path / "b", *engines, budget=Budget(wall=91, reserve=1))
    assert shares == [pytest.approx(30, abs=1), pytest.approx(45, abs=1), pytest.approx(90, abs=1)]


async def test_cancellation_seals_and_says_interrupted(tmp_path: Path) -> None:
    started = asyncio.Event()

    def listener(event: Event) -> None:
        if event.kind == "verdict_reached":
            started.set()

    with open_store(tmp_path / "runs.db") as store:
        task = asyncio.create_task(
            run(
                tmp_path / "b",
                ScriptedEngine("e", offering_then_sleeping),
                store=store,
                listener=listener,
            )
        )
        await asyncio.wait_for(started.wait(), 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert store.runs()[0].ending == "interrupted"
    bundle = open_bundle(tmp_path / "b")
    assert bundle.manifest.ending == "interrupted"
    assert bundle.verdict.rung == "unverified"
    assert [event.kind for event in bundle.events][-1] == "run_finished"
    assert "interrupted" in kinds(tmp_path / "b")


async def test_invalid_problem_leaves_nothing(tmp_path: Path) -> None:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        raise InvalidProblem("orthocentre.md:7: unknown point x; define it")

    with open_store(tmp_path / "runs.db") as store:
        with pytest.raises(InvalidProblem, match="unknown point x"):
            await run(tmp_path / "new" / "deep" / "b", ScriptedEngine("e", script), store=store)
        assert store.runs() == []
    assert not (tmp_path / "new").exists()


async def test_refuses_a_folder_with_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    engine = ScriptedEngine("e", returning(attempt(4)))
    with pytest.raises(NotABundle):
        await run(tmp_path, engine)
    assert engine.ran == []
    assert names(tmp_path) == ["letter.txt"]


async def test_two_runs_cannot_write_one_bundle(tmp_path: Path) -> None:
    log = EventLog(log_path(tmp_path / "b"))
    with pytest.raises(EventLogBusy):
        await run(tmp_path / "b", ScriptedEngine("e", returning(attempt(4))))
    log.close(remove=True)
    assert (await run(tmp_path / "b", ScriptedEngine("e", returning(attempt(4))))).reached


async def test_broken_store_and_listener_cost_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "runs.db")

    def listener(event: Event) -> None:
        if event.kind == "engine_started":
            with store._engine.begin() as connection:
                connection.exec_driver_sql("DROP TABLE events")
            raise RuntimeError("the display is gone")

    result = await run(
        tmp_path / "b",
        ScriptedEngine("e", returning(attempt(4))),
        store=store,
        listener=listener,
    )
    store.close()
    assert result.reached
    warnings = [e.body.source for e in open_bundle(tmp_path / "b").events if e.kind == "message"]  # type: ignore[union-attr]
    assert sorted(warnings) == ["listener", "store"]


async def test_resume_goes_on_with_attempts_trace_and_time(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    with open_store(tmp_path / "runs.db") as store:
        # The state that a killed process leaves: an unfinished run with a live trace beside the
        # bundle, whose last attempt nobody judged.
        budget = Budget(wall=60, reserve=1)
        judged = asyncio.Event()

        def listener(event: Event) -> None:
            if event.kind == "verdict_reached":
                judged.set()

        engine = ScriptedEngine("e", offering_then_sleeping)
        dead = asyncio.create_task(
            run(folder, engine, budget=budget, store=store, listener=listener)
        )
        await asyncio.wait_for(judged.wait(), 10)
        trace = log_path(folder).read_bytes()
        dead.cancel()
        await asyncio.wait({dead})
        log_path(folder).write_bytes(trace + b'{"torn')
        with store._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM verdicts")
            connection.exec_driver_sql("DELETE FROM events WHERE seq > 2")
            connection.exec_driver_sql("UPDATE runs SET finished = NULL, ending = NULL")

        unfinished = find_unfinished(store, PROBLEM, folder)
        assert unfinished is not None
        restored = Budget.from_record(unfinished.budget)
        assert restored.used("wall") > 0
        second = ScriptedEngine("second", returning())
        result = await run(folder, second, budget=restored, store=store, resume=unfinished)
        assert result.run == unfinished.run
        assert result.attempt == attempt(3)
        assert find_unfinished(store, PROBLEM, folder) is None
        starts = [e.body for e in store.events(result.run) if isinstance(e.body, RunStarted)]
        assert [start.resumed for start in starts] == [False, True]
        assert len(store.attempts(result.run)) == 1
    recheck = await recheck_bundle(folder, registry=toy_registry())
    assert recheck.holds, recheck.mismatches


async def test_events_from_threads_are_numbered_without_gaps(tmp_path: Path) -> None:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        def many(thread: int) -> None:
            for step in range(50):
                emit(Progress(engine="e", message=f"{thread}.{step}"))

        await asyncio.gather(*(asyncio.to_thread(many, thread) for thread in range(4)))
        return [attempt(4)]

    await run(tmp_path / "b", ScriptedEngine("e", script))
    events = open_bundle(tmp_path / "b").events
    assert [event.seq for event in events] == list(range(len(events)))
    assert sum(event.kind == "progress" for event in events) == 200
    assert [event.at for event in events] == sorted(event.at for event in events)


async def test_a_draft_is_kept_from_the_start_and_checked_at_the_end(tmp_path: Path) -> None:
    seen: list[str] = []

    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        emit(AttemptMade(attempt=attempt(2), provisional=True))
        for number in (4, 6):
            await asyncio.sleep(0.2)
            seen.append(open_bundle(tmp_path / "b").verdict.rung)
            emit(AttemptMade(attempt=attempt(number), provisional=True))
        raise ZeroDivisionError

    result = await run(tmp_path / "b", ScriptedEngine("e", script))
    assert seen == ["unverified", "unverified"] and result.reached
    assert kinds(tmp_path / "b").count("check_finished") == 1
    assert "The number 6" in open_bundle(tmp_path / "b").proof


async def test_a_draft_that_turns_out_final_is_checked_once(tmp_path: Path) -> None:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        emit(AttemptMade(attempt=attempt(3), provisional=True))
        emit(AttemptMade(attempt=attempt(4), provisional=True))
        return [attempt(4)]

    result = await run(tmp_path / "b", ScriptedEngine("e", script))
    assert result.reached and kinds(tmp_path / "b").count("check_finished") == 1


async def test_a_second_interrupt_does_not_cost_the_sealed_bundle(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def slow_to_stop(budget: Budget, emit: Emit) -> list[Attempt]:
        emit(AttemptMade(attempt=attempt(3)))
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0.5)  # puts its things in order
            emit(AttemptMade(attempt=attempt(5)))
            raise
        return []

    task = asyncio.create_task(run(tmp_path / "b", ScriptedEngine("e", slow_to_stop)))
    await begun.wait()
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0.05)
    with pytest.raises(asyncio.CancelledError):
        await task
    bundle = open_bundle(tmp_path / "b")
    assert bundle.manifest.ending == "interrupted"
    made = [event for event in bundle.events if event.kind == "attempt_made"]
    assert len(made) == 2


class AllAtOnce:
    """Starts every engine, and cancels what runs once the asked rung is there."""

    def next(self, view: View) -> Decision:
        (problem,) = view.problems
        names = [(problem.problem, e.name) for e in problem.engines if e.state == "running"]
        if problem.reached:
            return Decision(cancel=tuple(names))
        waiting = [e.name for e in problem.engines if e.state == "waiting"]
        return Decision(start=tuple(Task(problem.problem, name, view.seconds) for name in waiting))


async def test_a_strategy_may_set_several_to_work_at_once(tmp_path: Path) -> None:
    together = asyncio.Barrier(2)

    async def failing(budget: Budget, emit: Emit) -> list[Attempt]:
        await together.wait()
        raise ZeroDivisionError("one engine's fault")

    async def proving(budget: Budget, emit: Emit) -> list[Attempt]:
        await together.wait()
        await asyncio.sleep(0.1)
        return [attempt(4)]

    stopped = ScriptedEngine("sleeper", sleeping)
    result = await run(
        tmp_path / "b",
        ScriptedEngine("bad", failing),
        ScriptedEngine("good", proving),
        stopped,
        strategy=AllAtOnce(),
    )
    assert result.reached and stopped.ran
    ends = {
        event.body.engine: event.body.outcome
        for event in open_bundle(tmp_path / "b").events
        if event.body.kind == "engine_finished"
    }
    assert ends == {"bad": "failed", "good": "returned", "sleeper": "returned"}
    assert (await recheck_bundle(tmp_path / "b", registry=toy_registry())).holds


async def test_engines_that_cannot_reach_the_asked_rung_are_not_started_before_those_that_can(
    tmp_path: Path,
) -> None:
    words = ScriptedEngine("words", sleeping, reach="model_verified")
    figure = ScriptedEngine("figure", returning(attempt(4)))
    result = await run(tmp_path / "b", words, figure, budget=Budget(wall=60, reserve=1))
    assert result.reached and figure.ran and not words.ran
