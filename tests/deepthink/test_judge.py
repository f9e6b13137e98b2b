"""Quotes are looked up, and the worst opinion that stands wins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.deepthink.judge import Grading, Issue, KeyStep, Opinion, aggregate, find_quote, validate
from tests.deepthink.hostile import HONEST

THERE = "is never divisible by $3$"
ABSENT = "is always divisible by $3$"


def grading(grade: int, *, steps: tuple[str, ...] = (THERE,), **issues: str) -> Grading:
    return Grading(
        grade=grade,
        key_steps=tuple(KeyStep(quote=step) for step in steps),
        issues=tuple(
            Issue(quote=quote, category="gap", severity=severity)  # type: ignore[arg-type]
            for severity, quote in issues.items()
        ),
    )


@pytest.mark.parametrize(
    ("report", "decision"),
    [
        (grading(7), "accepts"),
        (grading(6, minor=THERE), "accepts"),
        (grading(7, fatal=THERE), "rejects"),
        (grading(0, major=THERE), "rejects"),
        (grading(7, fatal=ABSENT), "void"),
        (grading(0, fatal=ABSENT), "void"),
        (grading(3), "void"),
        (grading(7, steps=(ABSENT,)), "void"),
        (grading(7, steps=(THERE, ABSENT)), "void"),
        (grading(7, steps=()), "void"),
        (grading(7, steps=("$",)), "void"),
        (grading(7, fatal=THERE, major=ABSENT), "rejects"),
    ],
)
def test_what_a_report_is_worth(report: Grading, decision: str) -> None:
    assert validate(HONEST, report).decision == decision


@pytest.mark.parametrize(
    "quote",
    [
        "A square leaves the remainder $0$ or $1$ modulo $3$",
        "A square\n leaves the remainder 0 or 1  modulo 3",
        "A **square** leaves … modulo \\(3\\)",
        "“A square leaves the remainder”",
        "(3k \\pm 1)^2 = 9k^2 \\pm 6k + 1",
    ],
)
def test_layout_does_not_matter(quote: str) -> None:
    span = find_quote(HONEST, quote)
    assert span is not None and HONEST[span.start : span.end][0] in "A("


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "$",
        "the",
        "...",
        "A square leaves the remainder $0$ or $2$",
        "modulo ... A square leaves",
    ],
)
def test_what_does_not_occur(quote: str) -> None:
    assert find_quote(HONEST, quote) is None


@given(st.text(max_size=300), st.data())
@settings(max_examples=200, deadline=None)
def test_a_copied_passage_is_found_where_it_is(proof: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(proof)))
    end = data.draw(st.integers(start, len(proof)))
    quote = proof[start:end]
    if "..." in quote or "…" in quote or "\\" in quote:
        return
    span = find_quote(proof, quote)
    if span is not None:
        assert find_quote(proof[span.start : span.end], quote) is not None


def opinion(decision: str) -> Opinion:
    return Opinion(decision=decision, grade=7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decisions", "whole"),
    [
        ([], "void"),
        (["accepts"] * 5, "accepts"),
        (["accepts"] * 15 + ["rejects"], "rejects"),
        (["accepts", "void"], "void"),
        (["void", "rejects"], "rejects"),
    ],
)
def test_the_worst_opinion_wins(decisions: list[str], whole: str) -> None:
    assert aggregate([opinion(decision) for decision in decisions]) == whole
