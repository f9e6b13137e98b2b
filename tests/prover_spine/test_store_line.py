"""A run store that is slow, locked or broken costs a run nothing but its record there."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from prover.bundle.bundle import open_bundle
from prover.limits.budget import Budget, SystemClock
from prover.run.engine import prepare
from prover.run.recorder import Recorder
from prover.run.runner import prove
from prover.run.store_line import MOST_WAITING, StoreLine
from prover.store import Store, StoreError, open_store
from prover.store.connect import BUSY_SECONDS
from prover.trace.event_log import EventLog
from prover.trace.events import Event, Progress

from .helpers import ScriptedEngine, attempt, make_problem, returning, toy_registry


@contextmanager
def line(tmp_path: Path) -> Iterator[tuple[StoreLine, list[str]]]:
    faults: list[str] = []
    with open_store(tmp_path / "runs.db") as store:
        yield StoreLine(store, faults.append), faults


def test_what_is_told_is_done_in_order_and_before_the_end(tmp_path: Path) -> None:
    done: list[int] = []
    with line(tmp_path) as (one, faults):
        for number in range(100):
            one.tell(lambda store, number=number: done.append(number))  # type: ignore[misc]
        assert one.ask(lambda store: len(done), 60) == 100
        one.tell(lambda store: done.append(100))
        assert one.close(60)
    assert done == list(range(101)) and faults == []


def test_a_store_that_hangs_keeps_nobody_waiting(tmp_path: Path) -> None:
    free = threading.Event()
    with line(tmp_path) as (one, faults):
        one.tell(lambda store: free.wait(60))
        assert one.ask(lambda store: 1, 0.05) is None
        for _ in range(MOST_WAITING):
            one.tell(lambda store: None)
        assert faults == ["it does not keep up with the run"]
        one.tell(lambda store: None)
        assert len(faults) == 1 and not one.close(0.05)
        free.set()


def test_a_store_that_fails_is_left_out_and_said_once(tmp_path: Path) -> None:
    def fails(store: Store) -> None:
        raise StoreError("no room")

    done: list[int] = []
    with line(tmp_path) as (one, faults):
        one.tell(fails)
        assert one.ask(fails, 60) is None
        one.tell(lambda store: done.append(1))
        assert one.ask(lambda store: 1, 60) is None
        assert one.close(60)
    assert faults == ["no room"] and done == []


async def test_a_run_does_not_wait_for_a_store_that_another_process_holds(tmp_path: Path) -> None:
    file, heard = tmp_path / "runs.db", list[Event]()
    problem, engine = make_problem(), ScriptedEngine("toy", returning(attempt(2)))
    with open_store(file) as store, closing(sqlite3.connect(file)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        result = await prove(
            problem,
            prepare(problem, [engine]),
            Budget(wall=20.0),
            store,
            tmp_path / "bundle",
            heard.append,
            "symbolically_verified",
            registry=toy_registry(),
            command=(),
        )
        assert time.monotonic() - began < BUSY_SECONDS
        holder.rollback()
    assert result.ending == "finished" and result.reached
    assert open_bundle(tmp_path / "bundle").verdict == result.verdict
    assert heard[-1].kind == "run_finished"


def test_what_is_said_after_the_end_is_written_nowhere(tmp_path: Path) -> None:
    """The log's descriptor may be another file's by then."""
    heard: list[Event] = []
    log = EventLog(tmp_path / "log.jsonl")
    recorder = Recorder("r", log, None, heard.append, SystemClock())
    recorder.emit(Progress(engine="e", message="in time"))
    recorder.close()
    recorder.emit(Progress(engine="e", message="late"))
    assert len(heard) == len(log.events) == 1
    log.close()
