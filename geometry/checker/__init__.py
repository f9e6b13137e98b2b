"""Independent checker of geometry proofs.

It imports nothing of the engine: only the relations (`geometry.predicates`), the rule table
(`geometry.rules`) and the construction table (`geometry.constructions`). What it checks, and why
that is enough, is in `docs/geometry-checker.md`.
"""

from geometry.checker.check import check_certificate
from geometry.checker.report import CheckReport

__all__ = ["CheckReport", "check_certificate"]
