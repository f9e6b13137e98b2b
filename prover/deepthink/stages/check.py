"""Stages of the grader: verify a proof, review an objection."""

from __future__ import annotations

from dataclasses import replace

from prover.deepthink.judge import Grading, Opinion, PlacedIssue, Review, validate
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.state.calls import Answer, Call, Caps, make_call
from prover.deepthink.state.state import State


def ask_verify(
    state: State, caps: Caps, number: int, *, stance: str = "line_by_line", role: str = "verifier"
) -> Call:
    """One reading of candidate `number` in a fresh context: the problem and the text, no more."""
    values = {"stance": verify_stances()[stance], "proof": state.candidates[number].text}
    return make_call(
        state,
        "verify",
        stage="verify",
        role=role,
        max_tokens=caps.grade,
        schema=Grading,
        target=number,
        about=stance,
        values=values,
    )


def tell_verify(state: State, call: Call, answer: Answer) -> State:
    """The candidate with one more opinion; no opinion when the answer is no report.

    A text that is too long for the judge gets a void one, so that the judge's turn is over.
    """
    if call.target is None:
        return state
    candidate = state.candidates[call.target]
    if answer.too_long:
        opinion = Opinion(decision="void", grade=0, judge=call.role)
    elif isinstance(answer.parsed, Grading):
        opinion = validate(candidate.text, answer.parsed).model_copy(update={"judge": call.role})
    else:
        return state
    return state.with_candidate(replace(candidate, opinions=(*candidate.opinions, opinion)))


def ask_review(state: State, caps: Caps, number: int, *, place: int | None = None) -> Call:
    """A second opinion on the gravest objection of the opinion at `place` (None: the latest) of
    candidate `number`.

    Raises `ValueError` when that opinion holds no objection.
    """
    candidate = state.candidates[number]
    if place is None:
        place = len(candidate.opinions) - 1
    issue = _gravest_of(candidate.opinions[place].issues) if candidate.opinions else None
    if issue is None:
        raise ValueError(f"candidate {number} has no objection to review")
    return make_call(
        state,
        "review",
        stage="review",
        max_tokens=caps.short,
        schema=Review,
        target=number,
        about=place,
        values={"proof": candidate.text, "issue": issue.model_dump_json(exclude={"span"})},
    )


def tell_review(state: State, call: Call, answer: Answer) -> State:
    """The opinion as it stands after the review.

    An objection that is not upheld is dropped; the next gravest one then carries the rejection.
    An opinion without an objection left is void: it votes neither way. Without a usable answer
    the objection stands, for the doubt is the proof's.
    """
    if not isinstance(answer.parsed, Review) or answer.parsed.upheld or call.target is None:
        return state
    candidate = state.candidates[call.target]
    opinions = list(candidate.opinions)
    opinion = opinions[call.about]
    dropped = _gravest_of(opinion.issues)
    issues = tuple(issue for issue in opinion.issues if issue is not dropped)
    left = any(issue.severity != "minor" for issue in issues)
    opinions[call.about] = opinion.model_copy(
        update={"issues": issues, "decision": "rejects" if left else "void"}
    )
    return state.with_candidate(replace(candidate, opinions=tuple(opinions)))


def _gravest_of(issues: tuple[PlacedIssue, ...]) -> PlacedIssue | None:
    for severity in ("fatal", "major"):
        for issue in issues:
            if issue.severity == severity:
                return issue
    return None
