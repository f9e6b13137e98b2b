"""Show what is installed and usable here, and the command that gets what is missing."""

from __future__ import annotations

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout

COMMAND = "doctor"

_MARKS = {"ok": ("ok", "green"), "missing": ("missing", "yellow"), "broken": ("broken", "red")}


def command(json: JsonOption = False) -> int:
    """Show what is installed and usable here, and the command that gets what is missing.

    Exits with 0 when everything that the base install needs is there, else with 1.
    """
    from prover.doctor import examine, healthy

    findings = examine()
    code = exits.PROVED if healthy(findings) else exits.NOT_PROVED
    if json:
        from prover.cli.outputs import DoctorOutput, Found

        found = tuple(Found(**finding.as_data()) for finding in findings)
        print_json(DoctorOutput(healthy=healthy(findings), findings=found))
        return code
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "what", "found", "serves"):
        table.add_column(column, overflow="fold")
    for finding in findings:
        word, colour = _MARKS[finding.state]
        table.add_row(
            f"[{colour}]{word}[/]", finding.name, escape(finding.detail), escape(finding.serves)
        )
    console = stdout()
    console.print(table)
    fixes = [f for f in findings if f.fix]
    if fixes:
        console.print("\n[bold]To get what is missing[/] (in the folder of this repository):")
    for finding in fixes:
        console.print(f"  {escape(finding.name)}: [cyan]{escape(finding.fix or '')}[/]")
    if not healthy(findings):
        console.print("\n[red]The base install is not complete: see the lines above.[/]")
    return code
