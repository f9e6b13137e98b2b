"""The command line of the mutation run."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from benchmarks.mutations.areas import trusted_files
from benchmarks.mutations.drawn import all_sites, draw
from benchmarks.mutations.equivalent import reason_of
from benchmarks.mutations.journal import Journal
from benchmarks.mutations.listed import LISTED
from benchmarks.mutations.mutant import Mutant, MutationError, prepared
from benchmarks.mutations.run import try_all
from benchmarks.mutations.tables import Row, write_table
from benchmarks.mutations.tree import ROOT, fingerprint
from benchmarks.mutations.trial import Trial

SEED = 20261128
#: Of the drawn changes so many may survive; each is named and waits for its test.
MAY_SURVIVE = 3
JOURNAL = ROOT / "build" / "mutations" / "journal.jsonl"


def main(arguments: list[str] | None = None) -> int:
    """0: the net holds; 1: changes survived; 2: the run could not be made; 130: interrupted."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)  # a shell starts what runs in the background deaf to it
    try:
        return _run(options)
    except MutationError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
        return 130


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--drawn", type=int, metavar="N", help="draw N changes instead of the list")
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw (%(default)s)")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="changes whose name holds this text; may be given several times",
    )
    parser.add_argument("--jobs", type=int, default=2, help="trials at a time (%(default)s)")
    parser.add_argument("--fresh", action="store_true", help="forget the results of earlier runs")
    parser.add_argument("--list", action="store_true", help="show the changes and try none")
    parser.add_argument("--json", action="store_true", help="the results as JSON on stdout")
    options = parser.parse_args(arguments)
    if options.jobs < 1 or (options.drawn is not None and options.drawn < 1):
        parser.error("--jobs and --drawn must be 1 or more")
    return options


def _run(options: argparse.Namespace) -> int:
    if options.drawn is None:
        mutants = [prepared(mutation, ROOT) for mutation in LISTED]
    else:
        mutants = _drawn(options.drawn, options.seed)
    if options.only:
        mutants = [m for m in mutants if any(text in m.name for text in options.only)]
    if not mutants:
        wanted = " or ".join(map(repr, options.only))
        raise MutationError(f"no change has {wanted} in its name; `--list` shows them all")
    if options.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    if options.fresh:
        JOURNAL.unlink(missing_ok=True)
    trials = try_all(
        mutants,
        Journal(JOURNAL, fingerprint(ROOT)),
        jobs=options.jobs,
        heard=_Progress(len(mutants)),
    )
    rows = [
        Row(mutant.name, mutant.breaks, trial.outcome, trial.by, trial.seconds)
        for mutant, trial in zip(mutants, trials, strict=True)
    ]
    if options.json:
        print(
            json.dumps(
                {"format": "olympiad-mutations/1", "trials": [asdict(r) for r in rows]},
                indent=2,
                ensure_ascii=False,
            )
        )
    if not options.only:
        path = write_table(rows, drawn=options.drawn, seed=options.seed)
        print(
            f"written to {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}",
            file=sys.stderr,
        )
    return _judged(rows, drawn=options.drawn is not None)


def _drawn(count: int, seed: int) -> list[Mutant]:
    tests = trusted_files(ROOT)
    found = [site for site in all_sites(ROOT, list(tests)) if reason_of(site) is None]
    return [
        Mutant(
            site.name,
            site.file,
            site.text((ROOT / site.file).read_text("utf-8")),
            f"in {site.scope}" if site.scope else "",
            tests[site.file],
        )
        for site in draw(found, count, seed)
    ]


def _judged(rows: list[Row], *, drawn: bool) -> int:
    broken = [row for row in rows if row.outcome == "broken"]
    survived = [row for row in rows if row.outcome == "survived"]
    for row in broken:
        print(f"broken: {row.name}: {row.by}", file=sys.stderr)
    for row in survived:
        print(f"SURVIVED: {row.name}  {row.breaks}".rstrip(), file=sys.stderr)
    killed = sum(row.outcome == "killed" for row in rows)
    print(f"{killed} of {len(rows)} changes killed, {len(survived)} survived", file=sys.stderr)
    if broken:
        return 2
    return 1 if len(survived) > (MAY_SURVIVE if drawn else 0) else 0


class _Progress:
    """A line on stderr for each trial."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._lock = threading.Lock()

    def __call__(self, trial: Trial) -> None:
        with self._lock:
            unchanged = trial.name.startswith("no change")
            self._done += not unchanged
            word = "passed" if unchanged and trial.outcome == "survived" else trial.outcome
            by = f" by {trial.by}" if trial.by else ""
            print(
                f"[{self._done}/{self._total}] {word}{by} ({trial.seconds:.1f} s): {trial.name}",
                file=sys.stderr,
                flush=True,
            )


if __name__ == "__main__":
    raise SystemExit(main())
