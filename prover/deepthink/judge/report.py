"""What a grader is asked to report. These models are the JSON schemas of the calls."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from prover.verdict import ACCEPT_GRADE

__all__ = ["ACCEPT_GRADE", "Category", "Grading", "Issue", "KeyStep", "Review", "Severity"]

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
    "other",
]
Severity = Literal["fatal", "major", "minor"]
MAX_LINE = 4_000
"""Most characters of a quote or an explanation."""

MAX_ITEMS = 50
"""Most issues, and most key steps, of a report."""

Line = Annotated[str, Field(max_length=MAX_LINE)]


class _Report(BaseModel):
    # Unknown keys are dropped, not refused: they carry no verdict and cost no answer.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Issue(_Report):
    """One objection. `quote` is copied from the proof, empty where something is missing that has
    no passage; `where` then says where it should stand. `fatal`: the proof fails without repair.
    """

    quote: Line
    category: Category
    severity: Severity
    explanation: Line = ""
    where: Line = ""

    @property
    def objects(self) -> bool:
        """Whether it speaks against the proof; a slip that costs nothing does not."""
        return self.severity != "minor"

    @property
    def place(self) -> str:
        """The place it is about, in words that fit after the category."""
        if self.quote:
            return f"at “{self.quote}”"
        return f"missing {self.where}" if self.where else "missing in the text"


class KeyStep(_Report):
    """A step the proof stands on, quoted, and why it is right."""

    quote: Line
    why: Line = ""


class Grading(_Report):
    """A grader's report on one proof: its steps, its issues, a grade from 0 to 7."""

    key_steps: Annotated[tuple[KeyStep, ...], Field(max_length=MAX_ITEMS)] = ()
    issues: Annotated[tuple[Issue, ...], Field(max_length=MAX_ITEMS)] = ()
    grade: Annotated[int, Field(ge=0, le=7)]

    @property
    def objections(self) -> tuple[Issue, ...]:
        """The issues that speak against the proof."""
        return tuple(issue for issue in self.issues if issue.objects)

    @classmethod
    def read_answer(cls, text: str) -> Self:
        """See `prover.llm.structured.ReadsItself`: the report in a model's answer, however it is
        spelled. Raises `NotStructured`."""
        from prover.deepthink.judge.reading import read_grading  # reads into this class

        return cls(**dict(read_grading(text)))


class Review(_Report):
    """The second opinion on one objection: whether it is upheld, and why."""

    upheld: bool
    explanation: Line = ""

    @classmethod
    def read_answer(cls, text: str) -> Self:
        """The same for a second opinion. Raises `NotStructured`."""
        from prover.deepthink.judge.reading import read_review  # reads into this class

        return cls(**dict(read_review(text)))
