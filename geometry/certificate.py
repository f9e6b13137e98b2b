"""What can be done with a certificate: write it, read it, and show it to a reader.

Text and figure of a proof are made from its certificate alone, so that anybody who has the
certificate can make them anew and compare: the same certificate gives the same bytes on every
machine. Numbers are rounded before they are compared or written, and nothing follows the order
of a hash table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from geometry.diagram import Prepared
from geometry.figure import draw_svg
from geometry.language import Statement, parse_statement
from geometry.proof import Proof
from geometry.proof_json import FORMAT, from_dict, from_json, to_dict, to_json
from geometry.prose import render_markdown

__all__ = [
    "FORMAT",
    "RENDERER_VERSION",
    "Rendering",
    "from_dict",
    "from_json",
    "render",
    "render_certificate",
    "to_dict",
    "to_json",
]

RENDERER_VERSION = "1"
"""Version of the text and the figure that a certificate gives. Raise it with every change of a
byte of either (`tests/geometry_prose/test_rendering.py` says when): a bundle's text and figure
are compared with what this version makes of its certificate, and those of another version are
not vouched for."""


@dataclass(frozen=True)
class Rendering:
    """What a reader is shown.

    Attributes:
        markdown: the proof; None without one.
        figure: SVG; None where it could not be drawn.
        trouble: why it could not be drawn, in one line; empty if it was.
    """

    markdown: str | None
    figure: str | None
    trouble: str = ""

    @property
    def section(self) -> str:
        """The proof without its title and with its headings one level down: a section of a
        document that has a title and the heading "Proof" already. Empty without a proof."""
        body = re.sub(r"\A# [^\n]*\n+", "", self.markdown or "")
        return re.sub(r"^(#+ )", r"#\1", body, flags=re.MULTILINE)


def render(proof: Proof | None, prepared: Prepared) -> Rendering:
    """A proof of the prepared problem in words, with its figure; without one the figure alone.

    With a proof this is what `render_certificate` makes of its certificate.
    """
    if proof is None:
        statement, diagram = prepared.statement, prepared.diagram
        return _with_figure(None, lambda: draw_svg(statement, diagram.points))
    return _rendered(proof, prepared.statement)


def render_certificate(text: str) -> Rendering:
    """A certificate in words, with its figure.

    Whether it proves anything is not looked at: give it to `geometry.checker` first.

    Raises:
        GeometryInputError: the text is no certificate, or refers to what does not exist.
    """
    proof = from_json(text)
    return _rendered(proof, parse_statement(proof.problem))


def _rendered(proof: Proof, statement: Statement) -> Rendering:
    markdown = render_markdown(proof, statement)
    return _with_figure(markdown, lambda: draw_svg(proof, statement=statement))


def _with_figure(markdown: str | None, draw: Callable[[], str]) -> Rendering:
    try:
        return Rendering(markdown, draw())
    except Exception as fault:  # a proof must not be lost because its picture cannot be drawn
        return Rendering(markdown, None, f"{type(fault).__name__}: {fault}")
