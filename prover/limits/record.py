"""The stored form of a budget, validated before anything is computed with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prover.base.validation import one_line

RECORD_FORMAT = "olympiad-budget/1"

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class BudgetError(ValueError):
    """A budget that cannot be: a negative limit, a broken record, a name used twice."""


class _Amounts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tokens: Amount
    cost: Amount
    cpu_seconds: Amount
    gpu_seconds: Amount


class _Allowed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tokens: Amount | None
    cost: Amount | None
    cpu_seconds: Amount | None
    gpu_seconds: Amount | None


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    begin: Amount
    end: Amount | None
    reserve: Amount
    allowed: _Allowed
    used: _Amounts
    children: list[_Node]


class _Record(_Node):
    format: Literal["olympiad-budget/1"]
    started: Annotated[float, Field(allow_inf_nan=False)]
    elapsed: Amount


def checked_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with every number validated. Raises `BudgetError` naming the field."""
    try:
        return _Record.model_validate(dict(record)).model_dump()
    except (ValidationError, TypeError, ValueError) as error:
        detail = "not a JSON object"
        if isinstance(error, ValidationError):
            detail = one_line(error, whole="")
        raise BudgetError(f"a stored budget ({RECORD_FORMAT}) is broken: {detail}") from None
