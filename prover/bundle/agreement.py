"""Whether the parts of a bundle agree: the manifest with the verdict, the problem and the trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prover.bundle.bundle import EVENTS, PROBLEM, PROOF, VERDICT, Bundle
from prover.bundle.proof_text import FIGURE_NAME
from prover.trace.events import RunFinished, RunStarted

if TYPE_CHECKING:
    from prover.problems.problem import Problem


def inner_mismatches(bundle: Bundle, problem: Problem) -> list[str]:
    """What in `bundle`, whose `problem.json` is `problem`, does not agree; a sentence each.

    Raises `BundleDamaged` where a part is missing or cannot be read.
    """
    return [*_of_manifest(bundle, problem), *_of_trace(bundle, problem)]


def _of_manifest(bundle: Bundle, problem: Problem) -> Iterator[str]:
    manifest = bundle.manifest
    if manifest.rung != bundle.verdict.rung:
        yield f"the manifest says {manifest.rung}, the verdict {bundle.verdict.rung}"
    if manifest.scope is not None and manifest.scope != bundle.verdict.stated_scope:
        yield "the manifest states another scope than the verdict"
    if manifest.statement_sha256 != manifest.files[PROBLEM].sha256:
        yield "the manifest's statement hash is not that of problem.json"
    if manifest.problem != problem.id:
        yield f"the manifest is about {manifest.problem}, problem.json {problem.id}"
    if manifest.rules is not None and manifest.engine is not None:
        forbidden = manifest.rules.profile.forbids(manifest.engine)
        if forbidden is not None:
            yield forbidden
    certificate = bundle.certificate
    known = {PROOF, VERDICT, EVENTS, PROBLEM, FIGURE_NAME}
    if certificate is not None:
        known.add(certificate.file_name)
    for name in sorted(set(bundle.files) - known):
        yield f"the manifest lists {name}, which is no part of such a bundle and was not checked"


def _of_trace(bundle: Bundle, problem: Problem) -> Iterator[str]:
    manifest, events = bundle.manifest, bundle.events
    if any(event.run != manifest.run for event in events):
        yield "the trace holds events of another run"
    if [event.seq for event in events] != list(range(len(events))):
        yield "the trace has gaps"
    started = [event.body for event in events if isinstance(event.body, RunStarted)]
    if any(
        (one.problem, one.statement_sha256) != (problem.id, manifest.statement_sha256)
        for one in started
    ):
        yield "the trace is about another problem than problem.json"
    # A run that was taken up again begins once more, and the manifest is that of the last time.
    if started and started[-1].asked_rung != manifest.asked_rung:
        yield (
            f"the manifest says that {manifest.asked_rung} was asked for, the trace "
            f"{started[-1].asked_rung}"
        )
    if started and started[-1].asked_scope != manifest.asked_scope:
        yield (
            f"the manifest says that the scope {manifest.asked_scope} was asked for, the trace "
            f"{started[-1].asked_scope}"
        )
    if started and started[-1].command != manifest.command:
        yield "the manifest's command is not that of the trace"
    end = events[-1].body if events else None
    if isinstance(end, RunFinished):
        if end.ending != manifest.ending:
            yield f"the manifest says that the run is {manifest.ending}, the trace {end.ending}"
        if end.rung != manifest.rung:
            yield f"the trace ends with {end.rung}, the manifest says {manifest.rung}"
        if end.scope != manifest.scope:
            yield "the trace ends with another scope than the manifest states"
    elif manifest.ending != "running":
        yield f"the trace has no end, and the manifest says that the run is {manifest.ending}"
