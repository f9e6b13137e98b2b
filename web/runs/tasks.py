"""The runs of a server as tasks of an executor (`prover.run.executor`), which keeps and ends them."""

from __future__ import annotations

from prover.run.executor import Task
from prover.run.local_processes import LocalProcesses
from web.runs.request import Request, RequestFolder, home
from web.settings import Settings

GRACE = 20.0
"""Seconds that a cancelled run, or one whose budget is over, has to write up before it is killed."""

NOTICE = 10.0
"""So long before that end a run that goes on beyond its budget is asked to stop."""

TRIES = 3
"""How often a run whose process died is taken up again, before what it found is sealed."""

SEALING = 60.0
"""Seconds to seal what a run that was cancelled or is broken had found."""


def executor_for(settings: Settings) -> LocalProcesses:
    """The executor of all servers that share the folder of requests."""
    return LocalProcesses(home(), settings.workers)


def task_of(own: RequestFolder, request: Request) -> Task:
    """The task of working on a request. It lies in the request's folder, under the run's name."""
    return Task(
        id=own.run,
        work="web.runs.worker:work",
        arguments={"folder": str(own.folder.absolute())},
        seconds=request.budget + GRACE,
        tries=TRIES,
        notice=NOTICE,
        grace=GRACE,
        closing_seconds=SEALING,
    )
