"""The client against a byzantine server over real HTTP: late, broken, endless, nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pydantic import BaseModel

from prover.limits.budget import Budget
from prover.llm import Client
from prover.llm.errors import (
    LLMError,
    Malformed,
    NoService,
    OutOfBudget,
    Overloaded,
    Refused,
    Truncated,
    Unreachable,
)
from prover.llm.http_wire import HttpWire, _http_module
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator, simulator_config
from prover.simulated.app import Latency, SimulatorApp
from prover.simulated.faults import FAULTS, TRANSIENT, Fault, FaultPlan

from .helpers import about, ask, client_of


class Grading(BaseModel):
    grade: int


@contextmanager
def served(
    plan: FaultPlan | None = None, latency: Latency | None = None
) -> Iterator[tuple[SimulatorApp, str]]:
    app = SimulatorApp(Simulator(seed=3), faults=plan, latency=latency)
    with LocalServer(app.asgi) as server:
        yield app, server.url


def http_client(url: str, budget: Budget, **endpoint: object) -> Client:
    fields: dict[str, object] = {
        "backoff_base": 0.001,
        "max_attempts": 2,
        "idle_timeout": 10.0,
        **endpoint,
    }
    return client_of(HttpWire(), budget=budget, url=url, **fields)


ERRORS: dict[Fault, type[LLMError]] = {
    "rate_limit": Overloaded,
    "error": Overloaded,
    "unavailable": Overloaded,
    "reset_early": Unreachable,
    "reset_midway": Unreachable,
    "silence": Unreachable,
    "no_end": Unreachable,
    "malformed": Malformed,
    "garbage": NoService,
    "huge": Malformed,
    "endless": Malformed,
    "refusal": Refused,
}


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_ends_in_its_error_and_is_charged_once(
    fault: Fault, stream: bool
) -> None:
    budget = Budget(wall=30)
    with served(FaultPlan(rate=1, kinds=(fault,), then_well=False)) as (app, url):
        idle = 0.3 if fault == "silence" else 10.0
        client = http_client(url, budget, stream=stream, idle_timeout=idle)
        proof = app.simulator.reply(
            {
                "model": "simulated",
                "messages": [m.model_dump() for m in about(app.simulator, 1, "Try.")],
            }
        ).text
        task = f"<proof>\n{proof}\n</proof>"
        messages = about(app.simulator, 1, task)
        with pytest.raises(ERRORS[fault]) as raised:
            await ask(client, messages, max_tokens=50_000, purpose="verify", schema=Grading)
        await client.close()
    assert "\n" not in str(raised.value)
    (bill,) = app.billing.bills.values()
    if fault == "silence" and not stream:  # what it worked in silence is charged as an estimate
        assert budget.used("tokens") > bill.tokens
    elif fault not in ("huge", "endless"):  # cut off before the server said what it costs
        assert budget.used("tokens") == bill.tokens
    else:
        assert budget.used("tokens") >= min(50_000, bill.tokens)


@pytest.mark.parametrize("stream", [True, False])
async def test_an_answer_comes_back_whole(stream: bool) -> None:
    budget = Budget()
    with served() as (app, url):
        client = http_client(url, budget, stream=stream)
        messages = about(app.simulator, 5, "Try.")
        answer = await ask(client, messages, max_tokens=100_000)
        await client.close()
    assert app.simulator.world.codec.find(answer.text)
    assert answer.text.endswith("completes the proof.")
    assert answer.reasoning and answer.reasoning not in answer.text
    (bill,) = app.billing.bills.values()
    assert answer.usage.tokens == bill.tokens == budget.used("tokens")


async def test_a_cap_on_tokens_truncates() -> None:
    with served() as (app, url):
        client = http_client(url, Budget())
        with pytest.raises(Truncated) as raised:
            await ask(client, about(app.simulator, 5, "Try."), max_tokens=100)
        await client.close()
    assert raised.value.completion is not None
    assert raised.value.completion.usage.completion_tokens == 100


async def test_a_silent_server_cannot_hold_the_run_past_its_budget() -> None:
    budget = Budget(wall=0.5)
    with served(FaultPlan(rate=1, kinds=("silence",))) as (app, url):
        client = http_client(url, budget, idle_timeout=60.0)
        with pytest.raises(OutOfBudget):
            await asyncio.wait_for(ask(client, about(app.simulator, 1, "Try.")), 15)
        await client.close()


async def test_a_slow_answer_that_goes_on_is_not_cut_off() -> None:
    with served(latency=Latency(between=0.15, chunks=8)) as (app, url):
        client = http_client(url, Budget(), idle_timeout=0.6)
        answer = await ask(client, about(app.simulator, 1, "Try."), max_tokens=100_000)
        await client.close()
    assert answer.attempts == 1


async def test_nobody_is_there() -> None:
    client = http_client("http://127.0.0.1:9/v1", Budget(), connect_timeout=2.0)
    with pytest.raises(Unreachable, match="is the server running"):
        await ask(client)
    await client.close()


async def test_an_unknown_model_is_refused_with_the_servers_word() -> None:
    with served() as (app, url):
        config = simulator_config(("another",), url=url)
        client = client_of(HttpWire(), config=config)
        with pytest.raises(Refused, match="there is no model 'another'"):
            await ask(client, about(app.simulator, 1, "Try."))
        await client.close()


@pytest.mark.parametrize("idempotent", [True, False])
async def test_no_call_is_lost_doubled_or_unpaid_under_faults(idempotent: bool) -> None:
    """200 calls, 20 % of requests fail in every passing way; the books of both sides agree."""
    budget = Budget()
    plan = FaultPlan(rate=0.2, kinds=TRANSIENT)
    with served(plan) as (app, url):
        client = http_client(url, budget, max_attempts=12, idempotent=idempotent)
        calls = [
            ask(client, about(app.simulator, number % 40, "Try."), max_tokens=100_000)
            for number in range(200)
        ]
        answers = await asyncio.gather(*calls)
        await client.close()
    bills = app.billing.bills
    assert len(bills) == len({answer.call_id for answer in answers}) == 200
    assert all(bills[answer.call_id].answered == 1 for answer in answers)
    assert sum(bill.requests for bill in bills.values()) > 220
    paid = sum(answer.usage.tokens for answer in answers)
    assert paid == budget.used("tokens")
    billed = sum(bill.tokens for bill in bills.values())
    if idempotent:
        assert paid == billed
        assert all(bills[a.call_id].tokens == a.usage.tokens for a in answers)
    else:
        assert paid > billed  # this server charges once; a client that cannot know pays each try


async def test_the_same_code_serves_in_this_process() -> None:
    app = SimulatorApp(Simulator(seed=3))
    budget = Budget()
    client = client_of(
        HttpWire(transport=_http_module().ASGITransport(app=app.asgi)), budget=budget
    )
    answer = await ask(client, about(app.simulator, 5, "Try."), max_tokens=100_000)
    await client.close()
    (bill,) = app.billing.bills.values()
    assert answer.usage.tokens == bill.tokens == budget.used("tokens")
