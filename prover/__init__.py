"""Olympiad Prover: problems in, readable proofs with an honest verdict out.

In Python and in notebooks: `prover.prove(problem)` and `await prover.prove_async(problem)`, see
`docs/python.md`. They are looked up when they are asked for, so that importing the package, which
every part of it does, loads nothing.
"""

from typing import TYPE_CHECKING, Any

from prover.settings.version import __version__

if TYPE_CHECKING:
    from prover.notebook import ProofResult, prove, prove_async

__all__ = ["ProofResult", "__version__", "prove", "prove_async"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from prover import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'prover' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
