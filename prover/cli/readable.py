"""Markdown with TeX as text for a terminal: symbols for commands, what is unknown left as it is.

This is typesetting for reading along, not a TeX parser: `proof.md` keeps the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "Gamma": "Γ", "delta": "δ", "Delta": "Δ",
    "varepsilon": "ε", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "Theta": "Θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "Lambda": "Λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "Xi": "Ξ", "pi": "π", "Pi": "Π", "rho": "ρ", "sigma": "σ", "Sigma": "Σ", "tau": "τ",
    "varphi": "φ", "phi": "φ", "Phi": "Φ", "chi": "χ", "psi": "ψ", "Psi": "Ψ", "omega": "ω",
    "Omega": "Ω",
    "angle": "∠", "measuredangle": "∡", "triangle": "△", "parallel": "∥", "perp": "⟂",
    "circ": "°", "cong": "≅", "sim": "∼", "odot": "⊙",
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠",
    "neq": "≠", "equiv": "≡", "approx": "≈", "mid": "∣", "nmid": "∤", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "to": "→", "mapsto": "↦", "implies": "⟹", "Rightarrow": "⟹", "iff": "⟺",
    "therefore": "∴", "infty": "∞", "sum": "∑", "prod": "∏", "cdot": "·", "times": "×",
    "pm": "±", "dots": "…", "ldots": "…", "cdots": "⋯", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "prime": "′", "colon": ":", "quad": " ", "qquad": "  ",
    "gcd": "gcd", "log": "log", "sin": "sin", "cos": "cos", "tan": "tan", "min": "min",
    "max": "max",
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
    text = re.sub(r"\\([A-Za-z]+)", lambda m: SYMBOLS.get(m[1], m[0]), text)
    text = re.sub(r"([∠∡△]) ", r"\1", text)
    text = re.sub(r"\\([{}%$&_#])", r"\1", text)
    text = re.sub(r"\^(?:\{([0-9n+-]+)\}|([0-9n]))", _script(_SUPERSCRIPT), text)
    text = re.sub(r"_(?:\{([0-9+-]+)\}|([0-9]))", _script(_SUBSCRIPT), text)
    return re.sub(r" {2,}", lambda gap: gap[0][:3], text).strip()


def _fraction(match: re.Match[str]) -> str:
    above, below = match[1] or match[2] or "", match[3] or match[4] or ""
    return f"{_bracketed(above)}/{_bracketed(below)}"


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"\\?\w+", text) else f"({text})"


def _script(table: dict[int, int]) -> Callable[[re.Match[str]], str]:
    return lambda match: (match[1] or match[2]).translate(table)
