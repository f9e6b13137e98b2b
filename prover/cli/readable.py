"""Markdown with TeX as text for a terminal: symbols for commands, what is unknown left as it is.

This is typesetting for reading along, not a TeX parser: `proof.md` keeps the source. Which command
is which sign says pylatexenc. Its conversion of whole formulas is not used: it writes `a^2`, `x_10`
and `a+b/c` where a terminal can show a², x₁₀ and (a+b)/c.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

#: What the geometry proofs use, so that showing one loads no table of TeX's, and where a reader of
#: mathematics wants another sign than the table's. All other commands are looked up there.
_OWN = {
    "angle": "∠", "triangle": "△", "parallel": "∥", "perp": "⟂", "circ": "°", "cdot": "·",
    "times": "×", "sin": "sin", "sqrt": r"\sqrt", "frac": r"\frac",
    "epsilon": "ε", "phi": "φ", "leqslant": "≤", "geqslant": "≥", "ne": "≠", "mid": "∣",
    "implies": "⟹", "Rightarrow": "⟹", "iff": "⟺", "prime": "′", "colon": ":", "quad": " ",
    "qquad": "  ", "gcd": "gcd",
}  # fmt: skip

_SETS = {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ", "C": "ℂ"}
_SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")

_MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?(?:\n[^$\n]+?)*)\$", re.DOTALL)
_CODE = re.compile(
    r"(^ {0,3}(?:```[^\n]*\n.*?^ {0,3}```|~~~[^\n]*\n.*?^ {0,3}~~~)[ \t]*$|`[^`\n]+`)", re.M | re.S
)
_GROUP = r"\{([^{}]*)\}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*(?:{_GROUP}|(\d))\s*(?:{_GROUP}|(\d))")


def readable(markdown: str) -> str:
    """`markdown` with its TeX in symbols, images as a line of text, and emphasis marks removed.

    Code, in fences and in backticks, stays as it is: a star in Lean is a product.
    """
    parts = _CODE.split(markdown)
    return "".join(part if number % 2 else _prose(part) for number, part in enumerate(parts))


def _prose(text: str) -> str:
    text = re.sub(r"!\[([^\]]*)\]\(([^)]*)\)", r"[\1: \2]", text)
    text = _MATH.sub(lambda match: math(match[1] or match[2]), text)
    return re.sub(r"(?<![\w*])\*{1,2}([^*\n]+)\*{1,2}(?![\w*])", r"\1", text)


def math(tex: str) -> str:
    """One formula in symbols; the rows of an `aligned` formula on lines of their own."""
    rows = re.sub(r"\\(?:begin|end)\{[a-z*]+\}", "", tex).split(r"\\")
    if len(rows) == 1:
        return _row(rows[0])
    return "\n".join("    " + _row(row) for row in rows if row.strip())


def _row(tex: str) -> str:
    text = re.sub(r"\s+", " ", tex.replace("&&", r"\qquad ").replace("&", "").strip())
    text = re.sub(r"\\mathbb\s*\{?([NZQRC])\}?", lambda m: _SETS[m[1]], text)
    text = re.sub(r"\^\s*\{?\s*\\circ\s*\}?", "°", text)
    text = re.sub(
        rf"\\(?:text|operatorname|mathrm|mathit|mathbf|overline|widehat){_GROUP}", r"\1", text
    )
    text = re.sub(rf"\\sqrt{_GROUP}", r"√(\1)", text)
    for _ in range(3):  # fractions in fractions
        text = _FRACTION.sub(_fraction, text)
    text = re.sub(r"\\(?:left|right|big|Big|bigl|bigr)\b\s*", "", text)
    text = re.sub(r"\\[,;:! ]", " ", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _symbol(m[1]) or m[0], text)
    text = re.sub(r"([∠∡△]) ", r"\1", text)
    text = re.sub(r"\\([{}%$&_#])", r"\1", text)
    text = re.sub(r"\^(?:\{([0-9n+-]+)\}|([0-9n]))", _script(_SUPERSCRIPT), text)
    text = re.sub(r"_(?:\{([0-9+-]+)\}|([0-9]))", _script(_SUBSCRIPT), text)
    return re.sub(r" {2,}", lambda gap: gap[0][:3], text).strip()


@cache
def _symbol(command: str) -> str | None:
    """The sign that a TeX command without arguments stands for."""
    if command in _OWN:
        return _OWN[command]
    # Late: 50 ms that most proofs don't need.
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db().get_macro_spec(command)
    sign = getattr(known, "simplify_repl", None)
    return sign if isinstance(sign, str) and "%" not in sign else None


def _fraction(match: re.Match[str]) -> str:
    above, below = match[1] or match[2] or "", match[3] or match[4] or ""
    return f"{_bracketed(above)}/{_bracketed(below)}"


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"\\?\w+", text) else f"({text})"


def _script(table: dict[int, int]) -> Callable[[re.Match[str]], str]:
    return lambda match: (match[1] or match[2]).translate(table)
