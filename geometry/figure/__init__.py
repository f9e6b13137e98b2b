"""Figures of problems and proofs, as SVG and PNG."""

from geometry.figure.draw import draw_phases, draw_svg, scene_of, split_phases
from geometry.figure.plain import figure_fault
from geometry.figure.png import PictureError, to_png

__all__ = [
    "PictureError",
    "draw_phases",
    "draw_svg",
    "figure_fault",
    "scene_of",
    "split_phases",
    "to_png",
]
