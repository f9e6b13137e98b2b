"""What a check of a certificate says, and the one exception that ends a check early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of checking one certificate.

    Attributes:
        accepted: whether the proof is a proof of the goals of `statement`.
        reason: one sentence: what was checked, or what is wrong.
        step: number of the step that failed; None if the proof was accepted or if what failed is
            not one step.
        steps: number of steps in the certificate (0 if it could not be read so far).
        diagrams: number of random figures, beside the certificate's own, in which every step held.
        precision: decimal digits that the figures carry.
        spread: how far those figures differ in shape from the certificate's own, relative to its
            size (the largest of them); 0 where the hypotheses leave no freedom but similarity.
        statement: the problem as the checker read it, in canonical form.
        auxiliary: the auxiliary constructions in canonical form, empty if there are none.
        rules: names of the rules used, sorted.
        coincident: pairs of points that fall together in every figure that was found.
        scope: whether the goals hold in all configurations of the problem, or in those that belong
            to the certificate's figure; None for what was not accepted.
        scope_reason: the argument for the first, or why no more than the second is known.
        conditions: what a figure has to satisfy for the goals to hold, beside the hypotheses.
    """

    accepted: bool
    reason: str
    step: int | None = None
    steps: int = 0
    diagrams: int = 0
    precision: int = 0
    spread: float = 0.0
    statement: str = ""
    auxiliary: str = ""
    rules: tuple[str, ...] = ()
    coincident: tuple[tuple[str, str], ...] = ()
    scope: Literal["all branches", "drawn configuration"] | None = None
    scope_reason: str = ""
    conditions: tuple[str, ...] = ()


class Rejection(Exception):
    """The certificate proves nothing; caught by `check_certificate` and never seen outside.

    Args:
        reason: one sentence without a full stop.
        step: number of the step at fault, if it is one.
    """

    def __init__(self, reason: str, step: int | None = None) -> None:
        self.reason = reason
        self.step = step
        super().__init__(reason)


def shown(value: object, limit: int = 60) -> str:
    """A short printable form of untrusted input for a message."""
    if not isinstance(value, str):
        # Containers are not printed: they may be huge or nested to any depth.
        value = (
            repr(value)
            if isinstance(value, (bool, int, float, type(None)))
            else f"a {type(value).__name__}"
        )
    text = value[: limit + 1]
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
