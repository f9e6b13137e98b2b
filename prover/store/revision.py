"""Which revision of the schema a database has, and which is the newest this program knows.

Alembic is not imported here: a store that is up to date opens without it.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import column, inspect, select, table
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
"""Alembic's folder: `env.py` and one file for each revision in `versions/`."""

_SCRIPT = re.compile(r"r([0-9]{4})_[a-z0-9_]+\.py")
_VERSION_TABLE = "alembic_version"


def newest_revision(migrations: Path = MIGRATIONS) -> str:
    """The newest revision in `migrations`: revisions are numbered, `0001` first, and the names of
    their files begin with `r` and the number."""
    names = (_SCRIPT.fullmatch(file.name) for file in (migrations / "versions").iterdir())
    return max(name[1] for name in names if name)


def stored_revision(connection: Connection) -> str | None:
    """The revision that the database says it has; None when it was never stamped with one."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    number: str | None = connection.execute(
        select(column("version_num")).select_from(table(_VERSION_TABLE))
    ).scalar()
    return number
