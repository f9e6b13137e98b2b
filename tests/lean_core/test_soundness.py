"""What may not be wrong in the core: no axiom besides Lean's, and true native arithmetic."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from lean.audit.olean import OleanReader
from lean.audit.terms import TermBank
from lean.library.build import CoreBuild, ensure_core
from tests.lean_core.test_core_build import LIBRARY, compiled
from tests.lean_core.test_theorem_set import STANDARD_AXIOMS, axioms_of, run_lean

pytestmark = pytest.mark.lean


@pytest.fixture(scope="module")
def core() -> CoreBuild:
    return ensure_core(LIBRARY)


def test_only_three_axioms_are_used_by_the_whole_library(core: CoreBuild, tmp_path: Path) -> None:
    bank = TermBank()
    theorems = [
        ".".join(f"«{part}»" for part in constant.name)
        for olean in compiled(core)
        for constant in OleanReader(olean.read_bytes(), bank).constants()
        if constant.kind == "theorem"
        and all(isinstance(part, str) for part in constant.name)
        and constant.name[0] != "_private"
    ]
    assert len(theorems) > 1000
    code, output = run_lean(core, "".join(f"#print axioms {name}\n" for name in theorems), tmp_path)
    assert code == 0, output[:2000]
    assert output.count("axioms") == len(theorems)
    assert axioms_of(output) <= STANDARD_AXIOMS


REFERENCE: dict[str, Callable[[int, int], int]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: max(a - b, 0),
    "mul": lambda a, b: a * b,
    "pow": lambda a, b: a**b,
    "gcd": math.gcd,
    "div": lambda a, b: a // b,
    "mod": lambda a, b: a % b,
    "land": lambda a, b: a & b,
    "lor": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "shiftLeft": lambda a, b: a << b,
    "shiftRight": lambda a, b: a >> b,
}

SPECIFICATIONS = """
theorem s01 (m n : Nat) : Nat.add m (n + 1) = Nat.add m n + 1 := rfl
theorem s02 (m : Nat) : Nat.add m 0 = m := rfl
theorem s03 (m n : Nat) : Nat.mul m (n + 1) = Nat.add (Nat.mul m n) m := rfl
theorem s04 (m : Nat) : Nat.mul m 0 = 0 := rfl
theorem s05 (m n : Nat) : Nat.pow m (n + 1) = Nat.mul (Nat.pow m n) m := rfl
theorem s06 (m : Nat) : Nat.pow m 0 = 1 := rfl
theorem s07 (m n : Nat) (h : n ≤ m) : Nat.add (Nat.sub m n) n = m := Nat.sub_add_cancel h
theorem s08 (m n : Nat) (h : m ≤ n) : Nat.sub m n = 0 := Nat.sub_eq_zero_of_le h
theorem s09 (m n : Nat) : Nat.beq m n = true ↔ m = n := by simp
theorem s10 (m n : Nat) : Nat.ble m n = true ↔ ∃ k, n = m + k := by
  rw [Nat.ble_eq, Nat.le_iff_exists_add]
theorem s11 (m n : Nat) : n * Nat.div m n + Nat.mod m n = m := Nat.div_add_mod m n
theorem s12 (m n : Nat) (h : 0 < n) : Nat.mod m n < n := Nat.mod_lt m h
theorem s13 (m : Nat) : Nat.div m 0 = 0 ∧ Nat.mod m 0 = m := ⟨rfl, rfl⟩
theorem s14 (m n : Nat) : Nat.gcd m n ∣ m ∧ Nat.gcd m n ∣ n := Nat.gcd_dvd m n
theorem s15 (d m n : Nat) (h : d ∣ m) (k : d ∣ n) : d ∣ Nat.gcd m n := Nat.dvd_gcd h k
theorem s16 (m n : Nat) : Nat.shiftLeft m n = m * 2 ^ n := Nat.shiftLeft_eq m n
theorem s17 (m n : Nat) : Nat.shiftRight m n = m / 2 ^ n := Nat.shiftRight_eq_div_pow m n
theorem s18 (m n : Nat) : Nat.land m n = Nat.bitwiseFuel (fun a b => a && b) (m + n) m n := by
  unfold Nat.land Nat.bitwise; congr; funext a b; cases a <;> rfl
theorem s19 (m n : Nat) : Nat.lor m n = Nat.bitwiseFuel (fun a b => a || b) (m + n) m n := by
  unfold Nat.lor Nat.bitwise; congr; funext a b; cases a <;> rfl
theorem s20 (m n : Nat) : Nat.xor m n = Nat.bitwiseFuel (fun a b => a != b) (m + n) m n := by
  unfold Nat.xor Nat.bitwise; congr; funext a b; cases a <;> cases b <;> rfl
theorem s21 (n : Nat) : Nat.log2 n = Nat.log2Fuel n n := rfl
"""


def test_the_definitions_say_what_the_kernel_computes(core: CoreBuild, tmp_path: Path) -> None:
    """For variables, where the kernel has nothing to short-cut; bits and logarithms by unfolding
    their recursions on numerals."""
    lines = [SPECIFICATIONS]
    for number in range(1, 70):
        lines.append(f"example : Nat.log2Fuel {number} {number} = {number.bit_length() - 1} := rfl")
    for a in range(0, 40, 3):
        for b in range(0, 30, 4):
            for symbol, value in (("&&", a & b), ("||", a | b), ("!=", a ^ b)):
                function = f"(fun a b => a {symbol} b)"
                lines.append(
                    f"example : Nat.bitwiseFuel {function} {a + b} {a} {b} = {value} := rfl"
                )
    code, output = run_lean(core, "\n".join(lines), tmp_path)
    assert code == 0, output[:2000]


def test_native_arithmetic_is_the_arithmetic_of_large_numbers(
    core: CoreBuild, tmp_path: Path
) -> None:
    rng = random.Random(4)
    lines = []
    for operation, reference in REFERENCE.items():
        for _ in range(8):
            a = rng.randrange(10**12)
            b = rng.randrange(1, 40 if operation in ("pow", "shiftLeft", "shiftRight") else 10**9)
            value = reference(a, b)
            lines.append(f"example : Nat.{operation} {a} {b} = {value} := by decide")
            lines.append(f"example : Nat.{operation} {a} {b} ≠ {value + 1} := by decide")
    code, output = run_lean(core, "\n".join(lines), tmp_path)
    assert code == 0, output[:2000]


@pytest.mark.parametrize("name", ["Nat.gcd", "Nat.land", "Nat.log2", "Lean.reduceBool", "Nat.xor"])
def test_no_natively_evaluated_name_is_free(core: CoreBuild, tmp_path: Path, name: str) -> None:
    code, output = run_lean(core, f"def {name} (m n : Nat) : Nat := 0", tmp_path)
    assert code == 1 and "already been declared" in output
