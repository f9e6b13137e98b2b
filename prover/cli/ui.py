"""Start the page on which problems are submitted and proofs read."""

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

COMMAND = "ui"


def command(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8501,
    workers: WorkersOption = 2,
    max_queued: QueueOption = 50,
    max_budget: MaxBudgetOption = "1h",
    json: JsonOption = False,
) -> int:
    """Start the page on which problems are submitted and proofs read.

    Open the address that it prints. It shares runs and queue with `olympiad serve` in the same
    folder. With --json, its address is the one JSON document on stdout. Port 0 takes a free one.
    """
    limits = settings(workers, max_queued, max_budget)
    become("web.page", [host, str(port), *(["--json"] if json else [])], limits)
