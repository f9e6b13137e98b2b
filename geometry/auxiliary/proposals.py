"""Auxiliary points that somebody else proposes, such as a language model: text in, text out.

Whatever comes back is treated as a guess. What cannot be read, has no place in the figure or
repeats another proposal is dropped; the rest is tried like any other set of auxiliary points, so
that a bad proposal costs a trial and can never cost soundness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from geometry.auxiliary.candidates import CLEAR, FAR
from geometry.constructions import CONSTRUCTIONS
from geometry.diagram.sketch import Sketch, Stuck
from geometry.errors import GeometryError
from geometry.language import Statement, parse_constructions
from geometry.predicates import Predicate
from geometry.proof import Coordinates

#: Most proposals that are tried, and most points in one.
MOST, DEEPEST = 40, 4
#: Of an answer so many characters are read.
READ = 20_000

_PROMPT = Path(__file__).parent / "prompts" / "points.md"
_BULLET = re.compile(r"^\s*(?:[-*•]\s+|\(?\d{1,3}[.):]\s+)?")


class Proposer(Protocol):
    """Somebody who may know a good point."""

    def propose(self, prompt: str) -> Sequence[str]:
        """Constructions for a problem described in words.

        Args:
            prompt: from `prompt_for`.

        Returns:
            Texts of any kind; each line of them may be a proposal, such as
            `m = midpoint a b; n = on_line c m, on_circum a b c`. Empty where there are none.
            A proposer that fails returns nothing; it does not raise.
        """
        ...


@dataclass(frozen=True)
class Proposal:
    """Points to add.

    Attributes:
        constructions: in the construction language, one for each point.
        figure: the new points' coordinates in the figure of the search, in the same order.
    """

    constructions: tuple[str, ...]
    figure: Mapping[str, Coordinates]


def prompt_for(statement: Statement, missing: Iterable[Predicate]) -> str:
    """The text that asks for auxiliary points of a problem."""
    words = [
        f"{d.signature}: {d.meaning}" for d in CONSTRUCTIONS.values() if len(d.new) == 1 and d.given
    ]
    return _PROMPT.read_text(encoding="utf-8").format(
        statement=str(statement),
        missing="\n".join(map(str, missing)) or "(nothing)",
        words="\n".join(words),
        most=MOST,
        deepest=DEEPEST,
    )


def read_proposals(
    answers: Iterable[str],
    statement: Statement,
    figure: Mapping[str, Coordinates],
    names: Sequence[str],
) -> list[Proposal]:
    """The usable proposals, in their order, at most `MOST`.

    Args:
        answers: what a proposer returned.
        statement: the problem.
        figure: coordinates of its points, diameter about 1.
        names: names for new points, which replace those of the proposals.
    """
    found: dict[tuple[str, ...], Proposal] = {}
    text = "\n".join(str(a)[:READ] for a in answers)[:READ]
    for line in text.splitlines():
        if "=" not in line or len(found) == MOST:
            continue
        proposal = _read(_BULLET.sub("", line).replace("`", ""), statement, figure, names)
        if proposal is not None:
            found.setdefault(proposal.constructions, proposal)
    return list(found.values())


def _read(
    line: str, statement: Statement, figure: Mapping[str, Coordinates], names: Sequence[str]
) -> Proposal | None:
    """One proposal; None where it is of no use."""
    try:
        made = parse_constructions(line.strip().rstrip(".,;"), known=statement.points)
    except GeometryError:
        return None
    if not 1 <= len(made) <= DEEPEST or any(len(c.points) != 1 or c.hints for c in made):
        return None
    new = dict(zip((c.points[0] for c in made), names, strict=False))
    made = tuple(c.renamed({p: new.get(p, p) for p in (*statement.points, *new)}) for c in made)
    sketch = Sketch(Random(0), 0.0, 1.0)
    sketch.z = {p: complex(*xy) for p, xy in figure.items()}
    before = dict(sketch.z)
    try:
        for number, construction in enumerate(made):
            sketch.add(number, construction)
    except (Stuck, ArithmeticError):
        return None
    # A condition too many can be met only by moving the problem's own points: another problem.
    if any(sketch.z[p] != z for p, z in before.items()):
        return None
    added = {c.points[0]: sketch.z[c.points[0]] for c in made}
    others = list(before.values())
    for z in added.values():
        if not abs(z) < FAR or min(abs(z - w) for w in others) < CLEAR:
            return None
        others.append(z)
    return Proposal(tuple(map(str, made)), {p: (z.real, z.imag) for p, z in added.items()})
