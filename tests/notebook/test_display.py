"""What a notebook shows: everything that there is to read, and nothing that acts."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prover
from prover.bundle.proof_html import figure_html, to_html
from tests.notebook.helpers import ORTHOCENTRE

TAGS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "em", "code", "pre", "img", "hr", "ul", "ol",
    "li", "a", "blockquote", "br", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"class", "src", "alt", "style", "href", "title", "start"}


class Page(HTMLParser):
    """Collects what a fragment holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def refuse_what_acts(html: str) -> Page:
    page = Page(html)
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    for name, value in page.attributes:
        if name == "src":
            assert value.startswith("data:image/svg+xml;base64,")
        if name == "href":
            assert not re.match(r"\s*(javascript|data|vbscript|file):", value, re.IGNORECASE)
    return page


def test_the_result_shows_statement_figure_proof_and_who_vouches() -> None:
    result = prover.prove(ORTHOCENTRE)
    bundle = result._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    page = refuse_what_acts(bundle["text/html"])
    assert "perp a h b c" in page.text and "Proof" in page.text and "∎" in page.text
    # Its parentheses are no TeX.
    assert "symbolically_verified (all branches): vouched for by the geometry proof" in page.text
    sources = [value for name, value in page.attributes if name == "src"]
    assert [base64.b64decode(s.partition(",")[2]).decode() for s in sources] == [
        result.bundle.figure
    ]
    assert result.figure is not None and result.figure._repr_html_() in bundle["text/html"]
    assert "<svg" not in bundle["text/html"] and result.figure.svg.startswith("<svg")
    assert bundle["text/plain"].endswith(result.proof)
    assert "$BC^2 - AH^2" not in bundle["text/html"]  # the ampersands of TeX are escaped
    assert r"BC^2 - AH^2 &amp;= " in bundle["text/html"]
    assert r"\begin{aligned}" in page.text and r"\perp BC$" in page.text


def test_what_nobody_vouches_for_says_so() -> None:
    page = refuse_what_acts(prover.prove("Prove that $1 < 2$.")._repr_html_())
    assert "unverified: vouched for by nobody" in page.text
    assert "$1 < 2$" in page.text


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "$<img src=x onerror=alert(1)>$",
        "$$\n</p><script>alert(1)</script>\n$$",
        r"\(<script>alert(1)</script>\)",
        r"\[<script>alert(1)</script>\]",
        "![<script>](https://elsewhere.example/pixel.png)",
        "![x](javascript:alert(1))",
        "[here](javascript:alert(1))",
        "[here](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='javascript:alert(1)'>here</a>",
        '`"><script>alert(1)</script>`',
        '```"onmouseover="alert(1)\ncode\n```',
        '[x](https://a.example "\\"onmouseover=\\"alert(1)")',
        '$$a$$ ("><script>)',
    ],
)
def test_nothing_in_a_text_acts(attack: str) -> None:
    refuse_what_acts(to_html(attack, figure="<svg/>"))


@given(st.text(alphabet=st.sampled_from("<>&\"'`$\\()[]!{}_*#\n abjs:/=-"), max_size=60))
def test_no_text_whatever_acts(text: str) -> None:
    refuse_what_acts(to_html(text, figure="<svg/>"))


def test_tex_is_left_to_the_page() -> None:
    html = to_html(r"Let $a_1 * b_1 * c_1$ and \(x_2 \ne y_2\), *then*" "\n\n$$\nx < y\\\\ z\n$$\n")
    assert "$a_1 * b_1 * c_1$" in html and r"$x_2 \ne y_2$" in html and "<em>then</em>" in html
    assert "$$x &lt; y\\\\ z$$" in html


def test_a_picture_from_elsewhere_is_named_and_not_fetched() -> None:
    html = to_html("![a map](https://elsewhere.example/map.png) and ![Figure](figure.svg)")
    assert "<img" not in html
    assert "[a map: https://elsewhere.example/map.png]" in html and "[Figure: figure.svg]" in html


def test_a_figure_is_an_image_in_which_no_script_runs() -> None:
    page = refuse_what_acts(figure_html("<svg><script>alert(1)</script></svg>"))
    assert page.tags == {"img"}
