"""Proofs for readers: Markdown, LaTeX, and text for a terminal."""

from geometry.prose.render import render_latex, render_markdown, render_text

__all__ = ["render_latex", "render_markdown", "render_text"]
