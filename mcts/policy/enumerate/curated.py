"""The curated policy: all rules' proposals in the order of their weights, slice by slice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from lean.driver.goals import Goal
from mcts.env.states import LeanState
from mcts.policy.enumerate.arithmetic import arithmetic
from mcts.policy.enumerate.closing import closing
from mcts.policy.enumerate.library import library
from mcts.policy.enumerate.logic import logic
from mcts.policy.enumerate.nonlinear import nonlinear, primes
from mcts.policy.enumerate.view import GoalView, view
from mcts.protocols.policy import Answer, Exhausted, Proposal

Rule = Callable[[GoalView], Iterator[Proposal]]
RULES: tuple[Rule, ...] = (closing, logic, arithmetic, nonlinear, primes, library)

_HARD_HEADS = {
    "∃": 2.0,
    "^": 1.0,
    "gcd": 1.0,
    "∀": 0.7,
    "→": 0.5,
    "∧": 0.7,
    "↔": 1.0,
    "range": 1.0,
    "Prime": 1.0,
}


class CuratedPolicy:
    """Tactics by rules that read the goal; no learning, no model, the same answer every time."""

    def __init__(self, rules: Sequence[Rule] = RULES) -> None:
        self._rules = tuple(rules)

    async def propose(
        self, state: LeanState, count: int, sampling: int, rng: random.Random
    ) -> Answer:
        """Return the ``sampling``-th slice of the goal's tactics, the likeliest first."""
        ranked = rank(state.goal, self._rules)
        return ranked[sampling * count : (sampling + 1) * count] or Exhausted()

    async def remaining(self, states: Sequence[LeanState]) -> list[float]:
        """Estimate by size: longer goals and those with harder operators are further away."""
        return [sum(map(distance, state.goals)) for state in states]


def rank(goal: Goal, rules: Sequence[Rule] = RULES) -> list[Proposal]:
    """Return every rule's tactics for a goal, each once, by falling weight."""
    seen = view(goal)
    weights: dict[str, float] = {}
    for rule in rules:
        for proposal in rule(seen):
            weights[proposal.action] = max(weights.get(proposal.action, 0.0), proposal.weight)
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return [Proposal(action, weight) for action, weight in ordered]


def distance(goal: Goal) -> float:
    """Estimate the number of tactics that a goal still needs, from 1."""
    read = view(goal)
    size = 0.0
    for term in read.target.walk():
        size += 0.1 + _HARD_HEADS.get(term.head, 0.0)
    return 1.0 + min(size, 20.0) + 0.1 * len(read.facts)
