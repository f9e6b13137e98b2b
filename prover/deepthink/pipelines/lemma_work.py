"""Lemmas worked on apart: extracted, tried both ways, and shared when their proof stands."""

from __future__ import annotations

from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.session import Session
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

LEMMA_READINGS = 3
_SOURCES = 3
_DIRECTIONS: tuple[Direction, ...] = ("prove", "refute")

_Try = tuple[int, Direction]


async def work_on_lemmas(session: Session) -> None:
    """Extract lemmas from the candidates that came furthest and settle those that can be settled.

    Each lemma and its negation are tried, side by side and whatever comes of the other: a lemma
    whose negation "is proved" as well stays open (`settle`). A proof counts when all of its
    readings accept.
    """
    ranked = sorted(session.state.alive, key=lambda one: (-one.share, one.number))
    numbers = tuple(one.number for one in ranked[:_SOURCES])
    if not numbers or session.over:
        return
    call = ask_lemmas(session.state, session.caps, numbers)
    known = len(session.state.lemmas)
    (answer,) = await session.ask([call])
    session.state = tell_lemmas(session.state, call, answer)
    tries = [(lemma.number, way) for lemma in session.state.lemmas[known:] for way in _DIRECTIONS]
    if not tries or session.over:
        return
    written = await session.ask(
        [ask_prove_lemma(session.state, session.caps, number, way) for number, way in tries]
    )
    proofs = {
        attempt: proof
        for attempt, reply in zip(tries, written, strict=True)
        if (proof := lemma_proof(session.state, reply)) is not None
    }
    for (number, way), proof in (await _read(session, proofs)).items():
        session.state = settle(session.state, number, way, proof)


async def _read(session: Session, proofs: dict[_Try, str]) -> dict[_Try, str]:
    """The proofs that every one of their readings accepts; none when the budget ends before."""
    for stance in list(verify_stances())[:LEMMA_READINGS]:
        if not proofs or session.over:
            return {}
        answers = await session.ask(
            [
                ask_verify_lemma(session.state, session.caps, number, way, proof, stance=stance)
                for (number, way), proof in proofs.items()
            ]
        )
        proofs = {
            attempt: proof
            for (attempt, proof), answer in zip(proofs.items(), answers, strict=True)
            if lemma_accepted(proof, answer)
        }
    return proofs
