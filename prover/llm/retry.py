"""When to try again, and after how long.

Full jitter: the pause is uniform between zero and a bound that doubles with each try, so that
clients that were turned away together do not come back together. A server that names a time
(Retry-After) is not asked before it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from prover.llm.config import EndpointConfig
from prover.llm.wire import WireBroken, WireError, WireStatus


def worth_retrying(fault: WireError) -> bool:
    """Whether another try may help: 429 (unless the account is used up), 5xx and broken
    connections only."""
    if isinstance(fault, WireStatus):
        return (fault.status == 429 and not fault.spent) or 500 <= fault.status < 600
    return isinstance(fault, WireBroken)


@dataclass(frozen=True)
class Backoff:
    """Pauses between tries; `base` and `cap` in seconds."""

    base: float
    cap: float

    @classmethod
    def of(cls, endpoint: EndpointConfig) -> Backoff:
        """The pauses that an endpoint is configured with."""
        return cls(endpoint.backoff_base, endpoint.backoff_cap)

    def pause(self, tries: int, fault: WireError, random_source: random.Random) -> float:
        """Seconds to wait after `tries` (1, 2, ...) failed ones, the last with `fault`."""
        # The exponent is bounded because 2.0 ** 2000 is no float.
        jitter = random_source.uniform(0.0, min(self.cap, self.base * 2.0 ** min(tries - 1, 60)))
        asked = fault.retry_after if isinstance(fault, WireStatus) else None
        return jitter if asked is None else asked + jitter
