"""What a server refuses is given up, and remembered only where that was the reason."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field

from prover.llm.config import LLMConfig
from prover.llm.dialect import arranged
from prover.llm.errors import Refused, TooLong
from prover.llm.messages import assistant, system, user
from prover.llm.wire import Answer, Request, WireBroken, WireStatus

from .helpers import PROMPT, ScriptedWire, answered, ask, client_of


class Word(BaseModel):
    word: str = Field(max_length=20)


MORE = {"temperature": 0.5, "seed": 3}


def refusing(*fields: str, text: str = "Unsupported parameter: {}", status: int = 400) -> Any:
    """A server that refuses these fields."""

    async def step(request: Request, into: Answer) -> None:
        for name in fields:
            if name in request.body:
                raise WireStatus(status, text.format(name))
        answered(into, '{"word": "fine"}')

    return step


async def test_a_refusal_is_met_once_and_remembered() -> None:
    events: list[Any] = []
    wire = ScriptedWire(refusing("seed", "temperature"))
    client = client_of(wire, events=events)
    await ask(client, **MORE)
    assert len(wire.requests) == 3
    await ask(client, **MORE)
    assert len(wire.requests) == 4
    learned = [event for event in events if event.data and "learned" in event.data]
    assert len(learned) == 1 and "Unsupported parameter" in learned[0].text


async def test_a_refusal_without_a_word_costs_each_field_one_trial_and_keeps_the_others() -> None:
    wire = ScriptedWire(refusing("seed", text="Bad Request"))
    client = client_of(wire)
    await ask(client, **MORE)
    await ask(client, **MORE)
    assert "temperature" in wire.requests[-1].body and "seed" not in wire.requests[-1].body


async def test_what_was_given_up_in_vain_is_sent_again() -> None:
    wire = ScriptedWire(WireStatus(400, "no"))
    client = client_of(wire)
    with pytest.raises(Refused, match="answers 400: no"):
        await ask(client, **MORE)
    tried = len(wire.requests)
    assert 2 < tried < 14
    with pytest.raises(Refused):
        await ask(client, **MORE)
    assert len(wire.requests) == tried + 1  # the same word again: nothing is guessed twice
    assert "seed" in wire.requests[-1].body


async def test_a_refusal_of_one_prompt_by_a_server_that_answers_changes_nothing() -> None:
    wire = ScriptedWire("fine", WireStatus(400, "this prompt is not wanted"), "fine")
    client = client_of(wire)
    await ask(client, **MORE)
    with pytest.raises(Refused):
        await ask(client, **MORE)
    assert len(wire.requests) == 2


async def test_a_call_without_a_seed_does_not_bring_it_back() -> None:
    wire = ScriptedWire(refusing("seed"))
    client = client_of(wire)
    await ask(client, **MORE)
    await ask(client)
    await ask(client, **MORE)
    assert len(wire.requests) == 4


async def test_objects_are_asked_for_ever_more_weakly() -> None:
    seen: list[Any] = []

    async def step(request: Request, into: Answer) -> None:
        form = request.body.get("response_format")
        seen.append(form and form["type"])
        if form:
            raise WireStatus(400, "response_format is not supported")
        assert "JSON schema" in request.body["messages"][-1]["content"]
        answered(into, '{"word": "fine"}')

    answer = await ask(client_of(ScriptedWire(step)), schema=Word)
    assert answer.parsed == Word(word="fine")
    assert seen == ["json_schema", "json_schema", "json_object", None]


@pytest.mark.parametrize(
    ("text", "cap"),
    [
        ("This model's maximum context length is 16384 tokens. However, you requested 33000 tokens "
         "(384 in the messages, 32768 in the completion).", 16384 - 384 - 16),
        ("'max_tokens' is too large: 32768. This model's maximum context length is 16,384 tokens and "
         "your request has 384 input tokens", 16384 - 384 - 16),
        ("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8192),
        ("max_tokens is too large: 32768. This model supports at most 16384 completion tokens, "
         "whereas you provided 32768.", 16384),
        ("max_tokens: 32768 > 8192, which is the maximum allowed number of output tokens", 8192),
        ("max_tokens is too big", 16384),
    ],
)  # fmt: skip
async def test_a_cap_that_is_refused_becomes_what_the_server_allows(text: str, cap: int) -> None:
    wire = ScriptedWire(WireStatus(400, text), "fine")
    await ask(client_of(wire), max_tokens=32_768)
    assert wire.requests[1].body["max_tokens"] == cap


async def test_a_context_is_remembered_and_the_room_of_one_prompt_is_not() -> None:
    text = "maximum context length is 16384 tokens, you requested 9000 (8000 in the messages)"
    wire = ScriptedWire(WireStatus(400, text), "fine")
    client = client_of(wire)
    await ask(client, max_tokens=32_768)
    await ask(client, max_tokens=32_768)
    assert wire.requests[1].body["max_tokens"] == 16_384 - 8_000 - 16
    assert 16_000 < wire.requests[2].body["max_tokens"] < 16_384


@pytest.mark.parametrize(
    "text",
    [
        "prompt is too long: 210000 tokens > 200000 maximum",
        'the request exceeds the available context size n_prompt_tokens: 9000 n_ctx: 8192',
    ],
)  # fmt: skip
async def test_a_prompt_that_does_not_fit_is_said_to_be_that(text: str) -> None:
    wire = ScriptedWire(WireStatus(400, text))
    with pytest.raises(TooLong, match="another model"):
        await ask(client_of(wire))
    assert len(wire.requests) == 1


async def test_what_is_given_up_takes_no_try_from_a_server_that_stumbles() -> None:
    wire = ScriptedWire(
        WireStatus(400, "seed is not supported"), WireBroken("reset"), WireBroken("reset"), "fine"
    )
    assert (await ask(client_of(wire, max_attempts=3), **MORE)).text == "fine"


def test_messages_of_one_role_are_joined() -> None:
    messages = (*PROMPT, user("Now."), assistant("So."), user("Again."))
    assert [m.role for m in arranged(messages, "merged")] == ["system", "user", "assistant", "user"]
    bare = arranged(messages, "no_system")
    assert [m.role for m in bare] == ["user", "assistant", "user"]
    assert bare[0].content == "You write proofs.\n\nProve it.\n\nNow."
    assert arranged((system("a"), user("b")), "as_is") == (system("a"), user("b"))


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("reasoning_effort", {"reasoning_effort": "high"}),
        ("reasoning", {"reasoning": {"effort": "high"}}),
        ("thinking_budget", {"thinking": {"type": "enabled", "budget_tokens": 32_768}}),
        ("none", {}),
    ],
)
async def test_longer_thinking_is_asked_for_by_the_vendors_own_field(
    field: str, sent: dict[str, Any]
) -> None:
    config = LLMConfig.model_validate(
        {
            "endpoints": {"e": {"url": "http://h/v1"}},
            "models": {"m": {"endpoint": "e", "name": "m", "thinking": field}},
        }
    )
    wire = ScriptedWire("fine")
    client = client_of(wire, config=config)
    await ask(client, effort=2)
    await ask(client)
    assert wire.requests[0].body == {**wire.requests[1].body, **sent}


async def test_a_model_without_that_field_is_asked_without_it() -> None:
    wire = ScriptedWire(refusing("reasoning_effort"))
    client = client_of(wire)
    await ask(client, effort=1)
    await ask(client, effort=1)
    assert len(wire.requests) == 3
    assert client.learned("writer") == {"models": {"thinking": "none"}}


@pytest.mark.parametrize(("configured", "cap"), [({}, 65_536), ({"max_tokens": 40_000}, 40_000)])
async def test_a_default_cap_may_be_raised_and_a_configured_one_not(
    configured: dict[str, int], cap: int
) -> None:
    config = LLMConfig.model_validate(
        {
            "endpoints": {"e": {"url": "http://h/v1"}},
            "models": {"m": {"endpoint": "e", "name": "m", **configured}},
        }
    )
    wire = ScriptedWire("fine")
    await ask(client_of(wire, config=config), max_tokens=100_000)
    assert wire.requests[0].body["max_tokens"] == cap
