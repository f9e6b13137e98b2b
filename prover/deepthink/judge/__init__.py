"""The judge: what a grader reports, whether its quotes occur, and what follows from several.

from prover.deepthink.judge import Grading, aggregate, find_quote, validate
"""

from prover.deepthink.judge.aggregate import Opinion, PlacedIssue, aggregate, unread, validate
from prover.deepthink.judge.issues import Issue, KeyStep
from prover.deepthink.judge.quotes import Span, find_quote
from prover.deepthink.judge.report import Grading, Review, objections_in
from prover.verdicts.verdict import ACCEPT_GRADE

__all__ = [
    "ACCEPT_GRADE",
    "Grading",
    "Issue",
    "KeyStep",
    "Opinion",
    "PlacedIssue",
    "Review",
    "Span",
    "aggregate",
    "find_quote",
    "objections_in",
    "unread",
    "validate",
]
