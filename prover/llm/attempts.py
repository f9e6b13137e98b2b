"""The attempts of one call and what they cost together."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from prover.llm.config import EndpointConfig
from prover.llm.errors import LLMError, Malformed, Overloaded, Refused, Unreachable
from prover.llm.messages import Usage
from prover.llm.retry import Backoff, worth_retrying
from prover.llm.tokens import estimate_text
from prover.llm.wire import Answer, Request, Wire, WireBroken, WireError, WireNonsense, WireStatus


@dataclass(frozen=True)
class Call:
    """One call as it is sent. `prompt_tokens` is our estimate; `max_tokens` what was granted."""

    call_id: str
    role: str
    model_name: str
    purpose: str
    prompt_hash: str
    prefix_sha256: str | None
    prompt_tokens: int
    max_tokens: int
    request: Request


@dataclass
class Try:
    """One attempt: what had arrived when it ended, and its fault; None when it is complete."""

    answer: Answer
    fault: WireError | None = None
    sent: bool = True
    pause: float = 0.0


@dataclass
class CallResult:
    """All attempts of a call, in order."""

    tries: list[Try] = field(default_factory=list)

    @property
    def answer(self) -> Answer:
        """What the last attempt brought."""
        return self.tries[-1].answer

    async def attempt(self, wire: Wire, call: Call) -> WireError | None:
        """Send the call once more; None when the answer is complete, else what was wrong."""
        answer = Answer(max_bytes=call.request.endpoint.max_answer_bytes)
        this = Try(answer, WireBroken("the call was cancelled"))
        self.tries.append(this)
        try:
            await wire.ask(call.request, answer)
            if answer.finish_reason is None:
                raise WireBroken("the answer stops without an end")
            this.fault = None
        except WireError as fault:
            this.fault = fault
        return this.fault

    def next_pause(
        self, fault: WireError, endpoint: EndpointConfig, random_source: random.Random
    ) -> float:
        """Seconds to wait before the next attempt. Raises the call's error when there is none."""
        tries = len(self.tries)
        if not worth_retrying(fault) or tries >= endpoint.max_attempts:
            raise self._error(fault, tries)
        pause = Backoff.of(endpoint).pause(tries, fault, random_source)
        self.tries[-1].pause = pause
        return pause

    def _error(self, fault: WireError, tries: int) -> LLMError:
        after = f" ({tries} tries)" if tries > 1 else ""
        if isinstance(fault, WireNonsense):
            return Malformed(f"{fault}{after}", attempts=tries)
        if not isinstance(fault, WireStatus):
            return Unreachable(f"{fault}{after}; is the server running?", attempts=tries)
        if worth_retrying(fault):
            return Overloaded(f"{fault}{after}", attempts=tries)
        return Refused(f"{fault}; correct the request or the endpoint", attempts=tries)

    def charged(self, call: Call) -> Usage:
        """What all attempts cost together.

        A server that honours the idempotency key charges a call once, so the largest statement
        counts; any other charges every attempt that it began to answer.
        """
        uses = [use for one in self.tries if (use := _use(one, call)) is not None]
        if not uses:
            return Usage()
        if call.request.endpoint.idempotent:
            return max(uses, key=lambda use: (not use.estimated, use.tokens))
        total = uses[0]
        for use in uses[1:]:
            total = total + use
        return total


def _use(one: Try, call: Call) -> Usage | None:
    """What one attempt cost: as the server stated it, else by our count of what arrived; None
    when it was turned away before the model began."""
    answer = one.answer
    if answer.usage is not None:
        return answer.usage
    if answer.size == 0:
        return None
    pieces = (*answer.text, *answer.reasoning, *answer.refusal)
    counted = estimate_text("".join(pieces))
    if not pieces and one.fault is not None:
        if answer.size <= answer.max_bytes:
            return None
        counted = call.max_tokens  # an answer in one piece, too long to be read
    completion = min(counted, call.max_tokens)
    return Usage(
        prompt_tokens=call.prompt_tokens,
        completion_tokens=completion,
        reasoning_tokens=min(estimate_text("".join(answer.reasoning)), completion),
        estimated=True,
    )
