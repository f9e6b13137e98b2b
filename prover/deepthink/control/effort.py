"""How long to think: a larger thinking budget is tried now and then, and used where it helped.

More thinking is no good in itself: past a point it makes answers worse (inverse scaling). So a level
is open to the index rule only when its texts pass a larger share of their readings on this very
problem than those of the level below. Until then one text in `PROBE_EVERY` failures finds out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prover.deepthink.state.state import Candidate

PROBE_EVERY = 8
"""Failed texts of a level for each text that tries the next one."""


def thinking_levels(candidates: Sequence[Candidate], highest: int) -> Mapping[int, bool]:
    """The levels that an attempt may have now, up to `highest`, and whether the level is on
    probation: then one attempt at a time may have it."""
    attempts = [one for one in candidates if one.origin == "attempt"]
    levels = {0: False}
    for level in range(1, highest + 1):
        tried = [one for one in attempts if one.effort == level]
        below = [one for one in attempts if one.effort == level - 1]
        if _share(tried) > _share(below):
            levels[level] = False
            continue
        if (len(tried) + 1) * PROBE_EVERY <= sum(one.fails > 0 for one in below):
            levels[level] = True
        break
    return levels


def _share(texts: Sequence[Candidate]) -> float:
    """Passes among the readings of these texts, 0 without any."""
    votes = sum(one.votes for one in texts)
    return sum(one.passes for one in texts) / votes if votes else 0.0
