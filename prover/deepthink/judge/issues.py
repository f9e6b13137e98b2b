"""One objection and one key step of a grader's report, and the limits of both."""

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
    "other",
]
Severity = Literal["fatal", "major", "minor"]
MAX_LINE = 4_000
"""Most characters of a quote or an explanation."""

MAX_ITEMS = 50
"""Most issues, and most key steps, of a report."""

Line = Annotated[str, Field(max_length=MAX_LINE)]


class ReportPart(BaseModel):
    # Unknown keys are dropped, not refused: they carry no verdict and cost no answer.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Issue(ReportPart):
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


class KeyStep(ReportPart):
    """A step the proof stands on, quoted, and why it is right."""

    quote: Line
    why: Line = ""
