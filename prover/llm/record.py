"""What the trace and the events say about a call. No key or header is ever among it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from prover.llm.attempts import Call, CallResult
from prover.llm.errors import LLMError
from prover.llm.messages import Completion, Usage
from prover.llm.trace import FORMAT
from prover.trace.events import Message as MessageEvent

SOURCE = "llm"


def call_started(call: Call) -> dict[str, Any]:
    """The record of a call that is about to be sent."""
    return {
        "format": FORMAT,
        "kind": "started",
        "call": call.call_id,
        "role": call.role,
        "model": call.model_name,
        "purpose": call.purpose,
        "prompt_sha256": call.prompt_hash,
        "prefix_sha256": call.prefix_sha256,
        "request": call.request.body,
    }


def call_finished(
    call: Call,
    result: CallResult,
    usage: Usage,
    cost: float,
    latency: float,
    completion: Completion[Any] | None,
    fault: BaseException | None,
) -> dict[str, Any]:
    """The record of a call's end: the answer or the fault, each attempt, and what was paid."""
    return {
        "kind": "finished",
        "call": call.call_id,
        "outcome": outcome(fault),
        "detail": "" if fault is None else str(fault),
        "usage": usage.model_dump(),
        "cost": cost,
        "latency": latency,
        "attempts": [
            {
                "fault": None if one.fault is None else str(one.fault),
                "bytes": one.answer.size,
                "pause": one.pause,
                "conceded": one.conceded,
            }
            for one in result.tries
        ],
        "completion": None if completion is None else completion.model_dump(exclude={"parsed"}),
    }


def event_of(
    call: Call,
    result: CallResult,
    usage: Usage,
    cost: float,
    latency: float,
    fault: BaseException | None,
) -> MessageEvent:
    """The event of a call's end, for people who follow the run."""
    ending = outcome(fault)
    said = "answers" if fault is None else f"{ending.replace('_', ' ')}: {fault}"
    return MessageEvent.model_construct(
        kind="message",
        level="info" if fault is None else "warning",
        source=SOURCE,
        text=f"{call.purpose}: {call.model_name} {said} ({usage.tokens} tokens, {latency:.1f} s)",
        data={
            "call": call.call_id,
            "purpose": call.purpose,
            "role": call.role,
            "model": call.model_name,
            "prompt_sha256": call.prompt_hash,
            "outcome": ending,
            "attempts": len(result.tries),
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "cached_tokens": usage.cached_tokens,
            "reasoning_tokens": usage.reasoning_tokens,
            "estimated": usage.estimated,
            "cost": cost,
            "latency": latency,
        },
    )


def learned_event(call: Call, refusals: Sequence[str], learned: tuple[str, ...]) -> MessageEvent:
    """The event of a server's dialect that was learned: what it refused, how it is asked now."""
    why = refusals[0] if refusals else "as another call found out"
    return MessageEvent(
        level="info",
        source=SOURCE,
        text=f"{call.model_name} is asked otherwise from now on ({', '.join(learned)}): {why}",
        data={"model": call.model_name, "learned": [*learned], "refusals": [*refusals]},
    )


def outcome(fault: BaseException | None) -> str:
    """One word for how a call ended."""
    if fault is None:
        return "answered"
    if isinstance(fault, asyncio.CancelledError):
        return "cancelled"
    if isinstance(fault, LLMError):
        name = type(fault).__name__
        return {"OutOfBudget": "out_of_budget", "NoService": "refused"}.get(name, name.lower())
    return "failed"
