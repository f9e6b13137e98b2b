"""The theorem set compiles on our core, and rests on nothing but Lean's three standard axioms."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lean.library.build import ROOT_MODULE, CoreBuild, ensure_core
from lean.toolchain.find import LAUNCHER
from tests.lean_core.test_core_build import LIBRARY

pytestmark = pytest.mark.lean

THEOREMS = Path(__file__).parent / "theorems"
HEADER = f"prelude\nimport {ROOT_MODULE}\n"
STANDARD_AXIOMS = {"propext", "Quot.sound", "Classical.choice"}
NAME = re.compile(r"^theorem (\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def core() -> CoreBuild:
    return ensure_core(LIBRARY)


def run_lean(core: CoreBuild, text: str, folder: Path) -> tuple[int, str]:
    """Lean's exit code and output on `text` under the core's header."""
    file = folder / "Candidate.lean"
    file.write_text(HEADER + text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-S", "-E", str(LAUNCHER), str(LIBRARY), "-Dlinter.all=false", file.name],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LEAN_PATH": str(core.path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    return run.returncode, run.stdout + run.stderr


def axioms_of(output: str) -> set[str]:
    return {
        axiom
        for listed in re.findall(r"depends on axioms: \[([^\]]*)\]", output)
        for axiom in re.split(r",\s*", listed.strip())
    }


def every_theorem_is_proved(core: CoreBuild, file: Path, tmp_path: Path) -> None:
    """Of a file of theorems, each from the standard axioms alone."""
    text = file.read_text(encoding="utf-8")
    names = NAME.findall(text)
    report = "".join(f"\n#print axioms {name}" for name in names)
    code, output = run_lean(core, text + report, tmp_path)
    assert code == 0, output
    assert output.count("axioms") == len(names)
    assert axioms_of(output) <= STANDARD_AXIOMS


@pytest.mark.parametrize("file", sorted(THEOREMS.glob("*.lean")), ids=lambda path: path.stem)
def test_every_theorem_of_the_file_is_proved(core: CoreBuild, file: Path, tmp_path: Path) -> None:
    every_theorem_is_proved(core, file, tmp_path)


def test_the_set_is_as_large_as_promised() -> None:
    counts = {path.stem: len(NAME.findall(path.read_text("utf-8"))) for path in THEOREMS.iterdir()}
    assert counts.pop("omega_problems") == 100
    assert sum(counts.values()) >= 150


def test_a_wrong_proof_is_refused(core: CoreBuild, tmp_path: Path) -> None:
    code, output = run_lean(core, "theorem t (n : Nat) : n < n := by omega\n", tmp_path)
    assert code == 1 and "Candidate.lean:3:" in output and "omega could not prove" in output


@pytest.mark.parametrize(
    "text",
    [
        "theorem t : 1 + 1 = 3 := by decide",
        "theorem t (a b : Int) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by ring",
        "theorem t (a b c : Nat) : a - b + b = a := by ring",
        "theorem t (a b : Int) : a / 2 * 2 = a := by ring",
        "theorem t {α : Type} [CommRing α] (a b : α) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by ring",
        "theorem t {α : Type} [CommRing α] (a : α) (h : 2 * a = 0) : a = 0 := by ring",
        "theorem t {α : Type} [CommRing α] (a b : α) (n : Nat) : (a + b) ^ n = a ^ n + b ^ n := by ring",
        "theorem t {α : Type} [CommSemiring α] (a : α) : a ^ 2 = a := by ring",
        "theorem t {α : Type} [CommSemiring α] [Sub α] (a b : α) : a - b + b = a := by ring",
        "theorem t {α : Type} [CommSemiring α] [Neg α] (a : α) : a + -a = 0 := by ring",
        "theorem t {α : Type} [Add α] [Mul α] (a b : α) : a + b = b + a := by ring",
        "theorem t {α : Type} [CommRing α] [Mul α] (a b : α) : a * b = b * a := by ring",
        "theorem t (x : Nat) (h : x < 3) : x * x < 4 := by interval_cases x <;> decide",
        "theorem t (x : Int) (h : -3 ≤ x) (k : x < 3) : x * x < 9 := by interval_cases x <;> decide",
        "theorem t (x : Int) (h : -3 ≤ x) : x * x < 9 := by interval_cases x <;> decide",
        "theorem t : ∀ x ∈ Finset.range 6, x ^ 2 < 25 := by decide",
        "theorem t : ∃ x ∈ Finset.Icc 24 28, Nat.Prime x := by decide",
        "theorem t (a b : Int) (h : 2 * a < 2 * b + 1) : a < b := by omega",
        "theorem t (p q : Prop) (h : ¬(p → q)) : ¬p := by push_neg at h; exact h.1",
        "theorem t : Nat.Prime 91 := by decide",
        "theorem t (n : Nat) : n ^ 2 ≡ n [MOD 3] := by decide",
    ],
)
def test_our_tactics_prove_no_false_statement(core: CoreBuild, text: str, tmp_path: Path) -> None:
    code, output = run_lean(core, text, tmp_path)
    assert code == 1 and "error" in output


def test_ring_believes_no_wrong_reading_of_a_term(core: CoreBuild, tmp_path: Path) -> None:
    """`ring` reads terms by instances, which anyone may add; what they say is checked."""
    lie = (
        "instance (priority := 9999) (x : Int) (vs : List Int) : RingNF.Reify x vs vs .zero := ⟨⟩\n"
    )
    theorem = "theorem t (a b : Int) : a * b = b * a + {} := by ring1\n"
    code, output = run_lean(core, theorem.format("0"), tmp_path)
    assert code == 0, output
    code, output = run_lean(core, lie + theorem.format("1"), tmp_path)
    assert code == 1 and "error" in output


def test_names_of_a_macro_do_not_capture_each_other(core: CoreBuild, tmp_path: Path) -> None:
    text = """
macro "inner " h:ident : tactic => `(tactic| (have k : 1 = 1 := rfl; exact $h))
macro "outer " h:ident : tactic => `(tactic| (have k := $h; inner k))
theorem t (p : Prop) (k : p) : p := by outer k
"""
    code, output = run_lean(core, text, tmp_path)
    assert code == 0, output


def test_numerals_default_to_natural_numbers(core: CoreBuild, tmp_path: Path) -> None:
    code, output = run_lean(core, "theorem t : 3 - 5 = 0 := rfl\n#check 2 ^ 3\n", tmp_path)
    assert code == 0 and "2 ^ 3 : Nat" in output


def test_goals_print_in_the_usual_notation(core: CoreBuild, tmp_path: Path) -> None:
    text = "theorem t (a b : Nat) (h : a ∣ b ∧ a ≠ 0) : ∃ c, b = a * c ∨ a ≤ c ^ 2 := by skip"
    _, output = run_lean(core, text, tmp_path)
    assert "h : a ∣ b ∧ a ≠ 0" in output and "⊢ ∃ c, b = a * c ∨ a ≤ c ^ 2" in output
