"""A result bundle: one folder that holds everything about one problem's result.

    seal_bundle(folder, contents)   write it, whole or not at all, never over a better one
    save_bundle(bundle, folder)     the same with one that is in memory, such as a notebook's
    open_bundle(folder)             read it and verify every hash

A kill at any moment leaves the previous state or the new one (`prover.bundle.atomic_folder` says how).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import JsonValue

from prover.base.whole_files import named_in_utf8
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
from prover.problems.record import record_to_text, same_problem
from prover.problems.rules import RulesProfile
from prover.settings.version import __version__
from prover.trace.attempt import Attempt, Certificate
from prover.trace.events import Ending, Event, EventError
from prover.verdicts.scope import AskedScope
from prover.verdicts.verdict import (
    Rung,
    Verdict,
    VerdictError,
    parse_verdict,
    strength,
    verdict_to_json,
)

__all__ = [
    "Bundle",
    "BundleContents",
    "BundleDamaged",
    "BundleError",
    "BundleMissing",
    "Manifest",
    "ManifestInvalid",
    "NotABundle",
    "OtherProblem",
    "check_target",
    "open_bundle",
    "save_bundle",
    "seal_bundle",
]

PROOF = "proof.md"
VERDICT = "verdict.json"
EVENTS = "events.jsonl"
PROBLEM = "problem.json"


class NotABundle(BundleError):
    """The folder holds something else, which must not be overwritten."""


class OtherProblem(NotABundle):
    """The folder holds the bundle of another problem, which must not be overwritten unasked."""


@dataclass(frozen=True)
class BundleContents:
    """What goes into a bundle.

    `problem_record` is the trusted problem as JSON data (`prover.problems.record`), `attempt` the
    best attempt (None when there was none), `asked_rung` and `asked_scope` what was asked, `events` the whole trace in order, `command` the
    command line that repeats the run, `settings` what was set for it, `versions` what took part
    besides Python and this package, `rules` those that the run kept.
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
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    rules: RulesProfile | None = None
    asked_scope: AskedScope = "all"


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read and whose every hash was right. Contents are in memory.

    `unlisted` names entries of the folder that the manifest does not know and nobody vouches for.
    `kept` is the better bundle that stands at `path` instead of this one, which was not written.
    """

    path: Path
    manifest: Manifest
    digest: str
    files: Mapping[str, bytes] = field(repr=False)
    unlisted: tuple[str, ...] = ()
    kept: Bundle | None = None

    @property
    def standing(self) -> Bundle:
        """The bundle that lies at `path`: this one, or the better one that was kept."""
        return self.kept or self

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
        for number, line in enumerate(self._held(EVENTS).splitlines(), start=1):
            try:
                events.append(Event.from_line(line))
            except EventError as error:
                raise BundleDamaged(EVENTS, f"{self.path / EVENTS}:{number}: {error}") from None
        return tuple(events)

    def text(self, name: str) -> str:
        """A file of the bundle as text. Raises `BundleDamaged`."""
        try:
            return self._held(name).decode()
        except UnicodeDecodeError:
            raise BundleDamaged(name, f"{self.path / name} is not UTF-8 text") from None

    def _held(self, name: str) -> bytes:
        if name not in self.files:
            raise BundleDamaged(name, f"{self.path / name} is missing from the bundle")
        return self.files[name]

    def _parsed(self, name: str, parse: Any, wrong: type[Exception]) -> Any:
        try:
            return parse(self.text(name))
        except (wrong, RecursionError) as error:
            raise BundleDamaged(name, f"{self.path / name}: {error}") from None


def check_target(
    folder: Path, record: Mapping[str, Any] | None = None, *, force: bool = False
) -> None:
    """Raise `NotABundle` when a bundle cannot be put at `folder`: a file, a folder with other
    things in it, one that this process works in, a name that is no text, or (`OtherProblem`, given the `record` of the problem and not with `force`) the
    bundle of another problem. Writes nothing; call it before hours of work.
    """
    if not named_in_utf8(folder):
        raise NotABundle(
            f"{folder}: its path is not named in UTF-8; choose another folder for the bundle"
        )
    if _holds_working_folder(folder):
        raise NotABundle(
            f"{folder} is the folder you are in, or one above it, and a bundle's folder is "
            "replaced as a whole; choose another place for the bundle"
        )
    state = readable_state(folder)
    if state is None:
        if folder.exists() or folder.is_symlink():
            raise NotABundle(f"{folder} is not a folder; choose another place for the bundle")
        return
    if not any(state.iterdir()):
        return
    manifest = _old_manifest(state)
    if record is not None and not force and _other_problem(folder, manifest, record):
        raise OtherProblem(
            f"{folder} holds the bundle of another problem ({manifest.problem}); choose another "
            "folder with --out, or replace it with --force"
        )


def _holds_working_folder(folder: Path) -> bool:
    try:
        return Path.cwd().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # gone, a loop of links, no name of a file
        return False


def _other_problem(folder: Path, manifest: Manifest, record: Mapping[str, Any]) -> bool:
    if manifest.statement_sha256 == hashlib.sha256(_encoded(record_to_text(record))).hexdigest():
        return False
    old = standing_bundle(folder)
    # Of a damaged bundle only the hash of its problem is known.
    return old is None or not same_problem(old.problem_record, record)


def standing_bundle(folder: Path) -> Bundle | None:
    """The bundle at `folder` when it is whole: every hash right, verdict and problem readable."""
    try:
        bundle = open_bundle(folder)
        _ = bundle.verdict, bundle.problem_record
    except BundleError:
        return None
    return bundle


def seal_bundle(folder: Path, contents: BundleContents, *, force: bool = False) -> Bundle:
    """Write the bundle at `folder`, replacing the one that is there, and return it.

    A whole bundle of the same problem whose verdict is better stays, and nothing is written: it
    is then `kept` of the bundle returned. One with the same rung and scope is replaced, and so is one that
    is damaged. With `force` whatever bundle is there is replaced.

    Atomic against a kill at any moment. Raises `NotABundle` when something else is there or
    (`OtherProblem`) another problem's bundle, and `BundleError` when the folder cannot be
    written; what was there then still is.
    """
    check_target(folder, contents.problem_record, force=force)
    files = _render(contents)
    manifest = _manifest(contents, files)
    digest = hashlib.sha256(manifest.to_text().encode()).hexdigest()
    return save_bundle(Bundle(folder, manifest, digest, files), folder, force=force)


def save_bundle(bundle: Bundle, folder: Path, *, force: bool = False) -> Bundle:
    """Write `bundle`, whose files are in memory, at `folder` and return the one that lies there.

    Every file is the same to the last byte, so that the digest is too. What lies there already is
    treated as by `seal_bundle`, and the same is raised.
    """
    check_target(folder, bundle.problem_record, force=force)
    bundle = replace(bundle, path=folder, unlisted=(), kept=None)
    better = None if force else _better(folder, bundle.verdict)
    if better is not None:
        return replace(bundle, kept=better)
    text = bundle.manifest.to_text().encode()
    files = bundle.files
    state = readable_state(folder)
    old = _old_manifest(state) if state and any(state.iterdir()) else None
    try:
        replace_folder(
            folder,
            {**files, MANIFEST_NAME: text},
            owned={MANIFEST_NAME, *(old.files if old else ())},
        )
    except FolderError as error:
        raise BundleError(str(error)) from error
    return bundle


def _better(folder: Path, verdict: Verdict) -> Bundle | None:
    """The whole bundle at `folder` if its verdict is strictly better than `verdict`."""
    old = standing_bundle(folder)
    if old is None or strength(old.verdict) >= strength(verdict):
        return None
    return old


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
    return {name: _encoded(text) for name, text in files.items()}


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _manifest(contents: BundleContents, files: Mapping[str, bytes]) -> Manifest:
    attempt = contents.attempt
    certificate = attempt.certificate if attempt else None
    return Manifest(
        problem=contents.problem_id,
        run=contents.run,
        rung=contents.verdict.rung,
        asked_rung=contents.asked_rung,
        scope=contents.verdict.stated_scope,
        asked_scope=contents.asked_scope,
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
        settings=dict(contents.settings),
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
