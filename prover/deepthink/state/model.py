"""What the pipelines need of a language model: one method.

`prover.llm.client.Client` has it over HTTP. Everything here speaks to this protocol only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel

if TYPE_CHECKING:
    from prover.llm.messages import Completion, Message


class Model(Protocol):
    """Answers calls. See `prover.llm.client.Client.complete` for the meaning of the arguments."""

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
        """One answer. Raises a subclass of `prover.llm.errors.LLMError`."""
        ...
