"""The geometry language: text to `Statement` and back."""

from geometry.language.parser import extend, parse_constructions, parse_statement, read_problems
from geometry.language.statement import Clause, Construction, Given, Hint, Question, Statement

__all__ = [
    "Clause",
    "Construction",
    "Given",
    "Hint",
    "Question",
    "Statement",
    "extend",
    "parse_constructions",
    "parse_statement",
    "read_problems",
]
