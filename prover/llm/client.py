"""The one client for language models: budget, caps, retries, accounting and trace of every call.

    client = Client(config, budget=budget, emit=emit)
    answer = await client.complete(
        "writer",
        (system(instructions), user(problem, stable=True), user(task)),
        max_tokens=30_000,
        purpose="attempt",
        prompt_hash=prompt.sha256,
    )

A call ends in a `Completion` or in one of the errors of `prover.llm.errors`, once, and is charged
to the budget once, whatever happened on the way.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from prover.limits.budget import Budget
from prover.llm.attempts import Call, CallResult
from prover.llm.config import LLMConfig
from prover.llm.dialect import Dialect, Question
from prover.llm.dialects import Dialects
from prover.llm.errors import LLMError, OutOfBudget, TooLong, Truncated
from prover.llm.messages import Completion, Message, prefix_sha256
from prover.llm.outcome import completion_of, parsed_or_malformed
from prover.llm.record import call_finished, call_started, event_of, learned_event
from prover.llm.reservations import Grant, Reservations
from prover.llm.tokens import estimate_prompt
from prover.llm.trace import Journal, NoTrace, Trace
from prover.llm.wire import (
    IDEMPOTENCY_HEADER,
    PROMPT_HEADER,
    PURPOSE_HEADER,
    Request,
    Wire,
)
from prover.trace.events import Emit

T = TypeVar("T", bound=BaseModel)
Sleep = Callable[[float], Awaitable[None]]

_LEARNED = Dialects()
"""How the servers of this process want to be asked; clients with a wire of their own learn anew."""


@dataclass
class _Shared:
    """What a client and its relatives (`within`) have in common."""

    config: LLMConfig
    wire: Wire
    trace: Trace
    journal: Journal
    random: random.Random
    sleep: Sleep
    dialects: Dialects
    reservations: Reservations = field(default_factory=Reservations)
    slots: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    running: dict[str, asyncio.Future[Completion[Any]]] = field(default_factory=dict)

    def slot(self, endpoint: str, concurrency: int) -> asyncio.Semaphore:
        return self.slots.setdefault(endpoint, asyncio.Semaphore(concurrency))


class Client:
    """Calls models under a budget. Use from one event loop; any number of calls at a time.

    `wire` carries requests (HTTP unless given), `trace` gets a record of every call, `journal`
    holds the answers of an earlier process, `random_source` and `sleep` serve the retries.
    """

    def __init__(
        self,
        config: LLMConfig,
        *,
        budget: Budget,
        emit: Emit,
        wire: Wire | None = None,
        trace: Trace | None = None,
        journal: Journal | None = None,
        random_source: random.Random | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        dialects = Dialects()
        if wire is None:
            from prover.llm.http_wire import HttpWire

            wire, dialects = HttpWire(), _LEARNED
        self._shared = _Shared(
            config=config,
            wire=wire,
            trace=trace or NoTrace(),
            journal=journal or Journal(),
            random=random_source or random.Random(),
            sleep=sleep,
            dialects=dialects,
        )
        self.budget = budget
        self._emit = emit

    @property
    def config(self) -> LLMConfig:
        """The models and roles of this client."""
        return self._shared.config

    def within(self, budget: Budget, emit: Emit | None = None) -> Client:
        """This client under another budget, usually a child of its own. Connections, the limits
        on concurrency, the trace and the journal are shared."""
        relative = Client.__new__(Client)
        relative._shared = self._shared
        relative.budget = budget
        relative._emit = emit or self._emit
        return relative

    def learned(self, name: str) -> dict[str, dict[str, Any]]:
        """The fields of the tables `endpoints` and `models` with which the server of the model `name`
        would not have refused what it refused so far; empty where it refused nothing."""
        _, model, endpoint = self.config.resolve(name)
        return self._shared.dialects.of(model, endpoint).settings(Dialect.of(model, endpoint))

    async def close(self) -> None:
        """Let go of connections and of the trace."""
        await self._shared.wire.close()
        self._shared.trace.close()

    async def complete(
        self,
        role_or_model: str,
        messages: tuple[Message, ...],
        *,
        max_tokens: int,
        temperature: float | None = None,
        seed: int | None = None,
        schema: type[T] | None = None,
        effort: int = 0,
        purpose: str,
        prompt_hash: str,
        key: str | None = None,
    ) -> Completion[T]:
        """One answer of a model.

        `max_tokens` caps the answer (also by the model's own cap and by what the budget has left);
        `temperature` is sent unless the model's configuration has one of its own, or says that the
        server knows best; `schema` asks for structured
        output, which arrives in `parsed`; `effort` above 0 asks for longer thinking by the vendor's own
        field. What the server refuses of all that is left out from then on. `purpose` is a word for the trace, such as `attempt` or
        `verify`; `prompt_hash` the SHA-256 of the prompt file. `key` names the call within the
        run: a call with the same key is made once, also across processes that share a journal.

        Raises the errors of `prover.llm.errors`; `ValueError` for messages that are empty or
        in an order that defeats prompt caching.
        """
        shared = self._shared
        if not messages:
            raise ValueError("a call needs at least one message")
        if max_tokens < 1:
            raise ValueError(f"max_tokens is {max_tokens}; give 1 or more")
        prefix = prefix_sha256(messages)
        if key is not None:
            if (known := shared.journal.completions.get(key)) is not None:
                return _replayed(known, schema)
            if (running := shared.running.get(key)) is not None:
                return _replayed(await asyncio.shield(running), schema)
        name, model, endpoint = shared.config.resolve(role_or_model)
        question = Question(messages, schema, temperature, seed, effort, prefix)
        dialect = shared.dialects.of(model, endpoint)
        prompt_tokens = estimate_prompt(dialect.written(question))
        max_tokens = dialect.cap(max_tokens, prompt_tokens)
        if max_tokens < 1:
            raise TooLong(
                f"the prompt has about {prompt_tokens} tokens and model {name!r} holds "
                f"{dialect.context}; shorten the prompt or use another model"
            )
        body = dialect.body(model, endpoint, question, max_tokens)
        call_id = key or uuid.uuid4().hex
        headers = {IDEMPOTENCY_HEADER: call_id}
        if endpoint.purpose_headers:
            headers |= {PURPOSE_HEADER: purpose, PROMPT_HEADER: prompt_hash}
        call = Call(
            call_id=call_id,
            role=role_or_model,
            model_name=name,
            purpose=purpose,
            prompt_hash=prompt_hash,
            prefix_sha256=prefix,
            prompt_tokens=prompt_tokens,
            max_tokens=max_tokens,
            question=question,
            dialect=dialect,
            request=Request(model, endpoint, body, headers),
        )
        if key is None:
            return await self._run(call, schema)
        return await self._run_once(key, call, schema)

    async def _run_once(self, key: str, call: Call, schema: type[T] | None) -> Completion[T]:
        """Run a call with a key, so that others with the same key can wait for its answer."""
        running = self._shared.running
        future: asyncio.Future[Completion[Any]] = asyncio.get_running_loop().create_future()
        running[key] = future
        try:
            completion = await self._run(call, schema)
        except BaseException as fault:
            if isinstance(fault, asyncio.CancelledError):
                future.cancel()
            else:
                future.set_exception(fault)
                future.exception()  # looked at: nobody may be waiting
            raise
        else:
            future.set_result(completion)
            self._shared.journal.completions[key] = completion
            return completion
        finally:
            del running[key]

    async def _run(self, call: Call, schema: type[T] | None) -> Completion[T]:
        """Reserve, send, settle, record: exactly one charge and one end for each call."""
        shared, budget = self._shared, self.budget
        began = budget.used("wall")
        result = CallResult()
        grant: Grant | None = None
        completion: Completion[Any] | None = None
        fault: BaseException | None = None
        started = False
        try:
            grant = await self._reserve(call)
            call = call.capped(grant.max_tokens)
            shared.trace.write(call_started(call))
            started = True
            call = await self._send(call, result)
            completion = completion_of(call, result, budget.used("wall") - began, schema)
            return completion
        except LLMError as error:
            fault, completion = error, error.completion
            raise
        except BaseException as error:
            fault = error
            raise
        finally:
            usage = result.charged(call)
            cost = call.request.model.price.of(
                usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens
            )
            budget.spend(tokens=usage.tokens, cost=cost)
            if grant is not None:
                shared.reservations.release(budget, grant)
            latency = budget.used("wall") - began
            if started:
                shared.trace.write(
                    call_finished(call, result, usage, cost, latency, completion, fault)
                )
            self._emit(event_of(call, result, usage, cost, latency, fault))

    async def _reserve(self, call: Call) -> Grant:
        """Hold the call's share of the budget. Raises `OutOfBudget`."""
        exceeded = self.budget.exceeded()
        if exceeded is not None:
            raise OutOfBudget(str(exceeded))
        async with self._clock():
            grant = await self._shared.reservations.reserve(
                self.budget, call.prompt_tokens, call.max_tokens, call.request.model.price
            )
        if grant is None:
            exceeded = self.budget.exceeded()
            raise OutOfBudget(
                str(exceeded)
                if exceeded
                else f"what is left of the budget does not pay for a call of {call.purpose!r}"
            )
        return grant

    async def _send(self, call: Call, result: CallResult) -> Call:
        """Try until there is an answer, asking otherwise where the server refuses how it is asked;
        the call as it was answered."""
        shared, endpoint = self._shared, call.request.endpoint
        slot = shared.slot(call.request.model.endpoint, endpoint.concurrency)
        trial = shared.dialects.trial(
            call.request.model, endpoint, call.dialect, schema=call.question.schema is not None
        )
        async with self._clock():
            while True:
                # A pause must not hold a slot that another call could use.
                with self.budget.waiting():
                    await slot.acquire()
                try:
                    fault = await result.attempt(shared.wire, call)
                finally:
                    slot.release()
                if fault is None:
                    if learned := trial.answered():
                        self._emit(learned_event(call, trial.refusals, learned))
                    return call
                other = None
                if not result.answer.text:
                    other = trial.after(fault, call.request.body, call.prompt_tokens)
                if other is not None:
                    result.concede()
                    call = call.spoken(other)
                    if call.max_tokens < 1:
                        raise TooLong(
                            f"the prompt does not fit the model: {fault}; shorten it or use "
                            "another model",
                            attempts=len(result.tries),
                        )
                    continue
                pause = result.next_pause(fault, endpoint, shared.random)
                with self.budget.waiting():
                    await shared.sleep(pause)

    def _clock(self) -> _Clock:
        return _Clock(self.budget)


class _Clock:
    """Ends what runs inside it when the budget's clock does, with `OutOfBudget`."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._limit = asyncio.timeout(budget.remaining("wall"))

    async def __aenter__(self) -> None:
        await self._limit.__aenter__()

    async def __aexit__(self, *fault: Any) -> None:
        try:
            await self._limit.__aexit__(*fault)
        except TimeoutError:
            exceeded = self._budget.exceeded()
            raise OutOfBudget(str(exceeded or "the budget's time ended during the call")) from None


def _replayed(known: Completion[Any], schema: type[T] | None) -> Completion[T]:
    """A known answer as the answer of a call that is not paid for again. Raises `Truncated` for
    one that was cut off, `Malformed` for one that does not fit the schema."""
    if known.finish_reason == "length":
        again = known.model_copy(update={"replayed": True, "cost": 0.0})
        raise Truncated("the answer was cut off at its cap", completion=again)
    parsed = None if schema is None else parsed_or_malformed(known, schema)
    return known.model_copy(update={"parsed": parsed, "replayed": True, "cost": 0.0})
