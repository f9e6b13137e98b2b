"""Which faults are tried again, when, and what they become in the end."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.llm.errors import LLMError, Malformed, NoService, Overloaded, Refused, Unreachable
from prover.llm.retry import Backoff
from prover.llm.wire import WireBroken, WireNonsense, WirePage, WireStatus

from .helpers import ScriptedWire, Sleeps, ask, client_of


@pytest.mark.parametrize(
    "fault",
    [WireStatus(429, ""), WireStatus(500, ""), WireStatus(503, ""), WireBroken("reset")],
)
async def test_a_passing_fault_is_tried_again(fault: Exception) -> None:
    wire = ScriptedWire(fault, fault, "fine")  # type: ignore[arg-type]
    answer = await ask(client_of(wire))
    assert (answer.text, answer.attempts) == ("fine", 3)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (WireStatus(401, "key"), NoService),
        (WireStatus(403, "key"), NoService),
        (WireStatus(404, "model"), NoService),
        (WireStatus(402, "no credit"), NoService),
        (WireStatus(429, "You exceeded it", words="code: insufficient_quota"), NoService),
        (WireStatus(302, "moved"), Refused),
        (WireNonsense("no JSON"), Malformed),
        (WirePage("html"), NoService),
    ],
)
async def test_a_lasting_fault_is_not(fault: Exception, error: type[LLMError]) -> None:
    wire = ScriptedWire(fault, "never asked for")  # type: ignore[arg-type]
    with pytest.raises(error) as raised:
        await ask(client_of(wire))
    assert len(wire.requests) == 1
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "error"), [(WireStatus(429, "busy"), Overloaded), (WireBroken("reset"), Unreachable)]
)
async def test_trying_ends_after_the_configured_number(
    fault: Exception, error: type[LLMError]
) -> None:
    wire = ScriptedWire(fault)  # type: ignore[arg-type]
    with pytest.raises(error, match="3 tries") as raised:
        await ask(client_of(wire, max_attempts=3))
    assert len(wire.requests) == raised.value.attempts == 3


async def test_every_try_carries_the_same_key() -> None:
    wire = ScriptedWire(WireStatus(500, ""), WireBroken(""), "fine")
    client = client_of(wire)
    await ask(client)
    await ask(client)
    keys = [request.headers["Idempotency-Key"] for request in wire.requests]
    assert keys[0] == keys[1] == keys[2] != keys[3]


async def test_the_server_is_not_asked_before_the_time_it_names() -> None:
    sleeps = Sleeps()
    wire = ScriptedWire(WireStatus(429, "", retry_after=7.0), "fine")
    await ask(client_of(wire, sleep=sleeps, backoff_base=0.5))
    assert len(sleeps.pauses) == 1
    assert 7.0 <= sleeps.pauses[0] <= 7.5


@given(st.integers(1, 5000), st.integers())
def test_pauses_have_full_jitter_below_a_doubling_bound(tries: int, seed: int) -> None:
    pause = Backoff(0.5, 30.0).pause(tries, WireBroken(""), random.Random(seed))
    assert 0 <= pause <= min(30.0, 0.5 * 2 ** min(tries - 1, 10))


def test_jitter_spreads_over_the_whole_range() -> None:
    source = random.Random(1)
    pauses = [Backoff(8.0, 30.0).pause(1, WireBroken(""), source) for _ in range(500)]
    assert min(pauses) < 0.4 and max(pauses) > 7.6
    assert 3.5 < sum(pauses) / len(pauses) < 4.5
