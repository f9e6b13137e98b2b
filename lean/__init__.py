"""Everything Lean: finds and drives a Lean 4 toolchain, checks and audits proofs."""
