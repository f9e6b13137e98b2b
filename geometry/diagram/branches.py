"""Which of several positions a figure takes wherever a construction leaves more than one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Branches:
    """The choices of one sketch: either intersection, either order of two tangents.

    Args:
        wanted: number of the position at each choice, in order; beyond these the sketch chooses.

    Attributes:
        sizes: how many positions there were at each choice of the sketch that was kept.
        positions: which of them was taken.
    """

    def __init__(self, wanted: Sequence[int] = ()) -> None:
        self._wanted = wanted
        self._taken: list[tuple[int, int]] = []
        self.sizes: tuple[int, ...] = ()
        self.positions: tuple[int, ...] = ()

    def begin(self) -> None:
        """A new sketch begins."""
        self._taken = []

    def keep(self) -> None:
        """The sketch became the figure."""
        self.sizes = tuple(size for size, _ in self._taken)
        self.positions = tuple(position for _, position in self._taken)

    def wanted(self, positions: Sequence[T]) -> T | None:
        """The one of these positions that is asked for, if any; `took` says what was taken."""
        number = len(self._taken)
        if number < len(self._wanted) and self._wanted[number] < len(positions):
            return positions[self._wanted[number]]
        return None

    def took(self, positions: Sequence[T], position: T) -> None:
        """This one of the positions was taken."""
        place = positions.index(position) if position in positions else 0
        self._taken.append((len(positions), place))


def combinations(sizes: Sequence[int], most: int, rng: Random) -> Iterator[tuple[int, ...]]:
    """All combinations of positions, or `most` random ones where there are more."""
    if math.prod(sizes) <= most:
        yield from product(*(range(size) for size in sizes))
        return
    for _ in range(most):
        yield tuple(rng.randrange(size) for size in sizes)
