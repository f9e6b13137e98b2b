"""How far geometry proofs reach: scopes on the two collections, and contradictory statements.

`python -m benchmarks.scopes --seconds 30` writes the section of RESULTS.md. For every problem that is
proved: the scope that the checker gives, in how many of 64 figures the goal holds, and, where it
fails in some, whether the printed position holds: in 20 fresh figures that satisfy it the goal must.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.geometry import DATA, SETS, problems
from benchmarks.report import table, write_section
from geometry import check_certificate, parse_statement, prove
from geometry.diagram import draw
from geometry.diagram.holds import holds
from geometry.diagram.order import satisfied
from geometry.diagram.survey import Survey, survey
from geometry.errors import GeometryError
from geometry.language import Statement
from geometry.numerics import plane

#: Fresh figures that obey the printed words, and how many are drawn to find them.
FRESH, _TRIES, _SEED = 20, 400, 900_000


@dataclass(frozen=True)
class Reach:
    """One proved problem: the checker's scope, what was counted, and of fresh figures in the printed
    position in how many of how many the goal holds (None: no position was printed)."""

    name: str
    scope: str
    counted: Survey
    fresh: tuple[int, int] | None = None


def reach(name: str, statement: Statement, seconds: float) -> Reach | None:
    """None without a proof that the checker accepts."""
    outcome = prove(statement, seconds=seconds, workers=1)
    if outcome.certificate_json is None:
        return None
    report = check_certificate(outcome.certificate_json)
    if not report.accepted or report.scope is None:
        return None
    proved = parse_statement(report.statement)
    diagram = json.loads(outcome.certificate_json)["diagram"]
    places = {point: (float(x), float(y)) for point, (x, y) in diagram.items()}
    counted = survey(proved, places)
    scope = report.scope if counted.held == counted.drawn else "drawn configuration"
    return Reach(name, scope, counted, _fresh(proved, counted) if counted.position else None)


def _fresh(statement: Statement, counted: Survey) -> tuple[int, int]:
    held = drawn = 0
    for seed in range(_SEED, _SEED + _TRIES):
        try:
            diagram = draw(statement, seed, 4)
        except GeometryError:
            continue
        z: Mapping[str, complex] = plane(diagram.points)
        if diagram.coincident or not all(satisfied(c, z) for c in counted.position):
            continue
        drawn += 1
        held += holds(statement, diagram)
        if drawn == FRESH:
            break
    return held, drawn


def contradictions() -> Iterator[tuple[str, str]]:
    """Pairs of statements that cannot both be true."""
    for line in (DATA / "contradictory_statements.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            hypotheses, _, goals = line.partition(" ? ")
            one, other = goals.split(" | ")
            yield f"{hypotheses} ? {one}", f"{hypotheses} ? {other}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=30, help="limit for a problem")
    parser.add_argument("--limit", type=int, default=None, help="only the first N of each set")
    arguments = parser.parse_args()
    rows: list[tuple[object, ...]] = []
    for title, file in SETS.items():
        listed = list(problems(file))[: arguments.limit]
        found = []
        for name, statement in listed:
            one = reach(name, statement, arguments.seconds)
            told = "-" if one is None else f"{one.scope}, {one.counted.held} of {one.counted.drawn}"
            print(f"{name[-60:]:60s} {told}", file=sys.stderr, flush=True)
            found += [one] if one is not None else []
        failing = [one for one in found if one.counted.held < one.counted.drawn]
        words = [one.fresh for one in failing if one.fresh is not None]
        rows.append(
            (
                title,
                f"{len(found)} of {len(listed)}",
                sum(one.scope == "all branches" for one in found),
                sum(one.scope != "all branches" for one in found),
                len(failing),
                f"{len(words)} ({sum(held == drawn for held, drawn in words)})",
            )
        )
    both = full = count = 0
    for pair in contradictions():
        scopes = [reach("", parse_statement(text), 5) for text in pair]
        count += 1
        both += None not in scopes
        full += all(one is not None and one.scope == "all branches" for one in scopes)
    body = table(
        (
            "set",
            "proved and accepted",
            "in all branches",
            "for the drawn configuration",
            "of these false in some of 64 figures",
            f"told where (true in all of up to {FRESH} fresh figures there)",
        ),
        rows,
    )
    body += (
        f"\nPairs of contradictory statements: {count}; both proved: {both}; both in all branches: "
        f"{full}.\n"
    )
    print(write_section("scopes", "Geometry: scopes", body, "numpy"))


if __name__ == "__main__":
    main()
