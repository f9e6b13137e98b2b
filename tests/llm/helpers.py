"""Clients and small wires for the tests."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel

from prover.limits.budget import Budget
from prover.llm import Client, Message, Trace, system, user
from prover.llm.config import LLMConfig
from prover.llm.messages import Completion, Usage
from prover.llm.wire import Answer, Request, Wire, WireError
from prover.simulated import Simulator, simulator_config

Step = WireError | str | Callable[[Request, Answer], Awaitable[None]]


class ScriptedWire:
    """A wire that does what its script says, one step a request; the last step stays."""

    def __init__(self, *steps: Step, usage: Usage | None = None) -> None:
        self.steps = list(steps)
        self.usage = usage or Usage(prompt_tokens=10, completion_tokens=20)
        self.requests: list[Request] = []
        self.running = 0
        self.most_running = 0

    async def ask(self, request: Request, into: Answer) -> None:
        step = self.steps[min(len(self.requests), len(self.steps) - 1)]
        self.requests.append(request)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await asyncio.sleep(0)
            if isinstance(step, WireError):
                raise step
            if isinstance(step, str):
                answered(into, step, usage=self.usage)
                return
            await step(request, into)
        finally:
            self.running -= 1

    async def close(self) -> None:
        pass


def answered(into: Answer, text: str, *, usage: Usage | None = None, finish: str = "stop") -> None:
    into.text.append(text)
    into.grow(len(text))
    into.finish_reason = finish
    into.usage = usage


class Sleeps:
    """Stands for `asyncio.sleep` and remembers the pauses."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)


def client_of(
    wire: Wire | None,
    *,
    budget: Budget | None = None,
    config: LLMConfig | None = None,
    trace: Trace | None = None,
    events: list[Any] | None = None,
    sleep: Any = None,
    **endpoint: Any,
) -> Client:
    found: list[Any] = [] if events is None else events
    return Client(
        config or simulator_config(**endpoint),
        budget=budget or Budget(),
        emit=found.append,
        wire=wire,
        trace=trace,
        random_source=random.Random(0),
        sleep=sleep or Sleeps(),
    )


PROMPT = (system("You write proofs."), user("Prove it."))


async def ask(
    client: Client,
    messages: tuple[Message, ...] = PROMPT,
    *,
    role: str = "writer",
    max_tokens: int = 1000,
    purpose: str = "attempt",
    schema: type[BaseModel] | None = None,
    **more: Any,
) -> Completion[Any]:
    return await client.complete(
        role,
        messages,
        max_tokens=max_tokens,
        purpose=purpose,
        prompt_hash="0" * 64,
        schema=schema,
        **more,
    )


def about(simulator: Simulator, number: int, task: str) -> tuple[Message, ...]:
    statement = simulator.problem(number).statement
    return (
        system("You are a mathematician."),
        user(f"<problem>\n{statement}\n</problem>", stable=True),
        user(task),
    )
