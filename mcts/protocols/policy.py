"""What guides the search: which actions to try on a state, and how far a state is from proved.

AlphaProof's network answers both in one call; here they are one protocol with two methods, so
that a curated policy, a language model, or a mixture can stand in its place.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

ContraState = TypeVar("ContraState", contravariant=True)


@dataclass(frozen=True)
class Proposal:
    """An action and its weight, a positive number; the search makes priors of weights.

    Proposals whose weight is no positive finite number are passed over.
    """

    action: str
    weight: float = 1.0

    @property
    def usable(self) -> bool:
        """Whether there is an action and a weight that a prior can be made of."""
        return bool(self.action.strip()) and math.isfinite(self.weight) and self.weight > 0


@dataclass(frozen=True)
class Unavailable:
    """The policy cannot answer now (no connection, no quota); ask again. Not a sampling."""

    reason: str = ""


@dataclass(frozen=True)
class Exhausted:
    """The policy has nothing more for this state, now or at any later sampling."""


Answer = Sequence[Proposal] | Unavailable | Exhausted


class Policy(Protocol[ContraState]):
    """Proposes actions and estimates values. Must be deterministic given the generator."""

    async def propose(
        self, state: ContraState, count: int, sampling: int, rng: random.Random
    ) -> Answer:
        """Propose up to ``count`` actions for a state at its ``sampling``-th sampling, from 0.

        An action may come again at a later sampling; the search drops it. An empty list says that
        nothing came of this sampling, and that the next may bring something.
        """
        ...

    async def remaining(self, states: Sequence[ContraState]) -> list[float]:
        """Estimate for each state the number of tactics still needed, at least 0."""
        ...
