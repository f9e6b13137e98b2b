"""The trace of every call, and a second process that pays for nothing twice."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from prover.limits.budget import Budget
from prover.llm import Client, Journal, JsonLinesTrace
from prover.llm.errors import Malformed, Truncated, Unreachable
from prover.llm.wire import Answer, Request, WireBroken
from prover.simulated import simulator_config
from prover.trace.events import Event

from .helpers import ScriptedWire, answered, ask, client_of


class Verdict(BaseModel):
    grade: int


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


async def test_every_call_has_a_beginning_and_one_end(tmp_path: Path) -> None:
    path = tmp_path / "llm.jsonl"
    wire = ScriptedWire(WireBroken("reset"), "fine", WireBroken("down"))
    client = client_of(wire, trace=JsonLinesTrace(path), max_attempts=2)
    await ask(client, purpose="attempt")
    with pytest.raises(Unreachable):
        await ask(client, purpose="verify")
    first, first_end, second, second_end = lines(path)
    assert (first["kind"], first["purpose"]) == ("started", "attempt")
    assert first["request"]["messages"][0]["content"] == "You write proofs."
    assert first_end["outcome"] == "answered"
    assert first_end["completion"]["text"] == "fine"
    assert [one["fault"] for one in first_end["attempts"]] == ["reset", None]
    assert second["call"] == second_end["call"] != first["call"] == first_end["call"]
    assert second_end["outcome"] == "unreachable"


async def test_no_key_reaches_the_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLYMPIAD_LLM_KEY", "very-secret")
    path = tmp_path / "llm.jsonl"
    client = Client(
        simulator_config(url="http://127.0.0.1:9/v1", max_attempts=1),
        budget=Budget(wall=20),
        emit=lambda body: None,
        trace=JsonLinesTrace(path),
    )
    with pytest.raises(Unreachable):
        await ask(client)
    await client.close()
    assert "very-secret" not in path.read_text()


async def test_every_call_is_an_event() -> None:
    events: list[Any] = []
    client = client_of(ScriptedWire("fine"), events=events)
    await ask(client, purpose="verify")
    (body,) = events
    event = Event.model_validate(
        {"run": "r", "seq": 0, "at": "2026-01-01T00:00:00Z", "body": body.model_dump()}
    )
    assert Event.from_line(event.to_line()) == event
    assert body.data["purpose"] == "verify"
    assert body.data["completion_tokens"] == 20
    assert "30 tokens" in body.text


async def test_a_resumed_run_takes_its_answers_from_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "llm.jsonl"
    first = client_of(ScriptedWire('{"grade": 5}'), trace=JsonLinesTrace(path))
    await ask(first, key="p1/verify/0", schema=Verdict)

    budget, wire = Budget(), ScriptedWire('{"grade": 0}')
    second = Client(
        simulator_config(),
        budget=budget,
        emit=lambda body: None,
        wire=wire,
        journal=Journal.read(path),
    )
    answer = await ask(second, key="p1/verify/0", schema=Verdict)
    assert answer.replayed and answer.parsed == Verdict(grade=5)
    assert wire.requests == [] and budget.used("tokens") == 0
    other = await ask(second, key="p1/verify/1", schema=Verdict)
    assert other.parsed == Verdict(grade=0) and not other.replayed


async def test_the_same_key_at_the_same_time_is_asked_once() -> None:
    budget, wire = Budget(), ScriptedWire("fine")
    client = client_of(wire, budget=budget)
    answers = await asyncio.gather(*(ask(client, key="k") for _ in range(5)))
    assert len(wire.requests) == 1
    assert {answer.text for answer in answers} == {"fine"}
    assert budget.used("tokens") == 30


async def test_a_failed_call_may_be_made_again_with_its_key() -> None:
    wire = ScriptedWire(WireBroken("down"), "fine")
    client = client_of(wire, max_attempts=1)
    with pytest.raises(Unreachable):
        await ask(client, key="k")
    assert (await ask(client, key="k")).text == "fine"


async def test_a_replayed_answer_is_held_against_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "llm.jsonl"
    await ask(client_of(ScriptedWire("words"), trace=JsonLinesTrace(path)), key="k")
    client = client_of(ScriptedWire("never"))
    client._shared.journal = Journal.read(path)
    with pytest.raises(Malformed):
        await ask(client, key="k", schema=Verdict)


async def test_a_kill_at_any_byte_loses_one_line_at_most(tmp_path: Path) -> None:
    path = tmp_path / "llm.jsonl"
    client = client_of(ScriptedWire("fine"), trace=JsonLinesTrace(path))
    for number in range(3):
        await ask(client, key=f"k{number}")
    whole = path.read_bytes()
    for cut in range(0, len(whole), 37):
        path.write_bytes(whole[:cut])
        JsonLinesTrace(path).write({"kind": "started", "call": "after"})
        journal = Journal.read(path)
        ends = whole[:cut].count(b'"kind":"finished"') - (not whole[:cut].endswith(b"\n"))
        assert len(journal.completions) >= max(0, ends)
        assert "after" in journal.lost
        assert journal.broken_lines <= 1


def test_a_call_without_an_end_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "llm.jsonl"
    path.write_text('{"kind":"started","call":"a"}\n{"kind":"finished"}\nnonsense\n')
    journal = Journal.read(path)
    assert journal.lost == {"a"} and journal.broken_lines == 2
    assert Journal.read(tmp_path / "none").completions == {}


async def test_an_answer_that_was_cut_off_is_cut_off_again_and_not_paid_twice(
    tmp_path: Path,
) -> None:
    path = tmp_path / "llm.jsonl"

    async def cut(request: Request, into: Answer) -> None:
        answered(into, "half of", finish="length")

    with pytest.raises(Truncated):
        await ask(client_of(ScriptedWire(cut), trace=JsonLinesTrace(path)), key="k")
    wire = ScriptedWire("never")
    client = client_of(wire)
    client._shared.journal = Journal.read(path)
    with pytest.raises(Truncated) as fault:
        await ask(client, key="k")
    assert fault.value.completion is not None and fault.value.completion.text == "half of"
    assert wire.requests == []


async def test_a_full_disk_ends_the_journal_and_not_the_run() -> None:
    trace = JsonLinesTrace(Path("/dev/full"))
    answer = await ask(client_of(ScriptedWire("fine"), trace=trace))
    assert answer.text == "fine" and trace.fault is not None


def test_what_is_written_after_the_end_goes_nowhere(tmp_path: Path) -> None:
    trace = JsonLinesTrace(tmp_path / "llm.jsonl")
    trace.close()
    other = (tmp_path / "other").open("wb")  # it may get the number of the closed file
    trace.write({"kind": "started"})
    trace.close()
    other.close()
    assert (tmp_path / "other").read_bytes() == b"" == (tmp_path / "llm.jsonl").read_bytes()
