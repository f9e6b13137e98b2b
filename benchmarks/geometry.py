"""Geometry: problems solved and seconds, alone and beside Yuclid.

    python -m benchmarks.geometry [--seconds 120] [--limit N]

The peer is the `yuclid` program of the PyPI package `py-yuclid`; it is given the same points,
hypotheses and goals. Put it on the path or name it with `--yuclid`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import geometry_algebra
from benchmarks.report import FOLDER, table, write_section
from geometry import check_certificate, parse_statement, prove
from geometry.diagram import draw_and_check
from geometry.engine.closure import Closure
from geometry.language import Statement
from geometry.numerics import normalised

DATA = Path(__file__).parent.parent / "tests" / "data"
SETS = {"IMO-AG-30": "imo_ag_30.txt", "JGEX-AG-231": "jgex_ag_231.txt"}
#: The relations that the peer knows; problems with others are left out of the comparison.
PEER_RELATIONS = {"coll", "cyclic", "para", "perp", "cong", "eqangle", "eqratio"}
PEER_FLAGS = (
    "--disable-ar-dist",
    "--disable-ar-squared",
    "--disable-eqn-statements",
    "--disable-ar-sin",
)


@dataclass(frozen=True)
class Row:
    """One problem: seconds to the proof (None if there is none) and whether the checker agrees."""

    name: str
    seconds: float | None
    accepted: bool | None = None
    auxiliary: str = ""


def problems(file: str) -> Iterator[tuple[str, Statement]]:
    lines = [x for x in (DATA / file).read_text().splitlines() if x and not x.startswith("#")]
    for name, text in zip(lines[::2], lines[1::2], strict=True):
        yield name.removeprefix("translated_"), parse_statement(text)


def close(
    statement: Statement, seed: int = 0
) -> tuple[float, bool, dict[str, tuple[float, float]]]:
    """Seconds of matching and closing, whether the goals follow, and the figure."""
    figure = normalised(draw_and_check(statement, seed=seed).points)
    begun = time.perf_counter()
    closure = Closure(figure)
    for fact, _ in statement.givens:
        closure.assume(fact)
    closure.add_goals(statement.atomic_goals)
    proved = closure.run(60) == "proved"
    return time.perf_counter() - begun, proved, figure


def measure(file: str, seconds: float, auxiliary: bool, limit: int | None) -> list[Row]:
    rows = []
    for name, statement in list(problems(file))[:limit]:
        begun = time.perf_counter()
        outcome = prove(statement, seconds=seconds, auxiliary=auxiliary, algebra_seconds=0)
        used = time.perf_counter() - begun
        if outcome.proof is None:
            rows.append(Row(name, None))
        else:
            report = check_certificate(outcome.certificate_json or "", problem=str(statement))
            rows.append(Row(name, used, report.accepted, outcome.proof.auxiliary))
        show(name, rows[-1])
    return rows


def show(name: str, row: Row) -> None:
    done = (
        "-"
        if row.seconds is None
        else f"{row.seconds:.2f} s{'' if row.accepted else ' REFUSED'} {row.auxiliary}"
    )
    print(f"{name[-60:]:60s} {done}", file=sys.stderr, flush=True)


def peer_seconds(
    program: str, statement: Statement, figure: dict[str, tuple[float, float]]
) -> float | None:
    """Wall seconds of the peer's whole process if it solves the problem."""
    lines = [f"point {p} {x!r} {y!r}" for p, (x, y) in figure.items()]
    lines += [f"assume {fact}" for fact, _ in statement.givens]
    lines += [f"prove {goal}" for goal in statement.atomic_goals]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(lines))
        file.flush()
        command = [
            program,
            "--mode",
            "ddar",
            *PEER_FLAGS,
            "--use-json",
            "--log-level",
            "error",
            "--input-file",
            file.name,
        ]
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        used = time.perf_counter() - begun
    return used if '"solved"' in done.stdout else None


def compare(program: str, limit: int | None) -> str:
    """Our closure against the peer's process, on the problems that both solve."""
    start = statistics.median(_timed([program, "--help"]) for _ in range(9))
    body = [
        f"Starting the peer's process alone takes {start * 1000:.1f} ms, which is taken off its times.\n"
    ]
    rows = []
    for title, file in SETS.items():
        ratios, ours, theirs, solved = [], [], [], [0, 0]
        for _, statement in list(problems(file))[:limit]:
            if {f.name for f, _ in statement.givens} - PEER_RELATIONS or {
                g.name for g in statement.atomic_goals
            } - PEER_RELATIONS:
                continue
            own, proved, figure = min((close(statement) for _ in range(3)), key=lambda x: x[0])
            runs = [peer_seconds(program, statement, figure) for _ in range(3)]
            other = min((r for r in runs if r is not None), default=None)
            solved[0] += proved
            solved[1] += other is not None
            if proved and other is not None:
                other = max(other - start, 1e-4)
                ratios.append(own / other)
                ours.append(own)
                theirs.append(other)
        rows.append(
            (
                title,
                *solved,
                len(ratios),
                f"{statistics.median(ours) * 1000:.2f}",
                f"{statistics.median(theirs) * 1000:.2f}",
                f"{statistics.median(ratios):.3f}",
            )
        )
    head = (
        "set",
        "ours solves",
        "Yuclid solves",
        "both",
        "our median ms",
        "Yuclid median ms",
        "median of ratios",
    )
    return "\n".join(body) + "\n" + table(head, rows)


def _timed(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - begun


def whole_process(limit: int) -> tuple[float, int]:
    """Median wall seconds of `olympiad prove` on problems the closure solves, and their number."""
    times = []
    for name, statement in problems(SETS["IMO-AG-30"]):
        if len(times) == limit:
            break
        if not close(statement)[1]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            command = prove_command(Path(folder), name, statement)
            begun = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise SystemExit(f"olympiad prove failed on {name}: {done.stderr}")
            times.append(time.perf_counter() - begun)
    return statistics.median(times), len(times)


def prove_command(folder: Path, name: str, statement: Statement) -> list[str]:
    """The command line that proves a statement and writes into `folder`."""
    path = folder / "problem.md"
    path.write_text(
        f"---\nid: {name.replace('_', '-')}\nsource: {name}\nkind: geometry\n---\nA problem.\n\n"
        f'```geometry person="benchmark"\n{statement}\n```\n'
    )
    olympiad = str(Path(sys.executable).with_name("olympiad"))
    return [olympiad, "prove", str(path), "--out", str(folder / "out")]


def peak_memory(seconds: float) -> float:
    """Megabytes of the largest process of a search for Morley's theorem, which nothing proves."""
    found = dict(problems(SETS["JGEX-AG-231"]))
    statement = found["examples/complete2/unsolved/morley.gex"]
    with tempfile.TemporaryDirectory() as folder:
        command = prove_command(Path(folder), "morley", statement)
        process = subprocess.Popen(
            [*command, "--budget", f"{seconds:g}s"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1000


def curve(results: dict[str, tuple[list[Row], list[Row]]]) -> None:
    """Problems solved against seconds, as a picture beside the table."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(results), figsize=(5.5 * len(results), 4), squeeze=False)
    for axis, (title, (without, with_points)) in zip(axes[0], results.items(), strict=True):
        for rows, label in ((without, "closure only"), (with_points, "with auxiliary points")):
            seconds = sorted(r.seconds for r in rows if r.seconds is not None)
            axis.step(seconds, range(1, len(seconds) + 1), where="post", label=label)
        axis.set(
            xscale="log",
            xlabel="seconds",
            ylabel="problems solved",
            title=f"{title} ({len(without)} problems)",
        )
        axis.legend(loc="lower right")
    figure.tight_layout()
    (FOLDER / "results").mkdir(exist_ok=True)
    figure.savefig(FOLDER / "results" / "geometry.svg")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--seconds", type=float, default=120, help="limit for a problem with auxiliary points"
    )
    parser.add_argument(
        "--yuclid", default=shutil.which("yuclid"), help="path of the peer's program"
    )
    parser.add_argument(
        "--limit", type=int, default=None, help="only the first N problems of each set"
    )
    arguments = parser.parse_args()
    results = {}
    rows = []
    for title, file in SETS.items():
        without = measure(file, 60, False, arguments.limit)
        with_points = measure(file, arguments.seconds, True, arguments.limit)
        results[title] = (without, with_points)
        for label, found in (
            ("closure only", without),
            (f"with auxiliary points, {arguments.seconds:g} s", with_points),
        ):
            solved = [r.seconds for r in found if r.seconds is not None]
            refused = sum(r.accepted is False for r in found)
            rows.append(
                (
                    title,
                    label,
                    f"{len(solved)} of {len(found)}",
                    f"{statistics.median(solved):.3f}",
                    f"{max(solved):.1f}",
                    refused,
                )
            )
    body = [
        table(
            (
                "set",
                "mode",
                "proved",
                "median s (figure, closure, proof)",
                "longest s",
                "refused by the checker",
            ),
            rows,
        )
    ]
    missing = [
        f"{title}: {', '.join(r.name for r in with_points if r.seconds is None) or 'none'}"
        for title, (_, with_points) in results.items()
    ]
    body.append("Not proved: " + "; ".join(missing) + ".\n")
    body.append(
        "### By algebra alone (60 s)\n\n"
        + geometry_algebra.summary(
            (title, geometry_algebra.rows_of(file, 60, arguments.limit))
            for title, file in SETS.items()
        )
    )
    curve(results)
    body.append("![problems solved against seconds](results/geometry.svg)\n")
    if arguments.yuclid:
        body.append(
            "### Closure against Yuclid (angles and ratios)\n\n"
            + compare(arguments.yuclid, arguments.limit)
        )
    else:
        body.append(
            "Yuclid was not installed (`pip install py-yuclid` in an environment of its own, then `--yuclid PATH`).\n"
        )
    median, count = whole_process(10)
    body.append(
        f"Whole process, `olympiad prove FILE` to the sealed bundle, median of {count}: {median:.2f} s.\n"
    )
    body.append(
        f"Memory: {peak_memory(arguments.seconds):.0f} MB at most in any process of "
        f"{arguments.seconds:g} s of search for Morley's theorem.\n"
    )
    print(write_section("geometry", "Geometry", "\n".join(body), "numpy"))


if __name__ == "__main__":
    main()
