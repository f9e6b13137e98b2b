"""What a budget limits, and amounts of it: validated before anything is computed with them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

LimitName = Literal["wall", "tokens", "cost", "cpu_seconds"]
LIMITS: tuple[LimitName, ...] = get_args(LimitName)
"""Every limit there is; `wall` in seconds, `cost` in US dollars."""

SPENDABLE: tuple[LimitName, ...] = LIMITS[1:]
"""The limits that are spent; the wall clock runs by itself."""

WAITING = "waiting"
"""The name under which waiting is told among the limits, though it is none."""


class BudgetError(ValueError):
    """A budget that cannot be: a negative limit, a broken record, a name used twice."""


@dataclass(frozen=True)
class LimitState:
    """A limit as one budget sees it. `allowed` and `remaining` are None where there is no limit.

    `remaining` also respects the ancestors, so it can be less than `allowed - used`.
    """

    name: LimitName
    allowed: float | None
    used: float
    remaining: float | None


def plus(left: float, right: float | None) -> float | None:
    """The sum; None where there is no right side."""
    return None if right is None else left + right


def lesser(left: float | None, right: float | None) -> float | None:
    """The lesser of two bounds, each None where there is none."""
    return right if left is None else left if right is None else min(left, right)


def amounts_of(given: Mapping[LimitName, float], what: str) -> dict[LimitName, float]:
    """Every spendable amount, nothing where none is given. Raises `BudgetError`."""
    if strange := sorted(set(given) - set(SPENDABLE)):
        raise BudgetError(f"cannot {what} {strange[0]!r}; there are {', '.join(SPENDABLE)}")
    for name, amount in given.items():
        number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not (number and amount >= 0 and math.isfinite(amount)):
            raise BudgetError(f"cannot {what} {amount!r} {name}; give an amount of 0 or more")
    return {name: float(given.get(name, 0.0)) for name in SPENDABLE}


def limit_of(name: str, value: float | None) -> float | None:
    """The limit as a float, None where there is none. Raises `BudgetError` for what cannot be."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BudgetError(f"the limit {name} is {value!r}; give a number of 0 or more, or none")
    if not (value >= 0 and math.isfinite(value)):
        raise BudgetError(f"the limit {name} is {value!r}; give a number of 0 or more, or none")
    return float(value)


def spendable(
    tokens: float | None,
    cost: float | None,
    cpu_seconds: float | None,
) -> dict[LimitName, float | None]:
    """The limits of what is spent. Raises `BudgetError` for one that cannot be."""
    return {
        "tokens": limit_of("tokens", tokens),
        "cost": limit_of("cost", cost),
        "cpu_seconds": limit_of("cpu_seconds", cpu_seconds),
    }


def reserve_of(reserve: float, wall: float | None) -> float:
    """The reserve in seconds, at most `wall`. Raises `BudgetError`."""
    value = limit_of("reserve", reserve) or 0.0
    if wall is not None and value > wall:
        raise BudgetError(f"the reserve of {value:g} s is longer than the budget of {wall:g} s")
    return value
