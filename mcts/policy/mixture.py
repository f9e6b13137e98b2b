"""Several policies as one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Generic, TypeVar

from mcts.protocols.policy import Policy, Proposal

State = TypeVar("State")


class MixedPolicy(Generic[State]):
    """Several policies as one: proposals joined with weights, the value of the first.

    For a language model beside the curated generator: neither's tactics are lost when the other
    is out of ideas. `parts` are (policy, share of the count and of the prior).
    """

    def __init__(self, parts: Sequence[tuple[Policy[State], float]]) -> None:
        if not parts or any(share <= 0 for _, share in parts):
            raise ValueError("a mixture needs at least one policy, each with a positive share")
        self._parts = tuple(parts)

    async def propose(
        self, state: State, count: int, sampling: int, rng: random.Random
    ) -> Sequence[Proposal]:
        """Join the parts' proposals; an action of several parts adds up its weights."""
        total = sum(share for _, share in self._parts)
        joined: dict[str, float] = {}
        for policy, share in self._parts:
            part = max(1, round(count * share / total))
            proposals = await policy.propose(state, part, sampling, rng)
            mass = sum(proposal.weight for proposal in proposals)
            for proposal in proposals:
                weight = share / total * proposal.weight / mass
                joined[proposal.action] = joined.get(proposal.action, 0.0) + weight
        return [Proposal(action, weight) for action, weight in joined.items()]

    async def remaining(self, states: Sequence[State]) -> list[float]:
        """Return the first part's estimates."""
        return await self._parts[0][0].remaining(states)
