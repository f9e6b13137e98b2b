"""`olympiad lean lemmas`: each lemma elaborates by itself and is what its place asks for."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from lean.checker.compile import compile_text
from lean.driver.goals import Hypothesis, Term
from lean.driver.lemma_places import Edit, edited, places_in
from lean.driver.lemma_text import arguments, lemma_text
from lean.driver.lemmas import Lemma, lemmas_of
from lean.errors import StatementError
from lean.library.profile import Profile
from lean.sandbox.job import Limits
from prover.cli.app import main

FILE = """import Mathlib
variable (z : Nat)
def double (n : Nat) := 2 * n
theorem one (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have hq : q := h.2
  have : p := by
    -- have nothing : False := sorry
    exact h.1
  constructor
  · have k : q := hq; exact k
  · sorry
theorem one_sorry : 1 = 1 := rfl
theorem two (n : Nat) (hn : n > 2) : ∃ m, double m > n := by
  refine ⟨n, ?_⟩
  have h2 : (2 : Int) * n > 4 - 5 := by sorry
  have ⟨a, _⟩ : 1 = 1 ∧ 2 = 2 := by
    exact ⟨rfl, rfl⟩
  induction n with
  | zero => omega
  | succ k ih => sorry
example (α : Type _) (a : α) : ∃ b : α, b = a := ⟨a, sorry⟩
theorem three : ∀ a b : Nat, a = b → b = a := by
  intro a b
  intro
  let c := a + 1
  have hc : c > a := by
    show a + 1 > a
    omega
  have number : Nat := 5
  have : c = c := by rfl
  have : 2 = 2 := by skip
                     rfl
  apply Eq.symm
  assumption
"""


@pytest.fixture(scope="module")
def found(profile: Profile) -> list[Lemma]:
    return asyncio.run(lemmas_of(profile, FILE))


@pytest.mark.lean
async def test_each_have_and_sorry_is_found_once_in_order(found: list[Lemma]) -> None:
    assert [(lemma.kind, lemma.name, lemma.position.line) for lemma in found] == [
        ("have", "one_hq", 5),
        ("have", "one_this", 6),
        ("have", "one_k", 10),
        ("sorry", "one_sorry_2", 11),
        ("have", "two_h2", 15),
        ("sorry", "two_sorry", 15),
        ("have", "two_have", 16),
        ("sorry", "two_sorry_2", 20),
        ("sorry", "example_sorry", 21),
        ("have", "three_hc", 26),
        ("have", "three_number", 29),
        ("have", "three_this", 30),
        ("have", "three_this_2", 31),
    ]
    assert [lemma.name for lemma in found if lemma.fault] == ["three_number"]  # no proposition


@pytest.mark.lean
async def test_each_lemma_elaborates_by_itself(profile: Profile, found: list[Lemma]) -> None:
    for lemma in found[::3]:
        compiled = await compile_text(profile, lemma.before + lemma.text, Limits())
        last = lemma.before.count("\n")
        own = [m for m in compiled.messages if m.position.line > last]
        assert compiled.olean is not None, lemma
        assert any("sorry" in m.text for m in own) != lemma.complete


@pytest.mark.lean
async def test_lemmas_are_written_as_people_read_goals(found: list[Lemma]) -> None:
    texts = {lemma.name: lemma.text for lemma in found}
    assert texts["one_hq"] == "theorem one_hq (p : Prop) (q : Prop) (h : p ∧ q) : q := h.2\n"
    assert texts["one_this"].endswith(
        "(hq : q) : p := by\n  -- have nothing : False := sorry\n  exact h.1\n"
    )
    # `2 * n` alone would be read as of natural numbers.
    assert "(2 : Int) * (↑n : Int) > (4 : Int) - (5 : Int) := by\n  sorry\n" in texts["two_h2"]
    assert "1 = 1 ∧ 2 = 2 := by\n  exact" in texts["two_have"]
    assert texts["example_sorry"].startswith("theorem example_sorry.{u_1} (z : Nat) (α : Type u_1)")
    # What has no name gets one, and a local definition is an equation.
    assert "(a_1 : a = b) (c : Nat) (c_eq : c = a + 1) : c > a := by\n  sorry" in texts["three_hc"]
    assert "(this_1 : c = c) : 2 = 2 :=\n  by skip\n     rfl\n" in texts["three_this_2"]


@pytest.mark.lean
def test_the_command_writes_text_and_json(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proof.lean"
    file.write_text("theorem t (p : Prop) (h : p) : p := by\n  have k : p := h\n  sorry\n")
    assert main(["lean", "lemmas", str(file)]) == 0
    shown = capsys.readouterr()
    assert shown.out == (
        f"-- {file}:2:3: have\ntheorem t_k (p : Prop) (h : p) : p := h\n\n"
        f"-- {file}:3:3: sorry\ntheorem t_sorry (p : Prop) (h : p) (k : p) : p := by\n  sorry\n\n"
    )
    assert "2 of 2 places" in shown.err
    assert main(["lean", "lemmas", str(file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [lemma["complete"] for lemma in document["lemmas"]] == [True, False]
    file.write_text("theorem t : True := trivial\n")
    assert main(["lean", "lemmas", str(file)]) == 0
    assert "no `have` and no `sorry`" in capsys.readouterr().out


@pytest.mark.lean
async def test_a_file_that_is_none_says_so(profile: Profile) -> None:
    with pytest.raises(StatementError, match="import Evil"):
        await lemmas_of(profile, "import Evil\n")
    broken = "theorem t : 1 = 2 := by\n  have h : foo := sorry\n  exact h\n"
    lemmas = await lemmas_of(profile, broken)
    assert all(lemma.fault and not lemma.text for lemma in lemmas) and len(lemmas) == 2


@pytest.mark.parametrize(
    ("line", "is_term"),
    [
        ("theorem t : p := sorry", True),
        ("theorem t : p := by sorry", False),
        ("theorem t : p :=\n  sorry", True),
        ("theorem t : p := by\n  simp; sorry", False),
        ("theorem t : p := by\n  · sorry", False),
        ("theorem t : p := by\n  simp\n  sorry", False),
        ("theorem t : p := by\n  exact ⟨a, sorry⟩", True),
        ("theorem t : p := fun x => sorry", True),
        ("theorem t : p := by\n  cases h with\n  | inl h => sorry", False),
        ("theorem t : p := by\n  exact f sorry", True),
    ],
)
def test_a_sorry_is_a_term_or_a_tactic(line: str, is_term: bool) -> None:
    (place,) = places_in(line)
    assert place.is_term == is_term


def test_words_in_comments_strings_and_names_are_none() -> None:
    text = 'theorem t : p := by\n  -- have\n  /- sorry -/\n  exact "sorry" x.have have\' «have»\n'
    assert places_in(text) == []
    assert places_in("have x := 1") == []


def test_edits_keep_their_marks() -> None:
    text, marks = edited("ab\ncd", [Edit(4, 5, "x\n!", 2), Edit(1, 1, "--\n")])
    assert text == "a--\nb\ncx\n!"
    assert [(mark.line, mark.column) for mark in marks] == [(4, 1), (1, 2)]


def test_hidden_names_are_replaced_by_names_that_are_free() -> None:
    context = [
        ("x_1", Hypothesis(("x_1",), Term("Nat"))),
        ("x✝¹", Hypothesis(("x✝¹",), Term("Nat"))),
        ("x✝", Hypothesis(("x✝",), Term("x✝¹ = x_1"))),
        ("inst✝", Hypothesis(("inst✝",), Term("Ring α"), is_instance=True)),
        ("y", Hypothesis(("y",), Term("Nat"), value=Term("x✝¹ + 1"))),
    ]
    assert lemma_text("t", context, "x✝¹ = y") == (
        "theorem t (x_1 : Nat) (x_2 : Nat) (x_3 : x_2 = x_1) [Ring α] (y : Nat) (y_eq : y = x_2 + 1)\n"
        "    : x_2 = y :="
    )
    assert arguments(context) == "x_1 (by assumption) (by assumption) y rfl"
