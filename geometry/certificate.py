"""What can be done with a certificate: write it, read it, and show it to a reader.

Text and figure of a proof are made from its certificate alone, so that anybody who has the
certificate can make them anew and compare: the same certificate gives the same bytes on every
machine. Numbers are rounded before they are compared or written, and nothing follows the order
of a hash table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geometry.algebra.certificate import FORMAT as ALGEBRA_FORMAT
from geometry.diagram import Prepared
from geometry.errors import GeometryInputError
from geometry.figure import draw_svg
from geometry.language import Statement, parse_statement
from geometry.proof import Proof
from geometry.proof_json import FORMAT, from_dict, from_json, to_dict, to_json
from geometry.prose import render_markdown
from geometry.prose.algebraic import render_algebraic, section

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


def render(
    proof: Proof | None, prepared: Prepared, algebra: Mapping[str, Any] | None = None
) -> Rendering:
    """A proof of the prepared problem in words, with its figure; without one the figure alone.

    With a proof, or an algebraic certificate, this is what `render_certificate` makes of them.
    """
    if proof is not None:
        return _rendered(proof, prepared.statement, algebra)
    if algebra is not None:
        return _rendered_algebra(algebra)
    statement, diagram = prepared.statement, prepared.diagram
    return _with_figure(None, lambda: draw_svg(statement, diagram.points))


def render_certificate(text: str) -> Rendering:
    """A certificate in words, with its figure.

    Whether it proves anything is not looked at: give it to `geometry.checker` first.

    Raises:
        GeometryInputError: the text is no certificate, or refers to what does not exist.
    """
    algebra = algebra_in(text)
    if algebra is not None and json.loads(text)["format"] == ALGEBRA_FORMAT:
        return _rendered_algebra(algebra)
    proof = from_json(text)
    return _rendered(proof, parse_statement(proof.problem), algebra)


def algebra_in(text: str) -> dict[str, Any] | None:
    """The algebraic certificate that a text is, or that stands beside a proof in it.

    Raises:
        GeometryInputError: the text is not JSON.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise GeometryInputError(
            "the certificate is not JSON", fix="make it anew with `olympiad prove`"
        ) from None
    if not isinstance(data, dict):
        return None
    found = data if data.get("format") == ALGEBRA_FORMAT else data.get("algebra")
    return found if isinstance(found, dict) else None


def _rendered(proof: Proof, statement: Statement, algebra: Mapping[str, Any] | None) -> Rendering:
    markdown = render_markdown(proof, statement)
    if algebra is not None:
        paragraphs = _read(lambda: section(algebra, statement))
        markdown += "\n" + "\n\n".join(["## By coordinates", *paragraphs]) + "\n"
    return _with_figure(markdown, lambda: draw_svg(proof, statement=statement))


def _rendered_algebra(data: Mapping[str, Any]) -> Rendering:
    statement = parse_statement(_read(lambda: str(data["problem"])))
    markdown = _read(lambda: render_algebraic(data, statement))
    return _with_figure(
        markdown,
        lambda: draw_svg(
            statement, {name: (float(x), float(y)) for name, (x, y) in data["diagram"].items()}
        ),
    )


def _read(words: Callable[[], Any]) -> Any:
    try:
        return words()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise GeometryInputError(
            f"bad algebraic certificate: {type(error).__name__}: {error}",
            fix="run `olympiad check` on it",
        ) from None


def _with_figure(markdown: str | None, draw: Callable[[], str]) -> Rendering:
    try:
        return Rendering(markdown, draw())
    except Exception as fault:  # a proof must not be lost because its picture cannot be drawn
        return Rendering(markdown, None, f"{type(fault).__name__}: {fault}")
