"""Everything that can go wrong with Lean, by name.

A fault of a proof is never an exception of this module: it is a `CheckOutcome` or a
`TacticFailure` value. These are faults of the installation, of a process, or of the caller.
Messages are one line and carry no path or name that the user did not write.
"""

from __future__ import annotations

from lean.sandbox.text import printable


class LeanError(Exception):
    """Base of all errors raised by `lean`. Words of Lean's in the message are fit to be shown."""

    def __init__(self, message: str = "") -> None:
        super().__init__(printable(message))


class ToolchainNotFound(LeanError):
    """No Lean is installed here (or not the one asked for); the message says how to get it."""


class ToolchainBroken(LeanError):
    """A Lean was found but does not run, or its version cannot be used."""


class ProfileUnavailable(LeanError):
    """The library of a profile (our core, or Mathlib) is missing or does not compile."""


class ExtraMissing(LeanError):
    """A package of an extra is not installed; the message has the command that gets it."""


class ExtraBroken(LeanError):
    """A package of an extra is installed and does not work here."""


class StatementError(LeanError):
    """The trusted statement does not compile or declares no theorem. `line` is the user's."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}")
        self.line = line


class AuditFault(LeanError):
    """The audit process itself failed; says nothing about the proof."""


class CheckBusy(LeanError):
    """Too many checks run already, and none ended in time."""


class DriverError(LeanError):
    """Base of the interactive driver's errors."""


class TransportError(DriverError):
    """The connection to a Lean worker carried something that is not the protocol."""


class WorkerDied(DriverError):
    """The Lean worker ended in the middle of a request and did not survive a restart either."""


class WorkerTimeout(DriverError):
    """The Lean worker did not answer within the limit; it was replaced."""


class WorkerOutOfMemory(DriverError):
    """A request drove the Lean worker over its memory limit; it was replaced."""


class WorkerRefused(DriverError):
    """The Lean worker answered a request with an error."""


class StateUnknown(DriverError):
    """A state of another session, or of a session that was closed."""


class PoolClosed(DriverError):
    """The pool was closed while, or before, a worker was asked for."""


class PoolBusy(DriverError):
    """No worker of the pool came free in time."""
