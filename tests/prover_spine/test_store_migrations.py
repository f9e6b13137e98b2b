"""Stores of all ages open with everything in them; what is newer or not ours is left alone."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, Text, func, inspect, select, text
from sqlalchemy.engine import Engine

from prover.store import Store, StoreError, open_store, schema
from prover.store.connect import connect
from prover.store.create import create
from prover.store.migrations.__main__ import write_revision
from prover.store.revision import MIGRATIONS, newest_revision, stored_revision
from prover.store.upgrade import upgrade
from tests.prover_spine.test_store import event, record

ROOT = Path(__file__).parents[2]
OLD_STORES = ROOT / "tests" / "data" / "stores"
EARLIER = sorted({file.name.partition("-")[0] for file in OLD_STORES.glob("*.sql")})


LATER = {"scope", "asked_scope"}
"""Columns that stores did not have from the beginning."""


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    """The database under the store, empty at first."""
    made = connect(store_url)
    yield made
    made.dispose()


def load(engine: Engine, version: str) -> None:
    """Put a store of an earlier version into an empty database."""
    script = (OLD_STORES / f"{version}-{engine.dialect.name}.sql").read_text("utf-8")
    raw = engine.raw_connection()
    with closing(raw):
        driver = raw.driver_connection
        if isinstance(driver, sqlite3.Connection):
            # Tables stand in the order of their names, so rows come before what they refer to.
            driver.executescript(f"PRAGMA foreign_keys=OFF;\n{script}\nPRAGMA foreign_keys=ON;")
        else:
            assert driver is not None
            driver.execute(script)
            driver.commit()


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables and columns that stores had from the beginning, but the schema's number."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                map(tuple, connection.execute(select(*(c for c in table.c if c.name not in LATER))))
            )
            for table in (schema.runs, schema.events, schema.attempts, schema.verdicts)
        }


def execute(engine: Engine, sql: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(sql))


def revision_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return stored_revision(connection)


@pytest.mark.parametrize("version", EARLIER)
def test_a_store_of_an_earlier_version_opens_with_everything_in_it(
    engine: Engine, store_url: str, version: str
) -> None:
    load(engine, version)
    before = contents(engine)
    assert all(before.values())
    with open_store(store_url) as store:
        runs = store.runs()
        assert [run.ending for run in runs] == [None, "finished", "finished"]
        for run in runs:
            assert [one.seq for one in store.events(run.run)] == list(
                range(4 if run.finished else 3)
            )
            assert len(store.attempts(run.run)) == len(store.verdicts(run.run)) == 1
        store.append(event(runs[0].run, 3))  # the run that died goes on
    assert revision_of(engine) == newest_revision()
    after = contents(engine)
    assert {**after, "events": before["events"]} == before
    assert set(before["events"]) < set(after["events"])


def test_there_is_a_store_of_the_version_before_revisions() -> None:
    assert "8d5a8b7" in EARLIER
    for version in EARLIER:
        for dialect in ("sqlite", "postgresql"):
            assert (OLD_STORES / f"{version}-{dialect}.sql").is_file()


@pytest.mark.parametrize("made_by", ["revisions", "at once"])
def test_both_ways_to_a_new_store_make_the_tables_of_the_schema(
    engine: Engine, store_url: str, made_by: str
) -> None:
    if made_by == "revisions":
        upgrade(engine, store_url)
    assert create(engine) is (made_by == "at once")
    assert revision_of(engine) == newest_revision()
    upgrade(engine, store_url)  # finds nothing to do
    open_store(store_url).close()
    with engine.connect() as connection:
        number = connection.execute(select(schema.schema_info.c.version)).scalars().all()
        assert number == [int(newest_revision())]
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, schema.metadata) == []
        found = inspect(connection)
        for table in schema.metadata.sorted_tables:  # Alembic does not compare primary keys
            key = found.get_pk_constraint(table.name)["constrained_columns"]
            assert set(key) == {column.name for column in table.primary_key}


@pytest.mark.parametrize("version", EARLIER)
def test_an_upgraded_store_has_the_tables_of_a_new_one(
    engine: Engine, store_url: str, version: str
) -> None:
    load(engine, version)
    open_store(store_url).close()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_a_store_whose_maker_was_killed_half_way_is_completed(
    engine: Engine, store_url: str
) -> None:
    old = MetaData()  # what the version before revisions did, in its order
    for table in (schema.schema_info, schema.runs, schema.attempts):
        columns = [
            Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in table.c
        ]
        Table(table.name, old, *(c for c in columns if c.name not in LATER))
    old.create_all(engine)
    with open_store(store_url) as store:
        store.start_run(record("r"))
        store.append(event("r", 0))
    assert revision_of(engine) == newest_revision()


def test_a_new_store_and_one_that_is_up_to_date_open_without_alembic(store_url: str) -> None:
    program = (
        "import sys; from prover.store import open_store; open_store(sys.argv[1]).close(); "
        "print('alembic' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program, store_url],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["False", "False"]


# --- what is not ours to touch -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", r"schema 9999 .* up to \d+; use the"),
        ("UPDATE alembic_version SET version_num = 'ae1027a6acf'", "belongs to another program"),
    ],
)
def test_a_newer_store_and_another_programs_are_refused_and_left_alone(
    engine: Engine, store_url: str, change: str, says: str
) -> None:
    with open_store(store_url) as store:
        store.start_run(record("r"))
    execute(engine, change)
    before = contents(engine), revision_of(engine)
    with pytest.raises(StoreError, match=says) as caught:
        open_store(store_url)
    assert "\n" not in str(caught.value)
    assert (contents(engine), revision_of(engine)) == before


def test_a_newer_store_without_a_revision_is_refused(engine: Engine, store_url: str) -> None:
    load(engine, "8d5a8b7")
    execute(engine, "UPDATE olympiad_schema SET version = 99")
    with pytest.raises(StoreError, match="schema 99"):
        open_store(store_url)
    assert revision_of(engine) is None


def test_tables_of_another_program_are_refused(engine: Engine, store_url: str) -> None:
    Table("runs", MetaData(), Column("distance", Text)).create(engine)
    with pytest.raises(StoreError, match=r"another program \(runs\)"):
        open_store(store_url)
    assert inspect(engine).get_table_names() == ["runs"]


def test_programs_from_before_revisions_see_the_number(
    engine: Engine, tmp_path: Path, store_url: str
) -> None:
    """They refuse any number but 1."""
    open_store(store_url).close()
    upgrade(engine, "s", with_another(tmp_path, "op.add_column('runs', sa.Column('x', sa.Text()))"))
    with engine.connect() as connection:
        assert connection.execute(select(schema.schema_info.c.version)).scalar() == newer()


# --- one transaction, under a lock --------------------------------------------------------------


def newer() -> int:
    return int(newest_revision()) + 1


def with_another(folder: Path, body: str) -> Path:
    """Our migrations and one more, which does `body`."""
    copy = folder / "mi%grations"
    shutil.copytree(MIGRATIONS, copy)
    (copy / "versions" / f"r{newer():04}_another.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '{newer():04}'\ndown_revision = '{newest_revision()}'\n"
        f"def upgrade():\n    {body}\n"
    )
    return copy


@pytest.mark.parametrize("version", [*EARLIER, "new"])
def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    engine: Engine, tmp_path: Path, version: str
) -> None:
    if version != "new":
        load(engine, version)
    before = sorted(inspect(engine).get_table_names()), revision_of(engine)
    scripts = with_another(
        tmp_path, "op.create_table('half', sa.Column('x', sa.Text())); op.execute('SELECT nothing')"
    )
    with pytest.raises(Exception, match="nothing"):
        upgrade(engine, "s", scripts)
    engine.dispose()
    assert (sorted(inspect(engine).get_table_names()), revision_of(engine)) == before


def test_an_upgrade_keeps_rows_and_what_refers_to_them(engine: Engine, tmp_path: Path) -> None:
    """A table made anew, as SQLite needs for most changes, while others refer to its rows."""
    load(engine, "8d5a8b7")
    before = contents(engine)
    scripts = with_another(
        tmp_path,
        "with op.batch_alter_table('runs', recreate='auto') as table: "
        "table.alter_column('ending', type_=sa.String(80), existing_type=sa.String(40))",
    )
    upgrade(engine, "s", scripts)
    assert contents(engine) == before and revision_of(engine) == f"{newer():04}"
    with pytest.raises(StoreError, match=f"schema {newer()} .* up to {newer() - 1};"):
        Store(engine.url.render_as_string(hide_password=False))


_OPENER = """
import sys
from pathlib import Path
from prover.store.connect import connect
from prover.store.create import create
from prover.store.upgrade import upgrade
engine = connect(sys.argv[1])
sys.stdin.readline()
upgrade(engine, "s", Path(sys.argv[2]))
"""


@pytest.mark.parametrize("version", [*EARLIER, "new"])
def test_of_processes_that_open_a_store_at_once_one_upgrades_it(
    engine: Engine, store_url: str, tmp_path: Path, version: str
) -> None:
    if version != "new":
        load(engine, version)
    # Adding the column a second time would fail.
    scripts = with_another(tmp_path, "op.add_column('runs', sa.Column('x', sa.Text()))")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENER, store_url, str(scripts)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in started:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    with engine.connect() as connection:
        rows = connection.execute(select(func.count()).select_from(text("alembic_version")))
        assert rows.scalar() == 1
    assert revision_of(engine) == f"{newer():04}"


# --- the scripts themselves ---------------------------------------------------------------------


def test_revisions_are_one_chain_numbered_from_one() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))
    chain = [script.revision for script in scripts.walk_revisions()][::-1]
    assert chain == [f"{number:04}" for number in range(1, len(chain) + 1)]
    assert chain[-1] == newest_revision()
    files = {file.name for file in (MIGRATIONS / "versions").glob("r*.py")}
    assert len(files) == len(chain)


def test_a_new_revision_is_written_from_what_the_schema_has_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    wanted = MetaData()
    for table in schema.metadata.sorted_tables:
        table.to_metadata(wanted)
    Table("jobs", wanted, Column("job", Text, primary_key=True))
    monkeypatch.setattr(schema, "metadata", wanted)
    written = write_revision("Add the jobs", copy)
    assert written.name == f"r{newer():04}_add_the_jobs.py"
    engine = connect(tmp_path / "s.db")
    upgrade(engine, "s", copy)
    assert inspect(engine).has_table("jobs") and revision_of(engine) == f"{newer():04}"
    engine.dispose()
