"""The client for language models: are its books right, and what does it cost besides waiting?

    python -m benchmarks.llm_client books [--calls 10000] [--faults 0.2]
    python -m benchmarks.llm_client overhead [--streams 64] [--rounds 3]

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


async def run_calls(url: str, calls: int, budget: Budget, concurrency: int) -> list[Any]:
    """The outcome of each call: a completion or an error."""
    config = simulator_config(
        url=url, concurrency=concurrency, max_attempts=12, backoff_base=0.01, idle_timeout=60.0
    )
    client = Client(config, budget=budget, emit=lambda body: None)
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

    try:
        return await asyncio.gather(*map(one, range(calls)), return_exceptions=True)
    finally:
        await client.close()


def books(calls: int, faults: float) -> int:
    """Print the table of the books; 0 when they are right."""
    budget = Budget()
    plan = FaultPlan(rate=faults, kinds=TRANSIENT)
    began = time.monotonic()
    with served(plan, Latency(chunks=4)) as url:
        outcomes = asyncio.run(run_calls(url, calls, budget, 32))
        bills = httpx.get(url.removesuffix("/v1") + "/bills", timeout=60).json()
    answers = [o for o in outcomes if isinstance(o, Completion)]
    errors = [o for o in outcomes if isinstance(o, LLMError)]
    other = calls - len(answers) - len(errors)
    doubled = sum(bill[3] > 1 for bill in bills.values())
    doubled += len(answers) - len({answer.call_id for answer in answers})
    unbilled = sum(answer.call_id not in bills for answer in answers)
    billed = sum(bill[0] + bill[1] for bill in bills.values())
    requests = sum(bill[2] for bill in bills.values())
    unpaid = billed - budget.used("tokens")
    print(f"calls {calls}, requests {requests}, answered {len(answers)}, errors {len(errors)}")
    print(f"lost {other + unbilled}")
    print(f"duplicated {doubled}")
    print(f"unpaid tokens {unpaid:g} of {billed} ({time.monotonic() - began:.0f} s)")
    return 0 if other + unbilled == 0 == doubled and unpaid == 0 else 1


def overhead(streams: int, rounds: int) -> int:
    """Print the share of time that is not the server's."""
    latency = Latency(first=1.0, between=0.05, chunks=300)
    answers: list[Completion[Any]] = []
    with served(FaultPlan(), latency) as url:
        asyncio.run(run_calls(url, streams, Budget(), streams))  # warm: imports
        before = resource.getrusage(resource.RUSAGE_SELF)
        began = time.monotonic()
        for _ in range(rounds):
            for outcome in asyncio.run(run_calls(url, streams, Budget(), streams)):
                if not isinstance(outcome, Completion):
                    print(f"a call failed: {outcome}", file=sys.stderr)
                    return 1
                answers.append(outcome)
        wall = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
        durations = httpx.get(url.removesuffix("/v1") + "/durations", timeout=60).json()
    client = sum(answer.latency for answer in answers)
    server = sum(durations[answer.call_id] for answer in answers)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{len(answers)} answers of {latency.chunks} chunks, {streams} at a time")
    print(f"mean latency {client / len(answers):.3f} s, the server's {server / len(answers):.3f} s")
    print(f"overhead {(client - server) / client:.2%}; the client's CPU {cpu / wall:.1%} of a core")
    return 0


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("books")
    command.add_argument("--calls", type=int, default=10_000)
    command.add_argument("--faults", type=float, default=0.2)
    command = commands.add_parser("overhead")
    command.add_argument("--streams", type=int, default=64)
    command.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if asked.command == "books":
        return books(asked.calls, asked.faults)
    return overhead(asked.streams, asked.rounds)


if __name__ == "__main__":
    sys.exit(main())
