"""Accepts or rejects Lean proofs written by an adversary.

The package's front door is ``lean.checker.check``. This file stays empty on purpose: the audit
process imports ``lean.checker.audit`` and must not pay for anything else.
"""
