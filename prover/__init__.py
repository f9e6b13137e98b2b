"""Olympiad Prover: problems in, readable proofs with an honest verdict out.

In Python and in notebooks: `prover.prove(problem)` and `await prover.prove_async(problem)`, see
`docs/python.md`. They are looked up when they are asked for, so that importing the package, which
every part of it does, loads nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prover.notebook import ProofResult, prove, prove_async
    from prover.settings.version import __version__

__all__ = ["ProofResult", "__version__", "prove", "prove_async"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from prover.settings.version import __version__

        return __version__
    if name in __all__:
        from prover import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'prover' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
