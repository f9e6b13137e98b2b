"""Plane geometry: language, diagrams, deductive closure, proofs, proof checker, figures."""
