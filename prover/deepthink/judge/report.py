"""What a grader is asked to report. These models are the JSON schemas of the calls."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Category = Literal[
    "wrong_claim",
    "gap",
    "unjustified_step",
    "missing_case",
    "circular",
    "misread_problem",
    "calculation",
    "wrong_answer",
    "presentation",
]
Severity = Literal["fatal", "major", "minor"]
MAX_LINE = 4_000
"""Most characters of a quote or an explanation."""

Line = Annotated[str, Field(max_length=MAX_LINE)]


class _Report(BaseModel):
    # Unknown keys are dropped, not refused: they carry no verdict and cost no answer.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Issue(_Report):
    """One objection. `quote` is copied from the proof; `fatal`: the proof fails without repair."""

    quote: Line
    category: Category
    severity: Severity
    explanation: Line = ""


class KeyStep(_Report):
    """A step the proof stands on, quoted, and why it is right."""

    quote: Line
    why: Line = ""


class Grading(_Report):
    """A grader's report on one proof: its steps, its issues, a grade from 0 to 7."""

    key_steps: Annotated[tuple[KeyStep, ...], Field(max_length=50)] = ()
    issues: Annotated[tuple[Issue, ...], Field(max_length=50)] = ()
    grade: Annotated[int, Field(ge=0, le=7)]


class Review(_Report):
    """The second opinion on one objection: whether it is upheld, and why."""

    upheld: bool
    explanation: Line = ""
