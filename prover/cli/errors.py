"""What an error becomes on the command line: one line and an exit code."""

from __future__ import annotations

import sys

from prover.cli import exits

INPUT_ERRORS = (
    ("prover.problems.errors", "ProblemError"),
    ("prover.engines", "UnknownEngine"),
    ("prover.run.resources", "RayNotInstalled"),
    ("prover.bundle.manifest", "BundleError"),
    ("prover.bundle.exports", "ExportError"),
    ("prover.store.connect", "StoreError"),
    ("prover.trace.event_log", "EventLogError"),
    ("lean.errors", "LeanError"),
    ("lean.sandbox.errors", "SandboxFault"),
    ("prover.settings.layers", "SettingsError"),
    ("prover.llm.errors", "ConfigError"),
    ("prover.llm.serving.process", "ServingError"),
    ("prover.llm.embedded.weights", "EmbeddedModelError"),
    ("prover.deepthink.calibration.bench", "BenchError"),
)
"""Errors of ours that a user can cause; their text is one line with the fix. By name, so that an
error does not import what was not needed until it happened."""


def describe(fault: Exception) -> tuple[str, int]:
    """The line to print for `fault` and the exit code.

    Anything that is neither an error of ours nor the system's word about a file is a fault of
    this program; the line says how to see where.
    """
    text = " ".join(str(fault).split())
    for module, name in INPUT_ERRORS:
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None and isinstance(fault, kind):
            return text, exits.BAD_INPUT
    if isinstance(fault, OSError) and fault.strerror:
        where = f"{fault.filename}: " if fault.filename else ""
        return f"{where}{fault.strerror}; check the path and its permissions", exits.BAD_INPUT
    return (
        f"internal fault: {type(fault).__name__}: {text}; set OLYMPIAD_DEBUG=1 to see where",
        exits.INTERNAL_FAULT,
    )
