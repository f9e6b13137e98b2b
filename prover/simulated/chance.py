"""Randomness that depends on what is asked and on nothing else: hashes of names as numbers."""

from __future__ import annotations

import hashlib
import math
import struct
from functools import lru_cache
from statistics import NormalDist

from prover.simulated.skills import Rate

_NORMAL = NormalDist()
_WORDS = struct.Struct(">Q")


class Chance:
    """Draws by name: the same seed and names give the same draw, in any order of asking."""

    def __init__(self, seed: int) -> None:
        self._key = hashlib.blake2b(f"olympiad chance {seed}".encode(), digest_size=32).digest()

    def uniform(self, *names: object) -> float:
        """A number strictly between 0 and 1."""
        data = "\0".join(map(str, names)).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(data, digest_size=8, key=self._key).digest()
        return ((_WORDS.unpack(digest)[0] >> 11) + 0.5) / 2**53

    def normal(self, *names: object) -> float:
        """A standard normal number."""
        return _NORMAL.inv_cdf(self.uniform(*names))

    def happens(self, chance: float, *names: object) -> bool:
        """Whether an event of this chance happens."""
        return self.uniform(*names) < chance

    def number(self, below: int, *names: object) -> int:
        """A whole number from 0 up to, not including, `below`."""
        return min(below - 1, int(self.uniform(*names) * below))

    def nonce(self, *names: object) -> int:
        """A number of 32 bits."""
        return self.number(2**32, *names)


def mixed(*parts: tuple[float, float]) -> float:
    """A standard normal number from independent ones: pairs of a share of variance and a number.

    The shares must add up to 1.
    """
    return sum(math.sqrt(max(0.0, share)) * number for share, number in parts)


def quantile(rate: Rate, latent: float) -> float:
    """The chance at a standard normal latent: larger latent, larger chance."""
    return _table(rate)(latent)


@lru_cache(maxsize=256)
def _table(rate: Rate) -> _Table:
    return _Table(rate)


class _Table:
    """The Beta quantile over normal latents, tabulated: exact evaluation is 50 times slower."""

    STEP = 1 / 64
    REACH = 5.0

    def __init__(self, rate: Rate) -> None:
        import numpy as np
        from scipy.special import betaincinv, ndtr

        alpha, beta = rate.shape
        grid = np.arange(-self.REACH, self.REACH + self.STEP / 2, self.STEP)
        self._values: list[float] = betaincinv(alpha, beta, ndtr(grid)).tolist()

    def __call__(self, latent: float) -> float:
        place = (min(max(latent, -self.REACH), self.REACH) + self.REACH) / self.STEP
        below = min(int(place), len(self._values) - 2)
        part = place - below
        return self._values[below] * (1 - part) + self._values[below + 1] * part
