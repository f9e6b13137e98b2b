"""Nested budgets: wall clock, tokens, money, CPU and GPU seconds.

A budget has limits, each with what is allowed, used and remaining. A child's use counts in all
its ancestors, and a child ends no later than its parent's working time. Wall time counts from a
recorded start, also while no process is alive: a crash buys no time.

The last `reserve` seconds of a budget are for writing up: its children end before them.

Time inside a tree of budgets is *session time*: seconds since the root's start. It never runs
backward, whatever the system's clock does.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from prover.limits.durations import DurationError, format_duration, parse_duration
from prover.limits.process_groups import ProcessGroups
from prover.limits.record import RECORD_FORMAT, BudgetError, checked_record

__all__ = [
    "LIMITS",
    "SPENDABLE",
    "Budget",
    "BudgetError",
    "BudgetExceeded",
    "Clock",
    "DurationError",
    "LimitName",
    "LimitState",
    "SystemClock",
    "format_duration",
    "parse_duration",
]

LimitName = Literal["wall", "tokens", "cost", "cpu_seconds", "gpu_seconds"]
LIMITS: tuple[LimitName, ...] = get_args(LimitName)
"""Every limit there is; `wall` in seconds, `cost` in US dollars."""

SPENDABLE: tuple[LimitName, ...] = LIMITS[1:]
"""The limits that are spent; the wall clock runs by itself."""


class BudgetExceeded(Exception):
    """A limit was reached. `owner` is the budget (of the chain) whose limit it was."""

    def __init__(self, limit: LimitName, used: float, allowed: float, owner: str = "") -> None:
        self.limit = limit
        self.used = used
        self.allowed = allowed
        self.owner = owner
        of = f" of {owner}" if owner else ""
        super().__init__(f"out of budget{of}: {limit} used {used:g}, allowed {allowed:g}")


class Clock(Protocol):
    """Where a budget reads the time. Injected so that tests own the time."""

    def wall(self) -> float:
        """Seconds since the epoch; may jump when somebody sets the clock."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backward while the process lives."""
        ...


class SystemClock:
    """The machine's clocks. The monotonic one goes on while a laptop sleeps, where it can."""

    def wall(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        boottime = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; Python's monotonic() sleeps too
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)


@dataclass(frozen=True)
class LimitState:
    """A limit as one budget sees it. `allowed` and `remaining` are None where there is no limit.

    `remaining` also respects the ancestors, so it can be less than `allowed - used`.
    """

    name: LimitName
    allowed: float | None
    used: float
    remaining: float | None


class _Session:
    """The time and the lock that all budgets of one tree share."""

    def __init__(self, clock: Clock, started: float, elapsed: float) -> None:
        self.clock = clock
        self.started = started
        self.lock = threading.RLock()
        self._anchor = clock.monotonic()
        self._elapsed_at_anchor = elapsed
        self._latest = elapsed

    def now(self) -> float:
        """Session time: seconds since the start, never less than at an earlier call."""
        with self.lock:
            reading = self._elapsed_at_anchor + (self.clock.monotonic() - self._anchor)
            self._latest = max(self._latest, reading)
            return self._latest


class Budget:
    """Limits on wall clock, tokens, cost, CPU and GPU seconds; thread-safe.

    `None` means no limit. `wall` and `reserve` are in seconds; `reserve`, the slice for writing
    up, is at most `wall`. Raises `BudgetError` for a limit that is negative or not a number.
    """

    def __init__(
        self,
        *,
        wall: float | None = None,
        tokens: float | None = None,
        cost: float | None = None,
        cpu_seconds: float | None = None,
        gpu_seconds: float | None = None,
        reserve: float = 0.0,
        name: str = "",
        clock: Clock | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self._setup(
            session=_Session(clock, clock.wall(), 0.0),
            parent=None,
            name=name,
            begin=0.0,
            wall=_limit("wall", wall),
            allowed=_spendable(tokens, cost, cpu_seconds, gpu_seconds),
            reserve=_reserve(reserve, wall),
        )

    def _setup(
        self,
        *,
        session: _Session,
        parent: Budget | None,
        name: str,
        begin: float,
        wall: float | None,
        allowed: dict[LimitName, float | None],
        reserve: float,
    ) -> None:
        self.name = name
        self.parent = parent
        self.reserve = reserve
        self.groups: ProcessGroups = ProcessGroups(parent.groups if parent else None)
        self._session = session
        self._begin = begin
        self._end = None if wall is None else begin + wall
        self._allowed = allowed
        self._used: dict[LimitName, float] = dict.fromkeys(SPENDABLE, 0.0)
        self._children: dict[str, Budget] = {}
        self._restored: dict[str, Budget] = {}

    # --- children -----------------------------------------------------------------------------

    def child(
        self,
        *,
        wall: float | None = None,
        tokens: float | None = None,
        cost: float | None = None,
        cpu_seconds: float | None = None,
        gpu_seconds: float | None = None,
        reserve: float = 0.0,
        name: str = "",
    ) -> Budget:
        """A budget inside this one. It ends before this one's reserve, whatever `wall` says.

        A named child is part of the record; when this budget was restored from a record that
        holds a child of that name, that child comes back with its old start, limits and use,
        and the limits given here are not looked at. Raises `BudgetError` when the name is taken.
        """
        _reserve(reserve, wall)
        limits = _spendable(tokens, cost, cpu_seconds, gpu_seconds)
        with self._session.lock:
            if name and name in self._children:
                raise BudgetError(f"a budget named {name!r} exists already; choose another name")
            child = self._restored.pop(name, None) if name else None
            if child is None:
                now = self._session.now()
                ends = [
                    end
                    for end in (self._work_end(), _add(now, _limit("wall", wall)))
                    if end is not None
                ]
                child = Budget.__new__(Budget)
                child._setup(
                    session=self._session,
                    parent=self,
                    name=name,
                    begin=now,
                    wall=max(0.0, min(ends) - now) if ends else None,
                    allowed=limits,
                    reserve=reserve,
                )
            if name:
                self._children[name] = child
            return child

    def _work_end(self) -> float | None:
        """Session time at which work under this budget ends and its reserve begins."""
        return None if self._end is None else max(self._begin, self._end - self.reserve)

    # --- looking ------------------------------------------------------------------------------

    @property
    def started(self) -> float:
        """When this budget began, in seconds since the epoch."""
        return self._session.started + self._begin

    @property
    def deadline(self) -> float | None:
        """When this budget ends, in seconds since the epoch as the clock stood at the start."""
        return None if self._end is None else self._session.started + self._end

    def used(self, limit: LimitName) -> float:
        """How much of `limit` this budget and its children used."""
        if limit == "wall":
            return max(0.0, self._session.now() - self._begin)
        with self._session.lock:
            return self._used[limit]

    def allowed(self, limit: LimitName) -> float | None:
        """What this budget itself allows of `limit`; None: no limit of its own."""
        if limit == "wall":
            return None if self._end is None else self._end - self._begin
        return self._allowed[limit]

    def remaining(self, limit: LimitName) -> float | None:
        """How much of `limit` can still be used here and in every ancestor; None: no limit."""
        left = [
            max(0.0, allowed - budget.used(limit))
            for budget in self._chain()
            if (allowed := budget.allowed(limit)) is not None
        ]
        return min(left) if left else None

    def limit(self, limit: LimitName) -> LimitState:
        """Allowed, used and remaining of one limit."""
        return LimitState(limit, self.allowed(limit), self.used(limit), self.remaining(limit))

    def limits(self) -> tuple[LimitState, ...]:
        """The state of every limit, in the order of `LIMITS`."""
        return tuple(self.limit(name) for name in LIMITS)

    def exceeded(self) -> BudgetExceeded | None:
        """The first limit that is used up, here or in an ancestor; None when there is none."""
        for budget in self._chain():
            for name in LIMITS:
                allowed = budget.allowed(name)
                used = budget.used(name)
                if allowed is not None and used >= allowed:
                    return BudgetExceeded(name, used, allowed, budget.name)
        return None

    def check(self) -> None:
        """Raise `BudgetExceeded` when a limit here or in an ancestor is used up."""
        exceeded = self.exceeded()
        if exceeded is not None:
            raise exceeded

    def _chain(self) -> list[Budget]:
        chain = [self]
        while (parent := chain[-1].parent) is not None:
            chain.append(parent)
        return chain

    # --- spending -----------------------------------------------------------------------------

    def spend(
        self,
        *,
        tokens: float = 0,
        cost: float = 0,
        cpu_seconds: float = 0,
        gpu_seconds: float = 0,
    ) -> None:
        """Count use here and in every ancestor. It never raises for want of budget.

        What was spent is spent, and the result that was paid for must not be lost; `check` stops
        what comes next. Raises `BudgetError` for a negative or infinite amount.
        """
        amounts: dict[LimitName, float] = {
            "tokens": tokens,
            "cost": cost,
            "cpu_seconds": cpu_seconds,
            "gpu_seconds": gpu_seconds,
        }
        for name, amount in amounts.items():
            if not (amount >= 0 and math.isfinite(amount)):
                raise BudgetError(f"cannot spend {amount!r} {name}; spend an amount of 0 or more")
        with self._session.lock:
            for budget in self._chain():
                for name, amount in amounts.items():
                    budget._used[name] += amount

    # --- outliving the process ----------------------------------------------------------------

    def to_record(self) -> dict[str, Any]:
        """This budget and its named children as JSON data; store it with the run.

        The start is in it as seconds since the epoch, so time goes on while it is stored.
        """
        with self._session.lock:
            return {
                "format": RECORD_FORMAT,
                "started": self.started,
                "elapsed": self.used("wall"),
                **self._node_record(self._begin),
            }

    def _node_record(self, origin: float) -> dict[str, Any]:
        children = {**self._restored, **self._children}
        return {
            "name": self.name,
            "begin": self._begin - origin,
            "end": None if self._end is None else self._end - origin,
            "reserve": self.reserve,
            "allowed": dict(self._allowed),
            "used": dict(self._used),
            "children": [child._node_record(origin) for child in children.values()],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], *, clock: Clock | None = None) -> Budget:
        """The budget of a record, as a root, with the time that passed since its start gone.

        The time gone is what the clock says, and at least what the record had counted: a clock
        that was set back gives nothing. Raises `BudgetError` for a broken record.
        """
        record = checked_record(record)
        clock = clock or SystemClock()
        elapsed = max(record["elapsed"], clock.wall() - record["started"])
        return cls._restore(record, _Session(clock, record["started"], elapsed), None)

    @classmethod
    def _restore(cls, node: Mapping[str, Any], session: _Session, parent: Budget | None) -> Budget:
        budget = cls.__new__(cls)
        end = node["end"]
        limit_end = parent._work_end() if parent else None
        if limit_end is not None:
            end = limit_end if end is None else min(end, limit_end)
        begin = node["begin"]
        budget._setup(
            session=session,
            parent=parent,
            name=node["name"],
            begin=begin,
            wall=None if end is None else max(0.0, end - begin),
            allowed=dict(node["allowed"]),
            reserve=node["reserve"],
        )
        budget._used.update(node["used"])
        budget._restored = {
            child["name"]: cls._restore(child, session, budget) for child in node["children"]
        }
        return budget


def _add(left: float, right: float | None) -> float | None:
    return None if right is None else left + right


def _limit(name: str, value: float | None) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BudgetError(f"the limit {name} is {value!r}; give a number of 0 or more, or none")
    if not (value >= 0 and math.isfinite(value)):
        raise BudgetError(f"the limit {name} is {value!r}; give a number of 0 or more, or none")
    return float(value)


def _spendable(
    tokens: float | None,
    cost: float | None,
    cpu_seconds: float | None,
    gpu_seconds: float | None,
) -> dict[LimitName, float | None]:
    return {
        "tokens": _limit("tokens", tokens),
        "cost": _limit("cost", cost),
        "cpu_seconds": _limit("cpu_seconds", cpu_seconds),
        "gpu_seconds": _limit("gpu_seconds", gpu_seconds),
    }


def _reserve(reserve: float, wall: float | None) -> float:
    value = _limit("reserve", reserve) or 0.0
    if wall is not None and value > wall:
        raise BudgetError(f"the reserve of {value:g} s is longer than the budget of {wall:g} s")
    return value
