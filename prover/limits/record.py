"""The stored forms of a budget and of a lease, validated before anything is computed with them.

A budget is stored as `olympiad-budget/2`. Records of `olympiad-budget/1`, which had a limit on GPU
seconds and neither leases nor waiting, still open; that limit, which nothing ever spent, is ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prover.base.validation import one_line
from prover.limits.amounts import BudgetError

RECORD_FORMAT = "olympiad-budget/2"
FIRST_FORMAT = "olympiad-budget/1"
LEASE_FORMAT = "olympiad-budget-lease/1"

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Moment = Annotated[float, Field(allow_inf_nan=False)]


class _Model(BaseModel):
    # Records are read by what is taken up again alone: no run shall pay for that at its start.
    model_config = ConfigDict(extra="forbid", defer_build=True)


class _Amounts(_Model):
    tokens: Amount
    cost: Amount
    cpu_seconds: Amount


class _Allowed(_Model):
    tokens: Amount | None
    cost: Amount | None
    cpu_seconds: Amount | None


class _Lease(_Model):
    name: str
    amounts: _Allowed
    ends: Moment | None
    used: _Amounts | None


class _Node(_Model):
    name: str
    begin: Amount
    end: Amount | None
    reserve: Amount
    allowed: _Allowed
    used: _Amounts
    waited: Amount
    leases: list[_Lease]
    children: list[_Node]


class _Record(_Node):
    format: Literal["olympiad-budget/2"]
    started: Moment
    elapsed: Amount


class _FirstAmounts(_Amounts):
    gpu_seconds: Amount


class _FirstAllowed(_Allowed):
    gpu_seconds: Amount | None


class _FirstNode(_Model):
    name: str
    begin: Amount
    end: Amount | None
    reserve: Amount
    allowed: _FirstAllowed
    used: _FirstAmounts
    children: list[_FirstNode]


class _FirstRecord(_FirstNode):
    format: Literal["olympiad-budget/1"]
    started: Moment
    elapsed: Amount


class _LeaseRecord(_Model):
    format: Literal["olympiad-budget-lease/1"]
    name: Annotated[str, Field(min_length=1)]
    issued: Moment
    ends: Moment | None
    reserve: Amount
    allowed: _Allowed


def checked_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a budget, in the form of today, with every number validated.

    Raises `BudgetError` naming the field.
    """
    if isinstance(record, Mapping) and record.get("format") == FIRST_FORMAT:
        return {**_of_first(_validated(_FirstRecord, record)), "format": RECORD_FORMAT}
    return _validated(_Record, record)


def checked_lease(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a lease with every number validated. Raises `BudgetError` naming the field."""
    return _validated(_LeaseRecord, record)


def _of_first(node: dict[str, Any]) -> dict[str, Any]:
    for amounts in (node["allowed"], node["used"]):
        del amounts["gpu_seconds"]
    children = [_of_first(child) for child in node["children"]]
    return {**node, "waited": 0.0, "leases": [], "children": children}


def _validated(model: type[BaseModel], record: Mapping[str, Any]) -> dict[str, Any]:
    what = "lease" if model is _LeaseRecord else "budget"
    try:
        return model.model_validate(dict(record)).model_dump()
    except (ValidationError, TypeError, ValueError) as error:
        detail = "not a JSON object"
        if isinstance(error, ValidationError):
            detail = one_line(error, whole="")
        form = LEASE_FORMAT if what == "lease" else RECORD_FORMAT
        raise BudgetError(f"a stored {what} ({form}) is broken: {detail}") from None
