"""Make a new store at once: an empty database gets the newest schema without its history.

`upgrade` would make the same tables revision by revision and needs Alembic, which costs a third of
a second; a test holds that both ways end alike.
"""

from __future__ import annotations

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect
from sqlalchemy.engine import Engine

from prover.store import schema
from prover.store.alone import alone
from prover.store.revision import newest_revision

_version = Table(  # as Alembic makes it
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def create(engine: Engine) -> bool:
    """Make the tables of the newest revision where the database has none at all.

    False where it has some. Raises `SQLAlchemyError`; the database then is as it was.
    """
    newest = newest_revision()
    with alone(engine) as connection:
        if inspect(connection).get_table_names():
            return False
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.schema_info).values(id=1, version=int(newest)))
        _version.create(connection)
        connection.execute(insert(_version).values(version_num=newest))
        return True
