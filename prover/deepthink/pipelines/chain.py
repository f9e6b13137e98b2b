"""One proof at a time: solve, self-improve, verify, review the report, correct."""

from __future__ import annotations

from collections.abc import Callable

from prover.deepthink.control.arms import repeats_itself
from prover.deepthink.control.presets import Chain
from prover.deepthink.pipelines.outcome import Outcome, best_by_share, left_unread
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.session import Session
from prover.deepthink.stages.grading import ask_review, ask_verify
from prover.deepthink.stages.write import ask_attempt, ask_improve, ask_refine


async def run_chain(session: Session, preset: Chain, on_best: Callable[[Outcome], None]) -> Outcome:
    """Chains until one is accepted or the budget ends."""
    best_streak = -1
    best: int | None = None
    while not session.over and not repeats_itself(session.state.candidates):
        number = await _write(session, preset)
        if number is None:
            continue
        streak = failures = 0
        while not session.over and failures < preset.drop_after:
            verdict = await _verify(session, preset, number)
            if verdict is None:
                failures += 1  # no usable report: a reading that did not pass
                continue
            streak = streak + 1 if verdict else 0
            if verdict:
                failures = 0  # as published: ten failures in a row drop a proof
            if streak > best_streak:
                best_streak, best = streak, number
            if number == best:  # an objection to what was told is told, too
                on_best(_outcome(session, best, best_streak, preset))
            outcome = _outcome(session, number, streak, preset)
            if outcome.accepted:
                return outcome
            if not verdict:
                failures += 1
                corrected = await _correct(session, preset, number)
                number = corrected if corrected is not None else number
    return _outcome(session, best, best_streak, preset)


async def _write(session: Session, preset: Chain) -> int | None:
    """A new proof, improved once by its author; None when it came to nothing."""
    before = len(session.state.candidates)
    await session.step(ask_attempt(session.state, session.caps))
    number = _latest(session) if len(session.state.candidates) > before else None
    if number is not None and preset.improve and not session.over:
        before = len(session.state.candidates)
        await session.step(ask_improve(session.state, session.caps, number))
        if len(session.state.candidates) > before:
            number = _latest(session) if _latest(session) is not None else number
    return number


async def _verify(session: Session, preset: Chain, number: int) -> bool | None:
    """Whether one reading passes, after a review of its objection; None without a report."""
    before = len(session.state.candidates[number].opinions)
    # One stance, as published; after none that could be read the next one has its turn.
    stances = list(verify_stances())
    candidate = session.state.candidates[number]
    turn = candidate.silent + sum(one.unread for one in candidate.opinions)
    call = ask_verify(
        session.state,
        session.caps,
        number,
        stance=stances[turn % len(stances)],
        role=session.judges[0],
    )
    await session.step(call)
    opinions = session.state.candidates[number].opinions
    if len(opinions) == before:
        return None
    if opinions[-1].accepts:
        return True
    if not opinions[-1].objects:
        return None
    if preset.review and not session.over:
        await session.step(ask_review(session.state, session.caps, number))
        return not session.state.candidates[number].opinions[-1].objects
    return False


async def _correct(session: Session, preset: Chain, number: int) -> int | None:
    if session.over:
        return None
    before = len(session.state.candidates)
    await session.step(ask_refine(session.state, session.caps, number, critiques=preset.critiques))
    return _latest(session) if len(session.state.candidates) > before else None


def _latest(session: Session) -> int | None:
    """The latest candidate unless a gate refused it."""
    candidates = session.state.candidates
    return candidates[-1].number if candidates and candidates[-1].refused is None else None


def _outcome(session: Session, number: int | None, streak: int, preset: Chain) -> Outcome:
    if number is None:
        candidate = best_by_share(session.state)
        return Outcome(candidate, False, None, "no text passed a reading")
    candidate = session.state.candidates[number]
    accepted = streak >= preset.accept_streak and not candidate.waiting
    why = (
        f"{max(streak, 0)} passes in a row of {preset.accept_streak} asked{left_unread(candidate)}"
    )
    return Outcome(candidate, accepted, None, why)
