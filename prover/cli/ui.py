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
    limits,
)

COMMAND = "ui"


def command(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8501,
    workers: WorkersOption = None,
    max_queued: QueueOption = None,
    max_budget: MaxBudgetOption = None,
    json: JsonOption = False,
) -> int:
    """Start the page on which problems are submitted and proofs read.

    Open the address that it prints. It shares runs and queue with `olympiad serve` in the same
    folder. With --json, its address is the one JSON document on stdout. Port 0 takes a free one.
    """
    handed = limits(workers, max_queued, max_budget, json)
    become("web.page", [host, str(port), *(["--json"] if json else [])], handed)
