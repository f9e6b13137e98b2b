"""What a grader is asked to report. These models are the JSON schemas of the calls."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from prover.deepthink.judge.issues import MAX_ITEMS, Issue, KeyStep, Line, ReportPart
from prover.deepthink.judge.reading import objecting, read_grading, read_review


class Grading(ReportPart):
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
        return cls(**read_grading(text)._asdict())


class Review(ReportPart):
    """The second opinion on one objection: whether it is upheld, and why."""

    upheld: bool
    explanation: Line = ""

    @classmethod
    def read_answer(cls, text: str) -> Self:
        """The same for a second opinion. Raises `NotStructured`."""
        return cls(**read_review(text)._asdict())


def objections_in(text: str) -> Grading | None:
    """The report in an answer that was cut off, if it objects; None: it says nothing."""
    read = objecting(text)
    return None if read is None else Grading(**read._asdict())
