"""What an error becomes on the command line: one line and an exit code."""

from __future__ import annotations

from prover.cli import exits


def describe(fault: Exception) -> tuple[str, int]:
    """The line to print for `fault` and the exit code.

    Errors of ours that a user can cause are bad input and print themselves. Anything else is a
    fault of this program; the line says how to see where.
    """
    from prover.loading.errors import ProblemError

    if isinstance(fault, ProblemError):
        return str(fault), exits.BAD_INPUT
    if isinstance(fault, OSError) and fault.strerror:
        where = f"{fault.filename}: " if fault.filename else ""
        return f"{where}{fault.strerror}; check the path and its permissions", exits.BAD_INPUT
    text = " ".join(str(fault).split())
    return (
        f"internal fault: {type(fault).__name__}: {text}; set OLYMPIAD_DEBUG=1 to see where",
        exits.INTERNAL_FAULT,
    )
