"""Reading and writing the run store. Every call is one transaction: it happens or it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import SQLAlchemyError

from prover.store import schema
from prover.store.connect import StoreError, connect
from prover.store.create import create
from prover.store.revision import newest_revision, stored_revision
from prover.trace.attempt import Attempt
from prover.trace.events import AttemptMade, Event, VerdictReached, utc_text
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung, Verdict, parse_verdict, verdict_to_json

__all__ = ["RunRecord", "Store", "StoreError", "open_store"]


@dataclass(frozen=True)
class RunRecord:
    """One run as stored. `finished`, `ending` and `rung` are None while it is unfinished.

    `scope` is that of a symbolic verdict, None for others and for runs from before scopes, which have
    no `asked_scope` either. `budget` is a record of `Budget.to_record`; times are ISO 8601 in UTC.
    """

    run: str
    problem: str
    statement_sha256: str
    bundle: str
    asked_rung: Rung
    started: str
    budget: Mapping[str, Any]
    finished: str | None = None
    ending: str | None = None
    rung: Rung | None = None
    scope: Scope | None = None
    asked_scope: AskedScope | None = None


class Store:
    """An open run store; use it as a context manager or `close` it. Safe to share by threads.

    Every method raises `StoreError` when the database cannot be used.
    """

    def __init__(self, url: str | Path) -> None:
        self._engine = connect(url)
        # A URL shown to people never shows its password.
        self.name = self._engine.url.render_as_string(hide_password=True)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self) -> None:
        with self._connection() as connection:
            revision = stored_revision(connection)
        if revision == newest_revision():
            return
        try:
            if revision is None and create(self._engine):
                return
            # Lazy: Alembic costs a third of a second, and is needed only here.
            from prover.store.upgrade import upgrade

            upgrade(self._engine, self.name)
        except SQLAlchemyError as error:
            raise self._error(error) from error

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._error(error) from error

    def _error(self, error: SQLAlchemyError) -> StoreError:
        detail = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return StoreError(
            f"the run store {self.name} cannot be used: {detail}; another is named by --set store=FILE"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    # --- writing ------------------------------------------------------------------------------

    def start_run(self, record: RunRecord) -> None:
        """Add a run that begins. Raises `StoreError` when the name is taken."""
        values = {**vars(record), "budget": json.dumps(dict(record.budget))}
        with self._connection() as connection:
            connection.execute(insert(schema.runs).values(values))

    def append(self, event: Event) -> None:
        """Add an event; an attempt or verdict in it also gets its own row. All or nothing."""
        document = event.to_line().rstrip("\n")
        values = {
            "run": event.run,
            "seq": event.seq,
            "at": utc_text(event.at),
            "kind": event.kind,
            "document": document,
        }
        with self._connection() as connection:
            connection.execute(insert(schema.events).values(values))
            body = event.body
            if isinstance(body, AttemptMade):
                self._add_attempt(connection, event.run, event.seq, body.attempt)
            elif isinstance(body, VerdictReached):
                values = {
                    "run": event.run,
                    "seq": event.seq,
                    "attempt_sha256": body.attempt_sha256,
                    "rung": body.verdict.rung,
                    "scope": body.verdict.stated_scope,
                    "best": body.best,
                    "document": verdict_to_json(body.verdict),
                }
                connection.execute(insert(schema.verdicts).values(values))

    def _add_attempt(self, connection: Connection, run: str, seq: int, attempt: Attempt) -> None:
        table = schema.attempts
        sha256 = attempt.sha256
        known = select(table.c.seq).where(table.c.run == run, table.c.sha256 == sha256)
        if connection.execute(known).first() is None:
            values = {
                "run": run,
                "seq": seq,
                "sha256": sha256,
                "engine": attempt.engine,
                "document": attempt.model_dump_json(),
            }
            connection.execute(insert(table).values(values))

    def save_budget(self, run: str, record: Mapping[str, Any]) -> None:
        """Replace the stored budget of a run."""
        self._update(run, budget=json.dumps(dict(record)))

    def finish_run(
        self, run: str, *, at: datetime, ending: str, rung: Rung, scope: Scope | None = None
    ) -> None:
        """Mark a run as finished."""
        self._update(run, finished=utc_text(at), ending=ending, rung=rung, scope=scope)

    def _update(self, run: str, **values: str | None) -> None:
        with self._connection() as connection:
            done = connection.execute(
                update(schema.runs).where(schema.runs.c.run == run).values(values)
            )
            if done.rowcount != 1:
                raise StoreError(f"the run store {self.name} has no run {run}")

    def forget_run(self, run: str) -> None:
        """Remove a run that turned out to be no run: its input was refused."""
        with self._connection() as connection:
            for table in (schema.verdicts, schema.attempts, schema.events, schema.runs):
                connection.execute(delete(table).where(table.c.run == run))

    # --- reading ------------------------------------------------------------------------------

    def runs(self, *, unfinished: bool = False, limit: int | None = None) -> list[RunRecord]:
        """The runs, newest first; with `unfinished`, only those whose process died or lives."""
        query = select(schema.runs).order_by(schema.runs.c.started.desc(), schema.runs.c.run)
        if unfinished:
            query = query.where(schema.runs.c.finished.is_(None))
        if limit is not None:
            query = query.limit(limit)
        return [_run(row) for row in self._rows(query)]

    def run(self, run: str) -> RunRecord | None:
        """The run of this name, None when there is none."""
        rows = self._rows(select(schema.runs).where(schema.runs.c.run == run))
        return _run(rows[0]) if rows else None

    def find_unfinished(self, statement_sha256: str, bundle: str) -> RunRecord | None:
        """The newest unfinished run of this problem into this folder, None when there is none."""
        table = schema.runs
        query = (
            select(table)
            .where(table.c.statement_sha256 == statement_sha256, table.c.bundle == bundle)
            .where(table.c.finished.is_(None))
            .order_by(table.c.started.desc())
            .limit(1)
        )
        rows = self._rows(query)
        return _run(rows[0]) if rows else None

    def events(self, run: str, *, after: int = -1) -> list[Event]:
        """The events of a run in order, those with a number greater than `after`."""
        table = schema.events
        query = (
            select(table.c.document)
            .where(table.c.run == run, table.c.seq > after)
            .order_by(table.c.seq)
        )
        return [Event.from_line(row.document) for row in self._rows(query)]

    def attempts(self, run: str) -> list[Attempt]:
        """The attempts of a run in the order in which they were made."""
        table = schema.attempts
        query = select(table.c.document).where(table.c.run == run).order_by(table.c.seq)
        return [Attempt.model_validate_json(row.document) for row in self._rows(query)]

    def verdicts(self, run: str) -> list[tuple[str | None, Verdict]]:
        """The verdicts of a run in order, each with the SHA-256 of its attempt."""
        table = schema.verdicts
        query = select(table).where(table.c.run == run).order_by(table.c.seq)
        return [(row.attempt_sha256, parse_verdict(row.document)) for row in self._rows(query)]

    def _rows(self, query: Any) -> list[Row[Any]]:
        with self._connection() as connection:
            return list(connection.execute(query))


def _run(row: Row[Any]) -> RunRecord:
    values = dict(row._mapping)
    return RunRecord(**{**values, "budget": json.loads(values["budget"])})


def open_store(url: str | Path) -> Store:
    """Open the run store at `url` and make its tables when they are missing.

    `url` is a path or `sqlite:///path`, or `postgresql://user@host/name`. Raises `StoreError`.
    """
    return Store(url)
