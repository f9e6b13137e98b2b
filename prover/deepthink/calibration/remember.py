"""Answers that a run paid for and did not live to use: the next run takes them from the trace."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Unpack

if TYPE_CHECKING:
    from prover.deepthink.state.model import Options
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
        **options: Unpack[Options],
    ) -> Completion[Any]:
        """See `prover.deepthink.state.model.Model.complete`."""
        model = self._client.config.resolve(role_or_model)[1]
        said = [[message.role, message.content] for message in messages]
        asked = [options.get("temperature"), options.get("seed")]
        call = json.dumps([model.name, said, *asked, options["purpose"], options["prompt_hash"]])
        options["key"] = options.get("key") or hashlib.sha256(call.encode()).hexdigest()
        completion: Completion[Any] = await self._client.complete(
            role_or_model, messages, **options
        )
        if completion.replayed:
            usage = completion.usage
            self.earlier += model.price.of(
                usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens
            )
        return completion
