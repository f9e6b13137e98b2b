"""From reports to a decision: quotes checked, then the worst opinion wins.

Majority votes hardly help, because graders err together; what helps is that any objection which
stands rejects. A report whose quotes do not occur is no vote at all, for or against.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from prover.deepthink.judge.quotes import Span, find_quote
from prover.deepthink.judge.report import Grading, Issue

ACCEPT_GRADE = 6
"""The lowest grade that accepts: complete, at most a slip of the pen."""

Decision = Literal["accepts", "rejects", "void"]


class PlacedIssue(Issue):
    """An objection with the place of its quote: `span` is in the proof that was read.

    The place is looked up and never stated by a model, so it is in no schema of a call. None for
    an objection that no reading made, and in reports from before places were kept.
    """

    # An `Issue` without a place may stand where one with a place is asked for.
    model_config = ConfigDict(from_attributes=True)

    span: Span | None = None


class Opinion(BaseModel):
    """A report after its quotes were checked.

    `decision` is `void` when nothing in it that counts rests on the proof's own words. `issues`
    are those whose quotes occur, each with its place; `voided` counts the quotes that do not. `judge` names the model
    or role that read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: Decision
    grade: int
    issues: tuple[PlacedIssue, ...] = ()
    voided: int = 0
    judge: str = "verifier"

    @property
    def fatal(self) -> tuple[PlacedIssue, ...]:
        """The issues that reject."""
        return tuple(issue for issue in self.issues if issue.severity != "minor")


def validate(proof: str, grading: Grading) -> Opinion:
    """What `grading` is worth once its quotes are looked up in `proof`.

    An objection (fatal or major) that stands rejects, whatever the grade says. An acceptance
    needs the grade, no objection that stands, at least one key step, and every key step's quote
    in the proof. A low grade without an objection that stands is void, and so is a high grade
    whose only support is quotes that do not occur.
    """
    issues = tuple(
        PlacedIssue(**dict(issue), span=span)
        for issue in grading.issues
        if (span := find_quote(proof, issue.quote)) is not None
    )
    missing_steps = sum(find_quote(proof, step.quote) is None for step in grading.key_steps)
    voided = len(grading.issues) - len(issues) + missing_steps
    objections = [issue for issue in issues if issue.severity != "minor"]
    claimed = [issue for issue in grading.issues if issue.severity != "minor"]
    decision: Decision = "void"
    if objections:
        decision = "rejects"
    elif grading.grade >= ACCEPT_GRADE and grading.key_steps and not missing_steps and not claimed:
        decision = "accepts"
    return Opinion(decision=decision, grade=grading.grade, issues=issues, voided=voided)


def aggregate(opinions: Sequence[Opinion]) -> Decision:
    """The pessimistic decision: any rejection rejects, only a unanimous jury accepts.

    A void opinion is a missing vote: without a rejection it leaves the whole void.
    """
    decisions = {opinion.decision for opinion in opinions}
    if "rejects" in decisions:
        return "rejects"
    return "accepts" if decisions == {"accepts"} else "void"
