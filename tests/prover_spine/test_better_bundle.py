"""A better bundle is never replaced by a worse one, however a run ends."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from prover.bundle.bundle import OtherProblem, open_bundle
from prover.bundle.manifest import MANIFEST_NAME
from prover.limits.budget import Budget
from prover.problems.problem import Problem
from prover.problems.record import problem_to_record, same_problem
from prover.run.bundle_folder import bundle_folder
from prover.run.engine import prepare
from prover.run.recorder import log_path
from prover.run.runner import find_unfinished, prove
from prover.store import open_store
from prover.trace.attempt import Attempt
from prover.trace.event_log import EventLog
from prover.trace.events import Emit, Event
from tests.prover_spine.helpers import ScriptedEngine, attempt, make_problem, returning
from tests.prover_spine.test_runner import names, offering_then_sleeping, run

GOOD, BAD = returning(attempt(4)), returning(attempt(3))


async def offering_nothing(budget: Budget, emit: Emit) -> list[Attempt]:
    return []


class Heard:
    """A listener that sets `event` when something of this kind happens."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.event = asyncio.Event()

    def __call__(self, event: Event) -> None:
        if event.kind == self.kind:
            self.event.set()


async def prove_well(folder: Path) -> bytes:
    """Seal a checked proof in `folder`; the bytes of its manifest."""
    assert (await run(folder, ScriptedEngine("good", GOOD))).reached
    return (folder / MANIFEST_NAME).read_bytes()


@pytest.mark.parametrize("script", [BAD, offering_nothing], ids=["rejected", "nothing"])
async def test_a_worse_result_keeps_the_bundle_and_says_so(tmp_path: Path, script: object) -> None:
    before = await prove_well(tmp_path / "b")
    for _ in range(2):
        result = await run(tmp_path / "b", ScriptedEngine("bad", script))  # type: ignore[arg-type]
        assert result.verdict.rung == "unverified" and not result.reached
        assert result.exit_code == 1, "the exit code is what this run found"
        kept = result.bundle.kept
        assert kept is not None and kept.verdict.rung == "symbolically_verified"
        assert result.bundle.standing is kept
        assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() == before
    assert names(tmp_path) == ["b"]


async def test_nothing_worse_is_sealed_on_the_way_either(tmp_path: Path) -> None:
    before = await prove_well(tmp_path / "b")
    judged = Heard("verdict_reached")
    slow = ScriptedEngine("slow", offering_then_sleeping)
    task = asyncio.create_task(
        run(tmp_path / "b", slow, asked="formally_verified", listener=judged)
    )
    await judged.event.wait()
    assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() == before
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() == before


async def test_a_result_with_the_same_rung_replaces(tmp_path: Path) -> None:
    before = await prove_well(tmp_path / "b")
    result = await run(tmp_path / "b", ScriptedEngine("other", returning(attempt(6))))
    assert result.bundle.kept is None
    assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() != before
    assert "6 is even" in open_bundle(tmp_path / "b").proof


async def test_force_replaces(tmp_path: Path) -> None:
    await prove_well(tmp_path / "b")
    result = await run(tmp_path / "b", ScriptedEngine("bad", BAD), force=True)
    assert result.bundle.kept is None
    assert open_bundle(tmp_path / "b").verdict.rung == "unverified"


@pytest.mark.parametrize("file", ["proof.md", "verdict.json", "problem.json"])
async def test_a_damaged_bundle_is_no_better_one(tmp_path: Path, file: str) -> None:
    await prove_well(tmp_path / "b")
    (tmp_path / "b" / file).write_text("{}")
    result = await run(tmp_path / "b", ScriptedEngine("bad", BAD))
    assert result.bundle.kept is None
    assert open_bundle(tmp_path / "b").verdict.rung == "unverified"


async def test_a_resumed_run_without_time_keeps_what_it_had_sealed(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        await run(folder, ScriptedEngine("good", GOOD), store=store, asked="formally_verified")
        sealed = open_bundle(folder)
        # As if its process had died after sealing: the log lies there, the store says unfinished.
        log = EventLog(log_path(folder))
        for event in sealed.events[:-1]:
            log.append(event)
        log.close()
        name = sealed.manifest.run
        with store._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE runs SET finished = NULL, ending = NULL")
        resume = find_unfinished(store, make_problem(), folder)
        assert resume is not None and resume.run == name
        late = Budget(wall=1e-9)
        result = await run(
            folder,
            ScriptedEngine("none", offering_nothing),
            store=store,
            resume=resume,
            budget=late,
        )
    assert open_bundle(folder).verdict.rung == "symbolically_verified"
    assert result.bundle.standing.verdict.rung == "symbolically_verified"


async def test_another_problem_is_refused_before_any_work(tmp_path: Path) -> None:
    before = await prove_well(tmp_path / "b")
    engine = ScriptedEngine("good", GOOD)
    changed = replace(make_problem(), statement="Show that $BH \\perp AC$.")
    arguments = (changed, prepare(changed, [engine]), Budget(wall=60), None, tmp_path / "b", None)
    with pytest.raises(OtherProblem, match=r"holds the bundle of another problem .*--force"):
        await prove(*arguments, "unverified", command=())
    assert engine.ran == []
    assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() == before
    await prove(*arguments, "unverified", command=(), force=True)
    assert (tmp_path / "b" / MANIFEST_NAME).read_bytes() != before


def renamed(problem: Problem) -> Problem:
    return replace(problem, title="Another title", source=None)


def test_names_do_not_make_another_problem() -> None:
    record = problem_to_record(make_problem())
    assert same_problem(record, problem_to_record(renamed(make_problem())))
    for change in ({"statement": "Other words."}, {"answer": "7"}, {"geometry": None}):
        other = problem_to_record(replace(make_problem(), **change))  # type: ignore[arg-type]
        assert not same_problem(record, other), change


async def test_two_problems_of_one_id_get_two_folders_and_find_them_again(tmp_path: Path) -> None:
    one = make_problem()
    two = replace(one, statement="Show that $BH \\perp AC$.")
    assert bundle_folder(tmp_path, one) == tmp_path / one.id
    await prove_well(tmp_path / one.id)
    assert (
        bundle_folder(tmp_path, one) == bundle_folder(tmp_path, renamed(one)) == tmp_path / one.id
    )
    second = bundle_folder(tmp_path, two)
    assert second.name.startswith(f"{one.id}-") and second == bundle_folder(tmp_path, two)
    await prove(
        two,
        prepare(two, [ScriptedEngine("e", GOOD)]),
        Budget(wall=60),
        None,
        second,
        None,
        "unverified",
    )
    assert open_bundle(tmp_path / one.id).problem_record["statement"] == one.statement
    # The first one's folder goes away: the second problem still finds its own.
    (tmp_path / one.id).rename(tmp_path.parent / "away")
    assert bundle_folder(tmp_path, two) == second


async def test_a_folder_in_which_another_problem_is_worked_on_is_taken(tmp_path: Path) -> None:
    one = make_problem()
    two = replace(one, statement="Show that $BH \\perp AC$.")
    started = Heard("run_started")
    slow = ScriptedEngine("slow", offering_then_sleeping)
    task = asyncio.create_task(run(tmp_path / one.id, slow, listener=started))
    await started.event.wait()
    assert bundle_folder(tmp_path, two) != tmp_path / one.id
    assert bundle_folder(tmp_path, one) == tmp_path / one.id
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
