"""Goals that Lean printed as text, read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.dojo.goals import goals_from_text
from lean.driver.goals import Goal, Hypothesis, Term
from lean.driver.pool import Pool
from lean.driver.state import ProofState, TacticFailure
from lean.errors import TransportError
from lean.library.profile import Profile

# As Mathlib's traces have it: two names of one type, a definition, an instance, a broken line.
TEXT = """2 goals
case inl.h
α : Type u_1
inst✝ : LinearOrder α
a b : α
f : α → α := fun x => x
s : Set α := { y | let z := y; z = a }
hx :
  ∀ (x : α),
    f x = x
«a name» : a ≤ b
⊢ ∃ c,
    c = a

case inr

⊢ (Γ ⊢ φ) ∧ True"""


def test_a_printed_state() -> None:
    first, second = goals_from_text(TEXT)
    assert first.case == "inl.h"
    assert [h.names for h in first.hypotheses] == [
        ("α",), ("inst✝",), ("a", "b"), ("f",), ("s",), ("hx",), ("«a name»",),
    ]  # fmt: skip
    alpha, instance, points, function, subset, long, named = first.hypotheses
    assert alpha.is_type
    assert instance.is_instance
    assert not points.is_instance
    assert (function.type.text, str(function.value)) == ("α → α", "fun x => x")
    assert (subset.type.text, str(subset.value)) == ("Set α", "{ y | let z := y; z = a }")
    assert long.type.text == "∀ (x : α),\n    f x = x"
    assert named.type.text == "a ≤ b"
    assert first.target.text == "∃ c,\n    c = a"
    assert second == Goal((), Term("(Γ ⊢ φ) ∧ True"), "inr")


def test_a_let_inside_a_type_is_no_value() -> None:
    (goal,) = goals_from_text("h : let y := 1; y = 1\ng : (fun x : Nat := 2) = k\n⊢ True")
    assert [h.value for h in goal.hypotheses] == [None, None]


def test_no_goals() -> None:
    assert goals_from_text("no goals") == ()


@pytest.mark.parametrize("text", ["", "h : p", "case a", "nonsense", "⊢ p\n\nh : q"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(TransportError):
        goals_from_text(text)


@pytest.mark.lean
async def test_it_reads_what_lean_prints_as_lean_means_it(profile: Profile) -> None:
    statement = "theorem t (p q : Prop) (n : Nat) (h : p ∧ q) (k : ∀ m : Nat, m = n → p) : q ∧ p := by sorry"
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        for tactic in ("constructor", "cases h", "generalize n = i at *", "have x : Nat := n"):
            state = await session.apply(session.root, tactic)
            assert isinstance(state, ProofState)
            # The same goals, as Lean spells them in a complaint.
            failed = await session.apply(session.root, f"have : q ∧ p := by\n  {tactic}")
            assert isinstance(failed, TacticFailure)
            text = failed.message.partition("unsolved goals\n")[2]
            assert goals_from_text(text) == tuple(map(without_spans, state.goals))


def without_spans(goal: Goal) -> Goal:
    hypotheses = tuple(
        replace(h, type=Term(h.type.text), value=h.value and Term(h.value.text), is_type=False)
        for h in goal.hypotheses
    )
    # Lean calls every variable over a sort a type; the text shows the sort alone.
    sorts = ("Prop", "Type")
    hypotheses = tuple(replace(h, is_type=h.type.text.startswith(sorts)) for h in hypotheses)
    # What Lean prints in a complaint has no identity.
    return replace(goal, hypotheses=hypotheses, target=Term(goal.target.text), identity="")


words = st.text("abcxyzαβ₁'", min_size=1, max_size=4).filter(lambda w: w not in ("case", "no"))
terms = st.lists(words, min_size=1, max_size=4).map(" ∧ ".join)
tags = st.sampled_from(["", "inl", "h.left", "a✝"])


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    hypotheses = []
    for names in draw(st.lists(st.lists(words, min_size=1, max_size=3), max_size=3)):
        value = draw(st.none() | terms)
        if value is not None:
            names = names[:1]
        hypotheses.append(
            Hypothesis(tuple(names), Term(draw(terms)), None if value is None else Term(value))
        )
    return Goal(tuple(hypotheses), Term(draw(terms)), draw(tags))


@given(st.lists(goals(), min_size=1, max_size=3), st.booleans())
def test_what_a_goal_spells_is_read_back(state: list[Goal], counted: bool) -> None:
    text = "\n\n".join(goal.pretty() for goal in state)
    if counted and len(state) > 1:
        text = f"{len(state)} goals\n{text}"
    assert goals_from_text(text) == tuple(state)
