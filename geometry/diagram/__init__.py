"""Numeric figures: `draw` a statement, and check its goals before proving them."""

from geometry.diagram.check import draw_and_check
from geometry.diagram.draw import ACCURACY, Diagram, draw
from geometry.diagram.values import resolve

__all__ = ["ACCURACY", "Diagram", "draw", "draw_and_check", "resolve"]
