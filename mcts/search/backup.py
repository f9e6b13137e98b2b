"""Backup: carry what a descent found up the path that it took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from mcts.search.tree import Edge, Node, Tree

State = TypeVar("State")


def backup(
    tree: Tree[State], path: Sequence[tuple[Node[State], Edge[State]]], leaf: Node[State]
) -> None:
    """Count a visit along the path, from the leaf to the root.

    The leaf's value is that of its best tactic. Where no tactic has worked yet it is the estimate,
    halved with every sampling that failed, so that a search does not wait at a wall. Each goal above receives one tactic plus the hardest child of the AND node between them, never
    just the child that was visited.
    """
    without = 0.0 if leaf.exhausted else leaf.estimate / 2**leaf.samplings
    _visit(leaf, max((tree.edge_value(edge) for edge in leaf.edges), default=without))
    for node, edge in reversed(path):
        edge.visits += 1
        _visit(node, tree.edge_value(edge))


def _visit(node: Node[State], value: float) -> None:
    node.visits += 1
    node.value_sum += value
