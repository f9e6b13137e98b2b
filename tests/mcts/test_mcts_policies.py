"""Policies that answer nothing, garbage, late or never: that costs time, and kills no goal."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from mcts.policy.mixture import MixedPolicy
from mcts.protocols.environment import Failed, Subgoals, Undecided
from mcts.protocols.policy import Answer, Exhausted, Proposal, Unavailable
from mcts.search.config import SearchConfig
from mcts.search.driver import SearchResult, search
from mcts.search.tree import Status
from tests.mcts.mcts_games import GraphGame
from tests.mcts.mcts_uniform import UniformPolicy

SMALL = SearchConfig(
    samples=2, sampling_c=0.5, prior_temperature=1.0, lookahead=True, no_action_tactics=None
)
EASY = GraphGame({"g0": {"on": ("g1",)}, "g1": {"close": ()}})


class Scripted:
    """Answers from a function of the state and of how often that state was asked about."""

    def __init__(self, answer: Callable[[str, int], Any]) -> None:
        self.answer = answer
        self.asked: dict[str, list[int]] = {}

    async def propose(self, state: str, count: int, sampling: int, rng: random.Random) -> Answer:
        times = self.asked.setdefault(state, [])
        times.append(sampling)
        return self.answer(state, len(times))  # type: ignore[no-any-return]

    async def remaining(self, states: Sequence[str]) -> list[float]:
        return [3.0] * len(states)


def run(policy: Any, game: GraphGame = EASY, **changes: Any) -> SearchResult[str]:
    return asyncio.run(search("g0", game, policy, replace(SMALL, **changes)))


def legal(state: str) -> list[Proposal]:
    return [Proposal(action) for action in EASY.actions(state)]


@pytest.mark.parametrize("nothing", [[], Unavailable("no connection"), "garbage", 7, None, [3]])
def test_an_empty_answer_kills_no_goal(nothing: Any) -> None:
    policy = Scripted(lambda state, time: nothing if time == 1 else legal(state))
    assert run(policy).ending == "proved"


def test_an_unavailable_policy_is_asked_for_the_same_sampling_again() -> None:
    policy = Scripted(lambda state, time: Unavailable() if time < 4 else legal(state))
    assert run(policy).ending == "proved"
    assert policy.asked["g0"][:4] == [0, 0, 0, 0]
    empty = Scripted(lambda state, time: [] if time < 4 else legal(state))
    assert run(empty).ending == "proved"
    assert empty.asked["g0"][:4] == [0, 1, 2, 3]


def test_a_policy_that_stays_away_ends_the_search_with_that_word() -> None:
    result = run(Scripted(lambda *_: Unavailable("down")), patience=5)
    assert (result.ending, result.root.status) == ("unavailable", Status.OPEN)
    assert result.statistics.simulations == 5


def test_exhausted_is_what_kills() -> None:
    result = run(Scripted(lambda *_: Exhausted()))
    assert (result.ending, result.root.status) == ("exhausted", Status.DEAD)


def test_weights_that_are_no_weights_are_passed_over() -> None:
    weights = [0.0, -1.0, float("nan"), float("inf"), 1.0]
    proposals = [Proposal(f"m{i}", weight) for i, weight in enumerate(weights)]
    game = GraphGame({"g0": {f"m{i}": (f"g{i + 1}",) for i in range(5)}})
    result = run(Scripted(lambda *_: proposals), game, max_simulations=4)
    assert {action for _, action in game.applied} == {"m4"}
    assert [edge.action for edge in result.root.edges] == ["m4"]


async def test_a_mixture_survives_parts_without_weight_or_answer() -> None:
    def part(answer: Any) -> Any:
        return Scripted(lambda *_: answer)

    async def ask(*answers: Any) -> Any:
        mixed = MixedPolicy([(part(answer), 1.0) for answer in answers])
        return await mixed.propose("g0", 8, 0, random.Random(0))

    some = [Proposal("a", 2.0)]
    assert await ask([Proposal("z", 0.0)], some) == [Proposal("a", 0.5)]
    assert await ask([Proposal("z", 0.0)], Exhausted()) == []
    assert await ask(Unavailable("x"), some) == [Proposal("a", 0.5)]
    assert await ask(Unavailable("x"), Exhausted()) == Unavailable("x")
    assert await ask(Exhausted(), Exhausted()) == Exhausted()


class Slow(GraphGame):
    """The named actions come to no end the first `times` they are tried."""

    def __init__(self, graph: Any, times: dict[str, int]) -> None:
        super().__init__(graph)
        self.times = times

    async def apply(self, state: str, actions: Sequence[str]) -> Any:
        outcomes: list[Subgoals[str] | Failed | Undecided] = []
        for action, outcome in zip(actions, await super().apply(state, actions), strict=True):
            left = self.times.get(action, 0)
            self.times[action] = left - 1
            outcomes.append(Undecided("no time") if left > 0 else outcome)
        return outcomes


def test_a_timeout_refutes_nothing() -> None:
    game = Slow({"g0": {"long": ("g1",), "other": ("g2",)}, "g2": {"long": ()}}, {"long": 99})
    result = run(UniformPolicy(game.actions), game)
    assert result.ending == "exhausted"
    assert {node.state: node.status for node in result.tree} == {
        "g0": Status.LEFT,
        "g2": Status.LEFT,
    }


def test_what_came_to_no_end_is_tried_once_more_if_proposed_again() -> None:
    policy = Scripted(lambda state, time: [Proposal("close")] if time < 5 else Exhausted())
    once = Slow({"g0": {"close": ()}}, {"close": 1})
    assert run(policy, once).ending == "proved"
    never = Slow({"g0": {"close": ()}}, {"close": 99})
    policy.asked.clear()
    result = run(policy, never)
    assert (result.ending, result.root.status) == ("exhausted", Status.LEFT)
    assert len(never.applied) == 2


def test_resampling_appends_and_drops_no_subtree() -> None:
    graph = {f"g{i}": {f"m{j}": (f"g{i * 6 + j + 1}",) for j in range(6)} for i in range(300)}
    game = GraphGame(graph)
    seen: dict[str, list[Any]] = {}
    for simulations in range(1, 60):
        result = run(UniformPolicy(game.actions), game, max_simulations=simulations)
        for node in result.tree:
            edges = [(edge.action, [child.state for child in edge.children]) for edge in node.edges]
            assert edges[: len(seen.get(node.state, []))] == seen.get(node.state, [])
            seen[node.state] = edges
    assert result.root.samplings > 1
    assert len(result.root.edges) > SMALL.samples


def test_a_repeated_tactic_adds_its_weight_and_the_cheapest_of_twins_is_kept() -> None:
    class Priced(GraphGame):
        async def apply(self, state: str, actions: Sequence[str]) -> Any:
            costs = {"dear": 5.0, "cheap": 1.0}
            outcomes = await super().apply(state, actions)
            return [
                Subgoals(outcome.states, costs[action])
                if isinstance(outcome, Subgoals)
                else outcome
                for action, outcome in zip(actions, outcomes, strict=True)
            ]

    game = Priced({"g0": {"dear": ("g1",), "cheap": ("g1",)}})
    both = [Proposal("dear", 3.0), Proposal("cheap", 1.0)]
    policy = Scripted(lambda state, _: both if state == "g0" else [])
    result = run(policy, game, max_simulations=1)
    (edge,) = result.root.edges
    assert (edge.action, edge.weight) == ("cheap", 4.0)
    result = run(policy, game, max_simulations=40)
    (edge,) = result.root.edges
    assert edge.weight == 4.0 * result.root.samplings > 4.0
