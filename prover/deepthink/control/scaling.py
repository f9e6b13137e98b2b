"""Accuracy against tokens within one problem: do longer texts pass more readings, or fewer?

More thinking is not better past a point (inverse scaling). Each text is known with the tokens that
writing it took and the votes it got; where the longer texts pass less often, it shows here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.deepthink.state.state import Candidate

BINS = 4
"""Groups of equal size, from the shortest texts to the longest."""


@dataclass(frozen=True)
class LengthGroup:
    """Texts of one effort and about one length. `tokens` is their mean; `passes` of `votes`
    readings accept."""

    effort: int
    texts: int
    tokens: float
    passes: int
    votes: int


def by_length(candidates: Sequence[Candidate]) -> tuple[LengthGroup, ...]:
    """The candidates that were read, by effort and then in up to `BINS` groups by length."""
    read = [one for one in candidates if one.votes]
    groups = []
    for effort in sorted({one.effort for one in read}):
        ranked = sorted((one for one in read if one.effort == effort), key=lambda one: one.tokens)
        count = min(BINS, len(ranked))
        for place in range(count):
            part = ranked[len(ranked) * place // count : len(ranked) * (place + 1) // count]
            groups.append(
                LengthGroup(
                    effort,
                    len(part),
                    sum(one.tokens for one in part) / len(part),
                    sum(one.passes for one in part),
                    sum(one.votes for one in part),
                )
            )
    return tuple(groups)
