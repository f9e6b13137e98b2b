"""What rises up a path: the leaf's value, discounted by hand, and AND nodes by their hardest goal."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcts.search.backup import Step, backup
from mcts.search.config import SearchConfig
from mcts.search.driver import search
from mcts.search.tree import Edge, Node, Tree
from tests.mcts.mcts_games import GraphGame
from tests.mcts.mcts_uniform import UniformPolicy

GAMMA = 0.99


def chain(depth: int) -> tuple[Tree[str], list[Node[str]], list[Step[str]]]:
    tree: Tree[str] = Tree(GAMMA)
    nodes = [tree.add(f"g{i}", f"g{i}", 50.0) for i in range(depth + 1)]
    path: list[Step[str]] = []
    for above, below in pairwise(nodes):
        edge = Edge("step", 1.0, (below,))
        tree.connect(above, edge)
        path.append((above, edge, 0))
    return tree, nodes, path


def test_a_leaf_that_jumps_moves_the_root() -> None:
    # The means of the goals between do not damp it: 3.3e-2, where passing them on gave 1.9e-8.
    tree, nodes, path = chain(6)
    for _ in range(10):
        backup(tree, path, nodes[-1], 0.605)
    before = tree.value(nodes[0])
    assert before == pytest.approx(0.605 * GAMMA**6)
    backup(tree, path, nodes[-1], 0.99)
    assert tree.value(nodes[0]) - before == pytest.approx((0.99 - 0.605) * GAMMA**6 / 11)
    assert tree.value(nodes[0]) - before == pytest.approx(3.3e-2, abs=1e-3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 30))
def test_along_a_chain_every_goal_has_the_discounted_mean(values: list[float], depth: int) -> None:
    tree, nodes, path = chain(depth)
    for value in values:
        backup(tree, path, nodes[-1], value)
    mean = sum(values) / len(values)
    for above, node in enumerate(reversed(nodes)):
        assert tree.value(node) == pytest.approx(mean * GAMMA**above)
        assert node.visits == len(values)


def test_an_and_node_passes_on_the_least_of_its_visited_unproved_goals() -> None:
    tree: Tree[str] = Tree(GAMMA)
    root, a, b, c = (tree.add(name, name) for name in ("root", "a", "b", "c"))
    edge = Edge("split", 1.0, (a, b, c))
    tree.connect(root, edge)

    def through(number: int, value: float) -> float:
        before = root.value_sum
        backup(tree, [(root, edge, number)], edge.children[number], value)
        return root.value_sum - before

    assert through(0, 0.6) == pytest.approx(GAMMA * 0.6)  # b and c were never visited
    assert through(1, 0.2) == pytest.approx(GAMMA * 0.2)
    assert through(0, 0.8) == pytest.approx(GAMMA * 0.2)  # not what came up, but the hardest
    tree.connect(b, Edge("close", 1.0, ()))
    assert through(0, 0.8) == pytest.approx(GAMMA * (0.6 + 0.8 + 0.8) / 3)  # proved goals are out
    assert edge.child_visits == [3, 1, 0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_values_of_proved_goals_are_exact(seed: int) -> None:
    """On random graphs: a proved goal is worth its proof, and the root of a known length too."""
    import random

    dice = random.Random(seed)
    goals = [f"g{i}" for i in range(8)]
    graph = {
        goal: {
            f"m{i}": tuple(dice.choices(goals, k=dice.choice([0, 1, 1, 2, 2])))
            for i in range(dice.randint(0, 3))
        }
        for goal in goals
    }
    game = GraphGame(graph)
    policy = UniformPolicy(game.actions, distance=3.0)
    config = SearchConfig(samples=2, sampling_c=0.5, lookahead=True, no_action_tactics=None)
    result = asyncio.run(search("g0", game, policy, replace(config, max_simulations=400)))
    shortest = game.shortest()
    for node in result.tree:
        exact = GAMMA ** shortest[node.state] if node.state in shortest else 0.0
        if node.status.value == "solved":
            assert tree_value(result.tree, node) <= exact + 1e-12
        elif node.status.value == "dead":
            assert exact == 0.0


def tree_value(tree: Tree[str], node: Node[str]) -> float:
    assert tree.value(node) == pytest.approx(GAMMA**node.length)
    return tree.value(node)
