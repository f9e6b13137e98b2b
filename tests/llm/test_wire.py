"""What a server sends becomes text that can be kept, or a fault with the right name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.limits.budget import Budget
from prover.llm.errors import LLMError, Overloaded, Refused, TooLong, Unreachable
from prover.llm.wire import Answer, Request, WireBroken, WireStatus, encodable

from .helpers import ScriptedWire, ask, client_of

SURROGATES = st.text(st.characters(min_codepoint=0xD7FE, max_codepoint=0xE001, categories=None))


def chunk(text: str, key: str = "content") -> object:
    return json.loads(json.dumps({"choices": [{"delta": {key: text}}]}))


def arrived(*pieces: str) -> str:
    answer = Answer(max_bytes=1000)
    for piece in pieces:
        answer.take(chunk(piece))
    return "".join(answer.text)


@given(st.lists(st.text() | SURROGATES, max_size=6))
def test_whatever_arrives_can_be_written(pieces: list[str]) -> None:
    text = arrived(*pieces)
    text.encode()
    whole = "".join(pieces)
    assert text == encodable(whole)
    assert encodable(text) == text


def test_lone_surrogates_are_replaced_and_pairs_across_chunks_are_characters() -> None:
    assert arrived("a \ud800 b") == "a \ufffd b"
    assert arrived("so \ud835", "\udc65 = 1") == "so \U0001d465 = 1"
    assert arrived("so \ud835", "x") == "so \ufffdx"
    answer = Answer(max_bytes=1000)
    answer.take(chunk("\ud835", "reasoning"))
    answer.take(chunk("\udc65"))
    assert ("".join(answer.reasoning), "".join(answer.text)) == ("\ufffd", "\ufffd")


@pytest.mark.parametrize(
    ("error", "raised", "tries"),
    [
        ({"code": 400, "message": "the context is 10 tokens"}, TooLong, 1),
        ({"code": "404", "message": "no model"}, Refused, 1),
        ({"code": 429, "message": "slower"}, Overloaded, 3),
        ({"code": 503}, Overloaded, 3),
        ({"code": "rate_limit_exceeded"}, Overloaded, 3),
        ({"code": True}, Unreachable, 3),
        ({"code": 7}, Unreachable, 3),
        ("something\nbroke \ud800", Unreachable, 3),
    ],
)
async def test_an_error_within_an_answer_is_what_its_code_says(
    error: object, raised: type[LLMError], tries: int
) -> None:
    async def fails(request: Request, into: Answer) -> None:
        into.take({"error": error})

    wire = ScriptedWire(fails)
    with pytest.raises(raised) as fault:
        await ask(client_of(wire, max_attempts=3))
    assert len(wire.requests) == tries
    assert "\n" not in str(fault.value)
    str(fault.value).encode()


async def test_what_came_before_an_error_within_an_answer_is_charged() -> None:
    async def fails(request: Request, into: Answer) -> None:
        into.grow(400)
        into.take(chunk("a proof " * 50))
        into.take({"error": {"code": 400, "message": "too long"}})

    budget = Budget()
    with pytest.raises(Refused):
        await ask(client_of(ScriptedWire(fails), budget=budget))
    assert budget.used("tokens") > 50


def test_the_fault_names_the_message() -> None:
    with pytest.raises(WireStatus, match="answers 400: too long"):
        Answer(max_bytes=9).take({"error": {"code": 400, "message": "too long"}})
    with pytest.raises(WireBroken, match="within the answer"):
        Answer(max_bytes=9).take({"error": "gone"})
