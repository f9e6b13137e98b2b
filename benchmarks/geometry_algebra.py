"""Geometry by algebra alone: problems proved, in which positions, and the size of certificates.

    python -m benchmarks.geometry_algebra [--seconds 60] [--limit N] [--library sympy]

Every certificate is checked; one that is refused does not count as a proof. Seconds are of the
processor, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import table, write_section
from geometry import parse_statement
from geometry.algebra.certificate import to_dict, to_json
from geometry.algebra.engine import solve
from geometry.checker.algebraic import check_algebra
from geometry.diagram import draw_and_check
from geometry.language import Statement, read_problems

DATA = Path(__file__).parent.parent / "tests" / "data"
SETS = {"IMO-AG-30": "imo_ag_30.txt", "JGEX-AG-231": "jgex_ag_231.txt"}
_CHECK_SECONDS = 120.0


@dataclass(frozen=True)
class Row:
    """One problem.

    Attributes:
        solve, check: seconds of CPU time.
        holds: `all branches` or `named branches`; empty where there is no accepted certificate.
        terms: of the certificate.
        refused: why a certificate was not accepted.
    """

    name: str
    solve: float
    check: float = 0.0
    holds: str = ""
    terms: int = 0
    refused: str = ""


def measure(name: str, statement: Statement, seconds: float, library: str = "") -> Row:
    """Solves a problem in its figure, and has the certificate checked."""
    figure = draw_and_check(statement, seed=0).points
    begun = time.process_time()
    solution = solve(statement, figure, seconds=seconds, library=library)
    used = time.process_time() - begun
    if solution is None:
        return Row(name, used)
    text = to_json(to_dict(statement, solution, figure))
    begun = time.process_time()
    report = check_algebra(text, problem=str(statement), seconds=_CHECK_SECONDS)
    checked = time.process_time() - begun
    if not report.accepted:
        return Row(name, used, checked, refused=report.reason)
    return Row(name, used, checked, report.holds, report.terms)


def rows_of(file: str, seconds: float, limit: int | None, library: str = "") -> list[Row]:
    """All problems of a collection, reported as they end."""
    found = []
    for name, text in list(read_problems((DATA / file).read_text()).items())[:limit]:
        row = measure(name.removeprefix("translated_"), parse_statement(text), seconds, library)
        found.append(row)
        words = row.holds or row.refused or "-"
        print(
            f"{row.name[-60:]:60s} {row.solve:7.3f} s  check {row.check:6.3f} s  {row.terms:6d} terms  {words}",
            file=sys.stderr,
            flush=True,
        )
    return found


def summary(results: Iterable[tuple[str, Sequence[Row]]]) -> str:
    """The table of the report, and the problems that are not proved."""
    body = []
    open_ = []
    for title, rows in results:
        proved = [r for r in rows if r.holds]
        times = sorted(r.solve for r in proved)
        checks = sorted(r.check for r in proved)
        body.append(
            (
                title,
                f"{len(proved)} of {len(rows)}",
                sum(r.holds == "all branches" for r in proved),
                f"{statistics.median(times) * 1000:.0f}",
                f"{times[-1]:.1f}",
                f"{statistics.median(r.terms for r in proved):.0f}",
                f"{statistics.median(checks) * 1000:.0f}",
                f"{checks[int(0.95 * (len(checks) - 1))]:.2f}",
                sum(bool(r.refused) for r in rows),
            )
        )
        names = ", ".join(r.name for r in rows if not r.holds) or "none"
        open_.append(f"{title}: {names}")
    head = (
        "set",
        "proved",
        "in all branches",
        "median ms",
        "longest s",
        "median terms",
        "check median ms",
        "check s at 95 %",
        "refused",
    )
    return table(head, body) + "\nNot proved by algebra: " + "; ".join(open_) + ".\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="wall time for a problem")
    parser.add_argument("--limit", type=int, default=None, help="only the first N of each set")
    parser.add_argument("--library", default="", help="`sympy` to do without python-flint")
    parser.add_argument("--sets", nargs="*", default=list(SETS), help="IMO-AG-30, JGEX-AG-231")
    given = parser.parse_args()
    body = summary(
        [
            (title, rows_of(SETS[title], given.seconds, given.limit, given.library))
            for title in given.sets
        ]
    )
    if given.library or given.limit or list(given.sets) != list(SETS):
        print(body)  # a part is no section of the results
    else:
        print(write_section("geometry_algebra", "Geometry by algebra alone", body, "python-flint"))


if __name__ == "__main__":
    main()
