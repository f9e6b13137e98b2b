"""Statements that leave several things open: which are filled, with what, and what that proves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lean.audit.answers import Answer
from lean.audit.olean import Constant
from lean.audit.pretty import MOST, TOO_LONG, show_term
from lean.audit.terms import APP, BVAR, CONST, LAM, NAT, PI, Name, TermBank
from lean.checker.check import Checker, check
from lean.checker.outcome import CheckOutcome
from lean.errors import StatementError
from lean.library.profile import Profile
from prover.cli.app import main

FIND = """def answer : Nat → Prop := sorry
def k : Nat := sorry
theorem evens (n : Nat) : answer n ↔ n % 2 = 0 ∧ n > 3 := by sorry
theorem sum : 2 + 2 = k := by sorry
"""
ANSWERS = "def answer : Nat → Prop := fun n => ∃ m, n = 2 * m + 4\ndef k : Nat := 4\n"
EVENS = """theorem evens (n : Nat) : answer n ↔ n % 2 = 0 ∧ n > 3 := by
  constructor
  · rintro ⟨m, rfl⟩
    omega
  · rintro ⟨h, g⟩
    exact ⟨(n - 4) / 2, by omega⟩
"""
SUM = "theorem sum : 2 + 2 = k := rfl\n"
OPEN = "theorem evens (n : Nat) : answer n ↔ n % 2 = 0 ∧ n > 3 := by sorry\n"
FALSE = "theorem f (n : Nat) (h : n > 3) : n = 5 := by sorry\n"
REFUTES = "by\n  intro h\n  exact absurd (h 4 (by decide)) (by decide)\n"


@pytest.fixture(scope="module")
def checker(profile: Profile) -> Checker:
    return Checker(profile)


def states(outcome: CheckOutcome) -> dict[str, str]:
    return {hole.name: hole.state for hole in outcome.holes}


@pytest.mark.lean
async def test_all_that_is_open_is_filled_and_answers_are_shown(checker: Checker) -> None:
    outcome = await checker.check(FIND, ANSWERS + EVENS + SUM)
    assert outcome.ok, outcome
    assert outcome.theorem == "evens, sum"
    assert states(outcome) == dict.fromkeys(("answer", "k", "evens", "sum"), "filled")
    assert [hole.answer for hole in outcome.holes[:2]] == [
        "fun x : Nat => ∃ y : Nat, x = 2 * y + 4",
        "4",
    ]
    assert "k := 4" in outcome.reason
    assert not any(hole.remark for hole in outcome.holes)


@pytest.mark.lean
@pytest.mark.parametrize(
    ("proof", "found"),
    [
        (
            ANSWERS + OPEN + SUM,
            {"answer": "filled", "k": "filled", "evens": "open", "sum": "filled"},
        ),
        (
            # A helper's `sorry` is the theorem's.
            ANSWERS
            + "theorem h (n : Nat) : answer n ↔ n % 2 = 0 ∧ n > 3 := sorry\n"
            + OPEN.replace("by sorry", "h n")
            + SUM,
            {"answer": "filled", "k": "filled", "evens": "open", "sum": "filled"},
        ),
        (ANSWERS + SUM, {"answer": "filled", "k": "filled", "evens": "missing", "sum": "filled"}),
    ],
)
async def test_what_is_still_open_is_never_proved(
    checker: Checker, proof: str, found: dict[str, str]
) -> None:
    outcome = await checker.check(FIND, proof)
    assert (outcome.verdict, states(outcome)) == ("rejected", found)
    assert "evens" in outcome.reason and "sum is proved" in outcome.reason
    # Asked for alone, the other two stand.
    assert (await checker.check(FIND, proof, "sum")).ok


@pytest.mark.lean
async def test_what_may_stay_open_is_what_was_permitted(checker: Checker) -> None:
    proof = ANSWERS + OPEN + SUM
    outcome = await checker.check(FIND, proof, permit=["evens"])
    assert (outcome.verdict, outcome.ok) == ("partial", False)
    assert outcome.reason.startswith("nothing is proved as a whole: evens depends on sorry")
    assert (await checker.check(FIND, ANSWERS + EVENS + SUM, permit=["evens"])).ok
    assert (await checker.check(FIND, proof, permit=["sum"])).verdict == "rejected"
    with pytest.raises(StatementError, match="leaves nothing open that is called lemma"):
        await checker.check(FIND, proof, permit=["lemma"])

    lemmas = "theorem a : 2 = 2 := by sorry\ntheorem b : 3 = 3 := by sorry\ntheorem c : 4 = 4 := by sorry\n"
    rests = lemmas.replace("4 := by sorry", "4 := congrArg (· + 2) a")
    for permit, verdict in ((["a", "b"], "partial"), (["b"], "rejected"), ([], "rejected")):
        outcome = await checker.check(lemmas, rests, permit=permit)
        assert outcome.verdict == verdict
        assert outcome.holes[2].state == "conditional" and outcome.holes[2].rests_on == ("a",)
        assert not outcome.ok
    alone = await checker.check(lemmas, rests, "c", permit=["a"])
    assert (alone.verdict, states(alone)) == ("partial", {"c": "conditional"})
    assert (await checker.check(lemmas, rests, "c", permit=["b"])).verdict == "rejected"


@pytest.mark.lean
async def test_what_is_assumed_says_what_the_statement_says(checker: Checker) -> None:
    """A permitted lemma may stay open; it may not become a stronger one."""
    statement = "theorem a : 2 = 2 := by sorry\ntheorem c : 4 = 5 := by sorry\n"
    proof = "theorem a : 2 = 3 := by sorry\ntheorem c : 4 = 5 := congrArg (· + 2) a\n"
    for theorem in (None, "c"):
        outcome = await checker.check(statement, proof, theorem, permit=["a"])
        assert (outcome.verdict, outcome.code) == ("rejected", "statement_changed")


@pytest.mark.lean
@pytest.mark.parametrize(
    ("definitions", "remark"),
    [
        ("def answer : Nat → Prop := fun n => n % 2 = 0 ∧ n > 3\n", "stands in evens already"),
        (
            "def P (n : Nat) := n % 2 = 0 ∧ n > 3\ndef answer : Nat → Prop := P\n",
            "stands in evens already",
        ),
        # Not letter by letter, and still by nothing but its definition.
        ("def answer : Nat → Prop := fun n => n % 2 = 0 ∧ 3 < n\n", "holds by what the answer is"),
    ],
)
async def test_an_answer_that_is_the_question_is_flagged(
    checker: Checker, definitions: str, remark: str
) -> None:
    proof = f"{definitions}def k : Nat := 4\n" + OPEN.replace("by sorry", "Iff.rfl") + SUM
    outcome = await checker.check(FIND, proof)
    assert outcome.ok
    assert remark in outcome.holes[0].remark
    assert any(remark in note for note in outcome.notes)
    assert not outcome.holes[1].remark


@pytest.mark.lean
async def test_notation_does_not_hide_what_an_answer_is(checker: Checker) -> None:
    """The text says 4; the kernel has 7, by an instance of the candidate's own."""
    statement = "noncomputable def k : Nat := sorry\ntheorem t : k = 7 := by sorry\n"
    proof = (
        "def seven : OfNat Nat 4 := ⟨7⟩\ndef k : Nat := @OfNat.ofNat Nat 4 seven\n"
        "theorem t : k = 7 := rfl\n"
    )
    outcome = await checker.check(statement, proof)
    assert outcome.ok
    assert "7" in outcome.holes[0].answer and "OfNat.mk" in outcome.holes[0].answer


@pytest.mark.lean
async def test_a_negation_is_of_the_whole_statement(checker: Checker, profile: Profile) -> None:
    whole = "theorem f_negation : ¬ ∀ n : Nat, n > 3 → n = 5 := " + REFUTES
    own = "theorem f : (∀ n : Nat, n > 3 → n = 5) → False := " + REFUTES
    for proof in (REFUTES, whole, own):
        outcome = await checker.check(FALSE, proof, negation=True)
        assert (outcome.verdict, outcome.ok, outcome.holes) == ("disproved", False, ())
        assert outcome.reason == "f is disproved: its negation is proved"
    inside = await check(profile, f"namespace A\n{FALSE}end A\n", REFUTES, negation=True)
    assert (inside.verdict, inside.theorem) == ("disproved", "A.f")
    other = whole.replace("n > 3", "n > 2").replace("h 4 (by", "h 3 (by")
    assert (await checker.check(FALSE, other, negation=True)).code == "missing"
    # Neither is the one a proof of the other.
    assert not (await checker.check(FALSE, whole)).ok
    true = "theorem f (n : Nat) (h : n > 3) : n > 2 := by sorry\n"
    honest = true.replace("by sorry", "by omega")
    assert (await checker.check(true, honest)).ok
    assert (await checker.check(true, honest, negation=True)).verdict == "rejected"
    assert (await checker.check(FALSE, "by sorry", negation=True)).code == "sorry"


@pytest.mark.lean
@pytest.mark.parametrize(
    ("statement", "permit", "said"),
    [
        (FIND, [], "several open theorems .evens, sum.: name one"),
        (FALSE, ["f"], "leaves nothing open"),
        ("def k : Nat := sorry\ntheorem t : k = 2 := by sorry\n", [], "about k, which is open"),
    ],
)
async def test_what_cannot_be_negated(
    checker: Checker, statement: str, permit: list[str], said: str
) -> None:
    with pytest.raises(StatementError, match=said):
        await checker.check(
            statement, "theorem t_negation : True := trivial\n", permit=permit, negation=True
        )


@pytest.mark.lean
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("theorem t : (sorry : Nat) = 2 := by sorry\n", "t has a `sorry` in what it states"),
        ("def k : Nat := sorry\n", "no theorem that ends in"),
    ],
)
async def test_what_a_statement_cannot_ask(checker: Checker, statement: str, said: str) -> None:
    with pytest.raises(StatementError, match=said):
        await checker.statement(statement)


@pytest.mark.lean
def test_the_command_line_says_it(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = tmp_path / "statement.lean", tmp_path / "proof.lean"
    statement.write_text(FIND)
    proof.write_text(ANSWERS + OPEN + SUM)
    command = ["check", "lean", str(proof), "--statement", str(statement)]
    assert main(command) == 1
    shown = capsys.readouterr().out
    assert "rejected: " in shown
    assert "  theorem evens is open\n  theorem sum is proved\n" in shown
    assert "  definition k := 4\n" in shown
    assert main([*command, "--permit", "evens", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["verdict"], document["ok"]) == ("partial", False)
    assert [hole["state"] for hole in document["holes"]] == ["filled", "filled", "open", "filled"]
    statement.write_text(FALSE)
    proof.write_text(REFUTES)
    assert main([*command, "--negation"]) == 0
    assert "disproved: f is disproved: its negation is proved" in capsys.readouterr().out
    assert main(["check", "lean", str(proof), "--negation"]) == 2
    assert "go with --statement" in capsys.readouterr().err


BANK = TermBank()


def const(*name: str) -> int:
    return BANK.intern((CONST, name, ()))


def app(*terms: int) -> int:
    function = terms[0]
    for argument in terms[1:]:
        function = BANK.intern((APP, function, argument))
    return function


def var(index: int) -> int:
    return BANK.intern((BVAR, index))


NATURAL = const("Nat")
TWO = BANK.intern((NAT, 2))


def plus(a: int, b: int, instance: int | None = None) -> int:
    own = const("inst") if instance is None else instance
    return app(const("HAdd", "hAdd"), NATURAL, NATURAL, NATURAL, own, a, b)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (plus(plus(TWO, TWO), TWO), "2 + 2 + 2"),
        (plus(TWO, plus(TWO, TWO)), "2 + (2 + 2)"),
        (
            plus(TWO, TWO, const("mine")),
            "@HAdd.hAdd Nat Nat Nat mine 2 2",
        ),
        (BANK.intern((LAM, NATURAL, plus(var(0), TWO))), "fun x : Nat => x + 2"),
        (BANK.intern((PI, NATURAL, NATURAL)), "Nat → Nat"),
        (
            BANK.intern((PI, NATURAL, app(const("Eq"), NATURAL, var(0), TWO))),
            "∀ x : Nat, x = 2",
        ),
        (
            app(
                const("setOf"),
                NATURAL,
                BANK.intern((LAM, NATURAL, app(const("P"), var(0)))),
            ),
            "{x : Nat | @P x}",
        ),
        (app(const("Not"), app(const("And"), const("p"), const("q"))), "¬(p ∧ q)"),
        (app(const("f"), app(const("f"), TWO)), "@f (@f 2)"),
        (BANK.intern((CONST, ("a b",), ())), "«a b»"),
    ],
)
def test_terms_are_spelt_as_people_write_them(term: int, text: str) -> None:
    assert show_term(BANK, term, {("mine",)}) == text


def test_a_term_that_nobody_can_read_is_not_shown_in_part() -> None:
    term = TWO
    for _ in range(40):
        term = plus(term, term)
    assert show_term(BANK, term, ()) == TOO_LONG
    deep = TWO
    for _ in range(5000):
        deep = app(const("f"), deep)
    assert show_term(BANK, deep, ()) == TOO_LONG
    assert len(show_term(BANK, plus(TWO, TWO), ())) < MOST


def definition(name: Name, value: int) -> Constant:
    return Constant("definition", name, (), NATURAL, value)


@pytest.mark.parametrize(
    ("value", "restates"),
    [
        # ∀ m n, k n = (n + m) + 2: the variables' numbers differ, the term is the same.
        (BANK.intern((LAM, NATURAL, plus(plus(var(0), var(1)), TWO))), True),
        (BANK.intern((LAM, NATURAL, plus(plus(var(0), var(0)), TWO))), False),
        (BANK.intern((LAM, NATURAL, plus(TWO, plus(var(0), var(1))))), False),
        (TWO, False),
        (var(0), False),
    ],
)
def test_an_answer_is_found_in_the_question_whatever_its_variables_are_called(
    value: int, restates: bool
) -> None:
    right = plus(plus(var(0), var(1)), TWO)
    stated = app(const("Eq"), NATURAL, app(const("k"), var(0)), right)
    question = BANK.intern((PI, NATURAL, BANK.intern((PI, NATURAL, stated))))
    theorem = Constant("theorem", ("t",), (), question, TWO)
    found = definition(("k",), value)
    answer = Answer.of(BANK, found, [theorem], {found.name: found}, {theorem.name: theorem})
    assert answer.asked_by == (("t",),)
    assert answer.restates == ((("t",),) if restates else ())
