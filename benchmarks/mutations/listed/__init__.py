"""The deliberate changes, room by room."""

from __future__ import annotations

from benchmarks.mutations.listed.deepthink import DEEPTHINK
from benchmarks.mutations.listed.geometry import GEOMETRY
from benchmarks.mutations.listed.lean import LEAN
from benchmarks.mutations.listed.prover import PROVER
from benchmarks.mutations.listed.runs import RUNS
from benchmarks.mutations.listed.web import WEB
from benchmarks.mutations.mutant import Mutation

LISTED: tuple[Mutation, ...] = (*GEOMETRY, *LEAN, *PROVER, *RUNS, *DEEPTHINK, *WEB)

__all__ = ["LISTED"]
