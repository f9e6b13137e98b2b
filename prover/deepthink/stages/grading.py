"""Stages of the grader: verify a proof, review an objection."""

from __future__ import annotations

from dataclasses import replace

from prover.deepthink.judge import (
    Grading,
    Opinion,
    PlacedIssue,
    Review,
    objections_in,
    unread,
    validate,
)
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.state.calls import Answer, Call, Caps, make_call
from prover.deepthink.state.state import State


def ask_verify(
    state: State, caps: Caps, number: int, *, stance: str = "line_by_line", role: str = "verifier"
) -> Call:
    """One reading of candidate `number` in a fresh context: the problem and the text, no more. It
    stands in for the first answer of this judge that could not be read, where there is one."""
    candidate = state.candidates[number]
    waiting = (
        place for place, one in enumerate(candidate.opinions) if one.waits and one.judge == role
    )
    call = make_call(
        state,
        "verify",
        stage="verify",
        role=role,
        max_tokens=caps.grade,
        schema=Grading,
        target=number,
        about=stance,
        values={"stance": verify_stances()[stance], "proof": candidate.text},
    )
    return replace(call, instead=next(waiting, None))


def opinion_of(proof: str, answer: Answer, judge: str) -> Opinion | None:
    """The opinion on `proof` that a `verify` call brought; None when the judge said nothing.

    An answer that was cut off can object and not accept. A text that is too long for the judge
    gets a void opinion, so that the judge's turn is over.
    """
    if answer.too_long:
        return Opinion(decision="void", grade=0, judge=judge)
    grading = answer.parsed if isinstance(answer.parsed, Grading) else None
    if grading is None and answer.unread is not None:
        grading = objections_in(answer.unread) if answer.truncated else None
        if grading is None:
            return unread(judge)
    return None if grading is None else validate(proof, grading, judge)


def tell_verify(state: State, call: Call, answer: Answer) -> State:
    """The candidate with one more opinion; none, but a turn less, when nothing was answered. One that could
    not be read and that this reading stands in for is void from then on."""
    if call.target is None:
        return state
    candidate = state.candidates[call.target]
    opinion = opinion_of(candidate.text, answer, call.role)
    if opinion is None:
        return state.with_candidate(replace(candidate, silent=candidate.silent + 1))
    opinions = list(candidate.opinions)
    place = call.instead
    if place is not None and not answer.too_long and opinions[place].waits:
        opinions[place] = opinions[place].model_copy(update={"decision": "void"})
    return state.with_candidate(replace(candidate, opinions=(*opinions, opinion)))


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
    left = any(issue.objects for issue in issues)
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
