"""Typed access to the fields of a YAML or JSON mapping, with errors that name line and field."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prover.problems.errors import ProblemError
from prover.problems.strict_yaml import Mapping, Scalar, Sequence


@dataclass(frozen=True)
class Fields:
    """The fields of one mapping. `prefix` is put before a field's name in errors."""

    mapping: Mapping
    path: Path | None
    prefix: str = ""

    def error(self, name: str | None, message: str, line: int | None = None) -> ProblemError:
        """The error about field `name`, at its own line where it has one."""
        if line is None:
            value = self.mapping.items.get(name) if name else None
            line = value.line if value else self.mapping.line
        return ProblemError(
            message,
            path=self.path,
            line=line or None,
            field=f"{self.prefix}{name}" if name else None,
        )

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise `ProblemError` for a field not in `known`; names beginning with `x-` are free."""
        known = list(known)
        for name in self.mapping.items:
            if name in known or name.startswith("x-"):
                continue
            close = difflib.get_close_matches(name, known, n=1)
            fix = f"did you mean '{close[0]}'?" if close else f"known fields: {', '.join(known)}"
            raise self.error(name, f"is not a field here; {fix}")

    def text(self, name: str, *, fix: str) -> str:
        """The required text field `name`; `fix` completes the sentence `is missing; …`."""
        value = self.optional_text(name)
        if not value:
            what = "is empty" if name in self.mapping.items else "is missing"
            raise self.error(name, f"{what}; {fix}")
        return value

    def given_text(self, name: str) -> str | None:
        """The text field `name`, None when absent, null or blank."""
        return (self.optional_text(name) or "").strip() or None

    def optional_text(self, name: str) -> str | None:
        """The text field `name`, None when absent or null."""
        value = self.mapping.items.get(name)
        if value is None:
            return None
        if not isinstance(value, Scalar):
            kind = "a list" if isinstance(value, Sequence) else "a group of fields"
            raise self.error(name, f"is {kind}; it must be text")
        return value.text

    def sequence(self, name: str, *, fix: str) -> Sequence:
        """The required, non-empty list `name`."""
        value = self.mapping.items.get(name)
        if value is None:
            raise self.error(name, f"is missing; {fix}")
        if not isinstance(value, Sequence):
            raise self.error(name, f"must be a list; {fix}")
        if not value.items:
            raise self.error(name, f"is an empty list; {fix}")
        return value
