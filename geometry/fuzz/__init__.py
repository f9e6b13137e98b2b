"""Fuzzer: random statements, true and false goals, special figures; no false proof may come out.

`python -m geometry.fuzz --seconds 60 --seed 0`. Every case is drawn from the seed and its number
alone, so that a failure is repeated with `--seed S --case N`.
"""

from geometry.fuzz.cases import KINDS
from geometry.fuzz.run import Failure, Tally, run

__all__ = ["KINDS", "Failure", "Tally", "run"]
