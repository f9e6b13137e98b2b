"""A policy that knows the legal actions of a game and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from mcts.protocols.policy import Answer, Exhausted, Proposal

State = TypeVar("State")


class UniformPolicy(Generic[State]):
    """All legal actions of a game with equal weight, in slices; every state `distance` away.

    The baseline that says what the search alone can do.
    """

    def __init__(self, actions: Callable[[State], Sequence[str]], distance: float = 10.0) -> None:
        self._actions = actions
        self._distance = distance

    async def propose(self, state: State, count: int, sampling: int, rng: random.Random) -> Answer:
        """Return the next slice of the state's actions."""
        actions = self._actions(state)[sampling * count : (sampling + 1) * count]
        return [Proposal(action) for action in actions] or Exhausted()

    async def remaining(self, states: Sequence[State]) -> list[float]:
        """Return the same distance for every state."""
        return [self._distance] * len(states)
