"""The tree's bookkeeping: who is proved, who is dead, and what a goal is worth."""

from __future__ import annotations

import pytest

from mcts.search.proof import extract
from mcts.search.tree import Edge, Node, Status, Tree

GAMMA = 0.9


def tree_with(*names: str) -> tuple[Tree[str], list[Node[str]]]:
    tree: Tree[str] = Tree(GAMMA)
    return tree, [tree.add(name, name, 5.0) for name in names]


def test_a_goal_is_proved_only_when_all_children_of_one_edge_are() -> None:
    tree, (a, b, c) = tree_with("a", "b", "c")
    tree.connect(a, Edge("split", 1.0, (b, c)))
    tree.connect(b, Edge("close b", 1.0, ()))
    assert b.status is Status.SOLVED
    assert a.status is Status.OPEN
    tree.connect(c, Edge("step", 1.0, (b,)))
    assert a.status is Status.SOLVED
    assert list(extract(a).actions()) == ["split", "close b", "step"]
    assert (extract(a).size, extract(a).written) == (3, 4)
    assert a.length == 3


def test_two_goals_that_lead_to_each_other_prove_nothing() -> None:
    tree, (a, b) = tree_with("a", "b")
    tree.connect(a, Edge("there", 1.0, (b,)))
    tree.connect(b, Edge("back", 1.0, (a,)))
    assert a.status is b.status is Status.OPEN


def test_a_shorter_proof_replaces_a_longer_one_also_above() -> None:
    tree, (a, b, c) = tree_with("a", "b", "c")
    tree.connect(a, Edge("to b", 1.0, (b,)))
    tree.connect(b, Edge("detour", 1.0, (c,)))
    tree.connect(c, Edge("close c", 1.0, ()))
    assert (a.length, b.length) == (3, 2)
    tree.connect(b, Edge("close b", 1.0, ()))
    assert (a.length, b.length) == (2, 1)
    assert list(extract(a).actions()) == ["to b", "close b"]


def test_death_climbs_through_and_nodes_and_stops_at_alternatives() -> None:
    tree, (a, b, c, d) = tree_with("a", "b", "c", "d")
    tree.connect(a, Edge("split", 1.0, (b, c)))
    tree.connect(a, Edge("other", 1.0, (d,)))
    c.exhausted = True
    tree.settle(c)
    assert c.status is Status.DEAD
    a.exhausted = True
    tree.settle(a)
    assert a.status is Status.OPEN
    d.exhausted = True
    tree.settle(d)
    assert a.status is Status.DEAD
    assert b.status is Status.OPEN
    with pytest.raises(ValueError, match="not proved"):
        extract(a)


def test_an_and_node_is_worth_its_hardest_child() -> None:
    tree, (a, b, c) = tree_with("a", "b", "c")
    edge = Edge("split", 1.0, (b, c))
    tree.connect(a, edge)
    b.estimate, c.estimate = 0.8, 0.3
    assert tree.edge_value(edge) == pytest.approx(GAMMA * 0.3)
    b.visits, b.value_sum = 2, 0.2
    assert tree.edge_value(edge) == pytest.approx(GAMMA * 0.1)
    tree.connect(b, Edge("close", 1.0, ()))
    assert tree.value(b) == pytest.approx(GAMMA)
    assert tree.edge_value(edge) == pytest.approx(GAMMA * 0.3)
