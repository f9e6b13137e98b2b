"""Expansion: ask the policy about a goal, try its tactics, hang what works below the goal."""

from __future__ import annotations

import random
from typing import TypeVar

from mcts.protocols.environment import Environment, Failed
from mcts.protocols.policy import Policy
from mcts.search.config import SearchConfig
from mcts.search.tree import Edge, Node, Status, Tree

State = TypeVar("State")


def sampling_due(node: Node[State], config: SearchConfig) -> bool:
    """Whether a goal's visits have earned it new tactics (progressive sampling)."""
    if node.exhausted or node.status is not Status.OPEN:
        return False
    earned = config.sampling_c * node.visits**config.sampling_alpha
    return not node.expanded or earned >= node.samplings


async def expand(
    tree: Tree[State],
    node: Node[State],
    environment: Environment[State],
    policy: Policy[State],
    config: SearchConfig,
    rng: random.Random,
) -> int:
    """Sample tactics once and add those that work as edges; returns how many tactics were tried.

    Tactics that were tried before are not tried again, tactics with the same outcome are one
    edge (their weights add up), and a tactic that leaves the goal itself is none.
    """
    proposals = await policy.propose(node.state, config.samples, node.samplings, rng)
    node.samplings += 1
    fresh: dict[str, float] = {}
    for proposal in proposals:
        if proposal.action not in node.tried and proposal.weight > 0:
            fresh[proposal.action] = fresh.get(proposal.action, 0.0) + proposal.weight
    if not proposals:
        node.exhausted = True
    if fresh:
        node.tried.update(fresh)
        results = await environment.apply(node.state, list(fresh))
        known = {_outcome(edge): edge for edge in node.edges}
        for (action, weight), result in zip(fresh.items(), results, strict=True):
            if isinstance(result, Failed):
                continue
            keys = tuple(environment.key(state) for state in result.states)
            if node.key in keys:
                continue
            twin = known.get(keys)
            if twin is not None:
                twin.weight += weight
                continue
            children = []
            missing = []
            for state, key in zip(result.states, keys, strict=True):
                child = tree.find(key)
                if child is None:
                    child = tree.add(state, key, 0.0)
                    missing.append(child)
                children.append(child)
            estimates = await policy.remaining([child.state for child in missing])
            for child, remaining in zip(missing, estimates, strict=True):
                child.estimate = tree.discount ** max(0.0, remaining)
            edge = Edge(action, weight, tuple(children))
            known[keys] = edge
            tree.connect(node, edge)
    tree.settle(node)
    return len(fresh)


def _outcome(edge: Edge[State]) -> tuple[object, ...]:
    return tuple(child.key for child in edge.children)
