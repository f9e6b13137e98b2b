"""`olympiad prove` of this version beside another one, whole processes in pairs.

    python -m benchmarks.against --other "/path/to/other/.venv/bin/olympiad"

`--other` is a command line; `olympiad`'s arguments follow it. The two take turns on each problem, so
that a busy machine slows both; compared is CPU time (user and system, all children), of which the
minimum over the rounds says most.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.report import table, write_section

PROBLEMS = (
    "translated_imo_2004_p1",
    "translated_imo_2014_p4",
    "translated_imo_2000_p1",
    "translated_imo_2010_p4",
)
DATA = Path(__file__).parents[1] / "tests" / "data" / "imo_ag_30.txt"


def statements() -> dict[str, str]:
    """The statements of IMO-AG-30 by name."""
    lines = [line for line in DATA.read_text("utf-8").splitlines() if line.strip()]
    return dict(zip(lines[::2], lines[1::2], strict=True))


def cpu_seconds(command: list[str], statement: str) -> float:
    """CPU seconds of proving `statement` in a new folder. Raises `CalledProcessError`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "problem.md"
        file.write_text(
            "---\nid: problem\nsource: IMO-AG-30\nkind: geometry\n---\nA problem.\n\n"
            f'```geometry person="benchmark"\n{statement}\n```\n'
        )
        before = _children()
        subprocess.run(
            [*command, "prove", str(file), "--out", str(Path(folder) / "out")],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Exit code 0; the table goes to `results/against.md` and to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--other", required=True, help="the other version's olympiad")
    parser.add_argument("--name", default="the other", help="what to call it in the table")
    parser.add_argument("--rounds", type=int, default=10)
    arguments = parser.parse_args()
    ours = [sys.executable, "-m", "prover.cli.app"]
    theirs = shlex.split(arguments.other)
    rows: list[list[str]] = []
    for name in PROBLEMS:
        statement = statements()[name]
        pairs = []
        for number in range(arguments.rounds):
            order = (theirs, ours) if number % 2 else (ours, theirs)
            taken = {id(one): cpu_seconds(one, statement) for one in order}
            pairs.append((taken[id(ours)], taken[id(theirs)]))
        least = [min(pair[side] for pair in pairs) for side in (0, 1)]
        ratio = statistics.median(mine / other for mine, other in pairs)
        numbers = (*least, least[0] / least[1], ratio)
        rows.append([name.removeprefix("translated_"), *(f"{number:.2f}" for number in numbers)])
        print(*rows[-1], flush=True)
    head = (
        "problem",
        "this version, least",
        f"{arguments.name}, least",
        "ratio",
        "median of the pairs' ratios",
    )
    body = (
        f"CPU seconds of whole processes, {arguments.rounds} pairs a problem, load "
        f"{os.getloadavg()[0]:.0f}.\n\n{table(head, rows)}"
    )
    sys.argv = [sys.argv[0], "--other", "COMMAND"]  # a path of this machine is nobody's business
    write_section("against", f"`prove` beside {arguments.name}", body)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
