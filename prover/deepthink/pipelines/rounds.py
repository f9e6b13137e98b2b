"""A pool in rounds: attempts, readings, refinements of the best; at the end all or a knockout."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prover.deepthink.control.arms import repeats_itself
from prover.deepthink.control.presets import Rounds
from prover.deepthink.pipelines.knockout import run_knockout
from prover.deepthink.pipelines.outcome import Outcome, best_by_share, left_unread
from prover.deepthink.pipelines.rereading import read_afresh
from prover.deepthink.prompts.styles import attempt_styles, verify_stances
from prover.deepthink.session.session import Session
from prover.deepthink.stages.grading import ask_verify
from prover.deepthink.stages.write import ask_attempt, ask_refine
from prover.deepthink.state.calls import Call
from prover.deepthink.state.state import Candidate

_BATCH = 64
"""Calls asked for at a time; the client's own limit per endpoint still holds."""


async def run_rounds(
    session: Session, preset: Rounds, on_best: Callable[[Outcome], None]
) -> Outcome:
    """Rounds until enough texts pass all readings, the rounds are done, or the budget ends."""
    start = session.tokens_left
    for turn in range(preset.rounds):
        if _done(session, preset, start):
            break
        calls = _writing(session, preset, turn)
        if not calls:
            break
        first_new = len(session.state.candidates)
        await _in_batches(session, preset, calls, start)
        await _read(session, preset, first_new, start)
        on_best(_outcome(session, preset))
        if len(session.state.candidates) == first_new and repeats_itself(session.state.candidates):
            break
    if preset.accept == "knockout":
        return await _knockout(session, preset)
    return _outcome(session, preset)


def _writing(session: Session, preset: Rounds, turn: int) -> list[Call]:
    state, caps = session.state, session.caps
    styles = list(attempt_styles())
    made = sum(one.origin == "attempt" for one in state.candidates)
    count = preset.attempts if turn == 0 else preset.fresh
    calls = [
        ask_attempt(state, caps, style=styles[(made + index) % len(styles)])
        for index in range(count)
    ]
    if turn and preset.refinements:
        ranked = sorted(state.alive, key=lambda one: (-one.share, -one.votes, -one.number))
        parents = [one for one in ranked if one.fails][: preset.parents]
        for index in range(preset.refinements if parents else 0):
            parent = parents[index % len(parents)]
            calls.append(ask_refine(state, caps, parent.number, critiques=preset.critiques))
    return calls


async def _read(session: Session, preset: Rounds, first_new: int, start: float | None) -> None:
    """All readings of the new texts, reading by reading, so that a cut leaves them alike."""
    stances = list(verify_stances())
    for reading in range(preset.readings):
        for judge in range(preset.judges):
            role = session.judges[judge % len(session.judges)]
            calls = [
                ask_verify(
                    session.state, session.caps, one.number,
                    stance=stances[reading % len(stances)], role=role,
                )
                for one in session.state.alive
                if one.number >= first_new and not (preset.stop_early and one.fails)
            ]  # fmt: skip
            await _in_batches(session, preset, calls, start)
            if session.over:
                return
            await read_afresh(session, [call.target for call in calls if call.target is not None])


async def _in_batches(
    session: Session, preset: Rounds, calls: Sequence[Call], start: float | None
) -> None:
    for first in range(0, len(calls), _BATCH):
        if session.over or _in_reserve(session, preset, start):
            return
        await session.step(*calls[first : first + _BATCH])


def _done(session: Session, preset: Rounds, start: float | None) -> bool:
    perfect = sum(_passes_all(one, preset) for one in session.state.alive)
    return session.over or _in_reserve(session, preset, start) or perfect >= max(1, preset.perfect)


def _in_reserve(session: Session, preset: Rounds, start: float | None) -> bool:
    left = session.tokens_left
    return start is not None and left is not None and left < preset.reserve * start


def _passes_all(candidate: Candidate, preset: Rounds) -> bool:
    return candidate.clean and candidate.passes >= preset.readings * preset.judges


def _outcome(session: Session, preset: Rounds) -> Outcome:
    best = best_by_share(session.state)
    if best is None:
        return Outcome(None, False, None, "no text passed the gates")
    accepted = _passes_all(best, preset)
    why = f"{best.passes} of {best.votes} readings accept{left_unread(best)}"
    return Outcome(best, accepted, None, why)


async def _knockout(session: Session, preset: Rounds) -> Outcome:
    ranked = sorted(session.state.alive, key=lambda one: (-one.share, -one.votes, one.number))
    passing = [one for one in ranked if _passes_all(one, preset)]
    finalists = [one.number for one in (passing or ranked)[: preset.finalists]]
    if not finalists:
        return Outcome(None, False, None, "no text passed the gates")
    winner = await run_knockout(session, finalists)
    candidate = session.state.candidates[winner]
    accepted = _passes_all(candidate, preset)
    return Outcome(candidate, accepted, None, f"winner of a knockout among {len(finalists)}")
