"""What the checker says, and where; the statement's side of the contract."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import pytest

from lean.checker.check import Checker
from lean.checker.missing import INSTEAD
from lean.checker.source import blank_comments, fill, is_fragment, plain, without_header
from lean.errors import StatementError
from lean.library.profile import Profile
from lean.sandbox.job import Limits
from lean.sandbox.walls import isolation

SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n"


@pytest.fixture(scope="module")
def checker(profile: Profile) -> Checker:
    return Checker(profile)


@pytest.mark.lean
async def test_a_proof_is_accepted_and_says_who_vouches(profile: Profile) -> None:
    outcome = await Checker(profile).check(SWAP, "by\n  exact ⟨h.2, h.1⟩\n")
    assert outcome.ok
    assert outcome.theorem == "swap"
    assert outcome.profile == "core"
    assert outcome.vouched_by == f"Lean {outcome.version} with our core library"
    assert outcome.axioms == ()
    assert outcome.declarations_checked >= 1


@pytest.mark.lean
async def test_axioms_that_were_used_are_listed(profile: Profile) -> None:
    statement = "theorem ext (p q : Prop) (h : p ↔ q) : p = q := by sorry\n"
    outcome = await Checker(profile).check(statement, "by\n  exact propext h\n")
    assert outcome.ok, outcome
    assert outcome.axioms == ("propext",)


@pytest.mark.lean
async def test_positions_are_those_of_the_users_text(profile: Profile) -> None:
    checker = Checker(profile)
    fragment = await checker.check(SWAP, "by\n  have a := h.1\n  exact a\n")
    assert fragment.position is not None
    assert (fragment.position.line, fragment.position.column) == (3, 3)
    whole = await checker.check(
        SWAP,
        "import Mathlib\n\n-- a remark\ntheorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n"
        "  exact h.1\n",
    )
    assert whole.position is not None
    assert (whole.position.line, whole.position.column) == (5, 3)


@pytest.mark.lean
async def test_lemmas_before_the_theorem_are_welcome(profile: Profile) -> None:
    proof = (
        "def twice (n : Nat) : Nat := n + n\n"
        "inductive Tree where\n  | leaf : Tree\n  | node (l r : Tree) : Tree\n"
        "theorem right (p q : Prop) (h : p ∧ q) : q := h.2\n"
        "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨right p q h, h.1⟩\n"
    )
    outcome = await Checker(profile).check(SWAP, proof)
    assert outcome.ok, outcome
    assert outcome.declarations_checked > 3


@pytest.mark.lean
async def test_binder_names_do_not_matter_and_order_does(profile: Profile) -> None:
    checker = Checker(profile)
    renamed = "theorem swap (a b : Prop) (k : a ∧ b) : b ∧ a := ⟨k.2, k.1⟩"
    assert (await checker.check(SWAP, renamed)).ok
    other = "theorem swap (q p : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"
    outcome = await checker.check(SWAP, other)
    assert outcome.code == "statement_changed"


@pytest.mark.lean
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("theorem t : (1 : Nat) = foo := by sorry\n", "line 1: .*foo"),
        ("theorem t : (1 : Nat) = 1 := rfl\n", "no theorem that ends"),
        ("", "no theorem that ends"),
        ("axiom a : False\ntheorem t : (1 : Nat) = 0 := by sorry\n", "axiom a"),
        ("import Evil\ntheorem t : (1 : Nat) = 1 := by sorry\n", "line 1: import Evil"),
    ],
)
async def test_a_bad_statement_is_the_statements_fault(
    profile: Profile, statement: str, words: str
) -> None:
    proof = "theorem t : (1 : Nat) = 1 := rfl\n"
    with pytest.raises(StatementError, match=words):
        await Checker(profile).check(statement, proof)


@pytest.mark.lean
@pytest.mark.parametrize("end", ["end A", "end\nend A", " -- by\nend\n\nend A -- A\n"])
async def test_namespaces_may_end_behind_the_statement(profile: Profile, end: str) -> None:
    section = "section\n" if end.count("end") == 2 else ""
    statement = f"namespace A\n{section}{SWAP}{end}\n"
    checker = Checker(profile)
    outcome = await checker.check(statement, "by\n  exact ⟨h.2, h.1⟩\n")
    assert outcome.ok, outcome
    assert outcome.theorem == "A.swap"
    refused = await checker.check(statement, "by\n  have a := h.1\n  exact a\n")
    assert refused.position is not None
    assert (refused.position.line, refused.position.column) == (3, 3)


@pytest.mark.lean
async def test_a_lemma_that_the_statement_rests_on_is_not_what_is_asked_for(
    profile: Profile,
) -> None:
    statement = (
        "structure Below (n : Nat) where\n  val : Nat\n  lt : val < n\n"
        "theorem pos : 0 < 3 := by sorry\ndef f : Below 3 := ⟨0, pos⟩\n"
        "theorem target : f.val = 0 := by sorry\n"
    )
    assert (await Checker(profile).statement(statement)).name == "target"


@pytest.mark.lean
async def test_an_open_lemma_of_the_statement_may_be_repeated_and_not_used(
    profile: Profile,
) -> None:
    lemma = "theorem wrong : (1 : Nat) = 0 := by sorry\n"
    checker = Checker(profile)

    async def asked(proof: str) -> str:
        outcome = await checker.check(lemma + SWAP, proof, "swap")
        return outcome.code

    honest = SWAP.replace("sorry", "exact ⟨h.2, h.1⟩")
    assert await asked("by\n  exact ⟨h.2, h.1⟩\n") == "accepted"
    assert await asked(lemma + honest) == "accepted"
    assert await asked("by\n  exact absurd wrong (by decide)\n") == "sorry"
    assert await asked(lemma + SWAP) == "sorry"


@pytest.mark.lean
async def test_a_misspelt_name_does_not_become_a_variable(profile: Profile) -> None:
    with pytest.raises(StatementError, match="m"):
        await Checker(profile).check("theorem t (h : m = 0) : m + m = 0 := by sorry\n", "by simp")


@pytest.mark.lean
async def test_running_out_of_time_is_not_a_rejection(profile: Profile) -> None:
    checker = Checker(profile, Limits(wall_seconds=4))
    outcome = await checker.check(SWAP, "by\n  repeat (first | skip)\n")
    assert outcome.verdict == "resource"
    assert "4 s" in outcome.reason


def test_comments_and_strings_are_blanked_in_place() -> None:
    text = 'a /- x /- sorry -/ y\n -/ b -- sorry\n"sorry\\"" c \'"\' d h\' "e"'
    bare = blank_comments(text)
    assert len(bare) == len(text)
    assert bare.count("\n") == text.count("\n")
    assert bare.split() == ["a", "b", '"', '"', "c", "d", "h'", '"', '"']


def test_own_imports_are_blanked_and_lines_stay() -> None:
    text = "import Mathlib\n-- note\nimport Mathlib.Tactic\n\ntheorem t : True := trivial\n"
    assert without_header(text).split("\n")[4] == "theorem t : True := trivial"
    assert "import" not in without_header(text)


@pytest.mark.parametrize(
    "proof", ["by\n  simp", ":= by simp", "  by simp", "-- why\nby simp", "\n\n-- :=\n:=\n by simp"]
)
def test_fragments_are_told_from_files(proof: str) -> None:
    assert is_fragment(proof)
    filled = fill("theorem t : True := by sorry", proof)
    assert filled.text.startswith("theorem t : True :=\n")
    own = filled.text.split("\n")[filled.first_line - 1 :]
    # Each line of the proof stands where `first_line` says, but for the `:=` that is there already.
    for mine, theirs in zip(own, proof.split("\n"), strict=False):
        assert mine.strip() == theirs.replace(":=", "").strip() or "-- :=" in mine
    assert not is_fragment("theorem t : True := by simp")


def command_lines_of_children() -> list[str]:
    pid = os.getpid()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path(f"/proc/{child}/cmdline").read_text() for child in children]


@pytest.mark.lean
async def test_a_cancelled_check_ends_its_processes(profile: Profile) -> None:
    checker = Checker(profile)
    await checker.statement(SWAP)
    mark = f"cancelled {id(checker)}"
    task = asyncio.create_task(checker.check(SWAP, f"by\n  repeat (first | skip) -- {mark}\n"))
    await asyncio.sleep(0.5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0.3)
    assert not any("sandbox_child" in line for line in command_lines_of_children())


@pytest.mark.lean
@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        (
            "set_option exponentiation.threshold 99999999999999\n"
            "theorem swap : 2 ^ 99999999999999 = 3 := by simp\n",
            Limits(),
            "a power is too big",
        ),
        (
            "".join(f"theorem t{i} (p : Prop) (h : p) : p ∧ p := ⟨h, h⟩\n" for i in range(300)),
            Limits(scratch=1 << 16),
            "scratch folder",
        ),
    ],
)
async def test_giving_up_is_no_rejection(
    profile: Profile, text: str, limits: Limits, words: str
) -> None:
    if limits.scratch < Limits().scratch and not isolation():
        pytest.skip("without walls the scratch folder is not limited before it is looked at")
    checker = Checker(profile)
    await checker.statement(SWAP)
    checker.limits = limits
    outcome = await checker.check(SWAP, text)
    assert (outcome.verdict, outcome.stage) == ("resource", "compile"), outcome
    assert words in outcome.reason


@pytest.mark.lean
@pytest.mark.parametrize(
    ("statement", "vacuous"),
    [
        ("theorem t : ∀ n : Nat, n < 2 → n > 5 → n = 100 := by sorry", True),
        ("theorem t (n : Nat) : n < 2 → n > 5 → n = 100 := by sorry", True),
        ("theorem t (n : Nat) (h : n < 2) (k : n > 5) : n = 100 := by sorry", True),
        ("theorem t (n : Nat) (h : n < 2) (k : n > 5) : False := by sorry", False),
        ("theorem t : ¬((1 : Nat) = 2) := by sorry", False),
        ("theorem t : ∀ n : Nat, n < 2 → n < 5 := by sorry", False),
        ("namespace A\ntheorem t : ∀ n : Nat, n < 0 → n = 5 := by sorry\nend A", True),
    ],
)
async def test_vacuous_hypotheses_are_noted_on_both_sides_of_the_colon(
    profile: Profile, statement: str, vacuous: bool
) -> None:
    notes = (await Checker(profile).statement(statement)).notes
    assert any("contradict" in note for note in notes) == vacuous


@pytest.mark.lean
async def test_the_header_that_models_write_is_taken(profile: Profile) -> None:
    header = (
        "import Mathlib\nimport Aesop\n\nset_option maxHeartbeats 400000\n\n"
        "open BigOperators Real Nat Topology Rat\nopen scoped Polynomial\nopen Set Finset in\n"
    )
    proof = f"Sure.\n\n```lean4\n{header}{SWAP.replace('sorry', 'exact ⟨h.2, h.1⟩')}```\n"
    outcome = await Checker(profile).check(SWAP, proof)
    assert outcome.ok, outcome
    assert (await Checker(profile).check(f"\ufeff{header}{SWAP}", proof)).ok


@pytest.mark.lean
async def test_what_is_missing_is_named_with_what_is_there(profile: Profile) -> None:
    checker = Checker(profile)
    for body, words in [
        ("exact Nat.add_zeroo n", "`Nat.add_zeroo` is not in the core profile; try `Nat.add_zero`"),
        ("field_simp", "`field_simp` is not in the core profile; try `ring`"),
        ("simp [Finset.sum_range_sucv]", "try `Finset.sum_range_succ`"),
        ("frobnicate", "`frobnicate` is not in the core profile"),
    ]:
        outcome = await checker.check("theorem t (n : Nat) : n + 0 = n := by sorry", f"by {body}")
        assert words in outcome.reason, outcome
    # A hypothesis that is spelt otherwise is no name of a library's.
    outcome = await checker.check("theorem t (n : Nat) : n + 0 = n := by sorry", "by exact g")
    assert outcome.reason == "Unknown identifier `g`"


@pytest.mark.lean
async def test_what_stands_in_the_table_of_replacements_is_there(profile: Profile) -> None:
    """Each tactic that is recommended is one that Lean parses here."""
    words = {word for text in INSTEAD.values() for word in re.findall(r"`([a-z_]+)`", text)}
    assert len(words) > 15
    for word in sorted(words):
        outcome = await Checker(profile).check(SWAP, f"by\n  {word}\n")
        assert not any(m.text.endswith("unknown tactic") for m in outcome.messages), word


FENCED = "theorem t : True := trivial\n"


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        (f"```lean\n{FENCED}```", f"\n{FENCED}"),
        (f"It's /easy/:\n~~~\n{FENCED}~~~\nDone", f"\n\n{FENCED}"),
        (f"```python\nprint()\n```\n```lean4\n{FENCED}```\n", f"\n\n\n\n{FENCED}"),
        (f"```lean\n-- a sketch\n```\n```lean\n{FENCED}```\n", f"\n\n\n\n{FENCED}"),
        (f"```lean\n{FENCED}```\n```lean\n#eval 1\n```\n", f"\n{FENCED}"),
        (f"```lean\n{FENCED}", f"\n{FENCED}"),
        (f"/-- Use it so:\n```lean\nt\n```\n-/\n{FENCED}", None),
        (FENCED, None),
        (f"\ufeff{FENCED}", FENCED),
    ],
)
def test_lean_is_taken_out_of_markdown_in_its_place(text: str, lean: str | None) -> None:
    assert plain(text) == (text if lean is None else lean)
    assert plain(plain(text)) == plain(text)
