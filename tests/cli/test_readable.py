"""TeX shown in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.cli.readable import math, readable


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\angle BAC = 90^\circ", "∠BAC = 90°"),
        (r"\angle KIL + \angle YPX = 180^{\circ}", "∠KIL + ∠YPX = 180°"),
        (r"DE \parallel FG", "DE ∥ FG"),
        (r"AB \perp CD", "AB ⟂ CD"),
        (r"\dfrac{21n+4}{14n+3}", "(21n+4)/(14n+3)"),
        (r"\frac12", "1/2"),
        (r"\frac{AB}{CD} = \frac{\sqrt{2}}{3}", "AB/CD = (√(2))/3"),
        (r"a^2(b+c-a) \le 3abc", "a²(b+c-a) ≤ 3abc"),
        (r"a_{10} + x_1^{2}", "a₁₀ + x₁²"),
        (r"f: \mathbb{Q} \to \mathbb{Q}", "f: ℚ → ℚ"),
        (r"\left( x \right)", "( x )"),
        (r"\unknowncommand{x}", r"\unknowncommand{x}"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"A \setminus \varnothing \neq B \sqcup C", "A ∖ ∅ ≠ B ⊔ C"),
        (r"\varepsilon < \epsilon \leqslant \ell", "ε < ε ≤ ℓ"),
    ],
)
def test_formulas(tex: str, expected: str) -> None:
    assert math(tex) == expected


def test_only_what_stands_between_dollars_is_mathematics() -> None:
    text = (
        "**Step 1.** Since $AB\n= CD$, it costs 5 dollars.\n\n$$x \\le y$$\n\n![Figure](figure.svg)"
    )
    assert readable(text) == (
        "Step 1. Since AB = CD, it costs 5 dollars.\n\nx ≤ y\n\n[Figure: figure.svg]"
    )


@given(st.text(st.sampled_from(r"$\{}^_abc1 *[](!frac"), max_size=60))
def test_any_text_is_shown(text: str) -> None:
    readable(text)


def test_code_stays_as_it_is() -> None:
    lean = "```lean\ntheorem t : 21 * n + 4 = 7 * n + 1 ∧ $x$\n```"
    text = f"By `rw [a * b, b * c]`, which is **bold** in $a \\le b$:\n\n{lean}\n\nThen *so* on."
    shown = readable(text)
    assert lean in shown and "`rw [a * b, b * c]`" in shown
    assert "which is bold in a ≤ b:" in shown and shown.endswith("Then so on.")


def test_rows_of_an_aligned_formula_stand_below_each_other() -> None:
    tex = "$$\n\\begin{aligned}\nOC &= OB && \\text{(b)} \\\\\n &= OA && \\text{(2), (3)}\n\\end{aligned}\n$$"
    assert readable(f"(1) $OC = OA$:\n\n{tex}\n") == (
        "(1) OC = OA:\n\n    OC = OB   (b)\n    = OA   (2), (3)\n"
    )
