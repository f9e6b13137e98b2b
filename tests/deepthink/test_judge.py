"""Quotes are looked up, and the worst opinion that stands wins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from prover.deepthink.judge import (
    Grading,
    Issue,
    KeyStep,
    Opinion,
    PlacedIssue,
    Span,
    aggregate,
    find_quote,
    validate,
)
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
        (grading(0, fatal=ABSENT), "rejects"),
        (grading(7, fatal=""), "rejects"),
        (grading(2, major=""), "rejects"),
        (grading(7, steps=(ABSENT,)), "void"),
        (grading(7, steps=(THERE, ABSENT)), "void"),
        (grading(7, steps=()), "void"),
        (grading(7, steps=("$",)), "void"),
        (grading(7, fatal=THERE, major=ABSENT), "rejects"),
    ],
)
def test_what_a_report_is_worth(report: Grading, decision: str) -> None:
    assert validate(HONEST, report).decision == decision


def test_a_low_grade_without_a_reason_waits_for_a_fresh_reading() -> None:
    found = validate(HONEST, grading(3, minor=THERE))
    assert found.waits and not found.objects and found.grade == 3


@pytest.mark.parametrize(
    "said",
    [
        {"decision": "accepts", "grade": 5},
        {"decision": "accepts", "grade": 7, "unread": True},
        {"decision": "accepts", "grade": 7, "issues": "fatal"},
        {"decision": "void", "grade": 0, "issues": "major"},
        {"decision": "rejects", "grade": 0},
        {"decision": "rejects", "grade": 0, "issues": "minor"},
    ],
)
def test_no_opinion_says_other_than_its_report(said: dict[str, Any]) -> None:
    if "issues" in said:
        issue = Issue(quote=THERE, category="gap", severity=said["issues"])
        said = {**said, "issues": (issue,)}
    with pytest.raises(ValidationError):
        Opinion.model_validate(said)
    good = validate(HONEST, grading(7))
    with pytest.raises(ValidationError):
        good.model_copy(update=said)


def test_an_issue_that_stands_has_its_place_in_the_proof_that_was_read() -> None:
    report = grading(7, fatal="is  never divisible by 3", minor=ABSENT, major=HONEST[:30])
    issues = {issue.severity: issue for issue in validate(HONEST, report).issues}
    assert set(issues) == {"fatal", "major"}
    fatal, major = issues["fatal"].span, issues["major"].span
    assert fatal is not None and HONEST[fatal.start : fatal.end] == "is never divisible by $3"
    assert major == Span(0, 30)


@pytest.mark.parametrize(
    "tex", [r"\ne 3", r"\notin A", r"\rho", r"\right)", r"\nu", r"\theta", r"\beta"]
)
def test_tex_that_json_took_for_an_escape_is_found_in_the_proof(tex: str) -> None:
    proof = f"{HONEST} We see that $x {tex}$ in the end."
    quote = json.loads(f'"We see that $x {tex}$ in"')
    assert find_quote(proof, quote) == find_quote(proof, f"We see that $x {tex}$ in") is not None


def test_no_model_states_a_place() -> None:
    assert "span" not in json.dumps(Grading.model_json_schema())
    stated = Grading.model_validate(
        {
            "grade": 0,
            "issues": [
                {"quote": THERE, "category": "gap", "severity": "fatal", "span": [0, 6]},
            ],
        }
    )
    (issue,) = validate(HONEST, stated).issues
    assert issue.span == find_quote(HONEST, THERE) != Span(0, 6)


def test_an_issue_without_a_place_may_be_in_an_opinion() -> None:
    issue = Issue(quote=THERE, category="gap", severity="fatal")
    held = Opinion.model_validate({"decision": "rejects", "grade": 0, "issues": (issue,)})
    assert held.issues == (PlacedIssue(**dict(issue)),)


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


@pytest.mark.parametrize(
    ("proof", "quote"),
    [
        ("Hence $f'(x) = 0$ for all $x$.", "f(x) = 0 for all x"),
        ("Hence $f(x) = 0$ for all $x$.", "f'(x) = 0 for all x"),
        ("so $x = 2*3$ holds", "so x = 23 holds"),
        ("so x = 2*3 holds", "so x = 23 holds"),
        ("so x = 2 * 3 holds", "so x = 23 holds"),
        ("so x = 2* 3 holds and y = 2 *3 too", "so x = 23 holds and y = 23 too"),
        ("so $a_1 b_2$ is even", "so $a1 b2$ is even"),
        ("so $f^*(x) + f^*(y)$ is even", "so $f^(x) + f^(y)$ is even"),
        ("so $a ~ b$ and $c ~ d$ hold", "so $a b$ and $c d$ hold"),
        ("so $\\#A = 5$ and $\\#B = 6$", "so $A = 5$ and $B = 6$"),
        ("so $*a* = b$ is in the group", "so $a = b$ is in the group"),
    ],
)
def test_a_sign_is_no_layout(proof: str, quote: str) -> None:
    assert find_quote(proof, quote) is None
    assert find_quote(proof, proof[3:]) is not None


@pytest.mark.parametrize(
    ("proof", "quote"),
    [
        ("**Step 1.** A *square* leaves $0$.", "Step 1. A square leaves 0."),
        ("**Step 1.** A *square* leaves $0$.", "Step 1.** A  square leaves $0$"),
        ("**Step 1. A square** leaves $0$.", "Step 1.  A square leaves"),
        ("# Step 1\n\nA _square_ leaves $0$.", "Step 1 A square leaves"),
        ("Step 1: a square leaves $0$.", "**Step 1:** a square leaves"),
        ("* one case is $0$\n* the other is $1$", "one case is 0 the other is 1"),
        (
            "One case is $0$.\n* The other is $1$.\n\n## Step 2",
            "case is $0$. * The other is $1$. ## Step 2",
        ),
        ("By Lemma~1 and Fig.~2 we are done.", "By Lemma 1 and Fig. 2 we are done"),
        ("This is ``good'' and isn’t $f′(x)$.", "is “good” and isn't $f'(x)$"),
        ("We have \\(x = y\\) and \\[x = z\\]", "We have $x = y$ and $$x = z$$"),
        ("Since $n^*$ is *even*, so is $m^*$.", "n^*$ is even, so is $m^*$"),
        ("the num\u2060ber is ev\u00aden", "the number is even"),
        ("the number is even", "the num\u00adber is ev\u2060en"),
        ("the number is even", "'the number  is even'"),
    ],
)
def test_layout_of_other_kinds_does_not_matter(proof: str, quote: str) -> None:
    span = find_quote(proof, quote)
    assert span is not None
    assert letters_of(proof[span.start : span.end]) == letters_of(quote)


def letters_of(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


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


@given(
    st.text(alphabet="ab1*_~#$'`.…[]\\\n \u200d", max_size=60),
    st.text(alphabet="ab1*_~#$\"'`.…[]\\\n \u200d", max_size=30),
)
@settings(max_examples=300, deadline=None)
def test_any_marks_get_an_answer(proof: str, quote: str) -> None:
    span = find_quote(proof + quote, quote)
    assert span is None or 0 <= span.start < span.end <= len(proof + quote)


def opinion(decision: str) -> Opinion:
    issues = (Issue(quote=THERE, category="gap", severity="fatal"),)
    held = {"issues": issues if decision == "rejects" else (), "unread": decision == "unread"}
    said = "rejects" if decision == "unread" else decision
    return Opinion.model_validate({"decision": said, "grade": 7, **held})


@pytest.mark.parametrize(
    ("decisions", "whole"),
    [
        ([], "void"),
        (["accepts"] * 5, "accepts"),
        (["accepts"] * 15 + ["rejects"], "rejects"),
        (["accepts", "void"], "void"),
        (["accepts", "unread"], "void"),
        (["unread", "rejects"], "rejects"),
        (["void", "rejects"], "rejects"),
    ],
)
def test_the_worst_opinion_wins(decisions: list[str], whole: str) -> None:
    assert aggregate([opinion(decision) for decision in decisions]) == whole
