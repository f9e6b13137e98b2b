"""Everything that goes wrong with servers, at given rates, decided by the seed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from prover.simulated.chance import Chance

Fault = Literal[
    "rate_limit",  # 429 with Retry-After
    "error",  # 500
    "unavailable",  # 503
    "reset_early",  # the connection breaks before the answer
    "reset_midway",  # the connection breaks within the answer
    "silence",  # the answer begins and does not go on
    "no_end",  # the stream ends without a finish reason
    "malformed",  # JSON inside the answer that is cut off or ambiguous
    "garbage",  # 200 with a page of HTML
    "huge",  # an answer of 10 MB
    "endless",  # an answer that does not end
    "refusal",  # the content filter
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
TRANSIENT: tuple[Fault, ...] = FAULTS[:5]
"""Faults after which another try succeeds and which cost no time of their own."""


class FaultPlan(BaseModel):
    """How often requests fail (`rate`) and in which ways (`kinds`, all equally likely).

    With `then_well`, a repeated request fails no more often than any other; else it fails the
    same way for ever.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rate: Annotated[float, Field(ge=0, le=1)] = 0.0
    kinds: tuple[Fault, ...] = TRANSIENT
    then_well: bool = True
    retry_after: Annotated[float, Field(ge=0, le=60)] = 0.0
    seed: int = 0

    def of(self, key: str, earlier: int) -> Fault | None:
        """The fault of a request that was made `earlier` times before; None: it goes well."""
        if not self.rate or not self.kinds:
            return None
        chance = Chance(self.seed)
        turn = earlier if self.then_well else 0
        if not chance.happens(self.rate, "fault", key, turn):
            return None
        return self.kinds[chance.number(len(self.kinds), "kind", key, turn)]
