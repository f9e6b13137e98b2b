"""How many tokens the time that is left allows, from how fast this run has gone so far.

The rate is that of the run's fastest stretch of a tenth of its time, so it includes all that ran
side by side. The mean over the run would fall after every narrow step, which makes the next one
narrower still, on servers that could answer many calls at once.
"""

from __future__ import annotations

from collections.abc import Sequence

STRETCH = 0.1
"""Share of a run's time that a stretch lasts at least: a shorter one tells of its last call only."""

Mark = tuple[float, float]
"""A moment between two steps: seconds since the run's start, tokens used until then."""


def tokens_in_time(marks: Sequence[Mark], left: float | None) -> float | None:
    """Tokens that can be used in the `left` seconds. `marks` are in the order of time.

    None where that is not known: without a limit of time, and until a tenth of it is gone.
    """
    if left is None or not marks:
        return None
    least = STRETCH * (marks[-1][0] + left)
    rates, start = [], 0
    for seconds, tokens in marks:
        while start + 1 < len(marks) and seconds - marks[start + 1][0] >= least:
            start += 1  # the shortest stretch that ends here and lasts long enough
        since, before = marks[start]
        if (length := seconds - since) >= least and length > 0:
            rates.append((tokens - before) / length)
    return max(rates) * left if rates else None
