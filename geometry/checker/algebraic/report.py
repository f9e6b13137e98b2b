"""What the check of an algebraic proof found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AlgebraReport:
    """The result of a check; `accepted` alone says whether the certificate proves anything.

    Attributes:
        accepted: the goals hold, under `conditions`, in every position that `holds` names.
        reason: one sentence.
        statement: the problem in canonical form.
        holds: `all branches`, or `named branches`: those in `branches`.
        branches: a sentence for each choice that was made; the drawn figure shows all of them.
        conditions: what the proof needs beside the hypotheses, in words.
        cases: choices of signs that were followed to the end.
        objects: points, directions, lengths, lines and roots that were checked.
        terms: terms of the certificate's numbers.
    """

    accepted: bool
    reason: str
    statement: str = ""
    holds: Literal["", "all branches", "named branches"] = ""
    branches: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    cases: int = 0
    objects: int = 0
    terms: int = 0
