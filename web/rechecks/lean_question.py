"""A Lean statement that a proof is checked against, and what of it is asked."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class LeanQuestion(BaseModel):
    """The trusted statement's text; `theorem` where not all that it leaves open is asked for,
    `permit` names what may stay open, `negation` asks whether the proof shows that it is false.
    """

    model_config = ConfigDict(frozen=True)

    statement: str
    theorem: str | None = None
    permit: tuple[str, ...] = ()
    negation: bool = False
