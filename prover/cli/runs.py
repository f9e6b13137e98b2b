"""List the runs in the run store, the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.options import settings_in_force

COMMAND = "runs"


def command(
    limit: Annotated[
        int, typer.Option("--limit", metavar="NUMBER", min=1, help="How many runs to list.")
    ] = 20,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Only runs that have not ended.")
    ] = False,
    json: JsonOption = False,
) -> int:
    """List the runs in the run store, the newest first.

    The store is runs/olympiad.db unless the setting store names another (a path or a URL).
    """
    from prover.service import list_runs

    settings_in_force(None, json)
    records = list_runs(limit=limit, unfinished=unfinished)
    if json:
        from prover.cli.outputs import Run, RunsOutput

        runs = (Run(**{**vars(record), "budget": dict(record.budget)}) for record in records)
        print_json(RunsOutput(runs=tuple(runs)))
        return exits.PROVED
    console = stdout()
    if not records:
        console.print("No runs yet.")
        return exits.PROVED
    from rich.markup import escape
    from rich.table import Table

    from prover.cli.report import marked, shown

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("started (UTC)", "problem", "verdict", "ending", "bundle"):
        table.add_column(column, overflow="fold")
    for record in records:
        rung = record.rung or "unverified"
        table.add_row(
            record.started[:19].replace("T", " "),
            escape(record.problem),
            marked(rung, record.scope) if record.rung else "-",
            (record.ending or "running or killed").replace("_", " "),
            escape(shown(Path(record.bundle))),
        )
    console.print(table)
    return exits.PROVED
