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
    limits,
)

COMMAND = "serve"


def command(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: WorkersOption = None,
    max_queued: QueueOption = None,
    max_budget: MaxBudgetOption = None,
    json: JsonOption = False,
) -> int:
    """Start the REST API.

    It describes itself at /docs and serves until Ctrl-C. Runs that were under way then say
    interrupted; problems that wait are worked on when it is started again. With --json, its
    address is the one JSON document on stdout. Port 0 takes a free one.
    """
    handed = limits(workers, max_queued, max_budget, json)
    become("web.api", [host, str(port), *(["--json"] if json else [])], handed)
