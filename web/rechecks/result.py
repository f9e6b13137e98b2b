"""What a check found."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.verdicts.verdict import Rung
from web.runs.status import VerdictView


class CheckResult(BaseModel):
    """What a check found.

    `accepted`: everything the bundle claims holds (which may be that nobody vouches: look at
    `verdict`), or the certificate proves the problem that was sent, or, when none was sent, the
    `statement` that it carries itself; that last case is no verdict on any problem.
    """

    model_config = ConfigDict(frozen=True)

    accepted: bool
    about: Annotated[
        Literal["bundle", "problem", "statement"],
        Field(description="What was checked: a bundle's claims, a given problem, or the bare "
              "certificate's own statement."),
    ]  # fmt: skip
    problem: Annotated[str | None, Field(description="The problem's id.")] = None
    verdict: Annotated[
        VerdictView | None, Field(description="The verdict reached here and now.")
    ] = None
    claimed: Annotated[
        Rung | None, Field(description="What the bundle claims; compare it with the verdict.")
    ] = None
    mismatches: Annotated[
        list[str], Field(description="What in the bundle does not agree, a sentence each.")
    ] = []
    text_vouched: Annotated[
        bool,
        Field(description="False when the certificate of a bundle holds and its text and figure "
              "could not be compared with it, because another version wrote them; it is then "
              "not accepted."),
    ] = True  # fmt: skip
    statement: Annotated[
        str | None, Field(description="The statement that a bare certificate proves.")
    ] = None
    reason: Annotated[str, Field(description="Why it was not accepted; empty when it was.")] = ""
