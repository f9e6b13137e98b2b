"""Statements mean here what they mean in Mathlib: conventions as theorems, their neighbours refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lean.library.build import CoreBuild, ensure_core
from tests.lean_core.closed_values import as_theorems, closed_values
from tests.lean_core.test_core_build import LIBRARY
from tests.lean_core.test_theorem_set import NAME, every_theorem_is_proved, run_lean

pytestmark = pytest.mark.lean

CONVENTIONS = sorted((Path(__file__).parent / "conventions").glob("*.lean"))


@pytest.fixture(scope="module")
def core() -> CoreBuild:
    return ensure_core(LIBRARY)


@pytest.mark.parametrize("file", CONVENTIONS, ids=lambda path: path.stem)
def test_every_convention_is_a_theorem(core: CoreBuild, file: Path, tmp_path: Path) -> None:
    every_theorem_is_proved(core, file, tmp_path)


def test_the_conventions_are_as_many_as_promised() -> None:
    names = [name for file in CONVENTIONS for name in NAME.findall(file.read_text("utf-8"))]
    assert len(names) == len(set(names)) >= 80


# Each stands next to a convention, and is false.
NEIGHBOURS = [
    "(3 : ℕ) - 5 = -2",
    "(7 : ℕ) / 2 = 4",
    "(-7 : ℤ) / 2 = -3",
    "(7 : ℤ) / -2 = -4",
    "(-7 : ℤ) % 2 = -1",
    "(5 : ℤ) / 0 = 5",
    "(5 : ℕ) % 0 = 0",
    "(0 : ℕ) ^ 0 = 0",
    "(1 : ℚ) / 2 = 0",
    "(1 : ℚ) / 0 = 1",
    "((1 / 2 : ℕ) : ℚ) = 1 / 2",
    "((3 - 5 : ℕ) : ℤ) = -2",
    "((6 : ℚ) / -4).num = 3",
    "⌊(-1 : ℚ) / 2⌋ = 0",
    "⌈(-1 : ℚ) / 2⌉ = -1",
    "⌊(-5 : ℚ) / 2⌋₊ = 3",
    "Int.fract ((-1 : ℚ) / 4) = -1 / 4",
    "Int.toNat (-5) = 5",
    "|(-3 : ℤ)| = -3",
    "Nat.digits 10 123 = [1, 2, 3]",
    "Nat.digits 10 0 = [0]",
    "Nat.digits 1 3 = [0, 1, 1]",
    "Nat.choose 2 5 = 1",
    "Nat.divisors 0 = {0}",
    "6 ∈ Nat.properDivisors 6",
    "Nat.totient 1 = 0",
    "Nat.sqrt 15 = 4",
    "Nat.Prime 1",
    "Nat.Coprime 0 0",
    "Nat.lcm 5 0 = 5",
    "Nat.fib 0 = 1",
    "3 ∈ Finset.range 3",
    "1 ∈ Finset.Ioc 1 3",
    "3 ∈ Finset.Ico 1 3",
    "Finset.Icc 3 1 = {1, 2, 3}",
    "({1, 1, 2} : Finset ℕ).card = 3",
    "(Finset.powerset (Finset.range 3)).card = 7",
    "∑ x ∈ Finset.range 3, x + 1 = 6",
    "∏ x ∈ Finset.range 0, x = 0",
    "(5 : Fin 7) + 4 = 9 - 1",
    "(9 : ZMod 7) = 3",
    "∃! x : Fin 5, x * 0 = 0",
]


def test_the_neighbours_of_conventions_are_false(core: CoreBuild, tmp_path: Path) -> None:
    """Each is refused as it stands, and its negation is a theorem."""
    refuted = "\n".join(
        f"example : ¬({text}) := by first | decide +kernel | exact fun h => nomatch h"
        for text in NEIGHBOURS
        if text not in ("(3 : ℕ) - 5 = -2", "Nat.Coprime 0 0", "∃! x : Fin 5, x * 0 = 0")
    )
    code, output = run_lean(core, refuted, tmp_path)
    assert code == 0, output
    claimed = "\n".join(f"example : {text} := by decide +kernel" for text in NEIGHBOURS)
    code, output = run_lean(core, claimed, tmp_path)
    refused = {int(line) for line in re.findall(r"Candidate\.lean:(\d+):\d+: error", output)}
    assert code == 1 and refused == set(range(3, 3 + len(NEIGHBOURS))), output


def test_random_closed_values_are_what_python_computes(core: CoreBuild, tmp_path: Path) -> None:
    code, output = run_lean(core, as_theorems(closed_values(45, seed=11)), tmp_path)
    assert code == 0, output


# What would mean something else than in Mathlib is not there.
@pytest.mark.parametrize("name", ["Real.Gamma", "Nat.nth", "deriv", "Set.encard", "tsum", "finsum"])
def test_what_is_left_out_is_unknown(core: CoreBuild, name: str, tmp_path: Path) -> None:
    code, output = run_lean(core, f"#check @{name}\n", tmp_path)
    assert code == 1 and "Unknown" in output


STATEMENTS = """
open BigOperators Real Nat Topology Rat
@[imo_problem_subject algebra]
theorem s1 (x y : ℝ) (h₀ : 0 < x ∧ 0 < y) (h₁ : x * y = 1) : 2 ≤ x + y := by sorry
theorem s2 (a b : ℕ) (h : a ≡ b [MOD 7]) : a ^ 2 ≡ b ^ 2 [MOD 7] := by sorry
theorem s3 : IsLeast {n : ℕ | 0 < n ∧ 8 ∣ n !} answer(4) := by sorry
theorem s4 : {(a, b) | (a : ℕ) (b : ℕ) (h : a + b = 2)} = {(0, 2), (1, 1), (2, 0)} := by sorry
theorem s5 (f : ℕ → ℕ) (h : StrictMono f) (n : ℕ) : n ≤ f^[n] n := by sorry
theorem s6 (z : ℂ) (h : z = (1 + Complex.I) / Real.sqrt 2) : z ^ 2 = Complex.I := by sorry
theorem s7 (x : ℝ) (h : |x - 1| ≤ 2) : ⌊x⌋ ≤ 3 ∧ √x ≤ 2 ∧ sin x ^ 2 + cos x ^ 2 = 1 := by sorry
theorem s8 : ∃! n : ℕ, ∑ k ∈ Finset.range n, (k + 1) = 10 := by sorry
theorem s9 (x : ℝ) (h : 0 < x) : Real.logb 2 (x ^ (3 : ℝ)) = 3 * Real.log x / Real.log 2 := by sorry
theorem s10 (S : Finset ℤ) (h : S.card = 3) : ∃ x ∈ S, ∃ y ∈ S, x ≠ y ∧ 2 ∣ x - y := by sorry
lemma s11 (x y : ℝ) (m : ℚ) (h : x + 1 / y = m) : (m : ℝ) - x = 1 / y := by sorry
theorem s12 (f : ℝ → ℝ) (h : ∀ᵉ (x > 0) (y > 0), f (x * y) = f x + f y) : f 1 = 0 := by sorry
theorem s13 (a : ℝ) (h : IsGreatest ((fun x => x * (1 - x)) '' Set.Icc 0 1) a) : a = 1 / 4 := by sorry
theorem s14 (n : ℕ) : (Nat.digits 10 n).sum ≡ n [MOD 9] := by sorry
theorem s15 (σ : Equiv.Perm (Fin 7)) : ∑ i, (σ i : ℕ) = 21 := by sorry
"""


def test_statements_written_for_mathlib_elaborate(core: CoreBuild, tmp_path: Path) -> None:
    code, output = run_lean(core, STATEMENTS, tmp_path)
    assert code == 0, output
    assert output.count("declaration uses `sorry`") == STATEMENTS.count(":= by sorry")
