"""What guides the search: which actions to try on a state, and how far a state is from proved.

AlphaProof's network answers both in one call; here they are one protocol with two methods, so
that a curated policy, a language model, or a mixture can stand in its place.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")
ContraState = TypeVar("ContraState", contravariant=True)


@dataclass(frozen=True)
class Proposal:
    """An action and its weight, a positive number; the search normalises weights to priors."""

    action: str
    weight: float = 1.0


class Policy(Protocol[ContraState]):
    """Proposes actions and estimates values. Must be deterministic given the generator."""

    async def propose(
        self, state: ContraState, count: int, sampling: int, rng: random.Random
    ) -> Sequence[Proposal]:
        """Propose up to ``count`` actions for a state at its ``sampling``-th sampling, from 0.

        An action may come again at a later sampling; the search drops it. An empty answer says
        that the policy has nothing more for this state.
        """
        ...

    async def remaining(self, states: Sequence[ContraState]) -> list[float]:
        """Estimate for each state the number of tactics still needed, at least 0."""
        ...


class UniformPolicy(Generic[State]):
    """All legal actions of a game with equal weight, in slices; every state ``distance`` away.

    The baseline that says what the search alone can do.
    """

    def __init__(self, actions: Callable[[State], Sequence[str]], distance: float = 10.0) -> None:
        self._actions = actions
        self._distance = distance

    async def propose(
        self, state: State, count: int, sampling: int, rng: random.Random
    ) -> Sequence[Proposal]:
        """Return the next slice of the state's actions."""
        actions = self._actions(state)
        return [Proposal(action) for action in actions[sampling * count : (sampling + 1) * count]]

    async def remaining(self, states: Sequence[State]) -> list[float]:
        """Return the same distance for every state."""
        return [self._distance] * len(states)


class MixedPolicy(Generic[State]):
    """Several policies as one: proposals joined with weights, the value of the first.

    For a language model beside the curated generator: neither's tactics are lost when the other
    is out of ideas. ``parts`` are (policy, share of the count and of the prior).
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
