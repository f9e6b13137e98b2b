"""Deterministic gates: what is refused before any model reads it.

    from prover.deepthink.gates import Finding, inspect_proof

A gate can only refuse. Passing all of them says nothing about a proof.
"""

from prover.deepthink.gates.gate import GATES, Finding, inspect_proof

__all__ = ["GATES", "Finding", "inspect_proof"]
