"""What one budget of a tree allows, has used and has left: looking, spending, waiting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from prover.limits.amounts import LIMITS, SPENDABLE, LimitName, LimitState, amounts_of
from prover.limits.leases import Held
from prover.limits.session_time import SessionTime, Waits


class BudgetExceeded(Exception):
    """A limit was reached. `source` is the very budget of the chain whose limit it was: compare it
    by identity to tell one's own limit from that of somebody above.

    A budget whose time was cut to that of its parent has no limit on time of its own: `source` is
    then the parent (or who cut that one's time), and `allowed` its time without its reserve.
    """

    def __init__(self, limit: LimitName, used: float, allowed: float, source: Meter) -> None:
        self.limit = limit
        self.used = used
        self.allowed = allowed
        self.source = source
        of = f" of {source.name}" if source.name else ""
        super().__init__(f"out of budget{of}: {limit} used {used:g}, allowed {allowed:g}")


class Meter:
    """The meters and limits of one budget. Its use counts in all its ancestors; thread-safe.

    Times are session time, in seconds: it began at `begin` and ends `wall` later, None: never.
    """

    def __init__(
        self,
        *,
        session: SessionTime,
        parent: Meter | None,
        name: str,
        begin: float,
        wall: float | None,
        allowed: Mapping[LimitName, float | None],
        reserve: float,
    ) -> None:
        self.name = name
        self.parent = parent
        self.reserve = reserve
        self._session = session
        self._begin = begin
        self._end = None if wall is None else begin + wall
        self._allowed = allowed
        self._used: dict[LimitName, float] = dict.fromkeys(SPENDABLE, 0.0)
        self._held = Held()
        self._waits = Waits()
        self._ended_by: Meter = self

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

    def leased(self, limit: LimitName) -> float:
        """How much of `limit` is set aside for leases that are out, here and in all children."""
        if limit == "wall":
            return 0.0
        with self._session.lock:
            return self._held.of(limit)

    @property
    def spent(self) -> dict[LimitName, float]:
        """What this budget and its children used of every limit that is spent: what the holder of
        a lease hands to `settle`."""
        with self._session.lock:
            return dict(self._used)

    @property
    def waited(self) -> float:
        """Seconds of wall clock in which somebody under this budget waited; see `waiting`."""
        with self._session.lock:
            return self._waits.seconds(self._session.now())

    def remaining(self, limit: LimitName) -> float | None:
        """How much of `limit` can still be used here and in every ancestor; None: no limit.

        What is leased out cannot.
        """
        left = [
            max(0.0, allowed - budget.used(limit) - budget.leased(limit))
            for budget in self.chain
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
        """The first limit that is used up, here or in an ancestor; None when there is none.

        What is leased out is not used yet: some of it may come back.
        """
        for budget in self.chain:
            for name in LIMITS:
                allowed = budget.allowed(name)
                used = budget.used(name)
                if allowed is not None and used >= allowed:
                    if name == "wall" and budget._ended_by is not budget:
                        source = budget._ended_by
                        used, allowed = source.used("wall"), source._working_seconds()
                        return BudgetExceeded(name, used, allowed, source)
                    return BudgetExceeded(name, used, allowed, budget)
        return None

    def check(self) -> None:
        """Raise `BudgetExceeded` when a limit here or in an ancestor is used up."""
        exceeded = self.exceeded()
        if exceeded is not None:
            raise exceeded

    @property
    def chain(self) -> list[Meter]:
        """This budget, its parent, and so on to the root."""
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
    ) -> None:
        """Count use here and in every ancestor. It never raises for want of budget.

        What was spent is spent, and the result that was paid for must not be lost; `check` stops
        what comes next. Raises `BudgetError` for a negative or infinite amount.
        """
        amounts = amounts_of({"tokens": tokens, "cost": cost, "cpu_seconds": cpu_seconds}, "spend")
        with self._session.lock:
            self._count(amounts)

    def _count(self, amounts: Mapping[LimitName, float]) -> None:
        for budget in self.chain:
            for name, amount in amounts.items():
                budget._used[name] += amount

    # --- waiting ------------------------------------------------------------------------------

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time of a `with` block as waiting: for a retry, or for one's turn.

        Waits that overlap count once: `waited` is the time in which at least one call under the
        budget waited, and never more than its wall clock. It prolongs nothing. For any thread
        and any task; each block may end in another order than it began.
        """
        with self._session.lock:
            now = self._session.now()
            for budget in self.chain:
                budget._waits.begin(now)
        try:
            yield
        finally:
            with self._session.lock:
                now = self._session.now()
                for budget in self.chain:
                    budget._waits.end(now)

    def _work_end(self) -> float | None:
        """Session time at which work under this budget ends and its reserve begins."""
        return None if self._end is None else max(self._begin, self._end - self.reserve)

    def _working_seconds(self) -> float:
        """How long this budget may work before its reserve begins."""
        end = self._work_end()
        return math.inf if end is None else end - self._begin

    def _cutter(self) -> Meter:
        """Whose limit on time it is that ends the children of this budget."""
        return self if self.reserve else self._ended_by
