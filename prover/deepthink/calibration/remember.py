"""Answers that a run paid for and did not live to use: the next run takes them from the trace."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

    from prover.llm.client import Client
    from prover.llm.messages import Completion, Message


class Remembering:
    """The client, asked about one proof. Every call is named by what it says, so that it is
    answered from the client's journal when an earlier run made it. `earlier` is what that run paid
    for the answers taken, in US dollars."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.earlier = 0.0

    async def complete(
        self,
        role_or_model: str,
        messages: tuple[Message, ...],
        *,
        max_tokens: int,
        temperature: float | None = None,
        seed: int | None = None,
        schema: type[BaseModel] | None = None,
        effort: int = 0,
        purpose: str,
        prompt_hash: str,
        key: str | None = None,
    ) -> Completion[Any]:
        """See `prover.deepthink.state.model.Model.complete`."""
        model = self._client.config.resolve(role_or_model)[1]
        said = [[message.role, message.content] for message in messages]
        call = json.dumps([model.name, said, temperature, seed, purpose, prompt_hash])
        completion = await self._client.complete(
            role_or_model,
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            seed=seed,
            schema=schema,
            effort=effort,
            purpose=purpose,
            prompt_hash=prompt_hash,
            key=key or hashlib.sha256(call.encode()).hexdigest(),
        )
        if completion.replayed:
            usage = completion.usage
            self.earlier += model.price.of(
                usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens
            )
        return completion
