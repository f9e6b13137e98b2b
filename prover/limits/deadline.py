"""Run something under a budget and stop it when the budget ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from prover.limits.budget import Budget

T = TypeVar("T")

POLL_SECONDS = 0.1
"""How often limits other than the wall clock are looked at."""

GRACE_SECONDS = 2.0
"""How long cancelled work may take to put its things in order before it is left behind."""


async def run_within(
    budget: Budget, work: Coroutine[Any, Any, T], *, grace: float = GRACE_SECONDS
) -> T:
    """Await `work`; at the end of `budget` cancel it and kill the process groups it started.

    Work that ends normally while it is being stopped still gives its result. Raises
    `BudgetExceeded` when it was stopped; on cancellation from outside it is stopped the same way.
    """
    task = asyncio.ensure_future(work)
    try:
        while (exceeded := budget.exceeded()) is None:
            left = budget.remaining("wall")
            pause = POLL_SECONDS if left is None else min(POLL_SECONDS, left)
            done, _ = await asyncio.wait({task}, timeout=pause)
            if done:
                return task.result()
    except asyncio.CancelledError:
        await _stop(task, budget, grace)
        raise
    await _stop(task, budget, grace)
    if task.done() and not task.cancelled() and task.exception() is None:
        return task.result()
    raise exceeded


async def _stop(task: asyncio.Future[Any], budget: Budget, grace: float) -> None:
    task.cancel()
    budget.groups.kill_all()
    await asyncio.wait({task}, timeout=grace)
    budget.groups.kill_all()  # what it started while it was being stopped
    if task.done() and not task.cancelled():
        task.exception()  # looked at, so that the loop does not report it as lost
