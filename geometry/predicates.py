"""Facts of plane geometry: what may stand in a proof, and what it means.

Fourteen relations are *atomic*: a proof step states one of them. Each atomic relation stands for
linear equations in one or more of the four tables of `docs/architecture.md`; two atomic facts
with the same equations are the same fact. The other relations (`midp`, `circle`, ...) are
abbreviations for several atomic ones, see `atoms`.

Angles are directed angles between lines, modulo pi, measured in units of pi: the angle from line
ab to line cd is dir(cd) - dir(ab).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from geometry.errors import GeometryInputError

Table = Literal["angle", "ratio", "length", "square"]

#: name -> (number of points, number of trailing constants, meaning)
RELATIONS: dict[str, tuple[int, int, str]] = {
    "coll": (3, 0, "a, b, c lie on one line"),
    "cyclic": (4, 0, "a, b, c, d lie on one circle"),
    "para": (4, 0, "line ab is parallel to line cd, or the same line"),
    "perp": (4, 0, "line ab is perpendicular to line cd"),
    "cong": (4, 0, "ab = cd as lengths"),
    "eqangle": (8, 0, "the directed angle from ab to cd equals that from ef to gh, modulo pi"),
    "eqratio": (8, 0, "ab : cd = ef : gh"),
    "eqproduct": (12, 0, "ab · cd · ef = gh · ij · kl"),
    "aconst": (4, 1, "the directed angle from ab to cd is the given multiple of pi, modulo pi"),
    "rconst": (4, 1, "ab : cd is the given positive rational"),
    "lconst": (2, 1, "ab is the given positive rational"),
    "lsum": (6, 0, "ab + cd = ef as lengths"),
    "apollonius": (4, 0, "pa² + pb² = 2 pm² + 2 ma²: the median of p on ab"),
    "eqpower": (5, 0, "ao² - op² = aq² - qr²: a has equal powers to circle o(p) and circle q(r)"),
    "sinlaw": (3, 0, "the sides of triangle abc are as the sines of the opposite angles"),
    "midp": (3, 0, "m is the midpoint of ab"),
    "circle": (4, 0, "o is the centre of the circle through a, b, c"),
    "simtri": (6, 0, "triangles abc and pqr are similar with the same orientation"),
    "simtrir": (6, 0, "triangles abc and pqr are similar with opposite orientation"),
    "contri": (6, 0, "triangles abc and pqr are congruent with the same orientation"),
    "contrir": (6, 0, "triangles abc and pqr are congruent with opposite orientation"),
}

ATOMIC = frozenset(
    {
        *("coll", "cyclic", "para", "perp", "cong", "eqangle", "eqratio", "aconst", "rconst"),
        *("lconst", "lsum", "apollonius", "eqpower", "sinlaw", "eqproduct"),
    }
)


_NUMBER = re.compile(r"-?\d{1,12}(?:/\d{1,12}|\.\d{1,12})?")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation between points, for example `cong o a o b`.

    Attributes:
        name: a key of `RELATIONS`.
        points: point names, in the relation's order.
        value: the constant of `aconst` (multiple of pi), `rconst`, `lconst`; otherwise None.
    """

    name: str
    points: tuple[str, ...]
    value: Fraction | None = None

    def __post_init__(self) -> None:
        if self.name not in RELATIONS:
            raise GeometryInputError(
                "unknown relation",
                word=self.name,
                fix="known ones: " + ", ".join(sorted(RELATIONS)),
            )
        n_points, n_values, _ = RELATIONS[self.name]
        if len(self.points) != n_points or (self.value is not None) != bool(n_values):
            wanted = f"{n_points} points" + (" and a number" if n_values else "")
            raise GeometryInputError(f"`{self.name}` takes {wanted}, not `{self}`", word=self.name)
        if self.value is not None and self.name != "aconst" and self.value <= 0:
            raise GeometryInputError(f"`{self}` needs a positive number", word=str(self.value))

    def __str__(self) -> str:
        return " ".join(
            (self.name, *self.points, *(() if self.value is None else (str(self.value),)))
        )

    def renamed(self, names: dict[str, str]) -> Predicate:
        """The same relation between the points that `names` gives for these."""
        return Predicate(self.name, tuple(names[p] for p in self.points), self.value)


def atoms(fact: Predicate) -> Iterator[Predicate]:
    """The atomic facts that `fact` abbreviates (itself if it is atomic)."""
    if fact.name in ATOMIC:
        yield fact
        return
    p = fact.points
    match fact.name:
        case "midp":
            m, a, b = p
            yield Predicate("coll", (m, a, b))
            yield Predicate("cong", (m, a, m, b))
        case "circle":
            o, a, b, c = p
            yield Predicate("cong", (o, a, o, b))
            yield Predicate("cong", (o, b, o, c))
        case "simtri" | "simtrir" | "contri" | "contrir":
            a, b, c, d, e, f = p
            if fact.name.endswith("r"):
                yield Predicate("eqangle", (a, b, b, c, e, f, d, e))
                yield Predicate("eqangle", (b, c, c, a, f, d, e, f))
            else:
                yield Predicate("eqangle", (a, b, b, c, d, e, e, f))
                yield Predicate("eqangle", (b, c, c, a, e, f, f, d))
            if fact.name.startswith("con"):
                yield Predicate("cong", (a, b, d, e))
                yield Predicate("cong", (b, c, e, f))
                yield Predicate("cong", (c, a, f, d))
            else:
                yield Predicate("eqratio", (a, b, b, c, d, e, e, f))
                yield Predicate("eqratio", (b, c, c, a, e, f, f, d))


def parse_predicate(text: str) -> Predicate:
    """Read `name point ... [number]`; raises GeometryInputError that names the word."""
    words = text.split()
    if not words:
        raise GeometryInputError("an empty relation", fix="write a relation such as `perp a h b c`")
    name, *args = words
    if name not in RELATIONS:
        raise GeometryInputError(
            "unknown relation", word=name, fix="known ones: " + ", ".join(sorted(RELATIONS))
        )
    value: Fraction | None = None
    if RELATIONS[name][1]:
        if not args:
            raise GeometryInputError(f"`{name}` needs points and a number", word=name)
        try:
            # Bounded before it is read: `1e999999999` is a number of a billion digits.
            value = Fraction(args[-1]) if _NUMBER.fullmatch(args[-1]) else None
        except ZeroDivisionError:
            value = None
        if value is None:
            raise GeometryInputError(f"`{name}` ends with a number such as 1/3", word=args[-1])
        args = args[:-1]
    return Predicate(name, tuple(args), value)
