"""From reports to a decision: quotes checked, then the worst opinion wins.

Majority votes hardly help, because graders err together; what helps is that any objection which
stands rejects. An objection is never lost: one without a passage to quote counts as it is. A high
grade whose quotes do not occur is no vote at all, and a report that cannot be read is no
acceptance: it stands against the text until a fresh reading says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import ConfigDict, model_validator

from prover.deepthink.judge.issues import Issue
from prover.deepthink.judge.quotes import Span, find_quote
from prover.deepthink.judge.report import Grading
from prover.verdicts.verdict import ACCEPT_GRADE, Frozen

Decision = Literal["accepts", "rejects", "void"]


class PlacedIssue(Issue):
    """An objection with the place of its quote: `span` is in the proof that was read.

    The place is looked up and never stated by a model, so it is in no schema of a call. None for
    an objection that no reading made or that quotes nothing or what does not occur, and in reports
    from before places were kept.
    """

    # An `Issue` without a place may stand where one with a place is asked for.
    model_config = ConfigDict(from_attributes=True)

    span: Span | None = None


class Opinion(Frozen):
    """A report after its quotes were checked.

    `decision` is `void` when nothing in it counts for or against the text. `issues` are those that
    count, each with its place where it has one; `voided` counts the quotes that do not occur.
    `unread`: there was an answer that could not be read; it rejects until a fresh reading took its
    place, and is void from then on. `judge` names the model or role that read.

    A decision that the rest does not carry is refused: an acceptance beside an objection or with a
    low grade, a rejection without a reason.
    """

    decision: Decision
    grade: int
    issues: tuple[PlacedIssue, ...] = ()
    voided: int = 0
    judge: str = "verifier"
    unread: bool = False

    @model_validator(mode="after")
    def _carried(self) -> Self:
        if self.decision == "rejects":
            if not self.fatal and not self.unread:
                raise ValueError("an opinion that rejects needs an objection")
        elif self.fatal:
            raise ValueError("an opinion with an objection rejects")
        if self.decision == "accepts" and (self.grade < ACCEPT_GRADE or self.unread):
            raise ValueError(f"an opinion that accepts was read and has grade {ACCEPT_GRADE} or 7")
        return self

    @property
    def fatal(self) -> tuple[PlacedIssue, ...]:
        """The issues that reject."""
        return tuple(issue for issue in self.issues if issue.objects)

    @property
    def accepts(self) -> bool:
        """Whether it was read and accepts."""
        return self.decision == "accepts"

    @property
    def objects(self) -> bool:
        """Whether it was read and rejects."""
        return self.decision == "rejects" and not self.unread

    @property
    def placed(self) -> bool:
        """Whether no objection of it quotes what does not occur in the text."""
        return all(issue.span is not None or not issue.quote for issue in self.fatal)

    @property
    def waits(self) -> bool:
        """Whether it could not be read and no fresh reading took its place."""
        return self.decision == "rejects" and self.unread


def unread(judge: str) -> Opinion:
    """The opinion of a judge whose answer could not be read."""
    return Opinion(decision="rejects", grade=0, judge=judge, unread=True)


def validate(proof: str, grading: Grading, judge: str = "verifier") -> Opinion:
    """What `grading` by `judge` is worth once its quotes are looked up in `proof`.

    An objection (fatal or major) that stands rejects, whatever the grade says: one whose quote
    occurs, one that quotes nothing because something is missing, and with a low grade also one
    whose quote does not occur, for a review to look into. An acceptance needs the grade, no
    objection at all, at least one key step, and every key step's quote in the proof. A low grade
    without an objection gives no reason and counts as not read. A high grade whose objections or
    key steps quote what does not occur is void.
    """
    low = grading.grade < ACCEPT_GRADE
    issues: list[PlacedIssue] = []
    absent = 0
    for issue in grading.issues:
        span = find_quote(proof, issue.quote) if issue.quote else None
        missing = bool(issue.quote) and span is None
        absent += missing
        if not missing or (low and issue.objects):
            issues.append(PlacedIssue(**dict(issue), span=span))
    missing_steps = sum(find_quote(proof, step.quote) is None for step in grading.key_steps)
    sound = grading.key_steps and not missing_steps and not grading.objections
    decision: Decision = "accepts" if sound else "void"
    objects = any(issue.objects for issue in issues)
    if objects or low:
        decision = "rejects"
    return Opinion(
        decision=decision,
        grade=grading.grade,
        issues=tuple(issues),
        voided=absent + missing_steps,
        judge=judge,
        unread=low and not objects,
    )


def aggregate(opinions: Sequence[Opinion]) -> Decision:
    """The pessimistic decision: any objection rejects, only a unanimous jury accepts.

    A void or unread opinion is a missing vote: without an objection it leaves the whole void.
    """
    if any(opinion.objects for opinion in opinions):
        return "rejects"
    unanimous = bool(opinions) and all(opinion.accepts for opinion in opinions)
    return "accepts" if unanimous else "void"
