"""From what arrived to a completion or an error. `finish_reason` decides, never a guess."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from prover.llm.attempts import Call, CallResult
from prover.llm.errors import Malformed, Refused, Truncated
from prover.llm.messages import Completion, FinishReason
from prover.llm.structured import NotStructured, parse

T = TypeVar("T", bound=BaseModel)

_FINISHES: dict[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content_filter",
    "eos": "stop",
    "eos_token": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "max_tokens": "length",
    "max_output_tokens": "length",
    "model_length": "length",
    "safety": "content_filter",
}
OPEN_THOUGHT, CLOSE_THOUGHT = "<think>", "</think>"


def split_thoughts(text: str) -> tuple[str, str]:
    """What was said and what was thought, where a server leaves the thoughts in the text.

    Only a leading block counts; one that is never closed is all thought.
    """
    body = text.lstrip()
    if body.startswith(OPEN_THOUGHT):
        body = body[len(OPEN_THOUGHT) :]
    elif CLOSE_THOUGHT not in body:
        return text, ""
    # Some chat templates put the opening mark into the prompt, so that only the end is seen.
    thought, mark, said = body.partition(CLOSE_THOUGHT)
    return (said.strip(), thought.strip()) if mark else ("", thought.strip())


def completion_of(
    call: Call, result: CallResult, latency: float, schema: type[T] | None
) -> Completion[T]:
    """The completion of a call whose last attempt is complete.

    Raises `Refused`, `Truncated` or `Malformed`, each with what the model said.
    """
    answer = result.answer
    usage = result.charged(call)
    said, thought = split_thoughts("".join(answer.text))
    finish = _FINISHES.get((answer.finish_reason or "").lower())
    refusal = "".join(answer.refusal)
    values: dict[str, Any] = {
        "call_id": call.call_id,
        "model": call.model_name,
        "text": said or refusal,
        "reasoning": "".join(answer.reasoning) or thought,
        "finish_reason": finish or "stop",
        "usage": usage,
        "cost": call.request.model.price.of(
            usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens
        ),
        "attempts": len(result.tries),
        "latency": latency,
    }
    completion: Completion[Any] = Completion(**values)
    tries = len(result.tries)
    if refusal or finish == "content_filter":
        shown = " ".join(refusal.split())[:200] or "stopped by its filter"
        raise Refused(f"the model refuses: {shown}", completion=completion, attempts=tries)
    if finish is None:
        raise Malformed(
            f"the answer ends with {answer.finish_reason!r}, which was not asked for",
            completion=completion,
            attempts=tries,
        )
    if finish == "length":
        raise Truncated(
            f"the answer was cut off at {call.max_tokens} tokens; raise max_tokens or ask for less",
            completion=completion,
            attempts=tries,
        )
    if schema is None:
        return completion
    # Not `Completion[T](...)`: making a class for every schema costs more than a call.
    return completion.model_copy(update={"parsed": parsed_or_malformed(completion, schema)})


def parsed_or_malformed(completion: Completion[Any], schema: type[T]) -> T:
    """The object of `schema` in an answer. Raises `Malformed` with the answer in it."""
    try:
        return parse(completion.text, schema)
    except NotStructured as fault:
        raise Malformed(str(fault), completion=completion, attempts=completion.attempts) from None
