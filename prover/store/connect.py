"""From a URL to a database connection pool, with the settings that crash safety needs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

BUSY_SECONDS = 30.0


class StoreError(Exception):
    """The run store cannot be used; one line that names it and the fix, without passwords."""


def connect(url: str | Path) -> Engine:
    """A pool for the database at `url`: a path or `sqlite:///path`, or a PostgreSQL URL.

    Nothing is opened yet. Raises `StoreError` for a URL that names neither.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            try:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"cannot make the folder of {url}: {error.strerror}; "
                    "another store is named by --set store=FILE"
                ) from None
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        return engine
    return create_engine(parsed, pool_pre_ping=True)


def _parse(url: str | Path) -> URL:
    text = str(url)
    if isinstance(url, Path) or "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        parsed = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(
            "cannot read the store's URL; write sqlite:///runs.db or postgresql://host/name"
        ) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return parsed
    if backend not in ("postgresql", "postgres"):
        raise StoreError(
            f"a run store cannot be in {backend}; use sqlite:///runs.db or postgresql://host/name"
        )
    if "+" not in parsed.drivername:
        # The plain URL that users have; SQLAlchemy alone would take the older driver for it.
        if importlib.util.find_spec("psycopg") is None:
            raise StoreError(
                "a PostgreSQL store needs its driver; install it with: pip install 'psycopg[binary]'"
            )
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # WAL: readers never wait for the writer. NORMAL: a killed process loses nothing that was
    # committed; only a power failure can lose the last commits, never the file's consistency.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
