"""From a jury's measured rates to beliefs about one reading of it.

What is measured is a jury of several readings, all of which must accept. The readings of one text err
together (`BetaRate`), so the mean of one reading is the one at which that many all accept as often as
the jury was seen to. A few proofs say little: the rate is weighed with what was believed before,
as if that had been seen on `PRIOR_CASES` proofs, and is never taken from the end of an interval.
"""

from __future__ import annotations

from dataclasses import replace

from prover.deepthink.control.posterior import Beliefs, BetaRate
from prover.deepthink.jury.jury import JURORS
from prover.verdicts.verdict import FalseAcceptRate, FalseRejectRate, NoneMeasured

PRIOR_CASES = 20
"""What was believed before a measurement counts as so many proofs."""

STEPS = 40
"""Halvings of the interval in which a mean is looked for."""


def believed(
    false_accepts: FalseAcceptRate | NoneMeasured, false_rejects: FalseRejectRate | NoneMeasured
) -> Beliefs:
    """The beliefs after a measurement. The verifier is never believed to pass fewer wrong proofs
    than without one, for its readings in the loop are chosen and those of the measurement were not."""
    beliefs = Beliefs()
    if isinstance(false_accepts, FalseAcceptRate):
        rate = _weighed(beliefs.wrong, false_accepts.estimate, false_accepts.cases)
        wrong = _with_unanimity(beliefs.wrong, rate)
        wrong = replace(wrong, mean=min(0.6, max(beliefs.wrong.mean, wrong.mean)))
        # What was mended where graders looked passes more often, by as much as was believed before.
        gap = beliefs.wrong_refined.mean - beliefs.wrong.mean
        refined = replace(beliefs.wrong_refined, mean=min(0.7, wrong.mean + gap))
        beliefs = replace(beliefs, wrong=wrong, wrong_refined=refined)
    if isinstance(false_rejects, FalseRejectRate):
        accepted = 1 - false_rejects.estimate
        rate = _weighed(beliefs.right, accepted, false_rejects.cases)
        beliefs = replace(beliefs, right=_with_unanimity(beliefs.right, rate))
    return beliefs


def unanimity(rate: BetaRate, readings: int = JURORS) -> float:
    """How often that many readings of one text all accept."""
    product = 1.0
    for number in range(readings):
        product *= (rate.a + number) / (rate.concentration + number)
    return product


def _weighed(before: BetaRate, measured: float, cases: int) -> float:
    prior = unanimity(before)
    return (PRIOR_CASES * prior + cases * measured) / (PRIOR_CASES + cases)


def _with_unanimity(before: BetaRate, rate: float) -> BetaRate:
    """The same texts with another mean, at which juries are unanimous at `rate`."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if unanimity(replace(before, mean=middle)) < rate:
            low = middle
        else:
            high = middle
    return replace(before, mean=(low + high) / 2)
