"""Each attack, an honest twin and a second attack in turn through one slot, against fresh processes.

    python -m benchmarks.lean_turns [--names matcher_helper skip_kernel_tactic ...]

A process that stands ready must not make a check say anything else than processes that are started
for it: every outcome of the one must equal that of the other. Prints what differs and ends with 1 if
something does.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lean.checker.audited import kernel_preload
from lean.checker.check import Checker
from lean.checker.compile import library_preload
from lean.checker.outcome import CheckOutcome
from lean.checker.slots import Slots
from lean.library.profile import Profile, find_profile
from lean.sandbox.forks import Servers
from lean.sandbox.job import Limits

ATTACKS = Path(__file__).parents[1] / "tests" / "lean" / "attacks"
SECONDS = 12.0
# What depends on the clock, and what a candidate may print at will.
_LEFT_OUT = ("seconds", "messages")


def names() -> list[str]:
    """The attacks that have an honest twin."""
    found = {path.stem for path in ATTACKS.glob("*.lean")}
    return sorted(name for name in found if f"{name}_honest" in found)


def turns(chosen: Sequence[str]) -> list[str]:
    """Attack, honest twin, the next attack, its twin, the one after ...: each honest proof comes right
    behind an attack and right before another.
    """
    return [turn for name in chosen for turn in (name, f"{name}_honest")]


async def outcome(checker: Checker, name: str) -> dict[str, Any]:
    """Check one file of the suite, with the text filters off."""
    text = (ATTACKS / f"{name}.lean").read_text(encoding="utf-8")
    statement = "\n".join(re.findall(r"^-- statement: (.*)$", text, re.M))
    found: CheckOutcome = await checker.check(statement, text, filters=False)
    return {key: value for key, value in asdict(found).items() if key not in _LEFT_OUT}


async def differences(profile: Profile, chosen: Sequence[str], servers: Servers) -> list[str]:
    """Return what comes out otherwise through one slot of forks than from fresh processes, a line each."""
    for preload in (library_preload(profile), kernel_preload(profile)):
        if preload is not None:
            await asyncio.to_thread(servers.warm, preload)
    limits = Limits(wall_seconds=SECONDS)
    forked = Checker(profile, limits, Slots(1), servers=servers)
    fresh = Checker(profile, limits, Slots(1), servers=None)
    found: list[str] = []
    for name in turns(chosen):
        one, other = await outcome(forked, name), await outcome(fresh, name)
        found += [
            f"{name}: {key} is {one[key]!r}, of a fresh process {other[key]!r}"
            for key in one
            if one[key] != other[key]
        ]
    return found


def main() -> int:
    """Compare, print, and say by the exit code whether all is equal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", nargs="+", choices=names(), default=names(), metavar="NAME")
    chosen = parser.parse_args().names
    servers = Servers()
    try:
        found = asyncio.run(differences(find_profile("core"), chosen, servers))
    finally:
        servers.close()
    print(*found, f"{len(turns(chosen))} turns, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
