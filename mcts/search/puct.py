"""PUCT: which tactic of a goal to look into next.

AlphaProof, as AlphaZero: `Q + pb_c * P * sqrt(N) / (1 + n)` with
`pb_c = c_init + log((N + c_base + 1) / c_base)`. Three things that others got wrong: the priors
`P` are the policy's and sum to one over the edges there are; `Q` lies in [0, 1]; an edge that
was never visited has the estimate of its goals, not zero.
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


def prior(node: Node[State], edge: Edge[State]) -> float:
    """Return the edge's share of the policy's weight among the node's edges."""
    return edge.weight / sum(other.weight for other in node.edges)


def score(value: float, prior: float, visits: int, edge_visits: int, config: SearchConfig) -> float:
    """Return the PUCT score of an edge: its value in [0, 1] plus the exploration bonus."""
    bonus = exploration_rate(visits, config) * prior * math.sqrt(visits) / (1 + edge_visits)
    return value + bonus


def select(
    tree: Tree[State], node: Node[State], path: set[int], config: SearchConfig
) -> tuple[Edge[State], Node[State]] | None:
    """Return the best edge of a node and its hardest open child, None where all are blocked.

    `path` holds the `id` of the nodes above: an edge whose child is among them would walk in
    a circle. Ties go to the edge that was found first.
    """
    mass = sum(edge.weight for edge in node.edges)
    best: tuple[float, Edge[State], Node[State]] | None = None
    for edge in node.edges:
        open_children = [child for child in edge.children if child.status is Status.OPEN]
        if edge.dead or not open_children or any(id(child) in path for child in edge.children):
            continue
        rated = score(tree.edge_value(edge), edge.weight / mass, node.visits, edge.visits, config)
        if best is None or rated > best[0]:
            best = (rated, edge, min(open_children, key=tree.value))
    return None if best is None else (best[1], best[2])
