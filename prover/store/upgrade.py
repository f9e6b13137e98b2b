"""Bring a database to the newest revision of the schema: new, of an earlier version, or partly made.

All revisions run in one transaction under a lock that every process takes before it looks, so that
of several that open a store at once one upgrades it and the others find it done, and a process that
is killed leaves the store as it was. The scripts are in `migrations/versions/`;
`docs/store.md` says how to add one.
"""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import inspect, select, update
from sqlalchemy.engine import Connection, Engine

from prover.store import schema
from prover.store.alone import alone
from prover.store.connect import StoreError
from prover.store.revision import MIGRATIONS, newest_revision, stored_revision

FIRST = 1
"""What stores from before Alembic hold in `olympiad_schema`: the schema of revision 0001."""

# Alembic keeps the migration under way in globals of its modules.
_one_at_a_time = threading.Lock()


def upgrade(engine: Engine, name: str, migrations: Path = MIGRATIONS) -> None:
    """Bring the database of `engine`, called `name` in errors, to the newest revision.

    Raises `StoreError` for a store of a newer version or one that is not ours, and `SQLAlchemyError`
    when the database cannot be used; it then is as it was.
    """
    newest = newest_revision(migrations)
    with _one_at_a_time, alone(engine) as connection:
        found = stored_revision(connection)
        if found == newest:
            return  # another process was quicker
        if found is None:
            _check_unstamped(connection, name)
        elif not found.isdecimal():
            raise StoreError(
                f"the database {name} belongs to another program (its revision is {found!r}); "
                "name another in OLYMPIAD_STORE"
            )
        elif int(found) > int(newest):
            raise StoreError(_newer(name, int(found), int(newest)))
        try:
            command.upgrade(config_of(connection, migrations), "head")
        except CommandError as error:
            raise StoreError(f"the run store {name} cannot be upgraded: {error}") from error
        # Programs from before Alembic look at this number alone, and must refuse what they do not
        # know.
        connection.execute(update(schema.schema_info).values(version=int(newest)))


def config_of(connection: Connection, migrations: Path = MIGRATIONS) -> Config:
    """Alembic's configuration for `connection`, in whose transaction it works."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


def _check_unstamped(connection: Connection, name: str) -> None:
    """A database without a revision is empty, or a store from before Alembic, perhaps one whose
    maker was killed half way; the first revision makes what is missing."""
    tables = set(inspect(connection).get_table_names())
    if schema.schema_info.name not in tables:
        # That version made this table first, so tables of our names without it are not ours.
        if foreign := sorted(tables & {t.name for t in schema.metadata.sorted_tables}):
            raise StoreError(
                f"the database {name} has tables of another program ({', '.join(foreign)}); "
                "name an empty one in OLYMPIAD_STORE"
            )
        return
    version = connection.execute(select(schema.schema_info.c.version)).scalar()
    if version is not None and version != FIRST:
        raise StoreError(_newer(name, version, FIRST))


def _newer(name: str, found: int, known: int) -> str:
    return (
        f"the run store {name} has schema {found} and this program knows schemas up to {known}; "
        "use the version that made it (pip install --upgrade olympiad-prover), or another store"
    )
