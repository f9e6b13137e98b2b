"""Checkers, and the registry that finds the one for a kind of certificate.

A checker looks at an attempt's certificate and the problem's trusted formal statement and says
what it found; `prover.checkers.judgement` makes the verdict of it. To add one, write a module here and a
line in `BUILT_IN`; neither the verdict nor the runner changes.
"""

from prover.checkers.protocol import (
    PROSE,
    Accepted,
    Checker,
    CheckerFault,
    CheckOutcome,
    Rejected,
    Undecided,
)
from prover.checkers.registry import BUILT_IN, CheckerRegistry, default_registry

__all__ = [
    "BUILT_IN",
    "PROSE",
    "Accepted",
    "CheckOutcome",
    "Checker",
    "CheckerFault",
    "CheckerRegistry",
    "Rejected",
    "Undecided",
    "default_registry",
]
