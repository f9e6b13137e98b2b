"""Numeric figures: `draw` a statement, check its goals before proving them, and `prepare` both."""

from geometry.diagram.draw import ACCURACY, Diagram, draw
from geometry.diagram.holds import draw_and_check
from geometry.diagram.prepared import Prepared, prepare
from geometry.diagram.values import resolve

__all__ = ["ACCURACY", "Diagram", "Prepared", "draw", "draw_and_check", "prepare", "resolve"]
