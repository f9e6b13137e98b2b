"""A Lean that runs here: where it is (`find`), how the wheel's is started (`launcher`)."""
