"""What an answer becomes: `finish_reason` decides, thoughts are kept apart."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from prover.llm.errors import LLMError, Malformed, Refused, Truncated, Unreachable
from prover.llm.messages import Usage
from prover.llm.wire import Answer, Request

from .helpers import ScriptedWire, answered, ask, client_of


class Verdict(BaseModel):
    grade: int


def finishing(text: str, finish: str | None) -> Any:
    async def step(request: Request, into: Answer) -> None:
        answered(into, text, usage=Usage(prompt_tokens=1, completion_tokens=2))
        into.finish_reason = finish

    return step


@pytest.mark.parametrize(
    ("finish", "error"),
    [
        ("length", Truncated),
        ("content_filter", Refused),
        ("tool_calls", Malformed),
        ("whatever", Malformed),
        (None, Unreachable),
    ],
)
async def test_an_ending_other_than_stop_is_an_error(
    finish: str | None, error: type[LLMError]
) -> None:
    wire = ScriptedWire(finishing('{"grade": 7}', finish))
    with pytest.raises(error):
        await ask(client_of(wire, max_attempts=2), schema=Verdict)


async def test_a_truncated_answer_is_there_to_look_at_and_paid() -> None:
    with pytest.raises(Truncated, match="cut off at 1000 tokens") as raised:
        await ask(client_of(ScriptedWire(finishing("We begin", "length"))))
    assert raised.value.completion is not None
    assert raised.value.completion.text == "We begin"
    assert raised.value.completion.usage.tokens == 3


async def test_a_refusal_is_one() -> None:
    async def refuse(request: Request, into: Answer) -> None:
        into.refusal.append("I would rather\nnot.")
        into.finish_reason = "stop"

    with pytest.raises(Refused, match="I would rather not"):
        await ask(client_of(ScriptedWire(refuse)))


@pytest.mark.parametrize(
    ("text", "said", "thought"),
    [
        ("<think>hm</think>\nQED", "QED", "hm"),
        ("hm</think>QED", "QED", "hm"),
        ("<think>never ends", "", "never ends"),
        ("QED", "QED", ""),
    ],
)
async def test_thoughts_are_kept_apart(text: str, said: str, thought: str) -> None:
    answer = await ask(client_of(ScriptedWire(text)))
    assert (answer.text, answer.reasoning) == (said, thought)


async def test_a_grade_in_the_thoughts_does_not_count() -> None:
    text = '<think>{"grade": 7}, or rather not</think>{"grade": 2}'
    answer = await ask(client_of(ScriptedWire(text)), schema=Verdict)
    assert answer.parsed == Verdict(grade=2)


@pytest.mark.parametrize("text", ["yes, correct", '{"grade": "high"}', '{"grade": 7', ""])
async def test_what_does_not_fit_the_schema_is_malformed(text: str) -> None:
    wire = ScriptedWire(text)
    with pytest.raises(Malformed) as raised:
        await ask(client_of(wire), schema=Verdict)
    assert len(wire.requests) == 1  # paid for, so not simply asked again
    assert raised.value.completion is not None and raised.value.completion.text == text


@pytest.mark.parametrize("dialect", ["json_schema", "json_object", "prompt"])
async def test_the_schema_is_asked_for_in_every_dialect(dialect: str) -> None:
    wire = ScriptedWire('{"grade": 4}')
    answer = await ask(client_of(wire, structured=dialect), schema=Verdict)
    assert answer.parsed == Verdict(grade=4)
    body = wire.requests[0].body
    if dialect == "prompt":
        assert "response_format" not in body and '"grade"' in body["messages"][-1]["content"]
    else:
        assert body["response_format"]["type"] == dialect


async def test_a_server_that_does_not_count_is_counted_for() -> None:
    async def uncounted(request: Request, into: Answer) -> None:
        answered(into, "a" * 300)

    answer = await ask(client_of(ScriptedWire(uncounted)))
    assert answer.usage.estimated
    assert 75 <= answer.usage.completion_tokens <= 150
    assert answer.usage.prompt_tokens > 0
