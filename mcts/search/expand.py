"""Expansion: ask the policy about a goal, try its tactics, hang what works below the goal."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from mcts.protocols.environment import Environment, Failed, Subgoals, Undecided
from mcts.protocols.policy import Answer, Exhausted, Policy, Proposal, Unavailable
from mcts.search.config import SearchConfig
from mcts.search.puct import tempered
from mcts.search.tree import Edge, Node, Status, Tree

State = TypeVar("State")


@dataclass(frozen=True)
class Expansion:
    """What an expansion found: the leaf's value in [0, 1], tactics tried, whether there was an answer."""

    value: float
    tactics: int
    answered: bool


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
    allowed: int | None = None,
) -> Expansion:
    """Sample tactics once and add those that work as edges after those there are.

    Tactics that were tried before are not tried again, they add their weight to their edges; one
    that came to no end gets a second try if it is proposed again. Tactics with the same outcome are one edge, of which the
    cheapest is kept and to which each adds its weight; a tactic that leaves the goal itself is
    none. ``allowed`` bounds the number of tactics tried.
    """
    if not node.estimated:
        (remaining,) = await policy.remaining([node.state])
        tree.estimate(node, remaining)
    answer = _checked(await policy.propose(node.state, config.samples, node.samplings, rng))
    if isinstance(answer, Unavailable):
        node.unavailable += 1
        return Expansion(_value(tree, node, config), 0, answered=False)
    fresh = _fresh(node, () if isinstance(answer, Exhausted) else answer, config)
    if allowed is not None:
        fresh = dict(list(fresh.items())[:allowed])
    results = await environment.apply(node.state, list(fresh)) if fresh else ()
    node.samplings += 1
    node.exhausted = isinstance(answer, Exhausted)
    made: list[Node[State]] = []
    known = {tuple(child.key for child in edge.children): edge for edge in node.edges}
    for (action, weight), result in zip(fresh.items(), results, strict=True):
        if isinstance(result, Undecided) and action not in node.undecided:
            node.undecided.add(action)
            continue
        node.tried[action] = None
        if isinstance(result, Undecided):
            continue
        node.undecided.discard(action)
        if isinstance(result, Failed):
            continue
        keys = tuple(environment.key(state) for state in result.states)
        if node.key in keys:
            continue
        twin = known.get(keys)
        if twin is not None:
            _merge(twin, action, weight, result)
            node.tried[action] = twin
            continue
        children = []
        for state, key in zip(result.states, keys, strict=True):
            child = tree.find(key)
            if child is None:
                child = tree.add(state, key)
                made.append(child)
            children.append(child)
        edge = Edge(action, weight, tuple(children), result.cost)
        node.tried[action] = known[keys] = edge
        tree.connect(node, edge)
    tree.settle(node)
    if config.lookahead and made:
        estimates = await policy.remaining([child.state for child in made])
        for child, remaining in zip(made, estimates, strict=True):
            tree.estimate(child, remaining)
    return Expansion(_value(tree, node, config), len(fresh), answered=True)


def _checked(answer: Answer) -> Answer:
    """Return the answer; one of an unknown form counts as none."""
    if isinstance(answer, (Unavailable, Exhausted)):
        return answer
    if isinstance(answer, Sequence) and all(isinstance(part, Proposal) for part in answer):
        return answer
    return Unavailable("the policy's answer is no list of proposals")


def _fresh(
    node: Node[State], proposals: Sequence[Proposal], config: SearchConfig
) -> dict[str, float]:
    """Return the tactics to try with their weights; those that are edges already gain weight."""
    fresh: dict[str, float] = {}
    for proposal in proposals:
        if not proposal.usable:
            continue
        weight = tempered(proposal.weight, config)
        if proposal.action not in node.tried:
            fresh[proposal.action] = fresh.get(proposal.action, 0.0) + weight
            continue
        edge = node.tried[proposal.action]
        if edge is not None:
            edge.weight += weight
    return fresh


def _merge(twin: Edge[State], action: str, weight: float, result: Subgoals[State]) -> None:
    twin.weight += weight
    if result.cost < twin.cost:
        twin.action, twin.cost = action, result.cost


def _value(tree: Tree[State], node: Node[State], config: SearchConfig) -> float:
    """Return what a simulation that ends here brings home."""
    known = tree.known_value(node)
    if known is not None:
        return known
    usable = [edge for edge in node.edges if not edge.closed]
    if not usable and node.expanded and config.no_action_tactics is not None:
        return tree.discount**config.no_action_tactics
    if config.lookahead and usable:
        return max(map(tree.edge_value, usable))
    if config.no_action_tactics is None:
        # No tactic worked: doubt grows with every sampling, so that a search does not wait here.
        return node.estimate / 2 ** (node.unavailable + (0 if usable else node.samplings))
    return node.estimate
