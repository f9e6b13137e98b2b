"""A report in any form: no objection is lost, and what cannot be read accepts nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prover.checkers.judgement import judge
from prover.checkers.registry import CheckerRegistry
from prover.deepthink.judge import Grading, Opinion
from prover.deepthink.jury_checker import JuryChecker
from prover.deepthink.stages.grading import opinion_of
from prover.deepthink.state.calls import Answer
from prover.engines.deepthink import DeepThinkEngine
from prover.limits.budget import Budget, BudgetExceeded
from prover.llm.config import LLMConfig
from prover.llm.structured import NotStructured, parse
from prover.problems.problem import Problem, ProblemKind
from prover.trace.events import AttemptMade, Emit, EventBody
from prover.verdicts.verdict import Verdict
from tests.deepthink.hostile import STATEMENT
from tests.deepthink.malformed import ACCEPTS, FORMS, REJECTS, TEX
from tests.deepthink.scripted import Asked, Script, Scripted
from tests.growth import assert_linear
from tests.working import attempts_of, context

CONFIG = LLMConfig.model_validate(
    {
        "endpoints": {"e": {"url": "http://localhost:1/v1"}},
        "models": {name: {"endpoint": "e", "name": name} for name in ("author", "reader", "juror")},
        "roles": {"writer": "author", "verifier": "reader", "jury": "juror"},
    }
)
PROBLEM = Problem(id="p", source="a test", kind=ProblemKind.NUMBER_THEORY, statement=STATEMENT)


def opinion(text: str) -> Opinion:
    """What an answer is worth that a model gave to a reading of the proof."""
    try:
        answer = Answer(parsed=parse(text, Grading))
    except NotStructured as fault:
        assert "\n" not in str(fault)
        answer = Answer(failed=str(fault), unread=text)
    found = opinion_of(TEX, answer, "reader")
    assert found is not None
    return found


def test_there_are_sixty_forms() -> None:
    assert len(FORMS) >= 60
    assert opinion(FORMS["fenced"](ACCEPTS)).accepts and opinion(FORMS["fenced"](REJECTS)).objects


@pytest.mark.parametrize("form", FORMS)
def test_a_rejection_in_any_form_is_none_the_less_one(form: str) -> None:
    found = opinion(FORMS[form](REJECTS))
    assert found.objects or found.waits


@pytest.mark.parametrize("form", FORMS)
def test_an_acceptance_in_any_form_is_no_objection(form: str) -> None:
    assert not opinion(FORMS[form](ACCEPTS)).objects


def test_an_acceptance_is_read_or_read_afresh() -> None:
    found = {form: opinion(make(ACCEPTS)) for form, make in FORMS.items()}
    assert sum(one.accepts for one in found.values()) >= 40
    assert sum(one.accepts or one.waits for one in found.values()) >= len(FORMS) * 55 / 60


@pytest.mark.parametrize("head", ["", '{"grade": 7, "issues": [', 'a {1} {"grade": 7} "grade": '])
@pytest.mark.parametrize("piece", ["{", "[", '"', '{"a":', '{"grade":', "\\q", '"severity": ', "'"])
def test_any_answer_is_read_in_time_linear_in_it(head: str, piece: str) -> None:
    assert_linear(
        lambda text: opinion(text), lambda size: head + piece * (size // len(piece)), 200_000
    )


async def verdict(script: Script, tokens: int = 24_000) -> Verdict:
    """What comes of a problem when the models answer by `script`."""
    model = Scripted(script, tokens=2_000)

    def make(config: LLMConfig, budget: Budget, emit: Emit, journal: Any = None) -> Scripted:
        model.budget = budget
        return model

    made: list[EventBody] = []
    engine = DeepThinkEngine(preset="light", config=CONFIG, make_client=make)  # type: ignore[arg-type]
    try:
        (attempt,) = await attempts_of(engine, PROBLEM, Budget(tokens=tokens), made.append)
    except BudgetExceeded:
        attempt = [one.attempt for one in made if isinstance(one, AttemptMade)][-1]
    assert attempt.proof_markdown == TEX
    registry = CheckerRegistry({"jury": lambda: JuryChecker(CONFIG, make)})
    return (await judge(PROBLEM, attempt, registry, context())).verdict


def answers(reader: str, juror: str) -> Script:
    def script(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "verify":
            return reader if asked.role == "reader" else juror
        return {"upheld": True} if asked.purpose == "review" else TEX

    return script


GOOD = FORMS["fenced"](ACCEPTS)


async def test_what_is_accepted_by_all_is_model_verified() -> None:
    assert (await verdict(answers(GOOD, GOOD), 60_000)).rung == "model_verified"


@pytest.mark.parametrize("form", FORMS)
async def test_no_rejection_of_the_search_ends_model_verified(form: str) -> None:
    found = await verdict(answers(FORMS[form](REJECTS), GOOD))
    assert found.rung == "unverified" and "0 of 0 readings" not in found.caveats[0]


@pytest.mark.parametrize("form", FORMS)
async def test_no_rejection_of_the_jury_ends_model_verified(form: str) -> None:
    assert (await verdict(answers(GOOD, FORMS[form](REJECTS)))).rung == "unverified"


def graded(grade: object, **more: object) -> str:
    return json.dumps({**ACCEPTS, "issues": [], "grade": grade, **more})


@pytest.mark.parametrize(
    "grade",
    [
        *("?/7", "/7", "out of 7", "max 7", "<7", "< 6", "≤ 7", "less than 7", "at most 7"),
        *("up to 7", "below 6", "not 7", "no 7", "would be 7", "7 is too high", "7?", "7%"),
        *("7/10", "n/a of 7", "6 or 2", "7 minus 5", "from 7"),
        *({"max": 7}, {"score": 7, "grade": 2}, {"value": "<7"}),
    ],
)
def test_a_grade_that_is_not_said_is_not_the_highest(grade: object) -> None:
    assert not opinion(graded(grade)).accepts


@pytest.mark.parametrize(
    "severity",
    [
        *("not minor", "non-minor", "non-trivial", "more than minor", "not negligible"),
        *("no minor matter", "minor?", "hardly a slip", "minor, but it breaks the proof"),
        "anything but minor",
    ],
)
def test_a_severity_that_is_denied_is_none(severity: str) -> None:
    issue = {**REJECTS["issues"][0], "severity": severity}
    assert not opinion(graded(7, issues=[issue])).accepts


AGAINST: list[dict[str, object]] = [
    {"errors": [{"severity": "fatal", "explanation": "wrong"}]},
    {"objections": ["the case n = 2 is missing"]},
    {"is_valid": False},
    {"passes": "no"},
    {"rejected": True},
    {"result": "reject"},
    {"final_verdict": "incorrect"},
    {"verdict": {"accept": False}},
    {"proof_is_correct": "no"},
    {"has_gap": True},
    {"conclusion": "The argument cannot be saved; it fails for n = 2."},
    {"comment": "All in all I reject this."},
    {"summary": "The proof is incomplete."},
    {"final_grade": 2},
    {"score": 2},
    {"total": "2/7"},
]


@pytest.mark.parametrize("more", AGAINST, ids=lambda more: next(iter(more)))
def test_a_field_that_nobody_asked_for_may_speak_against_the_grade(more: dict[str, object]) -> None:
    assert not opinion(graded(7, **more)).accepts


@pytest.mark.parametrize(
    "words",
    ["On reflection the grade is 2.", "Final grade: 1/7", "I reject.", "The proof is wrong."],
)
def test_words_behind_a_report_may_take_it_back(words: str) -> None:
    assert not opinion(f"{graded(7)}\n\n{words}").accepts
    assert not opinion(f"```json\n{graded(7)}\n```\n{words}").accepts


@pytest.mark.parametrize(
    "text",
    [
        graded("7/7"),
        graded("7 points"),
        graded("Final grade: 7 out of 7."),
        graded({"value": 7, "max": 7}),
        graded(7, accepts=True, verdict="accept", errors=[], has_gap=False, objections="none"),
        graded(7, score=7, confidence=0.9, summary="A complete proof; each step was checked."),
        graded(7, issues_found=0, rejected="no", is_valid="yes"),
        f"{graded(7)}\n\nThe final grade is 7. I found no error.",
    ],
)
def test_an_acceptance_with_more_words_is_one(text: str) -> None:
    assert opinion(text).accepts
