"""A transaction on a store that no other process has at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Engine

from prover.store.connect import StoreError

_LOCK_KEY = 0x6F6C796D70696164
"""The advisory lock of PostgreSQL under which stores are upgraded: `olympiad` in ASCII."""


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that no other process has at the same time."""
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK_KEY)))
                yield connection
            return
        # The driver would begin late and never before CREATE TABLE; we begin ourselves.
        connection.execution_options(isolation_level="AUTOCOMMIT")
        # Batch operations make a table anew; rows that refer to it must not mind. SQLite takes
        # this setting between transactions only.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise StoreError("the upgrade would leave rows that refer to nothing")
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        else:
            connection.exec_driver_sql("COMMIT")
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
