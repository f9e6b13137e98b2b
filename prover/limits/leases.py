"""Parts of a budget that somebody else holds: what each lease set aside, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prover.limits.amounts import SPENDABLE, LimitName

Amounts = Mapping[LimitName, float]


@dataclass(frozen=True)
class Lease:
    """A part of a budget that was handed out under `name`.

    `allowed` is what was set aside of each limit, None where there was no limit to set a part of;
    `ends` is when it ends, in seconds since the epoch, None without a limit on time. `used` is what
    was settled, None while it is out.
    """

    name: str
    allowed: Mapping[LimitName, float | None]
    ends: float | None
    used: Amounts | None = None

    @property
    def out(self) -> bool:
        """Whether its holder has not settled yet."""
        return self.used is None

    def held(self, limit: LimitName) -> float:
        """How much of `limit` is set aside for it now: nothing once it is settled."""
        return (self.allowed[limit] or 0.0) if self.out else 0.0

    def to_record(self) -> dict[str, Any]:
        """This lease as JSON data, within the record of its budget."""
        used = None if self.used is None else dict(self.used)
        return {"name": self.name, "amounts": dict(self.allowed), "ends": self.ends, "used": used}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Lease:
        """The lease of a validated record."""
        return cls(record["name"], record["amounts"], record["ends"], record["used"])


def more_than(new: Amounts, known: Amounts | None) -> dict[LimitName, float]:
    """What `new` says was used beyond what was `known`, never less than nothing."""
    return {name: max(0.0, new[name] - (known[name] if known else 0.0)) for name in SPENDABLE}


class Held:
    """What the leases that are out hold of one budget."""

    def __init__(self) -> None:
        self._out = 0
        self._amounts: dict[LimitName, float] = dict.fromkeys(SPENDABLE, 0.0)

    def add(self, lease: Lease) -> None:
        """`lease` is out."""
        self._out += lease.out
        for name in SPENDABLE:
            self._amounts[name] += lease.held(name)

    def remove(self, lease: Lease) -> None:
        """`lease`, as it was when it was out, is settled."""
        self._out -= lease.out
        for name in SPENDABLE:
            # When all are settled nothing is held, whatever adding and taking away left over.
            left = self._amounts[name] - lease.held(name)
            self._amounts[name] = max(0.0, left) if self._out else 0.0

    def of(self, limit: LimitName) -> float:
        """How much of `limit` is held."""
        return self._amounts[limit]
