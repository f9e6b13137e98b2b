"""How often a judge is wrong, measured on proofs that people graded (`olympiad bench judge`)."""
