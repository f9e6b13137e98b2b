"""Scopes: how far a symbolic verdict reaches, and how far it had to.

Rows from before have none: their scope was not stated.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; nothing is known of the rows that are there."""
    with op.batch_alter_table("runs") as runs:
        runs.add_column(sa.Column("asked_scope", sa.String(40)))
        runs.add_column(sa.Column("scope", sa.String(40)))
    with op.batch_alter_table("verdicts") as verdicts:
        verdicts.add_column(sa.Column("scope", sa.String(40)))
