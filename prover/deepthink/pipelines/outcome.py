"""What a pipeline hands in."""

from __future__ import annotations

from dataclasses import dataclass

from prover.deepthink.session.answer_tests import AnswerCheck
from prover.deepthink.state.state import Candidate, State


@dataclass(frozen=True)
class Outcome:
    """The best candidate (None: there is none), whether the pipeline's own rule accepts it, and
    its probability of being right where the pipeline has one. `why` is one line; `answers` what
    is known of the final answers, where there are any; `cut_short`: there was more to do than
    what is left of the budget pays for."""

    candidate: Candidate | None
    accepted: bool
    believed: float | None
    why: str
    answers: AnswerCheck | None = None
    cut_short: bool = False


def best_by_share(state: State) -> Candidate | None:
    """The candidate with the largest share of passes; more votes, then the earlier one, win."""
    return max(state.alive, key=lambda one: (one.share, one.votes, -one.number), default=None)


def left_unread(candidate: Candidate) -> str:
    """The end of a line on readings: how many could not be read, nothing where all were."""
    count = candidate.waiting
    return f", {count} could not be read" if count else ""
