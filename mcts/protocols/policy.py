"""What guides the search: which actions to try on a state, and how far a state is from proved.

AlphaProof's network answers both in one call; here they are one protocol with two methods, so
that a curated policy, a language model, or a mixture can stand in its place.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

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
        """Propose up to `count` actions for a state at its `sampling`-th sampling, from 0.

        An action may come again at a later sampling; the search drops it. An empty answer says
        that the policy has nothing more for this state.
        """
        ...

    async def remaining(self, states: Sequence[ContraState]) -> list[float]:
        """Estimate for each state the number of tactics still needed, at least 0."""
        ...
