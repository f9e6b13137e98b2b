"""Start the REST API."""

from __future__ import annotations

from prover.cli.console import JsonOption
from prover.cli.programs import (
    HostOption,
    MaxBudgetOption,
    PortOption,
    QueueOption,
    WorkersOption,
    become,
    settings,
)

COMMAND = "serve"


def command(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: WorkersOption = 2,
    max_queued: QueueOption = 50,
    max_budget: MaxBudgetOption = "1h",
    json: JsonOption = False,
) -> int:
    """Start the REST API.

    It describes itself at /docs and serves until Ctrl-C. Runs that were under way then say
    interrupted; problems that wait are worked on when it is started again. With --json, its
    address is the one JSON document on stdout. Port 0 takes a free one.
    """
    limits = settings(workers, max_queued, max_budget)
    become("web.api", [host, str(port), *(["--json"] if json else [])], limits)
