"""Proofs of plane geometry by coordinates: points solved one by one, branches followed one by one."""
