"""The client for language models: are its books right, and what does it cost besides waiting?

    python -m benchmarks.llm_client [books|overhead] [--calls 10000] [--faults 0.2]
        [--streams 64] [--rounds 3] [--tokens 3000000]

`books`: calls against a server (another process, real HTTP) of which a fifth of the requests fail
(429, 500, 503, connection broken before or within the answer). Counts calls without an end
(lost), keys that were answered more than once or calls with the same answer twice (duplicated),
and tokens on the server's bill that the budget does not have (unpaid).

`overhead`: streams at a time, each an answer of many chunks at the pace of a real model.

* A call: its latency in the client less the server's time from the request's arrival to the last
  byte, over the latency. All calls of a round start at once, which is the worst case.
* The client's own work: its CPU time for a call over the call's latency. Most of it is done while
  other streams are waited for.
* A run: the pipeline `heavy` without lemmas, on one problem, as many calls side by side; the share of
  its wall time in which no call is at the server. Gates, posterior, planning, quotes and the
  client's work at both ends of a step are in it. Waiting for the slowest call of a step is not.

Client and server run with real-time priority where that is allowed, so that other programs of the
machine do not count.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import httpx

from benchmarks.report import table, write_section
from prover.deepthink.control.presets import preset
from prover.deepthink.pipelines import run_pipeline
from prover.deepthink.session.session import Session
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.state import State
from prover.limits.budget import Budget
from prover.llm import Client, Completion, LLMError, system, user
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator, simulator_config
from prover.simulated.app import Latency, SimulatorApp
from prover.simulated.faults import TRANSIENT, FaultPlan

PROBLEMS = 100
PACE = Latency(first=1.0, between=0.05, chunks=300)
HARD = 0
"""The number of a simulated problem that takes many texts."""


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
    theirs.close()  # so that a server that dies is an end of file here and not a wait
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


def undisturbed() -> bool:
    """Put this process and those it starts before all ordinary ones; False where not allowed."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(5))
    except (AttributeError, OSError):
        return False
    return True


def spans_of(url: str) -> dict[str, tuple[float, float]]:
    """When each answered call was at the server."""
    return httpx.get(url.removesuffix("/v1") + "/spans", timeout=60).json()


def cpu_seconds() -> float:
    """CPU time of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def call_overhead(streams: int, rounds: int) -> str:
    """The share of a call that is not the server's. Raises `LLMError`."""
    with served(FaultPlan(), PACE) as url:

        async def measured() -> tuple[list[Any], float]:
            client = client_of(url, Budget(), streams)
            await run_calls(client, streams)  # opens the connections and is not counted
            before = cpu_seconds()
            outcomes = await rounds_of_calls(client, streams, rounds)
            return outcomes, cpu_seconds() - before

        outcomes, cpu = asyncio.run(measured())
        spans = spans_of(url)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    client = sum(outcome.latency for outcome in outcomes)
    server = sum(spans[one.call_id][1] - spans[one.call_id][0] for one in outcomes)
    mean, served_for = client / len(outcomes), server / len(outcomes)
    return table(
        ("streams", "chunks", "paced at", "latency", "server's", "not the server's", "client's CPU"),
        [
            (
                streams, PACE.chunks, f"{PACE.whole:.1f} s", f"{mean:.2f} s", f"{served_for:.2f} s",
                f"{1 - server / client:.2%}", f"{cpu / client:.2%} of a call",
            )
        ],
    )  # fmt: skip


def busy(spans: Iterable[tuple[float, float]]) -> float:
    """Seconds in which at least one call was at the server."""
    total, latest = 0.0, float("-inf")
    for arrived, ended in sorted(spans):
        total += max(0.0, ended - max(arrived, latest))
        latest = max(latest, ended)
    return total


def run_overhead(streams: int, tokens: int) -> str:
    """The share of a run in which no call is at the server."""
    chosen = preset("heavy").model_copy(update={"width": streams, "lemmas": False})
    with served(FaultPlan(), PACE) as url:

        async def measured() -> tuple[Session, float, float]:
            budget = Budget(tokens=tokens)
            client = client_of(url, budget, streams)
            await run_calls(client, streams)  # opens the connections and is not counted
            known = Simulator(seed=1).problem(HARD)
            state = State(f"simulated {HARD}", known.statement)
            session = Session(client, state, Caps(), budget)
            before, began = cpu_seconds(), time.monotonic()
            await run_pipeline(session, chosen)
            wall, cpu = time.monotonic() - began, cpu_seconds() - before
            await client.close()
            return session, wall, cpu

        session, wall, cpu = asyncio.run(measured())
        spans = sorted(spans_of(url).values())[streams:]
    return table(
        ("streams", "calls", "wall", "a call at the server", "no call at the server", "CPU"),
        [
            (
                streams, len(session.state.log), f"{wall:.1f} s", f"{busy(spans):.1f} s",
                f"{1 - busy(spans) / wall:.2%}", f"{cpu / wall:.0%} of a core",
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
    parser.add_argument("--tokens", type=int, default=3_000_000)
    asked = parser.parse_args()
    parts: list[str] = []

    def tell(text: str) -> None:
        parts.append(text)
        print(text, flush=True)

    if asked.command != "overhead":
        tell(f"Faults in {asked.faults:.0%} of the requests, over HTTP:\n")
        tell(books(asked.calls, asked.faults))
    if asked.command != "books":
        alone = (
            "before all other programs" if undisturbed() else "among the machine's other programs"
        )
        tell(f"A call beside the server's own time for it ({alone}):\n")
        tell(call_overhead(asked.streams, asked.rounds))
        tell("A run of the pipeline `heavy` without lemmas, with as many calls at a time:\n")
        tell(run_overhead(asked.streams, asked.tokens))
    if asked.command is None:
        title = "Client for language models"
        write_section("llm_client", title, "\n".join(parts), "openai", "httpx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
