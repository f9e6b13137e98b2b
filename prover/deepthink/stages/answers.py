"""Final answers: candidates grouped by the answer they state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from prover.deepthink.judge import Opinion, PlacedIssue
from prover.deepthink.state.state import PROGRAM, Candidate, State

_LAYOUT = re.compile(
    r"\\(?:left|right|displaystyle|text|mathrm|quad|[,;:! ])|[\s$]|\\boxed|(?<=\d),(?=\d{3}\b)"
)
_FRACTION = re.compile(r"\\[dt]?frac\{(-?\d+)\}\{(\d+)\}|(-?\d+)/(\d+)")


def normal_answer(answer: str) -> str:
    """An answer without layout, integers and fractions of integers in lowest terms.

    Two spellings that come out alike are the same answer; the converse is not claimed.
    """
    text = _LAYOUT.sub("", answer).rstrip(".").replace("\\dfrac", "\\frac")
    whole = _FRACTION.fullmatch(text)
    if whole:
        top, bottom = (whole[1], whole[2]) if whole[1] else (whole[3], whole[4])
        if int(bottom):
            return str(Fraction(int(top), int(bottom)))
    if re.fullmatch(r"-?\d+", text):
        return str(int(text))
    return text.replace("{", "").replace("}", "").lower()


def clusters(candidates: Sequence[Candidate]) -> dict[str, tuple[Candidate, ...]]:
    """Candidates by their normal answer, the largest group first; those without one left out."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.answer is not None:
            groups.setdefault(normal_answer(candidate.answer), []).append(candidate)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return {answer: tuple(group) for answer, group in ordered}


def agrees(candidate: Candidate, answer: str | None) -> bool:
    """Whether the candidate's answer is not known to differ from `answer`.

    Only numbers are compared: other answers have too many spellings to be told apart by text.
    """
    if answer is None or candidate.answer is None:
        return True
    ours, known = normal_answer(candidate.answer), normal_answer(answer)
    numeric = re.compile(r"-?\d+(?:/\d+)?")
    return not (numeric.fullmatch(ours) and numeric.fullmatch(known)) or ours == known


def tell_contradictions(state: State, contradicted: Mapping[str, str]) -> State:
    """The state in which exactly the candidates whose answers a program contradicts hold its
    objection. `contradicted`: the answers in normal form, and what the program finds."""
    for one in state.candidates:
        detail = contradicted.get(normal_answer(one.answer)) if one.answer else None
        opinions = tuple(opinion for opinion in one.opinions if opinion.judge != PROGRAM)
        if one.answer and detail is not None:
            # First, so that the latest opinion is always that of the latest reading.
            opinions = (_contradiction(one.answer, detail), *opinions)
        if opinions != one.opinions:
            state = state.with_candidate(replace(one, opinions=opinions))
    return state


def _contradiction(answer: str, detail: str) -> Opinion:
    issue = PlacedIssue(
        quote=answer,
        category="wrong_answer",
        severity="fatal",
        explanation=f"a program for small cases contradicts this answer: {detail}",
    )
    return Opinion(decision="rejects", grade=0, issues=(issue,), judge=PROGRAM)
