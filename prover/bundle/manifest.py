"""The manifest of a result bundle: what is in it, who made it, how, and every file's SHA-256."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
    model_validator,
)

from prover.base.validation import one_line
from prover.problems.rules import RulesProfile
from prover.trace.events import Ending
from prover.verdicts.faithfulness import Sha256
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung

MANIFEST_NAME = "manifest.json"
RENDERER = "geometry-renderer"
"""Under `versions`: of what made text and figure from a geometry certificate."""

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""A plain name: no folder, no hidden file, so that no manifest can point outside its bundle."""


class BundleError(Exception):
    """A bundle that cannot be written or read; one line that names the file and the fix."""


class ManifestInvalid(BundleError):
    """The manifest is not one of ours or is broken."""


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256


class RulesRecord(BaseModel):
    """The rules that a run kept, and their hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: RulesProfile
    sha256: Sha256

    @classmethod
    def of(cls, profile: RulesProfile) -> RulesRecord:
        """The record of a profile."""
        return cls(profile=profile, sha256=profile.sha256)

    @model_validator(mode="after")
    def _hash_is_theirs(self) -> RulesRecord:
        if self.sha256 != self.profile.sha256:
            raise ValueError("the hash of the rules is not theirs")
        return self


class Manifest(BaseModel):
    """What `manifest.json` holds.

    `ending` is `running` in a bundle that was sealed on the way: the run was still going, or
    its process died. `statement_sha256` is the SHA-256 of `problem.json`. `rung` repeats the
    rung of `verdict.json`, for listings, and `scope` its scope. `command` repeats the run; `settings` are those that had a
    say in it, without keys (empty in bundles of versions that did not write them down). `rules` is
    None in bundles older than rules profiles, and `scope` in those older than scopes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["olympiad-bundle/1"] = "olympiad-bundle/1"
    problem: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    run: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    rung: Rung
    scope: Scope | None = None
    asked_rung: Rung
    asked_scope: AskedScope = "all"
    ending: Ending | Literal["running"]
    engine: str | None
    certificate_kind: str | None
    statement_sha256: Sha256
    sealed_at: AwareDatetime
    command: tuple[str, ...]
    versions: dict[str, str]
    settings: dict[str, JsonValue] = {}
    rules: RulesRecord | None = None
    budget: dict[str, JsonValue]
    files: dict[FileName, FileEntry]

    def to_text(self) -> str:
        """The manifest as indented JSON with a line end."""
        return self.model_dump_json(indent=2) + "\n"


def parse_manifest(text: bytes, where: str) -> Manifest:
    """The manifest of JSON `text`; `where` names it in errors. Raises `ManifestInvalid`."""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise ManifestInvalid(
            f"{where}: {one_line(error)}; the bundle is damaged, prove the problem again"
        ) from None
