"""What a proof needs beside the hypotheses, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from geometry.predicates import Predicate


@dataclass
class Conditions:
    """Conditions in words, each once; `extra` counts denominators that no sentence names."""

    frame: tuple[str, str] = ("", "")
    extra: int = 0
    _words: dict[str, None] = field(default_factory=dict)
    _joined: set[frozenset[str]] = field(default_factory=set)

    def all(self) -> tuple[str, ...]:
        """A sentence each, without a full stop."""
        words = list(self._words)
        if self._joined:
            words.append(
                "points that a hypothesis or the goal joins by a line, a segment or a circle are "
                "different"
            )
        if self.extra:
            words.append(
                "the figure is in none of the special positions in which a denominator of the "
                "certificate vanishes"
            )
        return tuple(words)

    def joined(self, a: str, b: str) -> None:
        """Two points that the statement itself needs to be different."""
        self._joined.add(frozenset((a, b)))

    def different(self, a: str, b: str) -> None:
        if frozenset((a, b)) in self._joined:
            return
        a, b = sorted((a, b))
        self._words[f"{a} and {b} are different points"] = None

    def crossing(self, a: str, b: str, p: str, q: str) -> None:
        self._words[f"lines {a}{b} and {p}{q} are not parallel"] = None

    def not_collinear(self, *points: str) -> None:
        a, b, c = sorted(points)
        self._words[f"{a}, {b}, {c} are not on one line"] = None

    def slope(self, name: str, known: str) -> None:
        a, b = self.frame
        self._words[f"line {known}{name} is not perpendicular to line {a}{b}"] = None

    def opposite(self, name: str, o: str, b: str, c: str) -> None:
        self._words[f"the vector from {o} to {name} is not the one from {c} to {b}"] = None

    def choice(self, name: str, facts: tuple[Predicate, ...]) -> str:
        """The two positions that a choice of sign is about."""
        if not name:
            return "angles are counted the way round that the figure shows"
        said = ", ".join(f"`{f}`" for f in dict.fromkeys(facts))
        return f"{name} is the drawn one of the two positions that {said} leaves"

    def determine(self, name: str, one: tuple[Predicate, ...], two: tuple[Predicate, ...]) -> None:
        """That two lines on which a point lies have one point in common."""
        first, second = (_along(name, facts) for facts in (one, two))
        if first is None or second is None:
            said = ", ".join(f"`{f}`" for f in dict.fromkeys((*one, *two)))
            self._words[f"{said} determine {name}"] = None
            return
        (p, turned), (q, other) = first, second
        if p == q:
            if turned == other:
                self._words["a point lies on two different parallels"] = None
            else:
                self.different(*p)
            return
        shared = set(p) & set(q)
        if turned == other and shared:
            self.not_collinear(*(set(p) | set(q)))
            return
        relation = "parallel" if turned == other else "perpendicular"
        self._words[f"lines {''.join(p)} and {''.join(q)} are not {relation}"] = None


def _along(name: str, facts: tuple[Predicate, ...]) -> tuple[tuple[str, str], bool] | None:
    """The line that a locus is parallel to, or (True) perpendicular to."""
    if len(facts) != 1:
        return None
    [fact] = facts
    p = fact.points
    if p.count(name) == 1:
        if fact.name == "coll":
            a, b = sorted(q for q in p if q != name)
            return (a, b), False
        if fact.name in ("para", "perp"):
            a, b = sorted(p[2:] if name in p[:2] else p[:2])
            return (a, b), fact.name == "perp"
    if fact.name == "cong" and p.count(name) == 2 and name in p[:2] and name in p[2:]:
        a, b = sorted(q for q in p if q != name)
        return (a, b), True
    return None
