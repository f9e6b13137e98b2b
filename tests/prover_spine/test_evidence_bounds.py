"""What evidence may say at the edges of what it may say, and how a judgement names its reasons."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from pydantic import ValidationError

from prover.checkers import (
    PROSE,
    Accepted,
    CheckerFault,
    CheckerRegistry,
    CheckOutcome,
    Rejected,
    Undecided,
)
from prover.checkers.judgement import judge, no_attempt, unchecked
from prover.problems.problem import FormalStatement, Problem
from prover.trace.attempt import Attempt, Certificate
from prover.trace.context import RunContext
from prover.verdicts.faithfulness import FaithfulnessCheck, FaithfulnessRecord
from prover.verdicts.verdict import (
    FalseAcceptRate,
    FalseRejectRate,
    FormalEvidence,
    FormallyVerified,
    Juror,
    ModelEvidence,
    ModelVerified,
    NoneMeasured,
    SymbolicallyVerified,
    Unverified,
    VerdictError,
    parse_verdict,
    verdict_to_json,
)
from tests.prover_spine.helpers import GEOMETRY, attempt, make_problem, sha256
from tests.prover_spine.test_judgement import PROBLEM, saying, symbolic
from tests.prover_spine.test_verdict import FORMAL, MODEL, SYMBOLIC, A, faithful
from tests.working import context

RATE: dict[str, Any] = {"estimate": 0.1, "low": 0.05, "high": 0.2, "cases": 40, "dataset": "d"}


@pytest.mark.parametrize("grade", [6, 7])
def test_a_juror_that_accepts_gave_a_high_grade(grade: int) -> None:
    assert Juror(model="m", prompt_sha256=A, accepts=True, grade=grade).grade == grade


@pytest.mark.parametrize("grade", [None, -1, 0, 5, 8, 7.0, True, "7"])
def test_other_grades_are_none(grade: Any) -> None:
    with pytest.raises(ValidationError):
        Juror(model="m", prompt_sha256=A, accepts=True, grade=grade)


@pytest.mark.parametrize("kind", [FalseAcceptRate, FalseRejectRate])
def test_rates_are_probabilities_of_something_that_was_tried(kind: Any) -> None:
    for edge in (
        {"estimate": 0.0, "low": 0.0},
        {"estimate": 1.0, "high": 1.0},
        {"estimate": 0.05},
        {"estimate": 0.2},
        {"cases": 1},
    ):
        assert kind(**{**RATE, **edge}).confidence == 0.95
    for wrong in (
        {"low": -0.1},
        {"estimate": -0.1, "low": -0.1},
        {"high": 1.5},
        {"estimate": 1.5, "high": 1.5},
        {"estimate": 0.3},
        {"estimate": 0.01},
        {"cases": 0},
        {"cases": 1.0},
        {"cases": True},
        {"confidence": 0},
        {"confidence": 1},
        {"dataset": ""},
        {"measured": False},
    ):
        with pytest.raises(ValidationError):
            kind(**{**RATE, **wrong})


def test_steps_and_figures_are_counted() -> None:
    assert SymbolicallyVerified(**{**SYMBOLIC, "steps": 0, "diagrams": 1}).steps == 0
    for wrong in ({"steps": -1}, {"steps": 4.0}, {"steps": True}, {"diagrams": 1.0}):
        with pytest.raises(ValidationError):
            SymbolicallyVerified(**{**SYMBOLIC, **wrong})


def test_a_value_is_not_changed_and_not_added_to() -> None:
    record = faithful()
    for value, name in ((record, "author"), (FaithfulnessCheck(name="c", passed=True), "passed")):
        with pytest.raises(ValidationError):
            setattr(value, name, "x")
        with pytest.raises(ValidationError):
            type(value)(**{**dict(value), "more": 1})


def test_what_vouches_is_said_in_numbers() -> None:
    assert "1 random figure)" in SymbolicallyVerified(**{**SYMBOLIC, "diagrams": 1}).vouches
    assert "2 random figures)" in SymbolicallyVerified(**{**SYMBOLIC, "diagrams": 2}).vouches
    assert "our core library" in FormallyVerified(**FORMAL).vouches
    assert "Mathlib" in FormallyVerified(**{**FORMAL, "profile": "mathlib"}).vouches
    one = Juror(model="m", prompt_sha256=A, accepts=True, grade=7)
    assert "(1 call: m)" in ModelVerified(**{**MODEL, "jury": (one,)}).vouches
    again, other = (
        one.model_copy(update={"prompt_sha256": "b" * 64}),
        one.model_copy(update={"model": "n"}),
    )
    for jury, words in (
        ((one, one), "(2 calls of one model, 1 of them repeated: m)"),
        ((one, again), "(2 calls of one model: m)"),
        ((one, again, other), "(3 calls of 2 models: m, n)"),
    ):
        assert words in ModelVerified(**{**MODEL, "jury": jury}).vouches


def test_the_rates_are_among_the_caveats_as_far_as_they_were_measured() -> None:
    assert ModelVerified(**MODEL).caveats == ("no false-accept rate was measured for this jury",)
    accepts = {**MODEL, "false_accept_rate": FalseAcceptRate(**RATE)}
    [said] = ModelVerified(**accepts).caveats
    assert said == ("this jury accepted 10.0% of 40 wrong proofs (95% interval 5.0% to 20.0%, d)")
    both = ModelVerified(**accepts, false_reject_rate=FalseRejectRate(**RATE), notes=("n",))
    assert both.caveats[:2] == ("n", said) and "10.0% of 40 right proofs" in both.caveats[2]


def test_a_translation_says_who_made_it_and_what_was_checked() -> None:
    passed = FaithfulnessCheck(name="back", passed=True)
    failed = FaithfulnessCheck(name="vacuous", passed=False)
    assert faithful(author_kind="given").caveat is None
    assert "no check of the translation was run" in str(faithful().caveat)
    assert "it passed: back" in str(faithful(checks=(passed, failed)).caveat)
    assert faithful(checks=(passed, failed)).failed == (failed,)
    assert "P (a model)" in str(faithful(author_kind="model").caveat)
    assert "an unknown author (P)" in str(faithful(author_kind="unknown").caveat)
    with pytest.raises(ValidationError):
        FaithfulnessRecord(**{**dict(faithful()), "author_kind": "nobody"})


@pytest.mark.parametrize("kind", ["formal", "symbolic"])
@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"language": "other"}, "needs the record of a"),
        ({"statement_sha256": "b" * 64}, "belongs to another statement"),
        ({"checks": (FaithfulnessCheck(name="back", passed=False),)}, "faithfulness check: back"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_for_its_own_reason(
    kind: str, record: dict[str, Any], says: str
) -> None:
    own, other = ("lean", "geometry") if kind == "formal" else ("geometry", "lean")
    record = {**record, "language": other if "language" in record else own}
    fields = FORMAL if kind == "formal" else SYMBOLIC
    verdict: Any = FormallyVerified if kind == "formal" else SymbolicallyVerified
    with pytest.raises(ValidationError, match=says):
        verdict(**{**fields, "faithfulness": faithful(**record)})


def test_json_has_a_fixed_form() -> None:
    text = verdict_to_json(FormallyVerified(**{**FORMAL, "axioms": {"propext", "Quot.sound"}}))
    assert text.endswith("}\n") and not text.endswith("\n\n")
    record = json.loads(text)
    assert record["axioms"] == ["Quot.sound", "propext"]
    assert text.startswith('{\n  "rung": "formally_verified",\n  "profile": "core",\n')
    assert "Schrödinger" in verdict_to_json(Unverified(known_problems=("Schrödinger",)))
    with pytest.raises(VerdictError, match="known_problems") as error:
        parse_verdict('{"rung": "unverified"}')
    assert "\n" not in str(error.value)
    with pytest.raises(VerdictError, match="the text"):
        parse_verdict("")


# Judgements.


@pytest.mark.parametrize(
    "changes", [{"certificate_sha256": "0" * 64}, {"statement_sha256": "0" * 64}]
)
async def test_evidence_about_something_else_is_the_checkers_fault(changes: dict[str, Any]) -> None:
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic(**changes))), context())
    assert judgement.fault and not judgement.accepted and judgement.kind == "parity"
    assert judgement.verdict.caveats[0] == judgement.reason
    assert judgement.reason.startswith("the checker looked at another ")


async def test_evidence_for_an_attempt_without_a_certificate() -> None:
    prose = Attempt(engine="e", proof_markdown="Clearly.")
    judgement = await judge(PROBLEM, prose, saying(Accepted(symbolic()), PROSE), context())
    assert judgement.verdict.rung == "unverified" and "another certificate" in judgement.reason


async def test_an_accepted_attempt_has_no_reason_against_it() -> None:
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic())), context())
    assert judgement.accepted and not judgement.fault and judgement.reason == ""
    assert judgement.kind == "parity"


async def test_evidence_that_carries_no_verdict_is_one_line_and_a_fault() -> None:
    checks = (FaithfulnessCheck(name="not vacuous", passed=False),)
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic(), checks)), context())
    assert judgement.fault and "\n" not in judgement.reason


async def test_formal_evidence_is_held_against_the_lean_statement() -> None:
    """Not against the geometry block, whose hash it might carry."""
    certificate = Certificate(kind="lean", text="theorem t : True := trivial")
    candidate = Attempt(engine="lean", proof_markdown="…", certificate=certificate)
    fields = {
        **FORMAL,
        "statement_sha256": sha256(GEOMETRY),
        "certificate_sha256": certificate.sha256,
    }
    del fields["faithfulness"]
    lean = FormalStatement("theorem t : True", author="A", author_kind="person")
    problem = make_problem(GEOMETRY)
    for tried in (problem, Problem(**{**vars(problem), "lean": lean})):
        judgement = await judge(
            tried, candidate, saying(Accepted(FormalEvidence(**fields)), "lean"), context()
        )
        assert judgement.verdict.rung == "unverified" and "another statement" in judgement.reason


async def test_what_a_check_found_out_about_the_statement_stands_in_the_verdict() -> None:
    checks = (FaithfulnessCheck(name="not vacuous", passed=True, detail="seen"),)
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic(), checks)), context())
    assert judgement.verdict.rung == "symbolically_verified"
    assert judgement.verdict.faithfulness.checks == checks


async def test_an_unknown_kind_names_the_kinds_there_are() -> None:
    registry = CheckerRegistry({"lean": lambda: None, "geometry": lambda: None})  # type: ignore[arg-type, return-value]
    judgement = await judge(PROBLEM, attempt(4), registry, context())
    assert "(there is: geometry, lean)" in judgement.reason and not judgement.fault


@pytest.mark.parametrize("outcome", [Rejected("r"), Undecided("u"), CheckerFault("f")])
async def test_what_the_engine_knew_stands_under_every_refusal(outcome: Any) -> None:
    known = attempt(4, known_problems=(" a gap ", " "))
    judgement = await judge(PROBLEM, known, saying(outcome), context())
    assert judgement.verdict.caveats == (judgement.reason, "a gap")


async def test_a_cancelled_judgement_is_cancelled() -> None:
    class Waiting:
        async def check(
            self, problem: Problem, attempt: Attempt, context: RunContext
        ) -> CheckOutcome:
            await asyncio.sleep(60)
            return Rejected("late")

    task = asyncio.create_task(
        judge(PROBLEM, attempt(4), CheckerRegistry({"parity": Waiting}), context())
    )
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_verdicts_without_a_judgement() -> None:
    assert unchecked(attempt(4, known_problems=("b",)), "a").caveats == ("a", "b")
    assert no_attempt().caveats == ("no engine handed over an attempt",)
    assert no_attempt(" ", "why ").caveats == ("why",)


async def test_model_evidence_is_about_the_text_alone() -> None:
    proof = Attempt(engine="llm", proof_markdown="Since $n$ is even, …")
    fields = {**MODEL, "proof_sha256": sha256(proof.proof_markdown)}
    evidence = ModelEvidence(**{**fields, "false_accept_rate": NoneMeasured()})
    judgement = await judge(make_problem(None), proof, saying(Accepted(evidence), PROSE), context())
    assert judgement.accepted and judgement.verdict.rung == "model_verified"
