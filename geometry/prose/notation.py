"""How points, lines, lengths and angles are written: in TeX, or in Unicode for a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_NAME = re.compile(r"([A-Za-z]+)_?(\d*)")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def split_name(point: str) -> tuple[str, str]:
    """Letter(s) and index of a point's name as readers see it: `a1` is A with index 1."""
    match = _NAME.fullmatch(point)
    if match is None:
        return point, ""
    return match[1].upper(), match[2]


def plain_name(point: str) -> str:
    """The point's name in Unicode: `a1` is `A₁`."""
    letters, index = split_name(point)
    return letters + index.translate(_SUBSCRIPTS)


@dataclass(frozen=True)
class Notation:
    """Spelling of mathematics.

    Attributes:
        tex: TeX, with `$` around each formula; otherwise Unicode.
    """

    tex: bool

    def math(self, formula: str) -> str:
        """A formula inside a sentence."""
        return f"${formula}$" if self.tex else formula

    def point(self, name: str) -> str:
        if not self.tex:
            return plain_name(name)
        letters, index = split_name(name)
        # Letters of a name with several stand close together, unlike a product.
        base = letters if len(letters) == 1 else rf"\mathit{{{letters}}}".replace("_", r"\_")
        return base + (f"_{{{index}}}" if len(index) > 1 else f"_{index}" if index else "")

    def points(self, *names: str) -> str:
        """Names side by side, as in a line AB or a triangle ABC."""
        return "".join(map(self.point, names))

    def listed(self, *names: str) -> str:
        """`A, B and C`."""
        shown = [self.math(self.point(p)) for p in names]
        return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]

    def angle(self, a: str, b: str, c: str, d: str) -> str:
        """Directed angle from line ab to line cd; named by three points where they meet in one."""
        sign = r"\angle " if self.tex else "∠"
        for v in (a, b):
            if v in (c, d):
                first, last = (b if v == a else a), (d if v == c else c)
                return sign + self.points(first, v, last)
        return f"{sign}({self.points(a, b)}, {self.points(c, d)})"

    def degrees(self, turns: Fraction) -> str:
        """A multiple of pi, as degrees between -90 (excluded) and 90."""
        value = turns % 1 * 180
        if value > 90:
            value -= 180
        return self.number(value) + (r"^\circ" if self.tex else "°")

    def number(self, value: Fraction) -> str:
        sign = ("-" if self.tex else "−") if value < 0 else ""
        value = abs(value)
        if value.denominator == 1:
            return f"{sign}{value.numerator}"
        if self.tex:
            return rf"{sign}\tfrac{{{value.numerator}}}{{{value.denominator}}}"
        return f"{sign}{value.numerator}/{value.denominator}"

    def squared(self, text: str) -> str:
        return text + ("^2" if self.tex else "²")

    def power(self, base: str, exponent: Fraction) -> str:
        """A power; no exponent is written for 1."""
        if exponent == 1:
            return base
        if exponent == Fraction(1, 2):
            return (
                rf"\sqrt{{{base}}}" if self.tex else f"√({base})" if len(base) > 1 else "√" + base
            )
        if exponent == 2:
            return self.squared(base)
        return f"{base}^{{{exponent}}}" if self.tex else f"{base}^({exponent})"

    def sine(self, a: str, b: str, c: str, d: str) -> str:
        """Sine of the angle between two lines."""
        return (r"\sin " if self.tex else "sin ") + self.angle(a, b, c, d)

    def fraction(self, above: list[str], below: list[str]) -> str:
        dot = r" \cdot " if self.tex else "·"
        top = dot.join(above) or "1"
        if not below:
            return top
        bottom = dot.join(below)
        if self.tex:
            return rf"\frac{{{top}}}{{{bottom}}}"
        return f"{top} / {bottom}" if len(below) == 1 else f"{top} / ({bottom})"

    @property
    def parallel(self) -> str:
        return r" \parallel " if self.tex else " ∥ "

    @property
    def perpendicular(self) -> str:
        return r" \perp " if self.tex else " ⟂ "

    @property
    def minus(self) -> str:
        return " - " if self.tex else " − "

    @property
    def times(self) -> str:
        return r"\," if self.tex else "·"

    def fill(self, template: str, values: dict[str, str], points: frozenset[str]) -> str:
        """Replace `{x}` in a sentence; names side by side, such as `{a}{b}`, become one formula.

        Args:
            template: the sentence.
            values: variable to point name or number.
            points: the variables that are points; others are angles in degrees.
        """

        def formula(match: re.Match[str]) -> str:
            out = ""
            for name in re.findall(r"\{(\w+)\}", match[0]):
                if name in points:
                    out += self.point(values[name])
                else:
                    out += self.number(Fraction(values[name])) + (r"^\circ" if self.tex else "°")
            return self.math(out)

        return re.sub(r"(?:\{\w+\})+", formula, template)
