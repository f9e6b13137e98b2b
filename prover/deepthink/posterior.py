"""How likely each candidate is right, given all votes on all candidates of the problem.

The model, in the usual notation:

* The problem has an unknown ease `theta`; a text written by arm `a` (fresh attempt, refinement,
  more thinking) is right with probability `p = sigmoid(theta + delta_a)`. Candidates are
  independent given `theta` and the `delta`s, hence correlated through them: if nearly all fail,
  the problem is hard, and the one that passes is more likely a lucky mistake.
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

from prover.deepthink.state import Candidate, Tally

Array = NDArray[np.float64]
Arm = tuple[str, int]
"""How a text came about (`fresh` or `refine`) and the level of its thinking budget."""

_LOOKS, _OWN = 11, 9
_THETA = np.linspace(-7.0, 5.0, 25)
_DELTA = np.array([-1.5, -0.75, 0.0, 0.75, 1.5, 2.25])


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

    `between_judges` is
    r above. A wrong text that was refined looks better than a fresh one (it was mended where
    graders looked, and nearly passing texts are refined first): `wrong_refined`. `theta_mean`, `theta_sd`: the ease of problems, in logits; `theta_hopeless` is the share of
    problems beyond the model. `delta_sd`: how much an arm may differ from a fresh attempt.
    """

    right: BetaRate = BetaRate(0.85, 6.0)
    wrong: BetaRate = BetaRate(0.15, 1.5)
    wrong_refined: BetaRate = BetaRate(0.25, 1.5)
    theta_mean: float = -2.0
    theta_sd: float = 2.0
    theta_hopeless: float = 0.15
    shared_mistakes: float = 0.4
    between_judges: float = 0.5
    delta_mean: Mapping[str, float] = field(default_factory=lambda: {"refine": 0.75})
    delta_sd: float = 1.0

    def theta_prior(self) -> Array:
        """Log weights on the grid of theta, shape (25,)."""
        weights = np.exp(-(((_THETA - self.theta_mean) / self.theta_sd) ** 2) / 2)
        weights /= weights.sum()
        weights *= 1 - self.theta_hopeless
        weights[0] += self.theta_hopeless
        return np.asarray(np.log(weights + 1e-300))

    def wrong_of(self, arm: Arm) -> BetaRate:
        """How wrong texts of this arm are accepted."""
        return self.wrong_refined if arm[0] == "refine" else self.wrong

    def delta_prior(self, arm: Arm) -> Array:
        """Log weights on the grid of delta, shape (6,); exactly 0 for the plain fresh attempt."""
        if arm == ("fresh", 0):
            return np.where(_DELTA == 0.0, 0.0, -np.inf)
        mean = self.delta_mean.get(arm[0], 0.0)
        weights = np.exp(-(((_DELTA - mean) / self.delta_sd) ** 2) / 2)
        return np.asarray(np.log(weights / weights.sum()))


@dataclass(frozen=True)
class Assessment:
    """The posterior. `right` gives each candidate's probability of being right by its number,
    `arms` the probability that the next text of an arm is right."""

    right: Mapping[int, float]
    arms: Mapping[Arm, float]


def arm_of(candidate: Candidate) -> Arm:
    """The arm a candidate came from."""
    refined = candidate.origin in ("refine", "improve", "writeup")
    return ("refine" if refined else "fresh", candidate.effort)


def assess(
    candidates: Sequence[Candidate], beliefs: Beliefs, arms: Sequence[Arm] = ()
) -> Assessment:
    """The posterior from the candidates' votes; `arms` are assessed even if unused so far.

    Candidates without votes count in nothing, and have their arm's probability.
    """
    counts: dict[Arm, Counter[Tally]] = {arm: Counter() for arm in (("fresh", 0), *arms)}
    for one in candidates:
        counts.setdefault(arm_of(one), Counter())[one.tally] += 1
    joint = {arm: _arm_log_likelihood(votes, beliefs, arm) for arm, votes in counts.items()}
    marginals = {arm: _log_sum(table) for arm, table in joint.items()}
    shared = beliefs.theta_prior()[None, :] + sum(marginals.values())
    shared = shared - np.log(np.exp(shared - shared.max()).sum()) - shared.max()
    by_votes: dict[tuple[Arm, Tally], float] = {}
    next_right: dict[Arm, float] = {}
    p = _success()[None, :, :]
    for arm, table in joint.items():
        weights = np.exp((shared - marginals[arm])[:, :, None] + table)
        next_right[arm] = float((weights * p).sum())
        for tally in counts[arm]:
            right, wrong = _by_mistake(tally, beliefs, arm)
            chance = p * right / (p * right + (1 - p) * wrong[:, None, None])
            by_votes[(arm, tally)] = float((weights * chance).sum())
    right_of = {one.number: by_votes[(arm_of(one), one.tally)] for one in candidates}
    return Assessment(right_of, next_right)


def votes_needed(
    chance: float, tally: Tally, target: float, beliefs: Beliefs, judges: int = 1
) -> int:
    """How many acceptances, by the judges in turn, would lift `chance` to `target`; at most 32."""
    odds = chance / max(1e-12, 1 - chance) / _odds(tally, beliefs)
    goal = target / (1 - target)
    needed = 0
    while needed < 32 and odds * _odds(tally, beliefs) < goal:
        tally = with_acceptance(tally, judges)
        needed += 1
    return needed


def with_acceptance(tally: Tally, judges: int) -> Tally:
    """The tally after one more acceptance by the judge with the fewest votes."""
    if len(tally) < judges:
        return tuple(sorted((*tally, (1, 0))))
    least = min(tally, key=sum)
    rest = list(tally)
    rest.remove(least)
    return tuple(sorted((*rest, (least[0] + 1, least[1]))))


def _odds(tally: Tally, beliefs: Beliefs) -> float:
    right, wrong = vote_likelihoods(tally, beliefs)
    return right / wrong


def vote_likelihoods(
    tally: Tally, beliefs: Beliefs, arm: Arm = ("fresh", 0)
) -> tuple[float, float]:
    """Probability of these votes, in their order, for a right and for a wrong text of the arm."""
    between = beliefs.between_judges
    return (
        _over_looks(tally, beliefs.right, between),
        _over_looks(tally, beliefs.wrong_of(arm), between),
    )


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


@lru_cache(maxsize=1)
def _success() -> Array:
    """p on the grid, shape (theta, delta)."""
    return 1 / (1 + np.exp(-(_THETA[:, None] + _DELTA[None, :])))


def _by_mistake(tally: Tally, beliefs: Beliefs, arm: Arm) -> tuple[float, Array]:
    """Probability of the votes for a right text, and for a wrong one given the look of the shared
    mistake, shape (z,)."""
    right, wrong = vote_likelihoods(tally, beliefs, arm)
    share = beliefs.shared_mistakes
    alike = _by_look(tally, beliefs.wrong_of(arm), beliefs.between_judges)
    return right, share * alike + (1 - share) * wrong


def _arm_log_likelihood(votes: Counter[Tally], beliefs: Beliefs, arm: Arm) -> Array:
    """Log of prior(delta) times likelihood of the arm's votes, shape (z, theta, delta)."""
    p = _success()[None, :, :]
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
