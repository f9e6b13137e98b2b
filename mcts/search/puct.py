"""PUCT: which tactic of a goal to look into next, and which of the goals that it leaves.

AlphaProof's pseudocode, as AlphaZero's: ``Q + pb_c * P * sqrt(N) / (n + 1)`` with
``pb_c = c_init + log((N + c_base + 1) / c_base)``. Three things that others got wrong: the priors
``P`` come from the policy and sum to one over the edges there are; ``Q`` lies in [0, 1]; of an
AND node the child is chosen by ``1 - Q``, with a prior, so that no sibling starves.
"""

from __future__ import annotations

import math
from typing import TypeVar

from mcts.search.config import SearchConfig
from mcts.search.tree import Edge, Node, Status, Tree

State = TypeVar("State")


def exploration_rate(visits: int, config: SearchConfig) -> float:
    """Return `pb_c` of a node that was visited `visits` times."""
    return config.c_init + math.log((visits + config.c_base + 1) / config.c_base)


def tempered(weight: float, config: SearchConfig) -> float:
    """Return what a policy's weight p counts: ``exp(log p / temperature)``, published with 200."""
    return math.exp(math.log(weight) / config.prior_temperature)


def prior(node: Node[State], edge: Edge[State]) -> float:
    """Return the edge's share of the tempered weights of the node's edges."""
    return edge.weight / sum(other.weight for other in node.edges)


def score(value: float, prior: float, visits: int, edge_visits: int, config: SearchConfig) -> float:
    """Return the PUCT score of an edge: its value in [0, 1] plus the exploration bonus."""
    bonus = exploration_rate(visits, config) * prior * math.sqrt(visits) / (1 + edge_visits)
    return value + bonus


def with_virtual_loss(value: float, visits: int, in_flight: int) -> float:
    """Return a value as if the descents that are still out had brought back nothing.

    It keeps several at a time from all going the same way. A value of no visit is an estimate
    and counts as one.
    """
    known = max(1, visits)
    return value * known / (known + in_flight)


def select(
    tree: Tree[State], node: Node[State], path: set[int], config: SearchConfig
) -> tuple[Edge[State], int] | None:
    """Return the best edge of a goal and the number of the child to go to, None if all are blocked.

    `path` holds the `id` of the nodes above: an edge whose child is among them would walk in
    a circle. Ties go to the edge that was found first.
    """
    mass = sum(edge.weight for edge in node.edges)
    total = node.visits + sum(edge.in_flight for edge in node.edges)
    best: tuple[float, Edge[State]] | None = None
    for edge in node.edges:
        if edge.solved or edge.closed or any(id(child) in path for child in edge.children):
            continue
        value = with_virtual_loss(tree.edge_value(edge), edge.visits, edge.in_flight)
        rated = score(value, edge.weight / mass, total, edge.visits + edge.in_flight, config)
        if best is None or rated > best[0]:
            best = (rated, edge)
    return None if best is None else (best[1], select_child(tree, best[1], config))


def select_child(tree: Tree[State], edge: Edge[State], config: SearchConfig) -> int:
    """Return the number of the goal of an AND node to look into: an open one, unvisited first.

    The published rule: PUCT with ``1 - Q`` for Q, and equal priors over the children. Ties go to
    the goal whose estimate is lower, then to the first.
    """
    best: tuple[bool, float, int] | None = None
    for number, child in enumerate(edge.children):
        if child.status is not Status.OPEN:
            continue
        visits, out = edge.child_visits[number], edge.child_in_flight[number]
        value = with_virtual_loss(1.0 - tree.value(child), visits, out)
        share = 1.0 / len(edge.children)
        rated = score(value, share, edge.visits + edge.in_flight, visits + out, config)
        rank = (visits + out == 0, rated, -number)
        if best is None or rank > best:
            best = rank
    assert best is not None  # an edge without an open goal is not chosen
    return -best[2]
