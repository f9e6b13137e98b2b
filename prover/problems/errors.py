"""What is wrong with a problem or a contest: raised while loading it, or by an engine that looked."""

from __future__ import annotations

from pathlib import Path

from prover.problems.streams import STANDARD_INPUT


class ProblemError(Exception):
    """What is wrong with a problem or contest: file, line, field, and the fix. The one error of bad
    input: those below are kinds of it.

    `str()` is a single line `FILE:LINE: field 'NAME': what is wrong; the fix`, without the
    parts that do not apply. `line` counts from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        self.message = " ".join(message.split())
        self.path = path
        self.line = line
        self.field = field
        super().__init__(self.message)

    def __str__(self) -> str:
        where = "" if self.path is None else show_path(self.path)
        if self.line is not None:
            where += f":{self.line}" if where else f"line {self.line}"
        prefix = f"{where}: " if where else ""
        field = f"field '{self.field}': " if self.field else ""
        return f"{prefix}{field}{self.message}"


class ProblemFieldError(ProblemError):
    """A value that a problem cannot have; `field` names it. Whoever knows the file places it."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message, field=field_name)


class ProblemRecordError(ProblemError):
    """A stored problem that is broken; one line that names the field."""


class InvalidProblem(ProblemError):
    """The problem's formal statement is wrong: unknown point, goal not seen to hold, ...

    The text is one line that names the place and the fix. An engine raises it from `accepts` or
    `run`; the runner then writes no bundle, because the user has to mend the problem first.
    """


def show_path(path: Path) -> str:
    """The path on one line: unprintable characters escaped, nothing else changed; `-` in words."""
    if path == STANDARD_INPUT:
        return "standard input"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))
