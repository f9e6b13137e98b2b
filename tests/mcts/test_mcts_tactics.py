"""What the curated policy reads in a goal, and what it makes of it. No Lean is run here."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.driver.goals import Goal, Hypothesis, Term
from lean.driver.state import ProofState
from lean.driver.tactic import refusal
from mcts.env.states import LeanState
from mcts.policy.enumerate import polynomial
from mcts.policy.enumerate.curated import CuratedPolicy, distance, rank
from mcts.policy.enumerate.terms import read
from mcts.policy.enumerate.view import view
from mcts.protocols.policy import Exhausted


def goal(target: str, **context: str) -> Goal:
    known = tuple(Hypothesis((name,), Term(text)) for name, text in context.items())
    return Goal(known, Term(target))


def tactics(target: str, **context: str) -> list[str]:
    return [proposal.action for proposal in rank(goal(target, **context))]


def shape(text: str) -> str:
    def show(term: object) -> str:
        inner = " ".join(show(arg) for arg in term.args)  # type: ignore[attr-defined]
        head = term.head if term.head not in ("var", "num") else term.text  # type: ignore[attr-defined]
        return f"({head} {inner})" if inner else head

    return show(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(21 * n + 4).gcd (14 * n + 3) = 1", "(= (gcd (+ (* 21 n) 4) (+ (* 14 n) 3)) 1)"),
        ("a + b * c ^ 2 ^ d", "(+ a (* b (^ c (^ 2 d))))"),
        ("a - b - c", "(- (- a b) c)"),
        ("p → q → r", "(→ p (→ q r))"),
        ("a ∣ b ∧ ¬c = 0 ↔ p ∨ q", "(↔ (∧ (∣ a b) (¬ (= c 0))) (∨ p q))"),
        ("∀ n < m, ∃ k, n = k", "(∀ m (∃ (= n k)))"),
        ("a ≡ b + 1 [MOD 7]", "(≡ a (+ b 1) 7)"),
        ("-x * ↑n", "(* (neg x) (↑ n))"),
        ("∑ i ∈ Finset.range n, i ^ 2 = m", "(= (∑ (range n) (^ i 2)) m)"),
        ("2 * (Finset.range n).sum fun i => i", "(* 2 (sum (range n) (fun i)))"),
        ("x.gcd y", "(gcd x y)"),
        ("Nat.gcd x y", "(gcd x y)"),
        ("f (n + 1) 2", "(f (+ n 1) 2)"),
        ("if p then a else b + c", "(if p a (+ b c))"),
    ],
)
def test_terms_are_read_as_lean_reads_them(text: str, expected: str) -> None:
    assert shape(text) == expected


@given(st.text(alphabet="ab n1+*^()∀∃,→¬∣=.[]⟨⟩:| MOD", max_size=60))
def test_no_text_stops_the_reader(text: str) -> None:
    term = read(text)
    assert term.text == " ".join(text.split()) or term.head != "?"
    for proposal in rank(goal(text, n="Nat", h=text)):
        assert proposal.weight > 0


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 3))
def test_polynomials_are_their_terms(a: int, b: int, n: int, k: int) -> None:
    text = f"({a} * n + {b}) ^ {k} + n * (n + {a})"
    value = polynomial.of_term(read(text))
    assert value is not None
    assert sum(c * n ** len(m) for m, c in value.items()) == (a * n + b) ** k + n * (n + a)
    again = polynomial.of_term(read(polynomial.spell(value)))
    assert again == value


def test_truncated_subtraction_is_no_polynomial() -> None:
    assert polynomial.of_term(read("n - 1")) is None


def test_connectives() -> None:
    assert tactics("a = 1 ∧ b = 2")[0] == "constructor"
    assert tactics("∀ (n m : Nat), n < m → n ≤ m")[0] == "intro n m h"
    assert "intro n1" in tactics("∀ (n : Nat), n = n", n="Nat")
    assert "rcases h with h | h" in tactics("False", h="a = 1 ∨ a = 2")
    assert "obtain ⟨k, h1⟩ := h" in tactics("False", h="∃ k, n = k + k")
    assert "apply h" in tactics("False", h="¬n = 1")


def test_a_euclidean_step() -> None:
    found = tactics("(21 * n + 4).gcd (14 * n + 3) = 1", n="Nat")
    step = "(by omega : 21 * n + 4 = 7 * n + 1 + 1 * (14 * n + 3))"
    assert f"rw [Nat.gcd_comm, {step}, Nat.gcd_add_mul_right_right]" in found


@pytest.mark.parametrize(
    ("equation", "witness"),
    [("n + n = 2 * k", "n"), ("4 * n + 6 = 2 * k", "2 * n + 3"), ("k = n ^ 2 + 1", "n * n + 1")],
)
def test_witnesses_solve_the_equation(equation: str, witness: str) -> None:
    assert f"refine ⟨{witness}, ?_⟩" in tactics(f"∃ k, {equation}", n="Nat")


def test_a_witness_never_speaks_of_what_is_bound() -> None:
    for tactic in tactics("∃ a b, n = 3 * a + 5 * b", n="Nat"):
        if tactic.startswith("refine"):
            assert not any(bound in tactic.split() for bound in ("a", "b"))


def test_remainders_follow_the_modulus_of_the_goal() -> None:
    found = tactics("n ^ 2 % 3 = 1", n="Nat")
    cases = "n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2"
    assert f"rcases (by omega : {cases}) with hm | hm | hm" in found
    residues = [t for t in found if t.startswith("have hr0 : (n ^ 2) % 3 = 0 ∨ (n ^ 2) % 3 = 1 :=")]
    assert len(residues) == 1


def test_names_that_cannot_be_typed_are_renamed_and_never_used() -> None:
    hidden = Goal((Hypothesis(("n✝",), Term("Nat")),), Term("n✝ = n✝ + 0"))
    found = [proposal.action for proposal in rank(hidden)]
    assert "rename_i x" in found
    assert not any("✝" in tactic for tactic in found if not tactic.startswith("by_cases"))


@pytest.mark.parametrize(
    "target",
    ["a ∣ b * c", "a ^ 2 + b ^ 2 ≠ 21", "a * b ≤ b * a + 1", "∃ k, a = 2 * k", "a.gcd b = 1"],
)
def test_the_driver_takes_every_tactic(target: str) -> None:
    context = {
        "a": "Nat",
        "b": "Nat",
        "c": "Nat",
        "h": "a < b",
        "e": "a * b = 6",
        "p": "Nat.Prime a",
    }
    found = tactics(target, **context)
    assert len(found) == len(set(found))
    assert [(tactic, refusal(tactic)) for tactic in found if refusal(tactic)] == []


def test_fresh_names_are_fresh() -> None:
    read_goal = view(goal("False", h="a = 1", h1="b = 2"))
    assert read_goal.fresh("h", 2) == ("h2", "h3")


async def test_slices_run_through_the_ranking_once() -> None:
    state = LeanState(ProofState(1, (), (goal("n ^ 2 % 3 = 1", n="Nat"),)), 1)
    policy, dice = CuratedPolicy(), random.Random(0)
    slices = [await policy.propose(state, 10, sampling, dice) for sampling in range(30)]
    joined = [proposal.action for part in slices if isinstance(part, Sequence) for proposal in part]
    assert joined == tactics("n ^ 2 % 3 = 1", n="Nat")
    assert slices[-1] == Exhausted()


def test_harder_goals_are_further_away() -> None:
    assert 1 <= distance(goal("n = n", n="Nat")) < distance(goal("∃ k, n ^ 2 = k", n="Nat"))


def test_functions_are_no_facts_and_what_they_say_is() -> None:
    context = {
        "α": "Type u",
        "p": "Nat → Prop",
        "q": "Prop",
        "f": "Nat → Nat",
        "g": "∀ (n : Nat), Fin n",
        "F": "α → α",
        "s": "List Nat → Bool → Prop",
        "hp": "∀ (x : Nat), p x → q",
        "hq": "q",
        "h3": "p 3",
        "hn": "¬q",
        "hd": "∀ (n : Nat), Divides n 0",
    }
    found = [known.name for known in view(goal("False", **context)).facts]
    assert found == ["hd", "hn", "h3", "hq", "hp"]
    # Applied as a fact, a predicate would be a proof of nothing.
    assert not any(
        tactic in ("apply p", "exact p _ (by omega)", "have hx := p 0")
        for tactic in tactics("q", **context)
    )
    assert "apply hp" in tactics("q", **context)
