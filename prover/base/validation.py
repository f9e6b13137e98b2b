"""What is wrong with data that was refused, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError


def first_error(fault: ValidationError) -> Mapping[str, Any]:
    """The first of the errors, as pydantic describes it: `loc`, `msg`, `type`, `input`."""
    return dict(fault.errors(include_url=False)[0])


def one_line(fault: ValidationError, *, whole: str = "the file") -> str:
    """`field.of.field: what is wrong` for the first error; `whole` names what has no field, and
    where it is empty only what is wrong is said."""
    first = first_error(fault)
    field = ".".join(str(part) for part in first["loc"]) or whole
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"{field}: {said}" if field else said
