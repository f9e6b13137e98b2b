"""Keeps calls that run at the same time from spending the same tokens or money twice.

A call reserves the most it can use before it is sent and releases it when it is settled. What is
reserved counts in the budget and all its ancestors, as use does.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from prover.limits.budget import Budget
from prover.limits.meter import Meter
from prover.llm.config import Price

MIN_ANSWER = 16
"""An answer of fewer tokens is worth nothing: then the budget counts as spent."""


@dataclass(frozen=True)
class Grant:
    """What a call may use: `max_tokens` of answer; `tokens` and `cost` are held for it."""

    max_tokens: int
    tokens: float
    cost: float


class Reservations:
    """The reservations of all budgets that the clients of one family use; one event loop."""

    def __init__(self) -> None:
        self._held: WeakKeyDictionary[Meter, tuple[float, float]] = WeakKeyDictionary()
        self._changed: asyncio.Event = asyncio.Event()

    async def reserve(
        self, budget: Budget, prompt_tokens: int, max_tokens: int, price: Price
    ) -> Grant | None:
        """Hold what a call needs, waiting for others to settle where that may make room.

        The answer's cap is lowered to what the budget has left when nothing else is running
        under it. None when not even a short answer can be paid for.
        """
        while True:
            grant = self._largest(budget, prompt_tokens, max_tokens, price)
            if grant is not None and grant.max_tokens == max_tokens:
                break
            if not self._others(budget):
                break
            changed = self._changed
            with budget.waiting():
                await changed.wait()
            if budget.exceeded() is not None:
                return None
        if grant is not None:
            self._add(budget, grant.tokens, grant.cost)
        return grant

    def release(self, budget: Budget, grant: Grant) -> None:
        """Let go of what was held; call it after the use was spent."""
        self._add(budget, -grant.tokens, -grant.cost)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _largest(
        self, budget: Budget, prompt_tokens: int, max_tokens: int, price: Price
    ) -> Grant | None:
        answer = max_tokens
        for node in budget.chain:
            held_tokens, held_cost = self._held.get(node, (0.0, 0.0))
            allowed = node.allowed("tokens")
            if allowed is not None:
                left = allowed - node.used("tokens") - node.leased("tokens") - held_tokens
                left -= prompt_tokens
                answer = min(answer, int(max(left, 0)))
            allowed = node.allowed("cost")
            if allowed is not None:
                left = allowed - node.used("cost") - node.leased("cost") - held_cost
                left -= price.of(prompt_tokens, 0)
                if left < 0:
                    return None
                if output := price.at(prompt_tokens).output:
                    answer = min(answer, int(left / output * 1e6))
        if answer < min(MIN_ANSWER, max_tokens):
            return None
        return Grant(answer, prompt_tokens + answer, price.of(prompt_tokens, answer))

    def _others(self, budget: Budget) -> bool:
        return any(self._held.get(node, (0.0, 0.0))[0] > 0 for node in budget.chain)

    def _add(self, budget: Budget, tokens: float, cost: float) -> None:
        for node in budget.chain:
            held_tokens, held_cost = self._held.get(node, (0.0, 0.0))
            held = (max(0.0, held_tokens + tokens), max(0.0, held_cost + cost))
            self._held[node] = held
