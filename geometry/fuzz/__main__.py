"""`python -m geometry.fuzz`: exit code 0 if nothing was wrong, 1 otherwise."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from geometry.fuzz.cases import KINDS
from geometry.fuzz.run import Tally, run


def main(arguments: list[str] | None = None) -> int:
    """Parses the arguments, runs, prints counts and failures."""
    parser = argparse.ArgumentParser(prog="python -m geometry.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, help="stop after so long (default 60)")
    parser.add_argument("--cases", type=int, help="stop after so many cases")
    parser.add_argument("--seed", type=int, default=0, help="default 0")
    parser.add_argument("--case", type=int, help="run this one case of the seed")
    parser.add_argument("--only", choices=sorted(KINDS), help="one kind of case")
    parser.add_argument("--out", type=Path, help="folder for the certificates of failures")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    options = parser.parse_args(arguments)

    first, cases, seconds = 0, options.cases, options.seconds
    if options.case is not None:
        first, cases = options.case, 1
    elif cases is None and seconds is None:
        seconds = 60.0

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("fuzzing", total=cases or seconds)

        def show(tally: Tally) -> None:
            done = tally.cases if cases else bar.tasks[0].elapsed or 0.0
            text = f"{tally.cases} cases, {len(tally.failures)} failures"
            bar.update(task, completed=done, description=text)

        tally = run(
            options.seed,
            seconds=seconds,
            cases=cases,
            first=first,
            only=options.only,
            progress=show,
        )
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        for failure in tally.failures:
            path = options.out / f"{failure.seed}-{failure.number}.json"
            path.write_text(json.dumps(asdict(failure), indent=2) + "\n")
    report(tally, options.json)
    return 1 if tally.failures else 0


def report(tally: Tally, as_json: bool) -> None:
    """Counts by kind and outcome, then every failure with the way to repeat it."""
    if as_json:
        outcomes: dict[str, dict[str, int]] = {}
        for (kind, outcome), count in sorted(tally.outcomes.items()):
            outcomes.setdefault(kind, {})[outcome] = count
        failures = [asdict(f) for f in tally.failures]
        counts = {"cases": tally.cases, "false_goals": tally.false_goals}
        print(json.dumps({**counts, "outcomes": outcomes, "failures": failures}, indent=2))
        return
    table = Table(title=f"{tally.cases} cases, {tally.false_goals} with a false goal")
    names = sorted({outcome for _, outcome in tally.outcomes})
    table.add_column("kind")
    for name in names:
        table.add_column(name, justify="right")
    for kind in KINDS:
        if any((kind, name) in tally.outcomes for name in names):
            table.add_row(kind, *(str(tally.outcomes[kind, name]) for name in names))
    Console(width=100).print(table)
    for f in tally.failures:
        print(f"seed {f.seed} case {f.number} ({f.kind}): {f.fault}\n  {f.statement}")
    print(f"{len(tally.failures)} failures")


if __name__ == "__main__":
    sys.exit(main())
