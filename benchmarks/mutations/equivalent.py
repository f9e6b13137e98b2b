"""Drawn changes that no test can tell from the original, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.mutations.drawn import Site


@dataclass(frozen=True)
class Equivalent:
    """A change by its file, its scope and its line before and after (see `Site`).

    `reason` says why the program does the same for everybody who uses it.
    """

    file: str
    scope: str
    before: str
    after: str
    reason: str


EQUIVALENT: tuple[Equivalent, ...] = ()

_REASONS = {(e.file, e.scope, e.before, e.after): e.reason for e in EQUIVALENT}


def reason_of(site: Site) -> str | None:
    """Why the change changes nothing; None when it should be noticed."""
    return _REASONS.get((site.file, site.scope, site.before, site.after))
