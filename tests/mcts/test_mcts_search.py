"""The search against brute force, its invariants, its budgets, and a golden tree."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcts.policy.mixture import MixedPolicy
from mcts.policy.uniform import UniformPolicy
from mcts.protocols.policy import Answer, Exhausted
from mcts.search.config import SearchConfig
from mcts.search.driver import SearchResult, search
from mcts.search.proof import Proof
from mcts.search.tree import Status, Tree
from tests.mcts.mcts_games import GraphGame, Propositions, Sequent
from tests.mcts.mcts_uniform import UniformPolicy

# Ours on a small machine, in small steps; the published constants have tests of their own.
SMALL = SearchConfig(
    samples=2,
    sampling_c=0.5,
    prior_temperature=1.0,
    lookahead=True,
    no_action_tactics=None,
    max_simulations=10_000,
)
PUBLISHED = SearchConfig(samples=2, sampling_c=0.5, max_simulations=10_000)


def run(
    game: GraphGame, config: SearchConfig = SMALL, start: str = "g0", **more: Any
) -> SearchResult[str]:
    policy = UniformPolicy(game.actions, distance=3.0)
    return asyncio.run(search(start, game, policy, config, **more))


def replays(game: GraphGame, goal: str, found: Proof[str]) -> bool:
    """Whether each step's action, run by the rules on its goal, leaves its children's goals."""
    return found.root.state == goal and all(
        step.state is not None
        and game.graph.get(step.state, {}).get(step.action)
        == tuple(found.steps[child].state for child in step.children)
        for step in found.steps
    )


def check_invariants(tree: Tree[str], simulations: int) -> None:
    nodes = list(tree)
    assert nodes[0].visits == simulations
    for node in nodes:
        assert node.visits == node.samplings + sum(edge.visits for edge in node.edges)
        assert all(sum(edge.child_visits) == edge.visits for edge in node.edges if edge.children)
        assert 0.0 <= tree.value(node) <= 1.0
        assert 0.0 <= node.value_sum <= node.visits
        for edge in node.edges:
            assert node.key not in {child.key for child in edge.children}
            assert 0.0 <= tree.edge_value(edge) <= tree.discount
        outcomes = [tuple(child.key for child in edge.children) for edge in node.edges]
        assert len(outcomes) == len(set(outcomes))
    keys = [node.key for node in nodes]
    assert len(keys) == len(set(keys))


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, tuple[str, ...]]]:
    """Random AND/OR graphs, circles and dead ends included."""
    goals = [f"g{i}" for i in range(draw(st.integers(1, 7)))]
    lefts = st.lists(st.sampled_from(goals), max_size=3).map(tuple)
    moves = st.lists(lefts, max_size=4).map(lambda ls: {f"m{i}": left for i, left in enumerate(ls)})
    return {goal: draw(moves) for goal in goals}


@settings(max_examples=200, deadline=None)
@given(graphs(), st.booleans(), st.sampled_from([SMALL, PUBLISHED]))
def test_proves_exactly_what_brute_force_proves(
    graph: dict[str, dict[str, tuple[str, ...]]], transpose: bool, constants: SearchConfig
) -> None:
    game = GraphGame(graph)
    # Without merging, circles unroll for ever: then only the limit ends a hopeless search.
    config = replace(constants, transpose=transpose, max_simulations=3000 if transpose else 60)
    result = run(game, config)
    provable = "g0" in game.shortest()
    if transpose:
        assert result.ending == ("proved" if provable else "exhausted")
        check_invariants(result.tree, result.statistics.simulations)
    elif not provable:
        assert result.proof is None
    assert (result.proof is not None) == (result.ending == "proved")
    if result.proof is not None:
        assert replays(game, "g0", result.proof)
        assert result.proof.length >= game.shortest()["g0"]
        assert result.proof.length == result.root.length


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_dead_and_solved_are_true(graph: dict[str, dict[str, tuple[str, ...]]]) -> None:
    game = GraphGame(graph)
    provable = game.shortest()
    for node in run(game).tree:
        if node.status is Status.SOLVED:
            assert provable[node.state] <= node.length
        if node.status is Status.DEAD:
            assert node.state not in provable


@settings(max_examples=50, deadline=None)
@given(graphs())
def test_no_action_is_tried_twice_on_a_goal(graph: dict[str, dict[str, tuple[str, ...]]]) -> None:
    game = GraphGame(graph)
    run(game)
    assert len(game.applied) == len(set(game.applied))


GOLDEN = {
    "g0": ("solved", 6, 10 / 32, [("split", 3, [1, 2]), ("jump", 2, [2])]),
    "a": ("solved", 1, 1 / 2, [("close", 0, [])]),
    "b": ("solved", 2, 5 / 16, [("on", 1, [1])]),
    "c": ("open", 2, 1 / 16, [("stuck", 1, [1])]),
    "d": ("solved", 1, 1 / 2, [("close", 0, [])]),
    "e": ("dead", 1, 0.0, []),
}


def test_golden_tree() -> None:
    """A search small enough to be followed with a pencil; every goal is guessed 3 tactics away.

    Discount 1/2, so that a fresh goal counts 1/8. The goals of a tactic are worth the hardest.
    1. g0: no edge yet. split and jump both leave goals at 1/8: the leaf is worth 1/16.
    2. Both edges 1/16, equal bonus: split is first. Both of its goals are new: a. `close` proves
       it: exactly 1/2. The only unproved goal, b, was not visited: it passes its estimate 1/8,
       halved at g0.
    3. split was visited, so jump has the larger bonus: c, whose edge `stuck` leads to e at 1/8:
       1/16 rises to c, half of it to g0.
    4. split and jump were visited once each. split is worth 1/2 * 1/8 (b's estimate), jump
       1/2 * 1/16: split, to b, whose edge `on` leads to d: 1/16, then 1/32 at g0.
    5. split is worth 1/32 now too, and was visited more: jump, c, e, which has no tactic: dead,
       and brings 0. c was never asked for more tactics and stays open.
    6. split, to b, to d, which `close` proves, and with it everything: exactly 1/2, 1/4, 1/8.
    """
    game = GraphGame(
        {
            "g0": {"split": ("a", "b"), "jump": ("c",)},
            "a": {"close": ()},
            "b": {"on": ("d",)},
            "c": {"stuck": ("e",)},
            "d": {"close": ()},
        }
    )
    result = run(game, replace(SMALL, sampling_c=0.01, discount=0.5))
    seen = {
        node.state: (
            node.status.value,
            node.visits,
            node.value_sum,
            [(e.action, e.visits, e.child_visits) for e in node.edges],
        )
        for node in result.tree
    }
    assert seen == GOLDEN
    assert result.proof is not None
    assert list(result.proof.actions()) == ["split", "close", "on", "close"]
    assert replays(game, "g0", result.proof)


def test_same_outcome_is_one_edge_with_the_weights_of_both() -> None:
    game = GraphGame({"g0": {"x": ("a",), "y": ("a",), "z": ("b",)}, "a": {}, "b": {}})
    result = run(game, replace(SMALL, samples=8))
    assert [(edge.action, edge.weight) for edge in result.root.edges] == [("x", 2.0), ("z", 1.0)]


def test_an_action_that_changes_nothing_is_no_edge() -> None:
    game = GraphGame({"g0": {"wait": ("g0",), "wait more": ("g0", "a")}, "a": {"close": ()}})
    result = run(game)
    assert result.root.edges == []
    assert result.ending == "exhausted"


def test_progressive_sampling_brings_new_actions_as_visits_grow() -> None:
    # The way out is the ninth action; the others lead into ever new rooms.
    graph: dict[str, dict[str, tuple[str, ...]]] = {
        f"g{i}": {f"m{j}": (f"g{i * 8 + j + 1}",) for j in range(8)} for i in range(2000)
    }
    graph["g0"]["out"] = ()
    game = GraphGame(graph)
    result = run(game, replace(SMALL, max_simulations=2000))
    assert result.ending == "proved"
    assert result.root.samplings == 5
    assert result.statistics.simulations > 5
    rare = run(game, replace(SMALL, sampling_c=0.01, max_simulations=300))
    assert rare.ending == "budget"
    assert rare.root.samplings == 1


def test_limits_end_the_search() -> None:
    graph = {f"g{i}": {"m": (f"g{2 * i + 1}", f"g{2 * i + 2}")} for i in range(10_000)}
    game = GraphGame(graph)
    assert run(game, replace(SMALL, max_simulations=7)).statistics.simulations == 7
    assert run(game, replace(SMALL, max_nodes=20)).ending == "budget"
    told: list[int] = []
    result = run(game, should_stop=lambda: len(told) == 3, progress=lambda s: told.append(s.nodes))
    assert result.ending == "stopped"
    assert told == [3, 5, 7]


def test_the_same_seed_gives_the_same_tree() -> None:
    class Shuffled(UniformPolicy[str]):
        async def propose(self, state: str, count: int, sampling: int, rng: Any) -> Answer:
            answer = await super().propose(state, 99, 0, rng)
            if sampling > 0 or isinstance(answer, Exhausted):
                return Exhausted()
            proposals = list(answer)  # type: ignore[arg-type]
            rng.shuffle(proposals)
            return proposals

    graph = {f"g{i}": {f"m{j}": (f"g{(i * 3 + j) % 40}",) for j in range(5)} for i in range(40)}

    def tried(seed: int) -> list[tuple[str, str]]:
        game = GraphGame(graph)
        config = SearchConfig(seed=seed, max_simulations=30)
        asyncio.run(search("g0", game, Shuffled(game.actions), config))
        return game.applied

    assert tried(1) == tried(1)
    assert tried(1) != tried(2)


async def test_cancelling_stops_a_search_that_waits() -> None:
    class Slow(GraphGame):
        async def apply(self, state: str, actions: Any) -> Any:
            await asyncio.sleep(3600)

    game = Slow({"g0": {"m": ()}})
    task = asyncio.create_task(search("g0", game, UniformPolicy(game.actions), SMALL))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_propositional_tautologies_and_a_non_tautology() -> None:
    game = Propositions()
    swap = (("p", "and", "q"), "imp", ("q", "and", "p"))
    cases = (("p", "or", "q"), "imp", ("q", "or", "p"))
    chain = (("p", "imp", "q"), "imp", (("q", "imp", "r"), "imp", ("p", "imp", "r")))
    peirce = ((("p", "imp", "q"), "imp", "p"), "imp", "p")
    endings = {}
    for name, formula in {"swap": swap, "cases": cases, "chain": chain, "peirce": peirce}.items():
        start = Sequent(frozenset(), formula)
        result = asyncio.run(search(start, game, UniformPolicy(game.actions), SMALL))
        endings[name] = result.ending
    assert endings == {
        "swap": "proved",
        "cases": "proved",
        "chain": "proved",
        "peirce": "exhausted",
    }


async def test_a_mixture_joins_proposals_and_keeps_the_shares() -> None:
    def parts(*actions: str) -> UniformPolicy[str]:
        return UniformPolicy(lambda _: actions)

    mixed = MixedPolicy([(parts("a", "b"), 3.0), (parts("b", "c"), 1.0)])
    proposals = await mixed.propose("s", 8, 0, random.Random(0))
    assert isinstance(proposals, list)
    weights = {proposal.action: proposal.weight for proposal in proposals}
    assert weights == pytest.approx({"a": 0.375, "b": 0.5, "c": 0.125})
    with pytest.raises(ValueError, match="at least one"):
        MixedPolicy([])
