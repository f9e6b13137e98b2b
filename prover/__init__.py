"""Olympiad Prover: problems in, readable proofs with an honest verdict out."""

__version__ = "0.1.0"
