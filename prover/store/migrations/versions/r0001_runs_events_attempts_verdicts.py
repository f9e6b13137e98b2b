"""Runs, events, attempts and verdicts: the schema from before there were revisions.

Stores of that time have these tables already, all of them or, where their maker was killed, some.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make what is not there."""
    _table(
        "olympiad_schema",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    version = sa.table("olympiad_schema", sa.column("id"), sa.column("version"))
    if op.get_bind().execute(sa.select(version.c.version)).first() is None:
        op.execute(sa.insert(version).values(id=1, version=1))
    _table(
        "runs",
        sa.Column("run", sa.String(200), primary_key=True),
        sa.Column("problem", sa.String(200), nullable=False),
        sa.Column("statement_sha256", sa.String(64), nullable=False),
        sa.Column("bundle", sa.Text(), nullable=False),
        sa.Column("asked_rung", sa.String(40), nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("finished", sa.String(40)),
        sa.Column("ending", sa.String(40)),
        sa.Column("rung", sa.String(40)),
        sa.Column("budget", sa.Text(), nullable=False),
    )
    _table(
        "events",
        sa.Column("run", sa.String(200), sa.ForeignKey("runs.run"), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
    )
    _table(
        "attempts",
        sa.Column("run", sa.String(200), sa.ForeignKey("runs.run"), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("engine", sa.String(200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
    )
    _table(
        "verdicts",
        sa.Column("run", sa.String(200), sa.ForeignKey("runs.run"), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("attempt_sha256", sa.String(64)),
        sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("best", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
    )
    op.create_index("runs_by_problem", "runs", ["statement_sha256", "bundle"], if_not_exists=True)
    op.create_index("runs_by_start", "runs", ["started"], if_not_exists=True)


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(name, *columns, if_not_exists=True)
