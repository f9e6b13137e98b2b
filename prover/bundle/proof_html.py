"""A proof's Markdown as HTML for a page that is not ours, such as a notebook.

The text may come from a language model or a stranger's problem file, and nothing in it may act:
HTML in it is shown as text, a link may only lead to the web, an image is left out but for the
figure that is handed in, and that one is embedded as an image, in which no script runs. TeX stays
as it was written, between dollar signs, for the page's own typesetting.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def to_html(markdown: str, *, figure: str | None = None, figure_name: str = "figure.svg") -> str:
    """`markdown` as an HTML fragment; an image named `figure_name` becomes `figure` (SVG)."""
    parser = _parser()
    pictures = {figure_name: figure_html(figure)} if figure is not None else {}

    def image(tokens: Sequence[Token], position: int, options: Any, env: Any) -> str:
        token = tokens[position]
        name = str(token.attrs.get("src", ""))
        return pictures.get(name) or f"[{escape(token.content or 'image')}: {escape(name)}]"

    parser.renderer.rules["image"] = image  # type: ignore[attr-defined]
    return str(parser.render(markdown))


def figure_html(svg: str) -> str:
    """An SVG drawing as an image within the page; scripts in it do not run."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="Figure" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.texmath import texmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(texmath_plugin, delimiters="brackets")
    parser.use(dollarmath_plugin, double_inline=True)
    for name in ("math_inline", "math_inline_double", "math_block", "math_block_label"):
        parser.add_render_rule(name, _math)
    return parser


def _math(_: Any, tokens: Sequence[Token], position: int, options: Any, env: Any) -> str:
    token = tokens[position]
    block = token.type != "math_inline"
    dollars = "$$" if block else "$"
    text = f"{dollars}{escape(token.content.strip())}{dollars}"
    return f"<p>{text}</p>\n" if token.type.startswith("math_block") else text
