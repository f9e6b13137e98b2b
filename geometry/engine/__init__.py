"""The symbolic engine: deductive closure, and the proofs it yields."""
