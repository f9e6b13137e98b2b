"""What a check found."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.verdicts.verdict import Rung
from web.runs.status import VerdictView


class LeanPlace(BaseModel):
    """A place in the proof's text; line and column count from 1."""

    model_config = ConfigDict(frozen=True)

    line: int
    column: int


class LeanMessage(BaseModel):
    """A message of Lean's about the proof; `hint` says what to write instead of what is missing."""

    model_config = ConfigDict(frozen=True)

    severity: Literal["error", "warning", "information"]
    text: str
    position: LeanPlace
    hint: str


class LeanHole(BaseModel):
    """What became of a theorem or definition that the statement leaves open by `sorry`."""

    model_config = ConfigDict(frozen=True)

    name: str
    kind: Literal["theorem", "definition"]
    state: Annotated[
        Literal["filled", "conditional", "open", "missing"],
        Field(description="`conditional`: it has no `sorry` of its own and rests on open ones."),
    ]
    rests_on: list[str]
    answer: Annotated[str, Field(description="What a definition was filled with.")]
    remark: Annotated[str, Field(description="Set where that seems to say no more than asked.")]


class LeanCheck(BaseModel):
    """What the Lean checker says of a proof and the Lean statement that was sent with it."""

    model_config = ConfigDict(frozen=True)

    verdict: Annotated[
        Literal["accepted", "disproved", "partial", "rejected", "resource"],
        Field(description="`disproved`: the negation is proved, as was asked. `partial`: what is "
              "open was permitted to be, and nothing is proved as a whole. `resource`: out of "
              "time or memory, nothing is known."),
    ]  # fmt: skip
    code: str
    reason: str
    theorem: str
    position: LeanPlace | None
    holes: list[LeanHole]
    axioms: list[str]
    vouched_by: str
    toolchain: str
    warnings: list[str]
    notes: list[str]
    messages: list[LeanMessage]


class CheckResult(BaseModel):
    """What a check found.

    `accepted`: everything the bundle claims holds (which may be that nobody vouches: look at
    `verdict`), or the certificate proves the problem that was sent, or, when none was sent, the
    `statement` that it carries itself or that was sent beside it; that last case is no verdict on
    any problem.
    """

    model_config = ConfigDict(frozen=True)

    accepted: bool
    about: Annotated[
        Literal["bundle", "problem", "statement"],
        Field(description="What was checked: a bundle's claims, a given problem, or the bare "
              "certificate's own statement, or the Lean statement that was sent."),
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
    lean: Annotated[
        LeanCheck | None,
        Field(description="What Lean's checker says, where a Lean `statement` was sent."),
    ] = None
