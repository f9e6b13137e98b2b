"""Backup: carry what a descent found up the path that it took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from mcts.search.tree import Edge, Node, Status, Tree

State = TypeVar("State")
Step = tuple[Node[State], Edge[State], int]
"""A goal of a descent, the edge that was taken there, and the number of the child."""


def backup(tree: Tree[State], path: Sequence[Step[State]], leaf: Node[State], value: float) -> None:
    """Count a visit along the path, from the leaf to the root; ``value`` is the leaf's, in [0, 1].

    Each tactic on the way discounts the value that came up, as in the published pseudocode: it is
    the leaf's value that rises, not the mean of the child it rises through. Above an AND node,
    where several goals must be proved, it is the least value among the goals that are visited and
    not proved yet. A goal whose fate is known passes its exact value.
    """
    value = _visit(tree, leaf, value)
    for node, edge, number in reversed(path):
        edge.visits += 1
        edge.child_visits[number] += 1
        if len(edge.children) > 1:
            value = hardest(tree, edge)
        value = _visit(tree, node, tree.discount * value)


def hardest(tree: Tree[State], edge: Edge[State]) -> float:
    """Return what an AND node passes on: the least value of its unproved, visited goals."""
    unproved = [child for child in edge.children if child.status is not Status.SOLVED]
    visited = [child for child in unproved if child.visits or child.status is not Status.OPEN]
    return min(map(tree.value, visited or unproved or edge.children))


def _visit(tree: Tree[State], node: Node[State], value: float) -> float:
    known = tree.known_value(node)
    if known is not None:
        value = known
    node.visits += 1
    node.value_sum += value
    return value
