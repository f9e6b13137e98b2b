"""No rung can be had without its evidence, and none can be mistaken for another."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from prover.verdicts.faithfulness import FaithfulnessCheck, FaithfulnessRecord
from prover.verdicts.verdict import (
    RUNGS,
    FalseAcceptRate,
    FalseRejectRate,
    FormallyVerified,
    Juror,
    ModelVerified,
    NoneMeasured,
    SymbolicallyVerified,
    Unverified,
    VerdictError,
    at_least,
    parse_rung,
    parse_verdict,
    verdict_to_json,
)

A, B = "a" * 64, "b" * 64


def faithful(language: str = "lean", **changes: Any) -> FaithfulnessRecord:
    fields = {"language": language, "statement_sha256": A, "author": "P", "author_kind": "person"}
    return FaithfulnessRecord.model_validate({**fields, **changes})


FORMAL: dict[str, Any] = {
    "profile": "core",
    "lean_version": "4.35.0",
    "theorem": "imo_1959_p1",
    "statement_sha256": A,
    "certificate_sha256": B,
    "axioms": {"propext", "Quot.sound"},
    "replayed": True,
    "checker_version": "1",
    "faithfulness": faithful(),
}
SYMBOLIC: dict[str, Any] = {
    "checker_version": "1",
    "statement": "a b c = triangle a b c ? cong a b a b",
    "statement_sha256": A,
    "certificate_sha256": B,
    "diagrams": 3,
    "steps": 4,
    "faithfulness": faithful("geometry"),
}
JUROR = Juror(model="m", prompt_sha256=A, accepts=True, grade=7)
MODEL: dict[str, Any] = {
    "proof_sha256": A,
    "jury": (JUROR,),
    "fresh_context": True,
    "false_accept_rate": NoneMeasured(),
    "judge_version": "1",
}
NOTHING: dict[str, Any] = {"known_problems": ("step 3 is wrong",)}
KINDS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (FormallyVerified, FORMAL),
    (SymbolicallyVerified, SYMBOLIC),
    (ModelVerified, MODEL),
    (Unverified, NOTHING),
]
VERDICTS = [kind(**fields) for kind, fields in KINDS]


@pytest.mark.parametrize(("kind", "fields"), KINDS)
def test_every_piece_of_evidence_is_demanded(kind: type[BaseModel], fields: dict[str, Any]) -> None:
    for name in fields:
        with pytest.raises(ValidationError, match=name):
            kind(**{key: value for key, value in fields.items() if key != name})


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        (FormallyVerified, FORMAL, {"axioms": {"propext", "sorryAx"}}),
        (FormallyVerified, FORMAL, {"axioms": {"Lean.ofReduceBool"}}),
        (FormallyVerified, FORMAL, {"replayed": False}),
        (FormallyVerified, FORMAL, {"profile": "wheel"}),
        (FormallyVerified, FORMAL, {"lean_version": "the newest"}),
        (FormallyVerified, FORMAL, {"theorem": " "}),
        (FormallyVerified, FORMAL, {"faithfulness": faithful("geometry")}),
        (FormallyVerified, FORMAL, {"faithfulness": faithful(statement_sha256=B)}),
        (
            FormallyVerified,
            FORMAL,
            {"faithfulness": faithful(checks=(FaithfulnessCheck(name="back", passed=False),))},
        ),
        (FormallyVerified, FORMAL, {"diagrams": 3}),
        (SymbolicallyVerified, SYMBOLIC, {"diagrams": 0}),
        (SymbolicallyVerified, SYMBOLIC, {"diagrams": True}),
        (SymbolicallyVerified, SYMBOLIC, {"certificate_sha256": "b" * 63}),
        (SymbolicallyVerified, SYMBOLIC, {"faithfulness": faithful()}),
        (SymbolicallyVerified, SYMBOLIC, {"rung": "formally_verified"}),
        (ModelVerified, MODEL, {"jury": ()}),
        (ModelVerified, MODEL, {"jury": ({"model": "m", "prompt_sha256": A, "accepts": False},)}),
        (ModelVerified, MODEL, {"fresh_context": False}),
        (ModelVerified, MODEL, {"false_accept_rate": None}),
        (ModelVerified, MODEL, {"false_accept_rate": {"measured": False, "estimate": 0.0}}),
        (Unverified, NOTHING, {"known_problems": ()}),
        (Unverified, NOTHING, {"known_problems": ("",)}),
    ],
)
def test_wrong_evidence_is_refused(
    kind: type[BaseModel], fields: dict[str, Any], wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        kind(**{**fields, **wrong})


@pytest.mark.parametrize("low, estimate, high", [(0.2, 0.1, 0.3), (0.0, 0.4, 0.3), (0, 1.2, 2)])
def test_rate_must_lie_in_its_interval(low: float, estimate: float, high: float) -> None:
    with pytest.raises(ValidationError):
        FalseAcceptRate(estimate=estimate, low=low, high=high, cases=9, dataset="d")


@pytest.mark.parametrize("verdict", VERDICTS)
def test_json_round_trip(verdict: Any) -> None:
    assert parse_verdict(verdict_to_json(verdict)) == verdict


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("rung", RUNGS)
def test_no_rung_parses_from_another_rungs_record(verdict: Any, rung: str) -> None:
    record = json.loads(verdict_to_json(verdict))
    if record["rung"] == rung:
        return
    with pytest.raises(VerdictError):
        parse_verdict(json.dumps({**record, "rung": rung}))
    for kind, _ in KINDS:
        if kind is not type(verdict):
            with pytest.raises(ValidationError):
                kind.model_validate(record)
            del record["rung"]
            with pytest.raises(ValidationError):
                kind.model_validate(record)
            record["rung"] = verdict.rung


@pytest.mark.parametrize("verdict", VERDICTS)
def test_validation_cannot_be_walked_around(verdict: Any) -> None:
    with pytest.raises(TypeError):
        type(verdict).model_construct(rung="formally_verified")
    with pytest.raises(ValidationError):
        verdict.model_copy(update={"rung": "nonsense"})
    with pytest.raises(ValidationError):
        verdict.rung = "formally_verified"
    assert verdict.model_copy() == verdict


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"rung": "proved"}', "\ud800", "[" * 5000, '{"rung": 1}']
)
def test_nonsense_is_one_line(text: str) -> None:
    with pytest.raises(VerdictError) as caught:
        parse_verdict(text.encode("utf-8", "surrogatepass"))
    assert "\n" not in str(caught.value)


@given(st.sampled_from(RUNGS), st.sampled_from(RUNGS), st.sampled_from(RUNGS))
def test_rungs_are_totally_ordered(one: Any, two: Any, three: Any) -> None:
    assert at_least(one, one)
    assert at_least(one, two) or at_least(two, one)
    assert (one == two) == (at_least(one, two) and at_least(two, one))
    if at_least(one, two) and at_least(two, three):
        assert at_least(one, three)


def test_order_and_names() -> None:
    assert [v.rung for v in VERDICTS] == list(RUNGS)
    assert VERDICTS[0].at_least("unverified") and not VERDICTS[3].at_least("model_verified")
    assert not VERDICTS[1].at_least("formally_verified")
    with pytest.raises(VerdictError, match="use one of formally_verified"):
        parse_rung("proved")


def test_words() -> None:
    formal, symbolic, model, nothing = VERDICTS
    assert formal.vouches.startswith("Lean's kernel (4.35.0 with our core library)")
    assert "Mathlib" in FormallyVerified(**{**FORMAL, "profile": "mathlib"}).vouches
    assert "geometry proof checker" in symbolic.vouches and "3 random figures" in symbolic.vouches
    assert "judgement" in model.vouches and nothing.vouches == "nobody"
    assert model.caveats == ("no false-accept rate was measured for this jury",)
    assert nothing.caveats == ("step 3 is wrong",)
    assert "written by P (a person); no check of the translation" in formal.caveats[0]
    given_statement = FormallyVerified(**{**FORMAL, "faithfulness": faithful(author_kind="given")})
    assert given_statement.caveats == ()
    rate = FalseAcceptRate(estimate=0.1, low=0.05, high=0.2, cases=40, dataset="graded")
    (said,) = ModelVerified(**{**MODEL, "false_accept_rate": rate}).caveats
    assert "10.0% of 40 wrong proofs" in said and "5.0% to 20.0%" in said
    missed = FalseRejectRate(estimate=0.2, low=0.1, high=0.4, cases=30, dataset="graded")
    both = {"false_accept_rate": rate, "false_reject_rate": missed}
    _, said = ModelVerified(**{**MODEL, **both}).caveats
    assert "20.0% of 30 right proofs" in said and "10.0% to 40.0%" in said
