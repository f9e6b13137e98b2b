"""Limits that are kept inside a simulation too: the stop, seconds, steps, CPU seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mcts.protocols.environment import Spent
from mcts.search.config import SearchConfig
from mcts.search.driver import Statistics, search
from tests.mcts.mcts_games import GraphGame
from tests.mcts.mcts_uniform import UniformPolicy

CONFIG = SearchConfig(samples=4, lookahead=True, no_action_tactics=None, max_simulations=10_000)
GRAPH = {f"g{i}": {f"m{j}": (f"g{4 * i + j + 1}",) for j in range(4)} for i in range(20_000)}


class Asleep(GraphGame):
    """Its second application never comes back."""

    cancelled = False

    async def apply(self, state: str, actions: Sequence[str]) -> Any:
        outcomes = await super().apply(state, actions)
        if len(self.applied) > 4:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                self.cancelled = True
                raise
        return outcomes


class Costly(GraphGame):
    """Each action costs a tenth of a second of processor time."""

    def spent(self) -> Spent:
        return Spent(len(self.applied), 0.1 * len(self.applied))


async def test_the_stop_is_heard_inside_a_simulation() -> None:
    game = Asleep(GRAPH)
    started = time.monotonic()
    result = await asyncio.wait_for(
        search(
            "g0",
            game,
            UniformPolicy(game.actions),
            CONFIG,
            should_stop=lambda: time.monotonic() - started > 0.1,
        ),
        timeout=60,
    )
    assert (result.ending, result.statistics.simulations) == ("stopped", 1)
    assert game.cancelled
    # What was not brought to an end left no trace.
    assert [node.samplings for node in result.tree] == [1, 0, 0, 0, 0]
    assert all(edge.visits == 0 for edge in result.root.edges)


async def test_seconds_end_a_policy_that_never_answers() -> None:
    class Silent(UniformPolicy[str]):
        async def propose(self, *_: Any) -> Any:
            await asyncio.sleep(3600)

    game = GraphGame(GRAPH)
    config = replace(CONFIG, max_seconds=0.1)
    work = search("g0", game, Silent(game.actions), config)
    result = await asyncio.wait_for(work, timeout=60)
    assert (result.ending, result.statistics.simulations) == ("budget", 0)


async def test_steps_are_counted_exactly() -> None:
    game = GraphGame(GRAPH)
    for steps in (0, 1, 4, 10):
        game.applied.clear()
        config = replace(CONFIG, max_steps=steps)
        result = await search("g0", game, UniformPolicy(game.actions), config)
        assert (result.ending, len(game.applied)) == ("budget", steps)
        assert result.statistics.tactics == steps


async def test_processor_time_of_the_workers_is_a_limit_from_the_start_of_the_search() -> None:
    game = Costly(GRAPH)
    game.applied.extend([("before", "search")] * 1000)
    told: list[Statistics] = []
    config = replace(CONFIG, max_cpu_seconds=1.9)
    policy = UniformPolicy(game.actions)
    result = await search("g0", game, policy, config, progress=told.append)
    assert result.ending == "budget"
    assert [round(state.cpu_seconds, 3) for state in told] == [0.4, 0.8, 1.2, 1.6, 2.0]
