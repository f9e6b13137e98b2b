"""A result bundle: one folder that holds everything about one problem's result.

    seal_bundle(folder, contents)   write it, whole or not at all
    open_bundle(folder)             read it and verify every hash

A kill at any moment leaves the previous state or the new one (`prover.bundle.atomic_folder` says how).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from prover.bundle.atomic_folder import FolderError, readable_state, replace_folder
from prover.bundle.files import BundleDamaged, BundleMissing, read_folder
from prover.bundle.manifest import (
    MANIFEST_NAME,
    RENDERER,
    BundleError,
    FileEntry,
    Manifest,
    ManifestInvalid,
    RulesRecord,
    parse_manifest,
)
from prover.bundle.proof_text import FIGURE_NAME, render_proof
from prover.problems.record import record_to_text
from prover.problems.rules import RulesProfile
from prover.settings.version import __version__
from prover.trace.attempt import Attempt, Certificate
from prover.trace.events import Ending, Event, EventError
from prover.verdicts.verdict import Rung, Verdict, VerdictError, parse_verdict, verdict_to_json

__all__ = [
    "Bundle",
    "BundleContents",
    "BundleDamaged",
    "BundleError",
    "BundleMissing",
    "Manifest",
    "ManifestInvalid",
    "NotABundle",
    "check_target",
    "open_bundle",
    "seal_bundle",
]

PROOF = "proof.md"
VERDICT = "verdict.json"
EVENTS = "events.jsonl"
PROBLEM = "problem.json"


class NotABundle(BundleError):
    """The folder holds something else, which must not be overwritten."""


@dataclass(frozen=True)
class BundleContents:
    """What goes into a bundle.

    `problem_record` is the trusted problem as JSON data (`prover.problems.record`), `attempt` the
    best attempt (None when there was none), `events` the whole trace in order, `command` the
    exact command line, `versions` what took part besides Python and this package, `rules` those
    that the run kept.
    """

    run: str
    problem_id: str
    problem_record: Mapping[str, Any]
    verdict: Verdict
    asked_rung: Rung
    ending: Ending | Literal["running"]
    attempt: Attempt | None
    events: Sequence[Event]
    sealed_at: datetime
    command: tuple[str, ...]
    budget: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    rules: RulesProfile | None = None


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read and whose every hash was right. Contents are in memory.

    `unlisted` names entries of the folder that the manifest does not know and nobody vouches for.
    """

    path: Path
    manifest: Manifest
    digest: str
    files: Mapping[str, bytes] = field(repr=False)
    unlisted: tuple[str, ...] = ()

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict that the bundle *claims*; `prover.bundle.recheck` says whether it holds."""
        return self._parsed(VERDICT, parse_verdict, VerdictError)

    @property
    def proof(self) -> str:
        """The text of `proof.md`."""
        return self.text(PROOF)

    @property
    def figure(self) -> str | None:
        """The text of `figure.svg`, where there is one."""
        return self.text(FIGURE_NAME) if FIGURE_NAME in self.files else None

    @cached_property
    def certificate(self) -> Certificate | None:
        """The certificate, where there is one."""
        kind = self.manifest.certificate_kind
        if kind is None:
            return None
        name = Certificate(kind=kind, text="").file_name
        return Certificate(kind=kind, text=self.text(name))

    @cached_property
    def problem_record(self) -> dict[str, Any]:
        """The problem as JSON data (see `prover.problems.record`)."""
        record = self._parsed(PROBLEM, json.loads, ValueError)
        if not isinstance(record, dict):
            raise BundleDamaged(PROBLEM, f"{self.path / PROBLEM} is not a JSON object")
        return record

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The trace, in order."""
        events: list[Event] = []
        for number, line in enumerate(self.files[EVENTS].splitlines(), start=1):
            try:
                events.append(Event.from_line(line))
            except EventError as error:
                raise BundleDamaged(EVENTS, f"{self.path / EVENTS}:{number}: {error}") from None
        return tuple(events)

    def text(self, name: str) -> str:
        """A file of the bundle as text. Raises `BundleDamaged`."""
        if name not in self.files:
            raise BundleDamaged(name, f"{self.path / name} is missing from the bundle")
        try:
            return self.files[name].decode()
        except UnicodeDecodeError:
            raise BundleDamaged(name, f"{self.path / name} is not UTF-8 text") from None

    def _parsed(self, name: str, parse: Any, wrong: type[Exception]) -> Any:
        try:
            return parse(self.text(name))
        except (wrong, RecursionError) as error:
            raise BundleDamaged(name, f"{self.path / name}: {error}") from None


def check_target(folder: Path) -> None:
    """Raise `NotABundle` when a bundle cannot be put at `folder`: a file, or a folder with
    other things in it. Writes nothing; call it before hours of work.
    """
    state = readable_state(folder)
    if state is None:
        if folder.exists() or folder.is_symlink():
            raise NotABundle(f"{folder} is not a folder; choose another place for the bundle")
        return
    if any(state.iterdir()):
        _old_manifest(state)


def seal_bundle(folder: Path, contents: BundleContents) -> Bundle:
    """Write the bundle at `folder`, replacing the one that is there, and return it.

    Atomic against a kill at any moment. Raises `NotABundle` when something else is there and
    `BundleError` when the folder cannot be written; what was there then still is.
    """
    check_target(folder)
    files = _render(contents)
    manifest = _manifest(contents, files)
    files[MANIFEST_NAME] = manifest.to_text().encode()
    state = readable_state(folder)
    old = _old_manifest(state) if state and any(state.iterdir()) else None
    try:
        replace_folder(folder, files, owned={MANIFEST_NAME, *(old.files if old else ())})
    except FolderError as error:
        raise BundleError(str(error)) from error
    digest = hashlib.sha256(files.pop(MANIFEST_NAME)).hexdigest()
    return Bundle(folder, manifest, digest, files)


def _old_manifest(state: Path) -> Manifest:
    try:
        text = (state / MANIFEST_NAME).read_bytes()
    except OSError:
        raise NotABundle(
            f"{state} holds other files and no bundle; choose an empty or new folder"
        ) from None
    try:
        return parse_manifest(text, str(state / MANIFEST_NAME))
    except ManifestInvalid:
        # Without its manifest nobody knows which files are ours to replace.
        raise NotABundle(
            f"{state} holds a damaged bundle; move it away or choose another folder"
        ) from None


def _render(contents: BundleContents) -> dict[str, bytes]:
    attempt = contents.attempt
    files = {
        PROOF: render_proof(contents.problem_record, attempt, contents.verdict),
        VERDICT: verdict_to_json(contents.verdict),
        EVENTS: "".join(event.to_line() for event in contents.events),
        PROBLEM: record_to_text(contents.problem_record),
    }
    if attempt is not None and attempt.figure_svg is not None:
        files[FIGURE_NAME] = attempt.figure_svg
    if attempt is not None and attempt.certificate is not None:
        files[attempt.certificate.file_name] = attempt.certificate.text
    return {name: text.encode("utf-8", "replace") for name, text in files.items()}


def _manifest(contents: BundleContents, files: Mapping[str, bytes]) -> Manifest:
    attempt = contents.attempt
    certificate = attempt.certificate if attempt else None
    return Manifest(
        problem=contents.problem_id,
        run=contents.run,
        rung=contents.verdict.rung,
        asked_rung=contents.asked_rung,
        ending=contents.ending,
        engine=attempt.engine if attempt else None,
        certificate_kind=certificate.kind if certificate else None,
        statement_sha256=hashlib.sha256(files[PROBLEM]).hexdigest(),
        sealed_at=contents.sealed_at,
        command=contents.command,
        versions={
            "olympiad-prover": __version__,
            "python": platform.python_version(),
            **({RENDERER: attempt.renderer} if attempt and attempt.renderer else {}),
            **contents.versions,
        },
        budget=dict(contents.budget),
        rules=None if contents.rules is None else RulesRecord.of(contents.rules),
        files={
            name: FileEntry(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
            for name, content in sorted(files.items())
        },
    )


def open_bundle(folder: Path) -> Bundle:
    """Read the bundle at `folder` and verify the hash of every file.

    A writer may replace the bundle meanwhile: one whole state is returned in any case. Raises
    `BundleMissing`, `ManifestInvalid` or `BundleDamaged`.
    """
    manifest, text, files, unlisted = read_folder(folder)
    return Bundle(folder, manifest, hashlib.sha256(text).hexdigest(), files, unlisted)
