"""Lines with several points: one direction, whichever two points name it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from geometry.engine.equations import Equation, Pair
from geometry.prose.expressions import directions


class Lines:
    """Directions that are equal because their points lie on one line.

    Args:
        same: equations `direction - direction = constant` from collinear points.
        used: equations in which the directions occur; the most frequent name of a line stands
            for it.
    """

    def __init__(self, same: list[Equation], used: list[Equation]) -> None:
        self._parent: dict[Pair, Pair] = {}
        frequency = Counter(key for form in used for key in directions(form))
        for form in same:
            keys = list(directions(form))
            if len(keys) == 2:
                first, second = map(self.find, keys)
                if (frequency[first], second) < (frequency[second], first):
                    first, second = second, first
                if first != second:
                    self._parent[second] = first
                    frequency[first] += frequency[second] // 2

    def find(self, key: Pair) -> Pair:
        while key in self._parent:
            key = self._parent[key]
        return key

    def merged(self, form: Equation) -> Equation:
        """The equation with one name for each line."""
        out: Equation = {}
        named = directions(form)
        for key, value in form.items():
            name = key
            if isinstance(key, tuple) and key in named:
                name = self.find((str(key[0]), str(key[1])))
            out[name] = out.get(name, Fraction(0)) + value
        return {k: v for k, v in out.items() if v}
