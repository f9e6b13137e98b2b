"""After the loop: the answer is held against the program, an accepted proof is written up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from prover.deepthink.control.presets import Adaptive, Preset
from prover.deepthink.pipelines.answer_work import work_on_answers
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.pipelines.rereading import read_afresh
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.answer_tests import AnswerCheck, AnswerChecker
from prover.deepthink.session.session import Session
from prover.deepthink.stages.answers import normal_answer
from prover.deepthink.stages.grading import ask_verify
from prover.deepthink.stages.write import ask_writeup
from prover.deepthink.state.state import Candidate, State


async def finish(
    session: Session,
    outcome: Outcome,
    preset: Preset,
    checker: AnswerChecker,
    on_best: Callable[[Outcome], None],
) -> Outcome:
    """The outcome that is handed in. Raises `ModelUnusable`; may be cancelled."""
    if outcome.candidate is not None and outcome.candidate.answer is not None:
        await work_on_answers(session, checker, review=True)
        check = await checker.check(session)
        candidate = session.state.candidates[outcome.candidate.number]
        outcome = settled(replace(outcome, candidate=candidate), check, session.state)
    if isinstance(preset, Adaptive) and preset.writeup and outcome.accepted and not session.over:
        on_best(outcome)
        outcome = await write_up(session, outcome, preset.min_passes)
    return outcome


def settled(outcome: Outcome, check: AnswerCheck, state: State) -> Outcome:
    """The outcome once the answers were checked.

    A text whose answer the program contradicts gives way to the best one whose answer it confirms,
    if readings spoke for that and none against it; otherwise it stays, and is not accepted.
    """
    outcome = replace(outcome, answers=check)
    group = check.of(outcome.candidate.number) if outcome.candidate is not None else None
    if group is None or group.finding != "differs":
        return outcome
    doubt = f"a program contradicts the answer {group.answer}: {group.detail}"
    confirmed = {
        number for one in check.groups if one.finding == "agrees" for number in one.candidates
    }
    others = [one for one in state.alive if one.number in confirmed and one.passes and one.clean]
    if not others:
        return replace(outcome, accepted=False, why=doubt)
    best: Candidate = max(others, key=lambda one: (one.passes, -one.number))
    why = f"{doubt}; this one's answer {best.answer} it confirms"
    return replace(outcome, candidate=best, accepted=False, believed=None, why=why, answers=check)


async def write_up(session: Session, outcome: Outcome, readings: int) -> Outcome:
    """The accepted proof written up for readers, if `readings` fresh readings all accept that.

    Else the outcome as it is: a write-up that is cut off, that a gate refuses, that states another
    answer, or that a reader objects to, is dropped. It is another text, so nothing that was said of
    the first one counts for it.
    """
    accepted = outcome.candidate
    assert accepted is not None
    known = len(session.state.candidates)
    (answer,) = await session.step(ask_writeup(session.state, session.caps, accepted.number))
    if answer.failed or len(session.state.candidates) == known or session.over:
        return outcome
    written = session.state.candidates[known]
    if written.refused is not None or not _same_answer(written, accepted):
        return outcome
    stances = list(verify_stances())
    await session.step(
        *(
            ask_verify(
                session.state,
                session.caps,
                known,
                stance=stances[turn % len(stances)],
                role=session.judges[turn % len(session.judges)],
            )
            for turn in range(readings)
        )
    )
    await read_afresh(session, [known])
    written = session.state.candidates[known]
    if written.passes < readings or not written.clean:
        return outcome
    why = f"{outcome.why}; written up, which {written.passes} of {written.votes} readings accept"
    return replace(outcome, candidate=written, why=why)


def _same_answer(one: Candidate, other: Candidate) -> bool:
    if one.answer is None or other.answer is None:
        return one.answer is other.answer
    return normal_answer(one.answer) == normal_answer(other.answer)
