"""How likely each candidate is right, given all votes on all candidates of the problem.

The model, in the usual notation:

* The problem has an unknown ease `theta`; a text written by arm `a` (`arms.py`: fresh, a new
  version of a failed text, the repair of a near miss, more thinking) is right with probability
  `p = sigmoid(slope_a * theta + delta_a)`, the two-parameter model of item response theory
  (Birnbaum 1968). Candidates are independent given `theta` and the `delta`s, hence correlated
  through them: if nearly all fail, the problem is hard, and the one that passes is more likely a
  lucky mistake.
* Readings of one text err together. A text has a look `z`, a standard normal number; a judge
  (a model) sees it as `sqrt(r) z + sqrt(1 - r) e` with an `e` of its own for each text, and
  accepts at each reading with the probability that has this quantile in `Beta(right)` for a right
  text and in `Beta(wrong)` for a wrong one. So repeating a reading tells less and less, and
  another judge tells more than the same one again.
* A wrong text makes, with probability `shared_mistakes`, the mistake that this problem invites,
  and all such texts have the same `z`: many texts that pass may be one mistake many times.

`theta`, `delta`, `z` and `e` live on small grids, so the posterior is exact there: no sampling, no tuning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prover.deepthink.control.arms import Arm, arms_of
from prover.deepthink.state.state import Candidate, Tally

Array = NDArray[np.float64]
_LOOKS, _OWN = 11, 9
_THETA = np.linspace(-7.0, 5.0, 25)
_DELTA = np.array([-2.25, -1.5, -0.75, 0.0, 0.75, 1.5])


@dataclass(frozen=True)
class BetaRate:
    """A probability that differs from text to text: its mean, and how alike texts are.

    `concentration` is a + b of the Beta distribution: large when readings of one text err
    independently, small when they err together.
    """

    mean: float
    concentration: float

    @property
    def a(self) -> float:
        return self.mean * self.concentration

    @property
    def b(self) -> float:
        return (1 - self.mean) * self.concentration


@dataclass(frozen=True)
class Beliefs:
    """What is believed before a problem is seen. The grader's rates come from calibration.

    `between_judges` is r above. A wrong text that was refined looks better than a fresh one (it
    was mended where graders looked, and nearly passing texts are refined first): `wrong_refined`.
    `theta_mean`, `theta_sd`: the ease of problems, in logits; `theta_hopeless` is the share of
    problems beyond the model. `slope`: how much of the ease a text of an arm needs, 1 where none
    is given. A new version starts from work that is done, so the problem's ease matters less to
    it, and least where little is missing. `delta_mean`, `delta_sd`: the arm's own advantage and
    how much it may differ, in logits: wide, for whether a model mends its texts is seen only in
    the votes.
    """

    right: BetaRate = BetaRate(0.85, 6.0)
    wrong: BetaRate = BetaRate(0.15, 1.5)
    wrong_refined: BetaRate = BetaRate(0.25, 1.5)
    theta_mean: float = -2.0
    theta_sd: float = 2.0
    theta_hopeless: float = 0.15
    shared_mistakes: float = 0.4
    between_judges: float = 0.5
    delta_mean: Mapping[str, float] = field(default_factory=lambda: {"refine": -0.75, "mend": 0.0})
    delta_sd: float = 1.0
    slope: Mapping[str, float] = field(default_factory=lambda: {"refine": 0.6, "mend": 0.4})

    def theta_prior(self) -> Array:
        """Log weights on the grid of theta, shape (theta,)."""
        weights = np.exp(-(((_THETA - self.theta_mean) / self.theta_sd) ** 2) / 2)
        weights /= weights.sum()
        weights *= 1 - self.theta_hopeless
        weights[0] += self.theta_hopeless
        return np.asarray(np.log(weights + 1e-300))

    def wrong_of(self, arm: Arm) -> BetaRate:
        """How wrong texts of this arm are accepted."""
        return self.wrong if arm[0] == "fresh" else self.wrong_refined

    def slope_of(self, arm: Arm) -> float:
        """How much of the problem's ease a text of this arm needs."""
        return self.slope.get(arm[0], 1.0)

    def delta_prior(self, arm: Arm) -> Array:
        """Log weights on the grid of delta, shape (delta,); exactly 0 for the plain fresh attempt."""
        if arm == ("fresh", 0):
            return np.where(_DELTA == 0.0, 0.0, -np.inf)
        mean = self.delta_mean.get(arm[0], 0.0)
        weights = np.exp(-(((_DELTA - mean) / self.delta_sd) ** 2) / 2)
        return np.asarray(np.log(weights / weights.sum()))


@dataclass(frozen=True)
class Standing:
    """What is believed of one text, written or still to be written.

    `right` is the probability that it is right; `wrong` the probability that it is wrong and the
    shared mistake has look z, shape (z,): the two sum to 1.
    """

    arm: Arm
    tally: Tally
    right: float
    wrong: Array

    def with_right(self, right: float) -> Standing:
        """The same text believed right with another probability."""
        scale = (1 - right) / max(1e-12, 1 - self.right)
        return Standing(self.arm, self.tally, right, self.wrong * scale)


@dataclass(frozen=True)
class Assessment:
    """The posterior. `right` gives each candidate's probability of being right by its number,
    `arms` the probability that the next text of an arm is right; `of` and `next` say the same
    in full."""

    of: Mapping[int, Standing]
    next: Mapping[Arm, Standing]

    @property
    def right(self) -> dict[int, float]:
        return {number: standing.right for number, standing in self.of.items()}

    @property
    def arms(self) -> dict[Arm, float]:
        return {arm: standing.right for arm, standing in self.next.items()}


def assess(
    candidates: Sequence[Candidate], beliefs: Beliefs, arms: Sequence[Arm] = ()
) -> Assessment:
    """The posterior from the candidates' votes; `arms` are assessed even if unused so far.

    Candidates without votes count in nothing, and have their arm's probability.
    """
    arm_of = arms_of(candidates)
    votes = {one.number: (arm_of[one.number], one.tally) for one in candidates}
    counts: dict[Arm, Counter[Tally]] = {arm: Counter() for arm in (("fresh", 0), *arms)}
    for arm, tally in votes.values():
        counts.setdefault(arm, Counter())[tally] += 1
    joint = {arm: _arm_log_likelihood(tallies, beliefs, arm) for arm, tallies in counts.items()}
    marginals = {arm: _log_sum(table) for arm, table in joint.items()}
    shared = beliefs.theta_prior()[None, :] + sum(marginals.values())
    shared = shared - np.log(np.exp(shared - shared.max()).sum()) - shared.max()
    standings: dict[tuple[Arm, Tally], Standing] = {}
    for arm, table in joint.items():
        p = _success(beliefs.slope_of(arm))[None, :, :]
        weights = np.exp((shared - marginals[arm])[:, :, None] + table)
        for tally in {(), *counts[arm]}:
            right, wrong = _by_mistake(tally, beliefs, arm)
            # Summed over the ease and the arm's advantage, but not over the mistake's look: it
            # decides how the next readings of this text go if it is wrong.
            chance = weights * (p * right / (p * right + (1 - p) * wrong[:, None, None]))
            standings[arm, tally] = Standing(
                arm, tally, float(chance.sum()), (weights - chance).sum(axis=(1, 2))
            )
    return Assessment(
        {number: standings[key] for number, key in votes.items()},
        {arm: standings[arm, ()] for arm in counts},
    )


def outlook(
    standing: Standing, beliefs: Beliefs, judges: int, readings: int
) -> tuple[Array, Array]:
    """What accepting readings would do: for k = 0, 1, ..., `readings` the probability that the
    next k readings all accept, and that the text is right if they do; each of shape
    (`readings` + 1,). `judges` read in turn, the one with the fewest votes first."""
    key = beliefs.right, beliefs.wrong_of(standing.arm), beliefs.between_judges
    of_right, of_wrong = _acceptances(
        standing.tally, *key, beliefs.shared_mistakes, judges, readings
    )
    right = standing.right * of_right
    passing = right + of_wrong @ standing.wrong
    return passing, right / passing


@lru_cache(maxsize=16384)
def _acceptances(
    tally: Tally, right: BetaRate, wrong: BetaRate, between: float, shared: float, judges: int,
    readings: int,
) -> tuple[Array, Array]:  # fmt: skip
    """Probability of k more acceptances given the votes, for a right text, shape (k,), and for a
    wrong one given the look of the shared mistake, shape (k, z)."""
    of_right, of_wrong = [], []
    for _ in range(readings + 1):
        of_right.append(_over_looks(tally, right, between))
        of_wrong.append(_mixed(tally, wrong, between, shared))
        tally = with_acceptance(tally, judges)
    return (
        np.array(of_right) / of_right[0],
        np.array(of_wrong) / of_wrong[0],
    )


def with_acceptance(tally: Tally, judges: int) -> Tally:
    """The tally after one more acceptance by the judge with the fewest votes."""
    if len(tally) < judges:
        return tuple(sorted((*tally, (1, 0))))
    least = min(tally, key=sum)
    rest = list(tally)
    rest.remove(least)
    return tuple(sorted((*rest, (least[0] + 1, least[1]))))


@lru_cache(maxsize=16384)
def _over_looks(tally: Tally, rate: BetaRate, between: float) -> float:
    return float(_by_look(tally, rate, between).mean())


@lru_cache(maxsize=8192)
def _by_look(tally: Tally, rate: BetaRate, between: float) -> Array:
    """Probability of the votes for each look z, shape (z,): judges are independent given z."""
    q = _accept_table(rate, between)
    product = np.ones(q.shape[0])
    for passes, fails in tally:
        product = product * (q**passes * (1 - q) ** fails).mean(axis=1)
    return product


@lru_cache(maxsize=64)
def _accept_table(rate: BetaRate, between: float) -> Array:
    """Acceptance probability for each look and each judge's own part, shape (z, e)."""
    from scipy.special import betaincinv, ndtr, ndtri

    z = ndtri((np.arange(_LOOKS) + 0.5) / _LOOKS)
    e = ndtri((np.arange(_OWN) + 0.5) / _OWN)
    seen = np.sqrt(between) * z[:, None] + np.sqrt(1 - between) * e[None, :]
    return np.clip(np.asarray(betaincinv(rate.a, rate.b, ndtr(seen))), 1e-9, 1 - 1e-9)


@lru_cache(maxsize=16)
def _success(slope: float) -> Array:
    """p on the grid, shape (theta, delta)."""
    return np.asarray(1 / (1 + np.exp(-(slope * _THETA[:, None] + _DELTA[None, :]))))


def _by_mistake(tally: Tally, beliefs: Beliefs, arm: Arm) -> tuple[float, Array]:
    """Probability of the votes for a right text, and for a wrong one given the look of the shared
    mistake, shape (z,)."""
    between = beliefs.between_judges
    right = _over_looks(tally, beliefs.right, between)
    return right, _mixed(tally, beliefs.wrong_of(arm), between, beliefs.shared_mistakes)


def _mixed(tally: Tally, wrong: BetaRate, between: float, shared: float) -> Array:
    """Probability of the votes for a wrong text given the look of the shared mistake."""
    own, alike = _over_looks(tally, wrong, between), _by_look(tally, wrong, between)
    return np.asarray(shared * alike + (1 - shared) * own)


def _arm_log_likelihood(votes: Counter[Tally], beliefs: Beliefs, arm: Arm) -> Array:
    """Log of prior(delta) times likelihood of the arm's votes, shape (z, theta, delta)."""
    p = _success(beliefs.slope_of(arm))[None, :, :]
    prior = beliefs.delta_prior(arm)[None, None, :]
    total = np.zeros((_LOOKS, len(_THETA), len(_DELTA))) + prior
    for tally, number in votes.items():
        if tally:
            right, wrong = _by_mistake(tally, beliefs, arm)
            total = total + number * np.log(p * right + (1 - p) * wrong[:, None, None])
    return total


def _log_sum(table: Array) -> Array:
    """Log of the sum over the last axis."""
    top = table.max(axis=-1, keepdims=True)
    return np.asarray(np.log(np.exp(table - top).sum(axis=-1)) + top[..., 0])
