"""Lemmas worked on apart: extracted, tried both ways, and shared when their proof stands."""

from __future__ import annotations

from prover.deepthink.session import Session
from prover.deepthink.stages.lemmas import (
    Direction,
    ask_lemmas,
    ask_prove_lemma,
    ask_verify_lemma,
    lemma_accepted,
    lemma_proof,
    settle,
    tell_lemmas,
)
from prover.deepthink.styles import verify_stances

LEMMA_READINGS = 3
_SOURCES = 3


async def work_on_lemmas(session: Session) -> None:
    """Extract lemmas from the candidates that came furthest and settle those that can be settled.

    Each lemma and its negation are tried once; a proof counts when all of its readings accept.
    """
    ranked = sorted(session.state.alive, key=lambda one: (-one.share, one.number))
    numbers = tuple(one.number for one in ranked[:_SOURCES])
    if not numbers or session.over:
        return
    call = ask_lemmas(session.state, session.caps, numbers)
    known = len(session.state.lemmas)
    (answer,) = await session.ask([call])
    session.state = tell_lemmas(session.state, call, answer)
    for lemma in session.state.lemmas[known:]:
        for direction in ("prove", "refute"):
            if session.over or session.state.lemmas[lemma.number].status != "open":
                break
            await _try(session, lemma.number, direction)


async def _try(session: Session, number: int, direction: Direction) -> None:
    (written,) = await session.ask(
        [ask_prove_lemma(session.state, session.caps, number, direction)]
    )
    proof = lemma_proof(session.state, written)
    if proof is None:
        return
    answers = []
    for stance in list(verify_stances())[:LEMMA_READINGS]:
        if session.over:
            return
        call = ask_verify_lemma(
            session.state, session.caps, number, direction, proof, stance=stance
        )
        answers += await session.ask([call])
        if not lemma_accepted(proof, answers):
            return
    session.state = settle(session.state, number, direction, proof)
