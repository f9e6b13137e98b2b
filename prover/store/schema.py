"""The tables of the run store, in SQL that SQLite and PostgreSQL both speak.

Documents are JSON text and times are ISO 8601 in UTC, which both sort and compare the same way
in every database. A change here needs a revision (`docs/store.md`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

schema_info = Table(
    "olympiad_schema",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1: a single row
    # The revision as a number, for programs from before Alembic, which look here.
    Column("version", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run", String(200), primary_key=True),
    Column("problem", String(200), nullable=False),
    Column("statement_sha256", String(64), nullable=False),
    Column("bundle", Text, nullable=False),
    Column("asked_rung", String(40), nullable=False),
    Column("asked_scope", String(40)),
    Column("started", String(40), nullable=False),
    Column("finished", String(40)),
    Column("ending", String(40)),
    Column("rung", String(40)),
    Column("scope", String(40)),
    Column("budget", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("run", String(200), ForeignKey("runs.run"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("document", Text, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("run", String(200), ForeignKey("runs.run"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("engine", String(200), nullable=False),
    Column("document", Text, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("run", String(200), ForeignKey("runs.run"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("attempt_sha256", String(64)),
    Column("rung", String(40), nullable=False),
    Column("scope", String(40)),
    Column("best", Boolean, nullable=False),
    Column("document", Text, nullable=False),
)

Index("runs_by_problem", runs.c.statement_sha256, runs.c.bundle)
Index("runs_by_start", runs.c.started)
