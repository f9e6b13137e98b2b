"""An attempt at a problem as its engine left it, with what a checker needs to vouch for it."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_SUFFIXES = {"geometry": "json", "lean": "lean", "jury": "json"}


class Certificate(BaseModel):
    """What a checker needs to vouch for an attempt. `kind` chooses the checker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """The name the certificate has in a bundle."""
        return f"certificate.{_SUFFIXES.get(self.kind, 'txt')}"


class Cost(BaseModel):
    """What an attempt used. Seconds are CPU and GPU seconds, money is in US dollars."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens: Annotated[int, Field(ge=0)] = 0
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    cpu_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    gpu_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class Attempt(BaseModel):
    """One attempt at a problem, as its engine left it.

    `proof_markdown` is the proof for a person to read, without traces of the search. `notes`
    tell how it came about; `known_problems` what the engine itself knows to be missing or wrong.
    `renderer` is the version of what made text and figure from the certificate, where they can
    be made from it anew.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Annotated[str, StringConstraints(min_length=1)]
    proof_markdown: str
    certificate: Certificate | None = None
    figure_svg: str | None = None
    notes: tuple[str, ...] = ()
    known_problems: tuple[str, ...] = ()
    cost: Cost = Cost()
    renderer: str | None = None

    @property
    def sha256(self) -> str:
        """Identity of the attempt: SHA-256 of its canonical JSON."""
        # Attempts from before there were renderers keep the identity they had.
        absent = {"renderer"} if self.renderer is None else None
        return hashlib.sha256(self.model_dump_json(exclude=absent).encode()).hexdigest()
