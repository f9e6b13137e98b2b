"""A knockout among finalists: pairs in both orders, the winner of more goes on."""

from __future__ import annotations

from collections.abc import Sequence

from prover.deepthink.session.session import Session
from prover.deepthink.stages.compare import ask_compare


async def run_knockout(session: Session, finalists: Sequence[int]) -> int:
    """The winner among candidates `finalists` (the best first). A pair that is drawn, or for which
    the budget has nothing left, goes to the one ranked higher."""
    standing = list(finalists)
    while len(standing) > 1 and not session.over:
        winners = []
        for first, second in zip(standing[::2], standing[1::2], strict=False):
            winners.append(await _duel(session, first, second))
        if len(standing) % 2:
            winners.append(standing[-1])
        standing = sorted(winners, key=standing.index)
    return standing[0]


async def _duel(session: Session, first: int, second: int) -> int:
    if session.over:
        return first
    before = len(session.state.duels)
    await session.step(
        ask_compare(session.state, session.caps, first, second),
        ask_compare(session.state, session.caps, second, first),
    )
    lost = sum(loser == first for _, loser in session.state.duels[before:])
    return second if lost == 2 else first
