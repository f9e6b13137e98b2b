"""What a jury says against a text is one line that a person reads, whatever the juror wrote."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from prover.deepthink.judge.report import Grading, Issue, KeyStep, Review
from prover.deepthink.jury.jury import run_jury
from tests.deepthink.hostile import HONEST, STATEMENT
from tests.deepthink.scripted import ACCEPT, QUOTE, REJECT, Asked, Scripted, always_right, session

LONG = "a word\nand " * 300


async def test_a_long_objection_is_a_short_reason() -> None:
    def script(asked: Asked, earlier: int) -> Any:
        if asked.purpose != "verify":
            return always_right(asked, earlier)
        return {**REJECT, "issues": [{**REJECT["issues"][0], "explanation": LONG}]}  # type: ignore[index]

    report = await run_jury(session(Scripted(script)), STATEMENT, HONEST, ("one",))
    assert report.decision == "rejects" and "\n" not in report.reason
    assert report.reason.startswith(f"the jury objects (gap) at “{QUOTE}”: a word and a word")
    assert 200 < len(report.reason) < 1200
    issue = report.jurors[-1].opinion.issues[0]  # type: ignore[union-attr]
    assert issue.explanation.strip() == LONG.strip()  # the report keeps all of it


REPORT = Grading.model_validate(ACCEPT)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (REPORT, "grade"),
        (REPORT.key_steps[0], "quote"),
        (Issue(quote="q", category="gap", severity="minor"), "severity"),
        (Review(upheld=True), "upheld"),
    ],
)
def test_a_report_stays_as_it_was_given(value: Any, field: str) -> None:
    with pytest.raises(ValidationError):
        setattr(value, field, getattr(value, field))


def test_what_a_report_may_hold() -> None:
    assert Grading(grade=0).grade == 0 and Grading(grade=7).issues == ()
    for grade in (-1, 8, None, "good"):
        with pytest.raises(ValidationError):
            Grading(grade=grade)  # type: ignore[arg-type]
    step = KeyStep(quote=QUOTE)
    issue = Issue(quote="q", category="gap", severity="fatal")
    assert len(Grading(grade=7, key_steps=(step,) * 30, issues=(issue,) * 30).issues) == 30
    for many in ({"key_steps": (step,) * 500}, {"issues": (issue,) * 500}):
        with pytest.raises(ValidationError):
            Grading(grade=7, **many)  # type: ignore[arg-type]
    assert KeyStep(quote="q" * 2000).why == ""
    with pytest.raises(ValidationError):
        KeyStep(quote="q" * 100_000)
    assert Grading.model_validate({"grade": 3, "mood": "bad"}).grade == 3  # more is dropped
