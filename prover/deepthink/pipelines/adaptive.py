"""Ours: the index rule decides every step (`prover.deepthink.control.adaptive`)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from prover.deepthink.control.adaptive import (
    MAX_READINGS,
    SIDE_BY_SIDE,
    Action,
    acceptable,
    assess_state,
    mean_tokens,
    plan,
    settled,
    width_now,
)
from prover.deepthink.control.pace import Mark, tokens_in_time
from prover.deepthink.control.posterior import Assessment, Beliefs
from prover.deepthink.control.presets import Adaptive
from prover.deepthink.pipelines.answer_work import work_on_answers
from prover.deepthink.pipelines.experiment_work import experiment_due, make_experiment
from prover.deepthink.pipelines.lemma_work import work_on_lemmas
from prover.deepthink.pipelines.outcome import Outcome, left_unread
from prover.deepthink.pipelines.rereading import read_afresh
from prover.deepthink.prompts.styles import attempt_styles, verify_stances
from prover.deepthink.session.answer_tests import AnswerChecker
from prover.deepthink.session.session import Session
from prover.deepthink.stages.answers import agrees
from prover.deepthink.stages.grading import ask_review, ask_verify
from prover.deepthink.stages.write import ask_attempt, ask_refine
from prover.deepthink.state.calls import Call
from prover.deepthink.state.state import Candidate

REVIEW_FROM = 0.5
"""A rejection is reviewed when the candidate was believed right with at least this probability:
else another text is cheaper than the second opinion. One that quotes what does not occur in the
text always is."""

LEMMAS_AFTER = 12
"""Failed texts after which lemmas are looked for, once."""


async def run_adaptive(
    session: Session,
    preset: Adaptive,
    beliefs: Beliefs,
    checker: AnswerChecker,
    on_best: Callable[[Outcome], None],
) -> Outcome:
    """Steps by the largest index until none is worth its tokens, or the budget ends. The best
    candidate so far is told after every step that changes it or doubles its readings."""
    told: tuple[int, int, bool] | None = None
    lemmas_done = not preset.lemmas
    experiments = 0
    marks: list[Mark] = []
    while True:
        marks.append((session.budget.used("wall"), session.budget.used("tokens")))
        await work_on_answers(session, checker, review=preset.review)
        assessment = assess_state(session.state, beliefs, preset, max_effort=session.max_effort)
        best = _best(session, assessment)
        session.believed = assessment.of[best.number].right if best else None
        if best is not None and best.passes and (now := _standing(best)) != told:
            told = now
            on_best(_outcome(best, assessment, preset, "so far"))
        if session.over:
            return _outcome(best, assessment, preset, "the budget ended")
        if best is not None and settled(session.state, best, session.believed or 0.0, preset):
            return _outcome(best, assessment, preset, "nothing speaks against it")
        failed = sum(one.fails > 0 for one in session.state.alive)
        if experiment_due(session, preset.experiments, experiments, failed):
            experiments += 1
            await make_experiment(session)
            continue
        if not lemmas_done and failed >= LEMMAS_AFTER:
            lemmas_done = True
            await work_on_lemmas(session)
            continue
        in_time = tokens_in_time(marks, session.budget.remaining("wall"))
        actions = _next(session, assessment, beliefs, preset, in_time)
        if not actions:
            if plan(session.state, assessment, beliefs, preset, judges=len(session.judges)):
                # It is the limit that stops it: with more tokens there was more to do.
                outcome = _outcome(best, assessment, preset, "what is left pays for no step")
                return replace(outcome, cut_short=True)
            return _outcome(best, assessment, preset, "no further step is worth its tokens")
        try:
            await _do(session, preset, actions, assessment)
        except asyncio.CancelledError:
            if best is not None and best.passes:  # the bundle says what was known at the end
                on_best(_outcome(best, assessment, preset, "it was interrupted"))
            raise


def _standing(best: Candidate) -> tuple[int, int, bool]:
    """What has changed when the best text is told again: the text, its readings doubled, whether
    anything stands against it."""
    return best.number, best.votes.bit_length(), best.clean


def _next(
    session: Session,
    assessment: Assessment,
    beliefs: Beliefs,
    preset: Adaptive,
    in_time: float | None,
) -> list[Action]:
    """The next steps. `in_time` is an estimate: it narrows them and leaves out what would not be
    read before the end, but a reading it always allows, and it ends nothing; the clock does."""
    state, left = session.state, session.tokens_left
    width = width_now(state, preset)
    ask = partial(plan, state, assessment, beliefs, preset, judges=len(session.judges))
    if in_time is None:
        return ask(width=width, tokens_left=left)
    soon = max(in_time, mean_tokens(state, "verify"))
    if left is not None and left <= soon:
        return ask(width=width, tokens_left=left)
    return ask(width=width, tokens_left=soon) or ask(width=1, tokens_left=left)


def _best(session: Session, assessment: Assessment) -> Candidate | None:
    """The candidate most likely right; one whose answer is known to be wrong comes last."""
    answer = session.state.answer
    return max(
        session.state.alive,
        key=lambda one: (agrees(one, answer), assessment.of[one.number].right, -one.number),
        default=None,
    )


async def _do(
    session: Session, preset: Adaptive, actions: list[Action], assessment: Assessment
) -> None:
    calls: list[Call] = []
    made = sum(one.origin == "attempt" for one in session.state.candidates)
    for action in actions:
        calls += _calls(session, preset, action, made, alone=len(actions) == 1)
        made += action.kind == "attempt"
    read = [call.target for call in calls if call.stage == "verify" and call.target is not None]
    before = {number: len(session.state.candidates[number].opinions) for number in read}
    await session.step(*calls)
    await read_afresh(session, read)
    if not preset.review or session.over:
        return
    reviews = [
        ask_review(session.state, session.caps, number, place=place)
        for number in dict.fromkeys(read)
        for place, opinion in enumerate(session.state.candidates[number].opinions)
        if place >= before[number]
        and opinion.objects
        and (assessment.of[number].right >= REVIEW_FROM or not opinion.placed)
    ]
    if reviews:
        await session.step(*reviews)


def _call(session: Session, preset: Adaptive, action: Action, made: int) -> Call:
    state, caps = session.state, session.caps
    if action.kind == "attempt":
        styles = list(attempt_styles())
        turn = made // len(styles)  # every style at one temperature before the next
        return ask_attempt(
            state,
            caps,
            style=styles[made % len(styles)],
            effort=action.effort,
            temperature=preset.temperatures[turn % len(preset.temperatures)],
        )
    assert action.number is not None
    if action.kind == "refine":
        # Another style each time: what made one approach fail need not hold for the next.
        names = list(attempt_styles())
        return ask_refine(
            state,
            caps,
            action.number,
            critiques=preset.critiques,
            effort=action.effort,
            style=names[len(state.candidates) % len(names)],
        )
    return _reading(session, action.number, 0)


def _calls(
    session: Session, preset: Adaptive, action: Action, made: int, *, alone: bool
) -> list[Call]:
    """The calls of a step. While nothing has failed, a reading that is `alone` takes others of the
    same text with it, as far as the preset asks side by side: one after the other there is only waiting,
    and an objection, which would make them idle, is not expected."""
    state = session.state
    count = min(SIDE_BY_SIDE, preset.width)
    if (
        action.kind != "verify"
        or action.number is None
        or not alone
        or any(one.fails for one in state.alive)
    ):
        return [_call(session, preset, action, made)]
    left = session.tokens_left
    if left is not None and left < 2 * count * mean_tokens(state, "verify"):
        count = 1
    count = min(count, MAX_READINGS - len(state.candidates[action.number].opinions))
    return [_reading(session, action.number, later) for later in range(count)]


def _reading(session: Session, number: int, later: int) -> Call:
    """The reading of a candidate that comes `later` readings after the next one."""
    state, caps = session.state, session.caps
    stances = list(verify_stances())
    turn = state.candidates[number].readings + later
    return ask_verify(
        state,
        caps,
        number,
        stance=stances[turn // len(session.judges) % len(stances)],
        role=session.judges[turn % len(session.judges)],
    )


def _outcome(best: Candidate | None, assessment: Assessment, preset: Adaptive, why: str) -> Outcome:
    if best is None:
        return Outcome(None, False, None, f"no text passed the gates; {why}")
    right = assessment.of[best.number].right
    words = (
        f"{why}: right with probability {right:.3f}, {best.passes} of {best.votes} readings"
        f"{left_unread(best)}"
    )
    return Outcome(best, acceptable(best, right, preset), right, words)
