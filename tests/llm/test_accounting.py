"""What a call cost, as servers state it in their several ways and where they do not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from prover.limits.budget import Budget
from prover.llm import attempts
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig, Price, PriceTier
from prover.llm.errors import Unreachable
from prover.llm.messages import Usage
from prover.llm.wire import Answer, Request, WireBroken

from .helpers import ScriptedWire, ask, client_of


def stated(**usage: Any) -> Usage:
    answer = Answer(max_bytes=1000)
    answer.take({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 50, **usage}})
    assert answer.usage is not None
    return answer.usage


@pytest.mark.parametrize(
    ("usage", "completion"),
    [
        ({}, 50),
        ({"total_tokens": 150}, 50),
        ({"total_tokens": 950}, 850),  # Gemini: what was thought is in the total alone
        ({"completion_tokens_details": {"reasoning_tokens": 40}, "total_tokens": 150}, 50),
        ({"completion_tokens_details": {"reasoning_tokens": 700}, "total_tokens": 850}, 750),
        ({"completion_tokens_details": {"reasoning_tokens": 700}}, 750),  # xAI
        ({"reasoning_tokens": 700}, 750),
        ({"total_tokens": 20}, 50),
    ],
)
def test_what_was_thought_beside_the_answer_is_counted(
    usage: dict[str, Any], completion: int
) -> None:
    assert stated(**usage).completion_tokens == completion


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens_details": {"cached_tokens": 64}},
        {"prompt_cache_hit_tokens": 64, "prompt_cache_miss_tokens": 36},
        {"cached_tokens": 64},
        {"cache_read_input_tokens": 64},
    ],
)
def test_hits_of_the_cache_are_read(usage: dict[str, Any]) -> None:
    assert stated(**usage).cached_tokens == 64


async def test_a_long_prompt_is_paid_at_its_tier() -> None:
    tiers = (PriceTier(above=200, input=2, output=20), PriceTier(above=9_000, input=4, output=40))
    price = Price(input=1, output=10, tiers=tiers)
    assert price.of(200, 10) == pytest.approx((200 + 100) / 1e6)
    assert price.of(201, 10, 1) == pytest.approx((402 + 200) / 1e6)
    config = LLMConfig(
        endpoints={"e": EndpointConfig(url="http://h/v1")},
        models={"m": ModelConfig(endpoint="e", name="m", price=price)},
    )
    usage = Usage(prompt_tokens=10_000, completion_tokens=10)
    budget = Budget()
    await ask(client_of(ScriptedWire("x", usage=usage), budget=budget, config=config))
    assert budget.used("cost") == pytest.approx((40_000 + 400) / 1e6)


async def test_a_silent_try_is_charged_and_not_made_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def silent(request: Request, into: Answer) -> None:
        await asyncio.sleep(0.01)
        raise WireBroken("silent", silent=True)

    monkeypatch.setattr(attempts, "SILENT_RATE", 50_000.0)
    for idempotent, least in ((False, 1000), (True, 500)):
        wire, budget = ScriptedWire(silent), Budget()
        with pytest.raises(Unreachable):
            await ask(client_of(wire, budget=budget, idempotent=idempotent, max_attempts=6))
        assert len(wire.requests) == attempts.MAX_SILENT
        assert budget.used("tokens") >= least


async def test_a_request_that_was_not_sent_costs_nothing() -> None:
    budget = Budget()
    with pytest.raises(Unreachable):
        await ask(client_of(ScriptedWire(WireBroken("refused", unsent=True)), budget=budget))
    assert budget.used("tokens") == 0
