"""The run store, in SQLite always and in PostgreSQL where the machine has its server.

OLYMPIAD_TEST_POSTGRES may hold the URL of an empty database to use in place of a server that the
tests start.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from prover.limits.budget import Budget
from prover.store import RunRecord, Store, StoreError, open_store
from prover.store.connect import connect
from prover.trace.events import AttemptMade, Event, EventBody, Message, VerdictReached
from prover.verdicts.verdict import Unverified
from tests import postgres_server
from tests.prover_spine.helpers import attempt

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
POSTGRES = os.environ.get("OLYMPIAD_TEST_POSTGRES")
WITHOUT_POSTGRES = None if POSTGRES else postgres_server.MISSING
if find_spec("psycopg") is None:
    WITHOUT_POSTGRES = "PostgreSQL's driver is missing: pip install 'olympiad-prover[postgres]'"


def record(run: str, **changes: Any) -> RunRecord:
    fields: dict[str, Any] = {
        "run": run,
        "problem": "p",
        "statement_sha256": "0" * 64,
        "bundle": "/b",
        "asked_rung": "formally_verified",
        "started": "2026-01-02T03:04:05.000000Z",
        "budget": Budget(wall=60).to_record(),
    }
    return RunRecord(**{**fields, **changes})


def event(run: str, seq: int, body: EventBody | None = None) -> Event:
    body = body or Message(source="s", text="“π”\n\x00\x1f")
    return Event(run=run, seq=seq, at=NOW, body=body)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database."""
    if POSTGRES:
        yield POSTGRES
        return
    with postgres_server.running_server() as url:
        yield url


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgres",
            marks=pytest.mark.skipif(WITHOUT_POSTGRES is not None, reason=str(WITHOUT_POSTGRES)),
        ),
    ]
)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'deep' / 'runs.db'}"
        return
    database: str = request.getfixturevalue("postgres")
    schema = f"test_{uuid.uuid4().hex[:12]}"
    engine = connect(database)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{database}{'&' if '?' in database else '?'}options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


def test_events_attempts_and_verdicts_of_a_run(store: Store) -> None:
    store.start_run(record("r"))
    events = [
        event("r", 0),
        event("r", 1, AttemptMade(attempt=attempt(4, notes=("π",)))),
        event("r", 2, AttemptMade(attempt=attempt(4, notes=("π",)))),
        event(
            "r",
            3,
            VerdictReached(
                attempt_sha256="x", verdict=Unverified(known_problems=("odd",)), best=True
            ),
        ),
    ]
    for one in events:
        store.append(one)
    assert store.events("r") == events
    assert store.events("r", after=1) == events[2:]
    assert store.attempts("r") == [attempt(4, notes=("π",))]
    assert store.verdicts("r") == [("x", Unverified(known_problems=("odd",)))]
    assert store.events("other") == []


def test_everything_is_there_after_reopening(store_url: str) -> None:
    budget = Budget(wall=60)
    with open_store(store_url) as store:
        store.start_run(record("r"))
        store.append(event("r", 0))
        budget.spend(tokens=7)
        store.save_budget("r", budget.to_record())
    with open_store(store_url) as store:
        assert store.events("r") == [event("r", 0)]
        stored = store.run("r")
        assert stored is not None
        assert Budget.from_record(stored.budget).used("tokens") == 7


def test_unfinished_runs(store: Store) -> None:
    store.start_run(record("old", started="2026-01-01T00:00:00.000000Z"))
    store.start_run(record("new", started="2026-01-03T00:00:00.000000Z"))
    store.start_run(record("elsewhere", bundle="/c", started="2026-01-02T00:00:00.000000Z"))
    assert [run.run for run in store.runs()] == ["new", "elsewhere", "old"]
    assert [run.run for run in store.runs(limit=1)] == ["new"]
    found = store.find_unfinished("0" * 64, "/b")
    assert found == record("new", started="2026-01-03T00:00:00.000000Z", budget=found.budget)  # type: ignore[union-attr]
    store.finish_run("new", at=NOW, ending="finished", rung="unverified")
    assert store.find_unfinished("0" * 64, "/b").run == "old"  # type: ignore[union-attr]
    assert store.find_unfinished("1" * 64, "/b") is None
    assert [run.run for run in store.runs(unfinished=True)] == ["elsewhere", "old"]
    done = store.run("new")
    assert done and (done.ending, done.rung) == ("finished", "unverified")
    assert done.finished == "2026-01-02T03:04:05.000000Z"
    assert store.run("none") is None


def test_an_event_is_stored_once_and_whole(store: Store) -> None:
    store.start_run(record("r"))
    made = AttemptMade(attempt=attempt(4))
    store.append(event("r", 0))
    with pytest.raises(StoreError):
        store.append(event("r", 0, made))
    assert store.events("r") == [event("r", 0)] and store.attempts("r") == []
    with pytest.raises(StoreError):
        store.append(event("unknown run", 0))
    with pytest.raises(StoreError):
        store.start_run(record("r"))
    with pytest.raises(StoreError, match="no run x"):
        store.finish_run("x", at=NOW, ending="finished", rung="unverified")


def test_forgotten_run_leaves_nothing(store: Store) -> None:
    store.start_run(record("r"))
    store.start_run(record("kept"))
    store.append(event("r", 0, AttemptMade(attempt=attempt(4))))
    store.append(event("kept", 0))
    store.forget_run("r")
    assert store.run("r") is None and store.events("r") == [] and store.attempts("r") == []
    assert store.events("kept") == [event("kept", 0)]


def test_threads_share_a_store(store: Store) -> None:
    runs = [f"r{n}" for n in range(4)]
    for run in runs:
        store.start_run(record(run))

    def write(run: str) -> None:
        for seq in range(20):
            store.append(event(run, seq))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, runs))
    assert [len(store.events(run)) for run in runs] == [20] * 4


_WRITER = """
import sys
from prover.store import open_store
from tests.prover_spine.test_store import event, record
with open_store(sys.argv[1]) as store:
    if store.run("r") is None:
        store.start_run(record("r"))
    seq = len(store.events("r"))
    while True:
        store.append(event("r", seq))
        seq += 1
        print(seq, flush=True)
"""


def test_killed_process_loses_at_most_the_last_event(store_url: str) -> None:
    total = 0
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, store_url],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for _ in range(30):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        said = [total + 30, *(int(line) for line in writer.stdout if line.endswith("\n"))][-1]
        writer.wait()
        with open_store(store_url) as store:
            events = store.events("r")
        assert [one.seq for one in events] == list(range(len(events)))
        assert len(events) in (said, said + 1)
        total = len(events)


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    open_store(tmp_path / "runs.db").close()
    with sqlite3.connect(tmp_path / "runs.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/name", "cannot be in mysql"),
        ("://", "cannot read the store's URL"),
        ("nonsense://x", "cannot be in nonsense|cannot read"),
    ],
)
def test_urls_that_are_no_store(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        open_store(url)


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("a letter, not a database, and long enough to be looked at" * 9)
    with pytest.raises(StoreError, match="not a database") as caught:
        open_store(tmp_path / "x.db")
    assert "\n" not in str(caught.value)


def test_password_is_never_shown() -> None:
    try:
        open_store("postgresql://me:secret@127.0.0.1:1/x?connect_timeout=1")
    except StoreError as error:
        assert "secret" not in str(error)
    else:
        pytest.fail("there is no database there")


def test_processes_that_open_a_new_store_at_once_all_succeed(tmp_path: Path) -> None:
    """Each of them finds no tables and makes them."""
    program = "import sys; from prover.store import open_store; open_store(sys.argv[1]).close()"
    for round_ in range(4):
        url = f"sqlite:///{tmp_path}/{round_}.db"
        started = [
            subprocess.Popen([sys.executable, "-c", program, url], stderr=subprocess.PIPE)
            for _ in range(4)
        ]
        for process in started:
            _, errors = process.communicate(timeout=60)
            assert process.returncode == 0, errors.decode()
