"""What each departure from the published constants is worth, in a toy whose answers are known.

    python tests/mcts/measure_departures.py

The toy is a made-up world of goals that are d tactics away: of twelve actions one brings a goal
nearer (and may split it), some lead sideways or away, most fail. The policy weighs the good
action higher with much noise, and guesses distances with noise. For our constants, the published
ones, and ours with each departure taken back alone: goals proved within the steps, and the
geometric mean of steps over ours (unproved ones count the limit), over worlds drawn by seed.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import statistics
import sys
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mcts.protocols.environment import Failed, Outcome, Spent, Subgoals
from mcts.protocols.policy import Answer, Exhausted, Proposal
from mcts.search.config import SearchConfig, hand_written_policy_config
from mcts.search.driver import search

ACTIONS = 12
Goal = tuple[int, int]
"""How many tactics away, and the seed of what its actions do."""


class World:
    """The rules and, with noise, the guide: environment and policy at once."""

    def __init__(self) -> None:
        self.steps = 0

    def key(self, state: Goal) -> Hashable:
        return state

    def spent(self) -> Spent:
        return Spent(self.steps)

    async def apply(self, state: Goal, actions: Sequence[str]) -> list[Outcome[Goal]]:
        self.steps += len(actions)
        return [self._step(state, int(action)) for action in actions]

    def _step(self, state: Goal, action: int) -> Outcome[Goal]:
        distance, seed = state
        dice = random.Random(f"{seed} {action}")

        def goal(away: int) -> Goal:
            return away, dice.randrange(1 << 30)

        if action == good(state):
            if distance == 1:
                return Subgoals(())
            nearer = [goal(distance - 1)]
            if dice.random() < 0.3:
                nearer.append(goal(dice.randint(1, distance - 1)))
            return Subgoals(tuple(nearer))
        chance = dice.random()
        if chance < 0.6:
            return Failed()
        return Subgoals((goal(distance if chance < 0.85 else distance + 1),))

    async def propose(self, state: Goal, count: int, sampling: int, rng: random.Random) -> Answer:
        dice = random.Random(f"weights {state}")
        weights = [math.exp(dice.gauss(1.0 * (i == good(state)), 1)) for i in range(ACTIONS)]
        order = sorted(range(ACTIONS), key=lambda i: -weights[i])
        slice_ = order[sampling * count : (sampling + 1) * count]
        return [Proposal(str(i), weights[i]) for i in slice_] or Exhausted()

    async def remaining(self, states: Sequence[Goal]) -> list[float]:
        return [s[0] * math.exp(random.Random(f"value {s}").gauss(0, 0.5)) for s in states]


def good(state: Goal) -> int:
    """The action that brings a goal nearer."""
    return state[1] % ACTIONS


def main() -> None:
    """Print one line for each set of constants."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--distance", type=int, default=5)
    parser.add_argument("--samples", type=int, default=4, help="tactics of one sampling")
    asked = parser.parse_args()
    bounds = {"max_steps": asked.steps, "max_simulations": 10**6, "samples": asked.samples}
    ours = replace(hand_written_policy_config(), **bounds)
    published = replace(SearchConfig(), **bounds)
    sets = {"ours": ours, "published": published}
    for names in (
        ("c_init",),
        ("prior_temperature",),
        ("discount",),
        ("sampling_c",),
        ("lookahead", "no_action_tactics"),
        ("no_action_tactics",),
    ):
        back = {name: getattr(published, name) for name in names}
        sets["ours, but published " + " and ".join(names)] = replace(ours, **back)
    sets["ours, but c_base 200"] = replace(ours, c_base=200.0)
    base: list[float] = []
    for name, config in sets.items():
        steps = []
        for seed in range(asked.worlds):
            world = World()
            start = (asked.distance, random.Random(f"world {seed}").randrange(1 << 30))
            result = asyncio.run(search(start, world, world, config))
            steps.append(asked.steps if result.proof is None else min(world.steps, asked.steps))
        base = base or [float(step) for step in steps]
        ratio = statistics.geometric_mean(s / b for s, b in zip(steps, base, strict=True))
        proved = sum(step < asked.steps for step in steps)
        print(f"{name:60} proved {proved:3} of {asked.worlds}   steps x {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
