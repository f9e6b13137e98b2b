"""Tactic data out of a traced project: each step of each proof, with the goals around it.

The goals have the form of `lean.driver.goals`, so that what learns from them sees what the
driver shows. Files are read one at a time: a traced Mathlib does not fit into memory.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lean.checker.outcome import Position
from lean.dojo import package
from lean.dojo.goals import goals_from_text
from lean.dojo.project import is_traced, may_be_traced, named, open_repository
from lean.driver.goals import Goal
from lean.errors import ProfileUnavailable, TransportError

_TRACES = Path(".lake", "build", "ir")


@dataclass(frozen=True)
class TracedStep:
    """One tactic of a proof that people wrote: the goals before and after, what it names.

    `premises` are the full names of the constants in the tactic's text, in its order.
    """

    tactic: str
    before: tuple[Goal, ...]
    after: tuple[Goal, ...]
    position: Position
    premises: tuple[str, ...]


@dataclass(frozen=True)
class TracedProof:
    """One theorem of a project. `statement` is its text up to the proof.

    `steps` is empty where the proof is a term. `unreadable` counts steps left out because a
    goal of theirs could not be read.
    """

    name: str
    file: str
    commit: str
    statement: str
    position: Position
    steps: tuple[TracedStep, ...]
    unreadable: int = 0


@dataclass(frozen=True)
class TracedModule:
    """The theorems of one file of a project, in the file's order.

    `fault` says why LeanDojo could not read the file's trace; `proofs` is then empty.
    `number` counts from 1 to `of`.
    """

    file: str
    number: int
    of: int
    proofs: tuple[TracedProof, ...]
    fault: str = ""


class TracedProject:
    """A project that LeanDojo has traced. Make one with `open_project`."""

    def __init__(self, repository: Any, folder: Path) -> None:
        self._dojo = package.load()
        self._repository = repository
        self._folder = folder
        self.commit = str(repository.commit)
        # The names of dependencies are needed for files of theirs only, which are not read here;
        # finding them out would take the network.
        self._project = self._dojo.TracedRepo(repository, {}, folder, [], None)
        traces = sorted((folder / _TRACES).rglob("*.ast.json"))
        suffix = len(".ast.json")
        self._traces = {
            str(trace.relative_to(folder / _TRACES))[:-suffix] + ".lean": trace for trace in traces
        }

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of the project's own traced files, in the order in which they are read."""
        return tuple(self._traces)

    def modules(self, skip: Collection[str] = ()) -> Iterator[TracedModule]:
        """Yield the project's own files, but those in `skip`."""
        total = len(self._traces)
        for number, (file, trace) in enumerate(self._traces.items(), 1):
            if file in skip:
                continue
            try:
                proofs = tuple(self._proofs(trace))
            except Exception as error:  # whatever LeanDojo trips over, in this file alone
                yield TracedModule(file, number, total, (), type(error).__name__)
            else:
                yield TracedModule(file, number, total, proofs)

    def _proofs(self, trace: Path) -> Iterator[TracedProof]:
        file = self._dojo.TracedFile.from_traced_file(self._folder, trace, self._repository)
        file.traced_repo = self._project
        for theorem in file.get_traced_theorems():
            yield _proof(theorem, self.commit)


def _proof(theorem: Any, commit: str) -> TracedProof:
    """Convert a `lean_dojo.TracedTheorem`."""
    steps: list[TracedStep] = []
    unreadable = 0
    for traced in theorem.get_traced_tactics():
        try:
            steps.append(_step(traced))
        except TransportError:
            unreadable += 1
    return TracedProof(
        name=str(theorem.theorem.full_name),
        file=str(theorem.file_path),
        commit=commit,
        statement=str(theorem.get_theorem_statement()).removesuffix(":=").rstrip(),
        position=_position(theorem.start),
        steps=tuple(steps),
        unreadable=unreadable,
    )


def _step(traced: Any) -> TracedStep:
    _, provenances = traced.get_annotated_tactic()
    return TracedStep(
        tactic=traced.tactic,
        before=goals_from_text(traced.state_before),
        after=goals_from_text(traced.state_after),
        position=_position(traced.start),
        premises=tuple(str(provenance["full_name"]) for provenance in provenances),
    )


def _position(place: Any) -> Position:
    return Position(place.line_nb, place.column_nb)


def open_project(location: str, commit: str | None = None) -> TracedProject:
    """Open a folder or URL, tracing it first if that was not done yet (hours for Mathlib).

    Raises `ExtraMissing`, `ToolchainNotFound` where tracing needs an elan that is not there,
    and `ProfileUnavailable` where LeanDojo cannot use or trace the project.
    """
    dojo = package.load()
    if not may_be_traced(location):
        package.require_lake()
    repository = open_repository(location, commit)
    if not is_traced(repository):
        package.require_lake()
    try:
        with _stdout_for_results():
            folder = dojo.get_traced_repo_path(repository, build_deps=False)
    except Exception as error:
        raise named(error) from error
    project = TracedProject(repository, Path(folder))
    if not project.files:
        raise ProfileUnavailable("LeanDojo's trace of the project has no file: is it a library?")
    return project


@contextlib.contextmanager
def _stdout_for_results() -> Iterator[None]:
    """Send what LeanDojo's commands print to stderr: stdout may be someone's JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
