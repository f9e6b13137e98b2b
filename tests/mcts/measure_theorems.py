"""How many statements of the theorem set the search proves from scratch.

    python tests/mcts/measure_theorems.py --sample 30 --steps 400 --seconds 60

With ``--steps`` the search ends after so many tactics, which says the same on every machine. The
statements are drawn with a seed from every file of the set but the linear problems; the
proofs that stand there, and earlier theorems, are not shown to the search. One Lean worker.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lean.driver.pool import Pool  # noqa: E402
from lean.driver.state import StepLimits  # noqa: E402
from lean.errors import DriverError  # noqa: E402
from lean.library.profile import find_profile  # noqa: E402
from mcts.env.lean import LeanEnvironment  # noqa: E402
from mcts.policy.enumerate.curated import CuratedPolicy  # noqa: E402
from mcts.search.config import SearchConfig, hand_written_policy_config  # noqa: E402
from mcts.search.driver import search  # noqa: E402

THEOREMS = ROOT / "tests" / "lean_core" / "theorems"
_COMMAND = re.compile(r"^(?=\S)", re.MULTILINE)


def statements() -> list[tuple[str, str]]:
    """Return (name, statement ending in `:= by sorry`) of the whole set, in order."""
    found = []
    for file in sorted(THEOREMS.glob("*.lean")):
        if file.stem == "omega_problems":
            continue
        before = ""
        for command in _COMMAND.split(file.read_text(encoding="utf-8")):
            if command.startswith("theorem "):
                head = _head(command)
                if head is not None:
                    found.append((command.split()[1], f"{before}{head} := by sorry\n"))
            elif not command.startswith("--"):
                before += command
    return found


def _head(command: str) -> str | None:
    depth = 0
    for place, char in enumerate(command):
        depth += (char in "([{⟨") - (char in ")]}⟩")
        if depth == 0 and command.startswith(":=", place):
            return command[:place].rstrip()
    return None


async def measure(chosen: list[tuple[str, str]], config: SearchConfig, show: bool) -> int:
    """Search each statement; print a line for each; return how many were proved."""
    proved = 0
    async with Pool(find_profile(), 1, limits=StepLimits(10, 30)) as pool:
        for name, statement in chosen:
            started = time.monotonic()
            text = None
            try:
                async with pool.session(statement) as session:
                    environment = LeanEnvironment(session)
                    root = environment.root()
                    result = await search(root, environment, CuratedPolicy(), config)
                    word: str = result.ending
                    if result.proof is not None:
                        text = await environment.written(result.proof)
                        word = "proved" if text is not None else "REPLAY FAILED"
                    detail = f"{result.statistics.nodes} goals {environment.steps} tactics"
                    detail += f" {result.statistics.cpu_seconds:.1f} s in Lean"
            except DriverError as error:
                word, detail = "fault", str(error)
            took = time.monotonic() - started
            proved += text is not None
            print(f"{name:40} {word:10} {took:5.1f} s  {detail}", flush=True)
            if show and text is not None:
                print("\n".join("    " + line for line in text.split("\n")))
    return proved


def main() -> None:
    """Draw, search, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--steps", type=int, default=None, help="tactics tried, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--only", nargs="*", default=None, help="these theorems instead of a sample"
    )
    parser.add_argument("--published", action="store_true", help="the published constants")
    parser.add_argument(
        "--set", nargs="*", default=[], metavar="CONSTANT=JSON", help="change single constants"
    )
    parser.add_argument("--show", action="store_true", help="print the proofs found")
    asked = parser.parse_args()
    every = statements()
    chosen = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    if asked.only is not None:
        chosen = [(name, statement) for name, statement in every if name in asked.only]
    config = SearchConfig(samples=24) if asked.published else hand_written_policy_config()
    changes = {name: json.loads(value) for name, value in (one.split("=") for one in asked.set)}
    bounds = {"max_seconds": asked.seconds, "max_steps": asked.steps, "max_simulations": 10_000}
    config = replace(config, **{**bounds, **changes})
    proved = asyncio.run(measure(chosen, config, asked.show))
    print(f"proved {proved} of {len(chosen)} (drawn from {len(every)} with seed {asked.seed})")


if __name__ == "__main__":
    main()
