"""Several leaves at a time: virtual loss, the same truths, and one at a time the same tree."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcts.search.config import SearchConfig
from mcts.search.driver import SearchResult, search
from mcts.search.puct import select, select_child, with_virtual_loss
from mcts.search.tree import Edge, Status, Tree
from tests.mcts.mcts_games import GraphGame
from tests.mcts.mcts_uniform import UniformPolicy

CONFIG = SearchConfig(
    samples=2, sampling_c=0.5, lookahead=True, no_action_tactics=None, max_simulations=3000
)


class Unsteady(GraphGame):
    """Answers after a while that differs from call to call; knows how many it works on."""

    def __init__(self, graph: Any, seed: int = 0) -> None:
        super().__init__(graph)
        self.dice = random.Random(seed)
        self.now: list[str] = []
        self.most = 0

    async def apply(self, state: str, actions: Sequence[str]) -> Any:
        self.now.append(state)
        assert len(self.now) == len(set(self.now)), "one leaf was sent out twice"
        self.most = max(self.most, len(self.now))
        for _ in range(self.dice.randint(0, 4)):
            await asyncio.sleep(0)
        self.now.remove(state)
        return await super().apply(state, actions)


def run(game: GraphGame, **changes: Any) -> SearchResult[str]:
    policy = UniformPolicy(game.actions, distance=3.0)
    return asyncio.run(search("g0", game, policy, replace(CONFIG, **changes)))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.integers(2, 6))
def test_several_at_a_time_prove_what_brute_force_proves(seed: int, in_flight: int) -> None:
    dice = random.Random(seed)
    goals = [f"g{i}" for i in range(7)]
    graph = {
        goal: {
            f"m{i}": tuple(dice.choices(goals, k=dice.choice([0, 1, 1, 2, 3])))
            for i in range(dice.randint(0, 4))
        }
        for goal in goals
    }
    game = Unsteady(graph, seed)
    result = run(game, in_flight=in_flight)
    assert result.ending == ("proved" if "g0" in game.shortest() else "exhausted")
    for node in result.tree:
        assert not node.pending
        for edge in node.edges:
            assert edge.in_flight == 0 == sum(edge.child_in_flight)
            if edge.children:
                assert sum(edge.child_visits) == edge.visits
        if node.status is Status.DEAD:
            assert node.state not in game.shortest()
    assert len(game.applied) == len(set(game.applied))


WIDE = {f"g{i}": {f"m{j}": (f"g{4 * i + j + 1}",) for j in range(4)} for i in range(20_000)}


@pytest.mark.parametrize("in_flight", [1, 3, 8])
def test_as_many_leaves_are_out_as_asked_for(in_flight: int) -> None:
    game = Unsteady(WIDE)
    result = run(game, samples=8, in_flight=in_flight, max_simulations=100)
    assert game.most == in_flight
    assert result.statistics.simulations == 100 == result.root.visits
    exact = Unsteady(WIDE)
    assert run(exact, in_flight=in_flight, max_steps=33).ending == "budget"
    assert len(exact.applied) == 33


def test_one_at_a_time_the_tree_is_the_same_whatever_the_clock_does() -> None:
    trees = [
        [
            (node.state, node.visits, node.value_sum, [edge.visits for edge in node.edges])
            for node in run(Unsteady(WIDE, seed), max_simulations=80).tree
        ]
        for seed in (1, 2, 3)
    ]
    assert trees[0] == trees[1] == trees[2]


def test_a_descent_that_is_out_counts_as_lost_until_it_is_back() -> None:
    assert with_virtual_loss(0.9, 3, 0) == 0.9
    assert with_virtual_loss(0.9, 3, 1) == pytest.approx(0.9 * 3 / 4)
    assert with_virtual_loss(0.9, 0, 1) == pytest.approx(0.45)
    tree: Tree[str] = Tree(0.99)
    root = tree.add("root", "root", 9.0)
    near, far = tree.add("near", "near", 1.0), tree.add("far", "far", 20.0)
    edges = [Edge("near", 1.0, (near,)), Edge("far", 1.0, (far,)), Edge("both", 1.0, (near, far))]
    for edge in edges:
        tree.connect(root, edge)
    root.visits = 4
    assert select(tree, root, {id(root)}, CONFIG) == (edges[0], 0)
    edges[0].in_flight, edges[0].child_in_flight = 2, [2]
    assert select(tree, root, {id(root)}, CONFIG) == (edges[1], 0)
    assert select_child(tree, edges[2], CONFIG) == 1
    edges[2].in_flight, edges[2].child_in_flight = 1, [0, 1]
    assert select_child(tree, edges[2], CONFIG) == 0
