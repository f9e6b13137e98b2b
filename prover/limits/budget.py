"""Nested budgets: wall clock, tokens, money, CPU seconds.

A budget has limits, each with what is allowed, used and remaining. A child's use counts in all
its ancestors, and a child ends no later than its parent's working time. Wall time counts from a
recorded start, also while no process is alive: a crash buys no time.

The last `reserve` seconds of a budget are for writing up: its children end before them.

Time inside a tree of budgets is *session time*: seconds since the root's start. It never runs
backward, whatever the system's clock does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from prover.limits.amounts import (
    LIMITS,
    SPENDABLE,
    BudgetError,
    LimitName,
    LimitState,
    amounts_of,
    lesser,
    limit_of,
    plus,
    reserve_of,
    spendable,
)
from prover.limits.clock import Clock, SystemClock
from prover.limits.durations import DurationError, format_duration, parse_duration
from prover.limits.leases import Lease, more_than
from prover.limits.meter import BudgetExceeded, Meter
from prover.limits.record import LEASE_FORMAT, RECORD_FORMAT, checked_lease, checked_record
from prover.limits.session_time import SessionTime, Waits

__all__ = [
    "LIMITS",
    "SPENDABLE",
    "Budget",
    "BudgetError",
    "BudgetExceeded",
    "Clock",
    "DurationError",
    "Lease",
    "LimitName",
    "LimitState",
    "SystemClock",
    "format_duration",
    "parse_duration",
]


SAME_TIME = 1e-6
"""Seconds by which two ends may differ and are still one: what adding and taking away loses."""


class Budget(Meter):
    """Limits on wall clock, tokens, cost and CPU seconds; thread-safe.

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
        reserve: float = 0.0,
        name: str = "",
        clock: Clock | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self._setup(
            session=SessionTime(clock, clock.wall(), 0.0),
            parent=None,
            name=name,
            begin=0.0,
            wall=limit_of("wall", wall),
            allowed=spendable(tokens, cost, cpu_seconds),
            reserve=reserve_of(reserve, wall),
        )

    def _setup(
        self,
        *,
        session: SessionTime,
        parent: Budget | None,
        name: str,
        begin: float,
        wall: float | None,
        allowed: dict[LimitName, float | None],
        reserve: float,
    ) -> None:
        super().__init__(
            session=session,
            parent=parent,
            name=name,
            begin=begin,
            wall=wall,
            allowed=allowed,
            reserve=reserve,
        )
        # The leases of the whole tree, by name, each with the budget it was taken from.
        self._taken: dict[str, tuple[Budget, Lease]] = parent._taken if parent else {}
        self._children: dict[str, Budget] = {}
        self._restored: dict[str, Budget] = {}
        self._anew: WeakValueDictionary[str, Budget] = WeakValueDictionary()
        self._names: Counter[str] = Counter()

    # --- children -----------------------------------------------------------------------------

    def child(
        self,
        name: str,
        *,
        wall: float | None = None,
        tokens: float | None = None,
        cost: float | None = None,
        cpu_seconds: float | None = None,
        reserve: float = 0.0,
        anew: bool = False,
    ) -> Budget:
        """A budget inside this one. It ends before this one's reserve, whatever `wall` says.

        The name stands for one child: it is part of the record; when this budget was restored from
        a record that holds a child of that name, that child comes back with its old start, limits
        and use, and the limits given here are not looked at.

        With `anew` it is a part that is given out afresh each time, say an engine's share of what
        is left when its turn comes: it never comes back, so that nobody is handed an end that has
        passed. Where the name was used before it gets a number (`geometry 2`). It is in the record
        only as long as there are leases under it; its use is counted here in any case.

        Raises `BudgetError` when the name is empty, or taken by a child that is not made anew.
        """
        limits = spendable(tokens, cost, cpu_seconds)
        reserve = reserve_of(reserve, wall)
        wall = limit_of("wall", wall)
        if not name:
            raise BudgetError("a child of a budget needs a name; say what it is for")
        with self._session.lock:
            if anew:
                name = self._free_name(name)
            elif name in self._children or name in self._anew:
                raise BudgetError(f"a budget named {name!r} exists already; choose another name")
            child = self._restored.pop(name, None)
            if child is None:
                now = self._session.now()
                ends = [end for end in (self._work_end(), plus(now, wall)) if end is not None]
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
                if ends and (wall is None or now + wall > min(ends) + SAME_TIME):
                    child._ended_by = self._cutter()
            if anew:
                self._anew[name] = child
            else:
                self._children[name] = child
            return child

    def _free_name(self, name: str) -> str:
        while True:
            self._names[name] += 1
            number = self._names[name]
            free = name if number == 1 else f"{name} {number}"
            if not any(free in taken for taken in (self._children, self._restored, self._anew)):
                return free

    # --- leases -------------------------------------------------------------------------------

    def lease(
        self,
        name: str,
        *,
        wall: float | None = None,
        tokens: float | None = None,
        cost: float | None = None,
        cpu_seconds: float | None = None,
        reserve: float = 0.0,
    ) -> dict[str, Any]:
        """Set a part of this budget aside, for a worker in another process to hold: JSON data, of
        which `Budget.from_lease` makes the worker's budget.

        While the lease is out its part is reserved here and in every ancestor, so `remaining` is
        less. Of each limit it gets what was asked for and no more than there is; without an amount,
        all that remains; no limit where there is none. It ends before this budget's reserve.

        Store `to_record()` before the worker gets the lease: then it is known after a crash, too.
        Raises `BudgetError` when the name is empty or was used for a lease anywhere in this tree of
        budgets, also for one that is settled.
        """
        asked = spendable(tokens, cost, cpu_seconds)
        reserve = reserve_of(reserve, wall)
        wall = limit_of("wall", wall)
        if not name:
            raise BudgetError("a lease needs a name; say who holds it")
        with self._session.lock:
            if name in self._taken:
                raise BudgetError(f"a lease named {name!r} exists already; choose another name")
            amounts = {one: lesser(asked[one], self.remaining(one)) for one in SPENDABLE}
            end = self._work_end()
            left = None if end is None else max(0.0, end - self._session.now())
            seconds = lesser(wall, left)
            issued = self._session.clock.wall()
            ends = None if seconds is None else issued + seconds
            self._keep(Lease(name, amounts, ends))
            return {
                "format": LEASE_FORMAT,
                "name": name,
                "issued": issued,
                "ends": ends,
                "reserve": reserve if seconds is None else min(reserve, seconds),
                "allowed": dict(amounts),
            }

    def settle(self, name: str, used: Mapping[LimitName, float]) -> None:
        """Take the lease `name` back: `used` counts where it was taken and above, the rest is free.

        May be called on the budget that gave the lease or on any above it. What was spent is
        spent: more than was leased counts, too. A lease may be settled any number of times, as a
        message that comes twice would: of each limit the largest use that was told counts, once.
        Raises `BudgetError` for a lease that is not known here (count its use with `spend`), and
        for an amount that is negative or of something that is not spent.
        """
        told = amounts_of(used, "settle")
        with self._session.lock:
            owner, lease = self._taken.get(name, (None, None))
            if owner is None or lease is None or self not in owner.chain:
                known = ", ".join(one.name for one in self.leases) or "there are none"
                raise BudgetError(
                    f"no lease named {name!r} was taken from this budget (known: {known})"
                )
            more = more_than(told, lease.used)
            before = lease.used or dict.fromkeys(SPENDABLE, 0.0)
            settled = replace(lease, used={one: before[one] + more[one] for one in SPENDABLE})
            self._taken[name] = (owner, settled)
            for budget in owner.chain:
                budget._held.remove(lease)
            owner._count(more)

    @property
    def leases(self) -> tuple[Lease, ...]:
        """The leases taken from this budget and its children, settled ones included."""
        with self._session.lock:
            taken = self._taken.values()
            return tuple(lease for owner, lease in taken if self in owner.chain)

    def _keep(self, lease: Lease) -> None:
        self._taken[lease.name] = (self, lease)
        for budget in self.chain:
            budget._held.add(lease)

    # --- outliving the process ----------------------------------------------------------------

    def to_record(self) -> dict[str, Any]:
        """This budget, its children and its leases as JSON data; store it with the run.

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
        anew = {name: child for name, child in self._anew.items() if child.leases}
        children = {**self._restored, **self._children, **anew}
        return {
            "name": self.name,
            "begin": self._begin - origin,
            "end": None if self._end is None else self._end - origin,
            "reserve": self.reserve,
            "allowed": dict(self._allowed),
            "used": dict(self._used),
            "waited": self.waited,
            "leases": [one.to_record() for owner, one in self._taken.values() if owner is self],
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
        return cls._restore(record, SessionTime(clock, record["started"], elapsed), None)

    @classmethod
    def from_lease(cls, record: Mapping[str, Any], *, clock: Clock | None = None) -> Budget:
        """The budget that the holder of a lease works under: a root of its own, with the lease's
        limits and the same end, whenever it is opened. Raises `BudgetError` for a broken record.
        """
        record = checked_lease(record)
        clock = clock or SystemClock()
        issued, ends = record["issued"], record["ends"]
        wall = None if ends is None else max(0.0, ends - issued)
        budget = cls.__new__(cls)
        budget._setup(
            session=SessionTime(clock, issued, max(0.0, clock.wall() - issued)),
            parent=None,
            name=record["name"],
            begin=0.0,
            wall=wall,
            allowed=dict(record["allowed"]),
            reserve=record["reserve"],
        )
        return budget

    @classmethod
    def _restore(
        cls, node: Mapping[str, Any], session: SessionTime, parent: Budget | None
    ) -> Budget:
        budget = cls.__new__(cls)
        end = node["end"]
        limit_end = parent._work_end() if parent else None
        cut = limit_end is not None and (end is None or end >= limit_end - SAME_TIME)
        if cut:
            end = limit_end
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
        if parent is not None and cut:
            budget._ended_by = parent._cutter()
        budget._used.update(node["used"])
        budget._waits = Waits(node["waited"])
        for lease in node["leases"]:
            if lease["name"] in budget._taken:
                raise BudgetError(f"a stored budget has two leases named {lease['name']!r}")
            budget._keep(Lease.from_record(lease))
        budget._restored = {
            child["name"]: cls._restore(child, session, budget) for child in node["children"]
        }
        return budget
