"""Plane geometry: language, diagrams, deductive closure, proofs, proof checker, figures.

The public face: `parse_statement` reads a problem, `prepare` draws it, `prove` searches for a proof, and
`check_certificate` checks one with code that shares nothing with the search but the tables of
rules and constructions. Names are loaded when first used: a command that needs only the language
does not pay for numpy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from geometry.errors import (
    DiagramError,
    DrawingStopped,
    FalseGoalError,
    GeometryError,
    GeometryInputError,
)

if TYPE_CHECKING:
    from geometry.checker import CheckReport
    from geometry.checking import check_certificate
    from geometry.diagram import Diagram, Prepared, draw, draw_and_check, prepare
    from geometry.language import Statement, parse_statement
    from geometry.proof import Proof
    from geometry.proving import Outcome, Progress, prove

__all__ = [
    "CheckReport",
    "Diagram",
    "DiagramError",
    "DrawingStopped",
    "FalseGoalError",
    "GeometryError",
    "GeometryInputError",
    "Outcome",
    "Prepared",
    "Progress",
    "Proof",
    "Statement",
    "check_certificate",
    "draw",
    "draw_and_check",
    "parse_statement",
    "prepare",
    "prove",
]

_HOME = {
    "CheckReport": "geometry.checker",
    "check_certificate": "geometry.checking",
    **dict.fromkeys(
        ("Diagram", "Prepared", "draw", "draw_and_check", "prepare"), "geometry.diagram"
    ),
    **dict.fromkeys(("Statement", "parse_statement"), "geometry.language"),
    **dict.fromkeys(("Outcome", "Progress", "prove"), "geometry.proving"),
    "Proof": "geometry.proof",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
