"""Fresh readings in the place of answers that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.session import Session
from prover.deepthink.stages.grading import ask_verify


async def read_afresh(session: Session, numbers: Sequence[int]) -> None:
    """One fresh reading in another stance for each judge whose answer on one of the candidates
    `numbers` could not be read. Where that cannot be read either, it waits on. Raises
    `ModelUnusable`; may be cancelled."""
    if session.over:
        return
    calls = [
        ask_verify(
            session.state,
            session.caps,
            number,
            stance=next_stance(session, number),
            role=judge,
        )
        for number in sorted(set(numbers))
        for judge in dict.fromkeys(
            one.judge for one in session.state.candidates[number].opinions if one.waits
        )
    ]
    if calls:
        await session.step(*calls)


def next_stance(session: Session, number: int) -> str:
    """The stance of the next reading of a candidate, every one in its turn."""
    stances = list(verify_stances())
    return stances[session.state.candidates[number].readings % len(stances)]
