"""Accepts or rejects Lean proofs written by an adversary.

The front door is `lean.checker.check`; what judges is `lean.audit`.
"""
