"""What the tasks of the tests do. They run in processes of their own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from prover.limits.budget import Budget
from prover.run.task_worker import Call


def add(call: Call) -> Any:
    call.tell({"adding": call.arguments["numbers"]})
    return {"sum": sum(call.arguments["numbers"]), "try": call.tried}


def fail(call: Call) -> None:
    raise ValueError("two\nlines")


def unlike_json(call: Call) -> Any:
    return {1, 2}


def wait(call: Call) -> None:
    call.tell({"pid": os.getpid()})
    time.sleep(600)


async def wait_politely(call: Call) -> None:
    call.tell({"pid": os.getpid()})
    await asyncio.sleep(600)


def ignore_signals(call: Call) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    call.tell({"pid": os.getpid()})
    while True:
        time.sleep(0.1)


def fork(call: Call) -> None:
    """Children and grandchildren in sessions of their own, deaf to signals, then wait."""
    program = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0: os.setsid()\n"
        f"time.sleep(600) # {call.arguments['marker']}\n"
    )
    for _ in range(2):
        subprocess.Popen([sys.executable, "-S", "-c", program], start_new_session=True)
    if call.arguments.get("end"):
        time.sleep(1)
        return
    ignore_signals(call)


def die(call: Call) -> Any:
    if call.closing:
        return {"closed": call.tried}
    if call.tried <= call.arguments["deaths"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"try": call.tried}


def stand_still(call: Call) -> Any:
    """Stopped by a signal until somebody lets it go on; no beat meanwhile."""
    call.tell({"pid": os.getpid()})
    os.kill(os.getpid(), signal.SIGSTOP)
    return "went on"


def write_up(call: Call) -> Any:
    if call.closing:
        return {"closed": call.tried}
    return ignore_signals(call)


async def spend(call: Call) -> Any:
    """What a worker does with a lease: work under it, hand back what it used."""
    budget = Budget.from_lease(call.arguments["lease"])
    for _ in range(call.arguments["calls"]):
        await asyncio.sleep(0.01)
        budget.spend(tokens=5)
        budget.check()
    return {"used": budget.spent, "deadline": budget.deadline}


def serve(call: Call) -> Any:
    """An executor inside a task."""
    from prover.run.executor import Task
    from prover.run.local_processes import LocalProcesses

    inner = LocalProcesses(Path(call.arguments["folder"]))
    inner.submit(Task(id="inner", work="tests.prover_spine.task_work:ignore_signals"))
    inner.start()
    call.tell({"pid": os.getpid()})
    time.sleep(600)
