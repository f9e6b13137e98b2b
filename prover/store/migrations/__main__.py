"""`python -m prover.store.migrations "what it does"`: write the script of a new revision.

It holds what brings a store of the newest revision to the tables of `prover/store/schema.py`.
Read it before you commit it: Alembic does not see renamed columns, nor what rows need.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command

from prover.store.connect import connect
from prover.store.revision import MIGRATIONS, newest_revision
from prover.store.upgrade import config_of, upgrade


def write_revision(message: str, migrations: Path = MIGRATIONS) -> Path:
    """Write the next revision's script into `migrations`, and return its path."""
    number = f"{int(newest_revision(migrations)) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(Path(folder) / "scratch.db")
        upgrade(engine, "scratch.db", migrations)
        with engine.begin() as connection:
            config = config_of(connection, migrations)
            config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    (written,) = (migrations / "versions").glob(f"r{number}_*.py")
    return written


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.search(r"\w", sys.argv[1]):
        sys.exit('say what the revision does: python -m prover.store.migrations "add the jobs"')
    print(write_revision(sys.argv[1]))
