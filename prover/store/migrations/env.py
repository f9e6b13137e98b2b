"""What Alembic runs for a migration: in the connection and the transaction that it was given."""

from __future__ import annotations

from alembic import context

from prover.store.schema import metadata


def run() -> None:
    """Run what Alembic was asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        # SQLite changes a table by making it anew.
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # it has one while Alembic is at work
    run()
