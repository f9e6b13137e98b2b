"""What the simulated server charged, by idempotency key: the other side of the client's books."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Bill:
    """What one key was charged: tokens of the largest answer sent, and how often it was asked."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    requests: int = 0
    answered: int = 0

    @property
    def tokens(self) -> int:
        """Prompt and completion together."""
        return self.prompt_tokens + self.completion_tokens


class Billing:
    """Bills by key. A repeated key is charged only for what was not charged before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bills: dict[str, Bill] = {}

    def asked(self, key: str) -> int:
        """Count a request; how many there were with this key before."""
        with self._lock:
            bill = self._bills.get(key, Bill())
            self._bills[key] = Bill(
                bill.prompt_tokens, bill.completion_tokens, bill.requests + 1, bill.answered
            )
            return bill.requests

    def charge(self, key: str, prompt: int, completion: int, *, whole: bool = False) -> None:
        """Charge up to this much; `whole` marks a complete answer."""
        with self._lock:
            bill = self._bills.get(key, Bill())
            self._bills[key] = Bill(
                max(bill.prompt_tokens, prompt),
                max(bill.completion_tokens, completion),
                bill.requests,
                bill.answered + whole,
            )

    @property
    def bills(self) -> dict[str, Bill]:
        """All bills by key."""
        with self._lock:
            return dict(self._bills)
