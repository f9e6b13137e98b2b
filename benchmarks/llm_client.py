"""The client for language models: are its books right, and what does it cost besides waiting?

    python -m benchmarks.llm_client [books|overhead] [--calls 10000] [--faults 0.2]
        [--streams 64] [--rounds 3]

`books`: calls against a server (another process, real HTTP) of which a fifth of the requests fail
(429, 500, 503, connection broken before or within the answer). Counts calls without an end
(lost), keys that were answered more than once or calls with the same answer twice (duplicated),
and tokens on the server's bill that the budget does not have (unpaid).

`overhead`: streams at a time, each an answer of many chunks at the pace of a real model. The
overhead is the share of the client's time that is not the server's: for each call, the client's
latency less the server's time from the request's arrival to the last byte.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import httpx

from benchmarks.report import table, write_section
from prover.budget import Budget
from prover.llm import Client, Completion, LLMError, system, user
from prover.llm.local_server import LocalServer
from prover.llm.simulator import Simulator, simulator_config
from prover.llm.simulator.app import Latency, SimulatorApp
from prover.llm.simulator.faults import TRANSIENT, FaultPlan

PROBLEMS = 100


def _server(pipe: Connection, plan: FaultPlan, latency: Latency) -> None:
    app = SimulatorApp(Simulator(seed=1), faults=plan, latency=latency)
    with LocalServer(app.asgi) as server:
        pipe.send(server.url)
        pipe.recv()


@contextmanager
def served(plan: FaultPlan, latency: Latency) -> Iterator[str]:
    """The URL of a simulator in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_server, args=(theirs, plan, latency), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)
        if process.is_alive():
            process.kill()


def client_of(url: str, budget: Budget, concurrency: int) -> Client:
    """A client of the simulator at `url`."""
    config = simulator_config(
        url=url, concurrency=concurrency, max_attempts=12, backoff_base=0.01, idle_timeout=60.0
    )
    return Client(config, budget=budget, emit=lambda body: None)


async def run_calls(client: Client, calls: int) -> list[Any]:
    """The outcome of each call, all made at once: a completion or an error."""
    simulator = Simulator(seed=1)
    problems = [simulator.problem(number).statement for number in range(PROBLEMS)]

    async def one(number: int) -> Completion[Any]:
        statement = problems[number % PROBLEMS]
        return await client.complete(
            "writer",
            (system("You write proofs."), user(f"<problem>{statement}</problem>", stable=True)),
            max_tokens=200_000,
            purpose="attempt",
            prompt_hash="",
        )

    return await asyncio.gather(*map(one, range(calls)), return_exceptions=True)


async def rounds_of_calls(client: Client, calls: int, rounds: int) -> list[Any]:
    """The outcomes of some rounds, and the client closed."""
    try:
        return [outcome for _ in range(rounds) for outcome in await run_calls(client, calls)]
    finally:
        await client.close()


def books(calls: int, faults: float) -> str:
    """The report on the books of both sides."""
    budget = Budget()
    plan = FaultPlan(rate=faults, kinds=TRANSIENT)
    with served(plan, Latency(chunks=4)) as url:
        outcomes = asyncio.run(rounds_of_calls(client_of(url, budget, 32), calls, 1))
        bills = httpx.get(url.removesuffix("/v1") + "/bills", timeout=60).json()
    answers = [o for o in outcomes if isinstance(o, Completion)]
    errors = [o for o in outcomes if isinstance(o, LLMError)]
    lost = calls - len(answers) - len(errors) + sum(a.call_id not in bills for a in answers)
    doubled = sum(bill[3] > 1 for bill in bills.values())
    doubled += len(answers) - len({answer.call_id for answer in answers})
    billed = sum(bill[0] + bill[1] for bill in bills.values())
    requests = sum(bill[2] for bill in bills.values())
    unpaid = billed - budget.used("tokens")
    return table(
        ("calls", "requests", "answered", "errors", "lost", "duplicated", "unpaid tokens"),
        [(calls, requests, len(answers), len(errors), lost, doubled, f"{unpaid:g} of {billed}")],
    )


def overhead(streams: int, rounds: int) -> str:
    """The report on the share of time that is not the server's. Raises `LLMError`."""
    latency = Latency(first=1.0, between=0.05, chunks=300)
    with served(FaultPlan(), latency) as url:
        before = resource.getrusage(resource.RUSAGE_SELF)
        began = time.monotonic()
        # The first round opens the connections and is not counted.
        outcomes = asyncio.run(
            rounds_of_calls(client_of(url, Budget(), streams), streams, rounds + 1)
        )[streams:]
        wall = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
        durations = httpx.get(url.removesuffix("/v1") + "/durations", timeout=60).json()
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    client = sum(outcome.latency for outcome in outcomes)
    server = sum(durations[outcome.call_id] for outcome in outcomes)
    mean, served_for = client / len(outcomes), server / len(outcomes)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return table(
        ("streams", "chunks", "paced at", "latency", "server's", "overhead", "client's CPU"),
        [
            (
                streams, latency.chunks, f"{latency.whole:.1f} s", f"{mean:.2f} s",
                f"{served_for:.2f} s", f"{1 - server / client:.2%}", f"{cpu / wall:.0%} of a core",
            )
        ],
    )  # fmt: skip


def main() -> int:
    """Run what the command line asks for, or both and write the section of the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("command", nargs="?", choices=("books", "overhead"))
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--faults", type=float, default=0.2)
    parser.add_argument("--streams", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    parts = []
    if asked.command != "overhead":
        parts.append(f"Faults in {asked.faults:.0%} of the requests, over HTTP:\n")
        parts.append(books(asked.calls, asked.faults))
    if asked.command != "books":
        parts.append("Latency of a call beside the server's own time for it:\n")
        parts.append(overhead(asked.streams, asked.rounds))
    print("\n".join(parts))
    if asked.command is None:
        title = "Client for language models"
        write_section("llm_client", title, "\n".join(parts), "openai", "httpx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
