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
    """Await `work`; at the end of `budget` cancel it.

    What it started in processes of its own it has to end itself when it is cancelled, within
    `grace` seconds; see `docs/budget.md` for what ends them when this process is killed. Work that ends normally while it is being stopped still gives its result. Raises
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
        await _stop(task, grace)
        raise
    await _stop(task, grace)
    if task.done() and not task.cancelled() and task.exception() is None:
        return task.result()
    raise exceeded


async def _stop(task: asyncio.Future[Any], grace: float) -> None:
    task.cancel()
    await asyncio.wait({task}, timeout=grace)
    if task.done() and not task.cancelled():
        task.exception()  # looked at, so that the loop does not report it as lost
