"""Several policies as one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Generic, TypeVar

from mcts.protocols.policy import Answer, Exhausted, Policy, Proposal, Unavailable

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

    async def propose(self, state: State, count: int, sampling: int, rng: random.Random) -> Answer:
        """Join the parts' proposals; an action of several parts adds up its weights.

        Exhausted when every part is. Unavailable when no part had a proposal and one could not
        answer; a part that is away while others answer misses this sampling.
        """
        total = sum(share for _, share in self._parts)
        joined: dict[str, float] = {}
        away: Unavailable | None = None
        exhausted = 0
        for policy, share in self._parts:
            part = max(1, round(count * share / total))
            answer = await policy.propose(state, part, sampling, rng)
            if isinstance(answer, Unavailable):
                away = answer
                continue
            if isinstance(answer, Exhausted):
                exhausted += 1
                continue
            usable = [proposal for proposal in answer if proposal.usable]
            mass = sum(proposal.weight for proposal in usable)
            for proposal in usable:
                weight = share / total * proposal.weight / mass
                joined[proposal.action] = joined.get(proposal.action, 0.0) + weight
        if joined:
            return [Proposal(action, weight) for action, weight in joined.items()]
        if away is not None:
            return away
        return Exhausted() if exhausted == len(self._parts) else []

    async def remaining(self, states: Sequence[State]) -> list[float]:
        """Return the first part's estimates."""
        return await self._parts[0][0].remaining(states)
