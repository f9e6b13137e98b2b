"""Who stands behind a formal statement: its author and the checks it passed.

A checker vouches that a *formal statement* is proved. Whether that statement says what the
problem says is another question, and this record is its answer. It goes with every formal or
symbolic verdict into the bundle.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

AuthorKind = Literal["person", "model", "given", "unknown"]
"""`given`: the problem itself is the formal statement, nothing was translated."""


class FaithfulnessCheck(BaseModel):
    """One check of a translation: its name, whether it passed, and what it saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    passed: bool
    detail: str = ""


class FaithfulnessRecord(BaseModel):
    """Who wrote a formal statement and which checks it passed.

    `statement_sha256` is the SHA-256 of the formal statement's UTF-8 text, so that the record
    cannot be carried over to another statement.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Literal["geometry", "lean"]
    statement_sha256: Sha256
    author: Text
    author_kind: AuthorKind
    checks: tuple[FaithfulnessCheck, ...] = Field(default=())

    @property
    def failed(self) -> tuple[FaithfulnessCheck, ...]:
        """The checks that did not pass. A statement with any of them proves nothing."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def caveat(self) -> str | None:
        """What a reader must still believe about the translation; None when nothing."""
        if self.author_kind == "given":
            return None
        passed = ", ".join(check.name for check in self.checks if check.passed)
        checked = f"it passed: {passed}" if passed else "no check of the translation was run"
        who = {
            "person": f"{self.author} (a person)",
            "model": f"{self.author} (a model)",
            "unknown": f"an unknown author ({self.author})",
        }[self.author_kind]
        return f"the {self.language} statement was written by {who}; {checked}"
