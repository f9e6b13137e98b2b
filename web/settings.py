"""What the person who starts the server decides: how much may run, wait, and be sent."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass

VARIABLE = "OLYMPIAD_WEB"
"""The environment variable that carries the settings from the command line to the programs."""


@dataclass(frozen=True)
class Settings:
    """Limits of a server. `max_budget` is in seconds of wall clock, `max_body` in bytes.

    `workers` runs are under way at the same time, each in a process of its own; `max_queued`
    more may wait. `checks` counts what is checked at the same time, `check_seconds` how long one
    may take. Raises `ValueError` for a limit that lets nothing through.
    """

    workers: int = 2
    max_queued: int = 50
    max_budget: float = 3600.0
    max_body: int = 10_000_000
    checks: int = 2
    check_seconds: float = 60.0

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not value > 0:
                raise ValueError(f"the limit {name} is {value!r}; give a number above 0")

    def to_environment(self) -> dict[str, str]:
        """The variable that hands these settings to a program."""
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls) -> Settings:
        """The settings handed over, the defaults where there are none. Raises `ValueError`."""
        text = os.environ.get(VARIABLE)
        if not text:
            return cls()
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError) as fault:
            raise ValueError(f"{VARIABLE} holds no settings ({fault}); unset it") from None
