"""Nothing that Lean, a proof or a program says steers the terminal it is shown on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.checker.check import Checker
from lean.checker.outcome import CheckOutcome, ExternalReport, Message, Position
from lean.driver.goals import Goal, Hypothesis, Term
from lean.driver.pool import Pool
from lean.driver.state import TacticFailure
from lean.errors import LeanError, StatementError, WorkerRefused
from lean.library.profile import Profile
from lean.sandbox.text import printable

STATEMENT = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry"
NASTY = "\x1b[31mred\x07\x08\x7f\x9b1m\r\u202eover\u2066\u200f\ud800\u2028 \tkept\n∀ x ∈ ℕ, «α✝» 𝔽"


def fit(text: str) -> bool:
    return all(
        char in "\n\t"
        or (
            unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
            and unicodedata.bidirectional(char)
            not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
            and char not in "\u200e\u200f\u061c"
        )
        for char in text
    )


@given(st.text(st.characters()))
def test_what_is_shown_is_fit_and_every_place_in_it_stays(text: str) -> None:
    shown = printable(text)
    assert fit(shown)
    assert len(shown) == len(text)
    assert printable(shown) == shown
    assert all(a == b or not fit(a) for a, b in zip(text, shown, strict=True))


def test_what_people_read_of_mathematics_is_left_alone() -> None:
    text = "∀ x ∈ ℕ, «α✝» ⊢ 𝔽₂ ≃ ℤ/2ℤ\n\t· é ü 漢 🎲"
    assert printable(text) == text
    assert not fit(NASTY)


def test_every_value_and_every_error_is_clean() -> None:
    place = Position(1, 1)
    outcome = CheckOutcome(
        "rejected", "compile", "error", NASTY, NASTY, "core", "4", "x", notes=(NASTY,)
    )
    shown = [
        outcome.reason,
        outcome.theorem,
        outcome.one_line(),
        *outcome.notes,
        Message("error", NASTY, place).text,
        ExternalReport("tool", None, NASTY).detail,
        TacticFailure("skip", "error", NASTY).message,
        Goal((Hypothesis((NASTY,), Term(NASTY)),), Term(NASTY), NASTY).pretty(),
        *(str(error(NASTY)) for error in (LeanError, StatementError, WorkerRefused)),
    ]
    for text in shown:
        assert fit(text), text
        assert "red" in text


FAIL = 'fail "\\x1b[31mred\\x07"'


@pytest.mark.lean
async def test_a_message_of_a_proof_cannot_paint_the_terminal(profile: Profile) -> None:
    outcome = await Checker(profile).check(STATEMENT, f"by\n  {FAIL}")
    assert outcome.verdict == "rejected"
    assert "red" in outcome.reason and fit(outcome.one_line())
    alone = await Checker(profile).check_alone(STATEMENT.replace("sorry", FAIL))
    assert "red" in alone.reason and fit(alone.reason)
    async with Pool(profile, 1) as pool, pool.session(STATEMENT) as session:
        for failure in await session.apply_batch(session.root, [FAIL, f"first | {FAIL}"]):
            assert isinstance(failure, TacticFailure)
            assert "red" in failure.message and fit(failure.message)


@pytest.mark.lean
async def test_a_name_cannot_either(profile: Profile) -> None:
    proof = STATEMENT.replace("theorem t", "axiom «\x1b[31mred» : False\ntheorem t").replace(
        "sorry", "exact False.elim «\x1b[31mred»"
    )
    outcome = await Checker(profile).check(STATEMENT, proof, filters=False)
    assert outcome.verdict == "rejected"
    assert fit(outcome.reason)
