"""What the process that works on one request does: the work of its task (`web.runs.tasks`).

A process of its own, so that a fault or a memory-hungry search cannot take the server along, and
so that it goes on when the server is killed. A cancelled run's bundle says interrupted. Where the
task is only to be closed the run is cancelled as soon as it has begun: that gives a cancelled or
broken run its bundle, with what had been found before.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from prover import service
from prover.problems.errors import ProblemError
from prover.run.task_worker import Call
from prover.settings.settings import Settings, SettingsError, current, load_settings, use
from web.runs.request import Outcome, Request, RequestFolder

if TYPE_CHECKING:
    from prover.trace.events import Event

NICENESS = 5
"""The server has to answer also while all processors are busy."""


async def work(call: Call) -> None:
    """Work on the request in the folder that `call` names; what comes of it is on disk."""
    own = RequestFolder(Path(call.arguments["folder"]))
    request = own.request()
    if request is None:
        own.conclude(Outcome(state="failed", message="the request's file is missing or broken"))
        return
    os.nice(NICENESS)
    try:
        use(_settings(request))
        if own.outcome() is not None or _finished(request.run):
            return  # an earlier process came to its end and died before it could say so
        await _prove(own, request, seal=call.closing)
    except (ProblemError, SettingsError) as fault:
        own.conclude(Outcome(state="refused", message=_line(fault)))
    except Exception as fault:
        if current().debug:
            raise
        message = f"the run failed: {type(fault).__name__}: {_line(fault)}"
        own.conclude(Outcome(state="failed", message=message))
        _close_in_store(request.run)
        print(message, file=sys.stderr)


def _settings(request: Request) -> Settings:
    """The settings of this folder, in which what was asked for goes first. Raises
    `SettingsError`."""
    asked = {
        "rung": request.rung,
        "scope": request.scope,
        "budget": f"{request.budget:.3f}s",
        "tokens": request.tokens,
        "cost": request.cost,
    }
    return load_settings(command_line=asked)


async def _prove(own: RequestFolder, request: Request, *, seal: bool) -> None:
    loop = asyncio.get_running_loop()

    def follow(event: Event) -> None:
        # Once: a second cancellation would reach the run while it seals.
        if seal and event.kind == "run_started":
            loop.call_soon_threadsafe(task.cancel)

    asked = service.Asked(
        request.rung,
        request.budget,
        command=request.command,
        tokens=request.tokens,
        cost=request.cost,
        scope=request.scope,
    )
    proving = service.prove_problem(
        request.to_problem(), own.bundle, asked, follow, run=request.run
    )
    task = asyncio.ensure_future(proving)
    with suppress(asyncio.CancelledError):  # the bundle is sealed and says interrupted
        await task


def _finished(run: str) -> bool:
    with service.open_runs() as store:
        known = store.run(run)
        return known is not None and known.finished is not None


def _close_in_store(run: str) -> None:
    with suppress(Exception), service.open_runs() as store:  # the message above is what counts
        known = store.run(run)
        if known is not None and known.finished is None:
            store.finish_run(run, at=datetime.now(UTC), ending="interrupted", rung="unverified")


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())
