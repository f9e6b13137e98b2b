"""The attempts of one call and what they cost together."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace

from prover.llm.config import EndpointConfig
from prover.llm.dialect import Dialect, Question
from prover.llm.errors import LLMError, Malformed, NoService, Overloaded, Refused, Unreachable
from prover.llm.messages import Usage
from prover.llm.retry import Backoff, worth_retrying
from prover.llm.tokens import estimate_text
from prover.llm.wire import (
    Answer,
    Request,
    Wire,
    WireBroken,
    WireError,
    WireNonsense,
    WirePage,
    WireStatus,
)

SILENT_RATE = 50.0
"""Tokens a second that a silent server is taken to have thought: what it billed is never said."""

MAX_SILENT = 2
"""Tries of one call in which the server was silent to the end: each may be paid for in full."""


@dataclass(frozen=True)
class Call:
    """One call as it is sent, in `dialect`. `prompt_tokens` is our estimate; `max_tokens` what was
    granted."""

    call_id: str
    role: str
    model_name: str
    purpose: str
    prompt_hash: str
    prefix_sha256: str | None
    prompt_tokens: int
    max_tokens: int
    question: Question
    dialect: Dialect
    request: Request

    def capped(self, max_tokens: int) -> Call:
        """The same call for an answer of at most `max_tokens`."""
        return self._sent_as(self.dialect, max_tokens)

    def spoken(self, dialect: Dialect) -> Call:
        """The same call in another dialect, its cap no larger than before; below 1 where the prompt
        leaves no room for an answer."""
        return self._sent_as(dialect, dialect.cap(self.max_tokens, self.prompt_tokens))

    def _sent_as(self, dialect: Dialect, max_tokens: int) -> Call:
        model, endpoint = self.request.model, self.request.endpoint
        body = dialect.body(model, endpoint, self.question, max(1, max_tokens))
        request = Request(model, endpoint, body, self.request.headers)
        return replace(self, dialect=dialect, max_tokens=max_tokens, request=request)


@dataclass
class Try:
    """One attempt: what had arrived when it ended, and its fault; None when it is complete.
    `seconds` it took. `conceded`: it was refused and is asked otherwise."""

    answer: Answer
    fault: WireError | None = None
    pause: float = 0.0
    seconds: float = 0.0
    conceded: bool = False


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
        this = Try(answer, WireBroken("the call was cancelled", silent=True))
        self.tries.append(this)
        began = time.monotonic()
        try:
            await wire.ask(call.request, answer)
            if answer.finish_reason is None:
                raise WireBroken("the answer stops without an end")
            this.fault = None
        except WireError as fault:
            this.fault = fault
        finally:
            this.seconds = time.monotonic() - began
        return this.fault

    def concede(self) -> None:
        """The last attempt was refused and is followed by one that asks otherwise."""
        self.tries[-1].conceded = True

    def next_pause(
        self, fault: WireError, endpoint: EndpointConfig, random_source: random.Random
    ) -> float:
        """Seconds to wait before the next attempt. Raises the call's error when there is none."""
        made = [one for one in self.tries if not one.conceded]
        tries = len(made)
        silent = sum(isinstance(one.fault, WireBroken) and one.fault.silent for one in made)
        if not worth_retrying(fault) or tries >= endpoint.max_attempts or silent >= MAX_SILENT:
            raise self._error(fault, tries, endpoint)
        pause = Backoff.of(endpoint).pause(tries, fault, random_source)
        self.tries[-1].pause = pause
        return pause

    def _error(self, fault: WireError, tries: int, endpoint: EndpointConfig) -> LLMError:
        after = f" ({tries} tries)" if tries > 1 else ""
        tries = len(self.tries)
        if isinstance(fault, WirePage):
            text = f"{endpoint.url} is no API: {fault}; check the address, which mostly ends in /v1"
            return NoService(text, attempts=tries)
        if isinstance(fault, WireNonsense):
            return Malformed(f"{fault}{after}", attempts=tries)
        if not isinstance(fault, WireStatus):
            return Unreachable(f"{fault}{after}; is the server running?", attempts=tries)
        if worth_retrying(fault):
            return Overloaded(f"{fault}{after}", attempts=tries)
        hint = _hint(fault, endpoint)
        if hint:
            return NoService(f"{fault}; {hint}", attempts=tries)
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


def _hint(fault: WireStatus, endpoint: EndpointConfig) -> str:
    """What to put right where every call would be refused like this; empty where that is not so."""
    if fault.spent:
        return "the account is used up: add credit, or set another endpoint"
    if fault.status == 401:
        return f"the key is refused: set the right one in {endpoint.key_env}"
    if fault.status == 403:
        return f"the key in {endpoint.key_env} does not allow this"
    if fault.status == 404:
        return f"check the address {endpoint.url} and the model's name"
    return ""


def _use(one: Try, call: Call) -> Usage | None:
    """What one attempt cost: as the server stated it, else by our count of what arrived; None
    when it was turned away before the model began."""
    answer = one.answer
    if answer.usage is not None:
        return answer.usage
    if answer.size == 0:
        return _silent_use(one, call)
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


def _silent_use(one: Try, call: Call) -> Usage | None:
    """What a server may have billed that took a request and never said a word."""
    if not isinstance(one.fault, WireBroken) or not one.fault.silent:
        return None
    thought = min(int(one.seconds * SILENT_RATE), call.max_tokens)
    if not thought:
        return None
    return Usage(
        prompt_tokens=call.prompt_tokens,
        completion_tokens=thought,
        reasoning_tokens=thought,
        estimated=True,
    )
