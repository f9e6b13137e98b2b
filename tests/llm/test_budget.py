"""Caps, deadlines and reservations: calls never spend what the budget does not have."""

from __future__ import annotations

import asyncio

import pytest

from prover.limits.budget import Budget
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig, Price
from prover.llm.errors import LLMError, OutOfBudget, Refused, TooLong, Truncated
from prover.llm.messages import Usage, assistant, system, user
from prover.llm.wire import Answer, Request

from .helpers import PROMPT, ScriptedWire, answered, ask, client_of


async def greedy(request: Request, into: Answer) -> None:
    """A model that uses every token it may."""
    await asyncio.sleep(0.001)
    cap = request.body["max_tokens"]
    answered(into, "x", usage=Usage(prompt_tokens=10, completion_tokens=cap), finish="length")


async def test_use_is_charged_to_the_budget_and_its_parents() -> None:
    parent = Budget(tokens=1000)
    child = parent.child("c", tokens=500)
    answer = await ask(client_of(ScriptedWire("fine"), budget=child))
    assert answer.usage.tokens == 30
    assert parent.used("tokens") == child.used("tokens") == 30


async def test_the_answer_is_capped_by_what_is_left() -> None:
    wire = ScriptedWire("fine")
    budget = Budget(tokens=120)
    await ask(client_of(wire, budget=budget), max_tokens=1000)
    assert 50 < wire.requests[0].body["max_tokens"] < 120


async def test_the_answer_is_capped_by_the_money_left() -> None:
    config = LLMConfig(
        endpoints={"e": EndpointConfig(url="http://h/v1")},
        models={"m": ModelConfig(endpoint="e", name="m", price=Price(input=1, output=10))},
    )
    wire = ScriptedWire("fine")
    budget = Budget(cost=0.01)
    answer = await ask(client_of(wire, budget=budget, config=config), max_tokens=5000)
    assert 900 < wire.requests[0].body["max_tokens"] < 1000
    assert answer.cost == pytest.approx(10e-6 + 20 * 10e-6) == budget.used("cost")


async def test_without_budget_nothing_is_sent() -> None:
    wire = ScriptedWire("fine")
    for budget in (Budget(tokens=20), Budget(tokens=0), Budget(wall=0), Budget(cost=0)):
        with pytest.raises(OutOfBudget):
            await ask(client_of(wire, budget=budget))
    assert wire.requests == []


async def test_calls_at_the_same_time_do_not_overspend() -> None:
    budget = Budget(tokens=10_000)
    client = client_of(ScriptedWire(greedy), budget=budget, concurrency=64)
    outcomes = await asyncio.gather(
        *(ask(client, max_tokens=900) for _ in range(40)), return_exceptions=True
    )
    assert all(isinstance(outcome, LLMError) for outcome in outcomes)
    assert sum(isinstance(outcome, Truncated) for outcome in outcomes) >= 10
    assert 9_000 < budget.used("tokens") <= 10_000


async def test_relatives_share_what_the_parent_has() -> None:
    parent = Budget(tokens=2_000)
    client = client_of(ScriptedWire(greedy), budget=parent, concurrency=64)
    children = [client.within(parent.child(f"c{n}")) for n in range(8)]
    await asyncio.gather(
        *(ask(child, max_tokens=900) for child in children), return_exceptions=True
    )
    assert parent.used("tokens") <= 2_000


async def test_an_answer_that_never_comes_ends_with_the_budget() -> None:
    async def silent(request: Request, into: Answer) -> None:
        into.text.append("some words " * 30)
        into.grow(330)
        await asyncio.sleep(3600)

    budget = Budget(wall=0.2)
    with pytest.raises(OutOfBudget):
        await ask(client_of(ScriptedWire(silent), budget=budget, idempotent=False))
    assert budget.used("tokens") > 100  # what had arrived is paid for


async def test_retries_end_with_the_budget() -> None:
    from prover.llm.wire import WireStatus

    wire = ScriptedWire(WireStatus(429, "busy", retry_after=60))
    with pytest.raises(OutOfBudget):
        await ask(client_of(wire, budget=Budget(wall=0.2), sleep=asyncio.sleep))
    assert len(wire.requests) == 1


async def test_a_cancelled_call_is_charged_for_what_had_arrived() -> None:
    arrived = asyncio.Event()

    async def slow(request: Request, into: Answer) -> None:
        into.text.append("y" * 300)
        into.grow(300)
        arrived.set()
        await asyncio.sleep(3600)

    budget = Budget(tokens=5_000)
    client = client_of(ScriptedWire(slow), budget=budget)
    task = asyncio.create_task(ask(client))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert 100 <= budget.used("tokens") < 200
    # Nothing stays reserved: the next call may use what is left.
    wire_budget = budget.remaining("tokens")
    assert wire_budget is not None
    client._shared.wire = ScriptedWire("fine")
    assert (await ask(client, max_tokens=int(wire_budget) - 100)).text == "fine"


async def test_broken_tries_are_charged_unless_the_server_charges_once() -> None:
    from prover.llm.wire import WireBroken

    async def broken(request: Request, into: Answer) -> None:
        into.text.append("half")
        into.grow(4)
        into.usage = Usage(prompt_tokens=10, completion_tokens=15)
        raise WireBroken("reset")

    for idempotent, expected in ((True, 30), (False, 30 + 25 + 25)):
        budget = Budget()
        wire = ScriptedWire(broken, broken, "fine")
        answer = await ask(client_of(wire, budget=budget, idempotent=idempotent))
        assert answer.usage.tokens == expected == budget.used("tokens")


async def test_no_more_run_at_a_time_than_the_endpoint_allows() -> None:
    wire = ScriptedWire("fine")
    client = client_of(wire, concurrency=3)
    await asyncio.gather(*(ask(client) for _ in range(20)))
    assert wire.most_running == 3


async def test_a_pause_holds_no_slot() -> None:
    from prover.llm.wire import WireStatus

    released = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await released.wait()

    wire = ScriptedWire(WireStatus(429, ""), "second", "first, again")
    client = client_of(wire, concurrency=1, sleep=sleep)
    first = asyncio.create_task(ask(client))
    await asyncio.sleep(0.01)
    assert (await asyncio.wait_for(ask(client), 5)).text == "second"
    released.set()
    assert (await first).text == "first, again"


async def test_a_prompt_that_does_not_fit_the_model_is_not_sent() -> None:
    config = LLMConfig(
        endpoints={"e": EndpointConfig(url="http://h/v1")},
        models={"m": ModelConfig(endpoint="e", name="m", context=1000)},
    )
    wire = ScriptedWire("fine")
    client = client_of(wire, config=config)
    with pytest.raises(TooLong, match="holds 1000"):
        await ask(client, (user("x" * 6000),))
    await ask(client, (user("x" * 600),), max_tokens=5000)
    assert wire.requests[0].body["max_tokens"] < 1000 - 600 / 4


async def test_messages_in_an_order_that_defeats_caching_are_refused() -> None:
    client = client_of(ScriptedWire("fine"))
    with pytest.raises(ValueError, match="put it first"):
        await ask(client, (user("new"), system("the same every time")))
    with pytest.raises(ValueError, match="at least one"):
        await ask(client, ())
    await ask(client, (*PROMPT, assistant("so far")))


async def test_the_same_prefix_has_the_same_cache_key() -> None:
    wire = ScriptedWire("fine")
    client = client_of(wire, prompt_cache_key=True)
    await ask(client, (system("a"), user("1")))
    await ask(client, (system("a"), user("2")))
    await ask(client, (system("b"), user("1")))
    keys = [request.body["prompt_cache_key"] for request in wire.requests]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("limit", [0, -5])
async def test_a_cap_below_one_is_a_mistake_of_the_caller(limit: int) -> None:
    with pytest.raises(ValueError, match="max_tokens"):
        await ask(client_of(ScriptedWire("fine")), max_tokens=limit)


async def test_refused_before_the_model_began_costs_nothing() -> None:
    from prover.llm.wire import WireStatus

    budget = Budget()
    with pytest.raises(Refused):
        await ask(client_of(ScriptedWire(WireStatus(400, "bad")), budget=budget))
    assert budget.used("tokens") == 0


async def test_waiting_for_a_retry_is_counted_apart_from_working() -> None:
    from prover.llm.wire import WireStatus
    from tests.prover_spine.helpers import FakeClock

    clock = FakeClock()

    async def sleep(seconds: float) -> None:
        clock.advance(seconds)

    async def works(request: Request, into: Answer) -> None:
        clock.advance(3)
        answered(into, "fine")

    budget = Budget(wall=1000, clock=clock)
    wire = ScriptedWire(WireStatus(429, "busy", retry_after=60), works)
    await ask(client_of(wire, budget=budget.child("c"), sleep=sleep))
    assert 60 <= budget.waited == budget.used("wall") - 3


async def test_waiting_for_a_turn_is_counted_once_for_all_who_wait() -> None:
    from tests.prover_spine.helpers import FakeClock

    clock = FakeClock()

    async def works(request: Request, into: Answer) -> None:
        await asyncio.sleep(0)
        clock.advance(2)
        answered(into, "fine")

    budget = Budget(clock=clock)
    client = client_of(ScriptedWire(works), budget=budget, concurrency=1)
    await asyncio.gather(*(ask(client) for _ in range(5)))
    assert (budget.used("wall"), budget.waited) == (10, 8)


async def test_what_is_leased_is_not_promised_to_a_call() -> None:
    wire = ScriptedWire("fine")
    budget = Budget(tokens=10_000)
    budget.lease("worker", tokens=9_000)
    await ask(client_of(wire, budget=budget), max_tokens=5_000)
    assert wire.requests[0].body["max_tokens"] < 1_000
    budget.lease("another")
    with pytest.raises(OutOfBudget):
        await ask(client_of(wire, budget=budget))
