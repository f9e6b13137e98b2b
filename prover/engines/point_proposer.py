"""Auxiliary points from a language model, for the geometry engine's search."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import TYPE_CHECKING

from prover.trace import events

if TYPE_CHECKING:
    from pydantic import BaseModel

    from prover.limits.budget import Budget
    from prover.llm.client import Client
    from prover.llm.config import LLMConfig
    from prover.llm.messages import Completion
    from prover.trace.events import Emit

SECONDS, SHARE = 60.0, 0.2
"""The model may take so long, and at most so large a part of the time that is left."""
MAX_TOKENS = 4_000


class ModelProposer:
    """A `geometry.auxiliary.proposals.Proposer` that asks the configured writer.

    It is called in the search's thread and asks from the event loop `loop`. Whatever goes wrong
    with the model is reported as progress, and the search goes on without proposals.
    """

    def __init__(
        self,
        make_client: Callable[[Budget], Client],
        budget: Budget,
        emit: Emit,
        loop: asyncio.AbstractEventLoop,
        should_stop: Callable[[], bool],
    ) -> None:
        self._make_client = make_client
        self._budget = budget
        self._emit = emit
        self._loop = loop
        self._should_stop = should_stop

    def propose(self, prompt: str) -> Sequence[str]:
        """See `geometry.auxiliary.proposals.Proposer`."""
        from prover.llm.errors import LLMError

        self._emit(events.Progress(engine="geometry", message="asking a model for points"))
        asked = asyncio.run_coroutine_threadsafe(self._ask(prompt), self._loop)
        while not self._should_stop():
            try:
                return [asked.result(timeout=0.25)]
            except NotYet:
                # Also raised by a call that ran out of time; then it is done.
                if asked.done():
                    break
            except LLMError as fault:
                message = " ".join(f"no points from a model: {fault}".split())
                self._emit(events.Progress(engine="geometry", message=message))
                break
        asked.cancel()
        return []

    async def _ask(self, prompt: str) -> str:
        from prover.llm.messages import user

        left = self._budget.remaining("wall")
        wall = SECONDS if left is None else min(SECONDS, SHARE * left)
        client = self._make_client(self._budget.child("points", wall=wall, anew=True))
        try:
            answer: Completion[BaseModel] = await asyncio.wait_for(
                client.complete(
                    "writer",
                    (user(prompt),),
                    max_tokens=MAX_TOKENS,
                    purpose="points",
                    prompt_hash=hashlib.sha256(prompt.encode()).hexdigest(),
                ),
                wall,
            )
            return answer.text
        finally:
            with suppress(Exception):
                await client.close()


def configured() -> LLMConfig | None:
    """The model configuration where it names a writer; None without one, or where it is broken
    (the engine for proofs in words says what is wrong with it)."""
    from prover.llm.config import load_config
    from prover.llm.errors import ConfigError

    try:
        config = load_config()
    except ConfigError:
        return None
    return config if config.names_for("writer") else None
