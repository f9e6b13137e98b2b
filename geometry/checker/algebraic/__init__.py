"""Independent checker of algebraic geometry proofs.

It imports nothing of the engine, and of the rest of the checker only the reader of problems. What
it checks, and why that is enough, is in `docs/geometry-algebra.md`.
"""

from geometry.checker.algebraic.check import check_algebra, says
from geometry.checker.algebraic.report import AlgebraReport

__all__ = ["AlgebraReport", "check_algebra", "says"]
