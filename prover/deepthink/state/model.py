"""What the pipelines need of a language model: one method.

`prover.llm.client.Client` has it over HTTP. Everything here speaks to this protocol only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Required, TypedDict, Unpack

from pydantic import BaseModel

if TYPE_CHECKING:
    from prover.llm.messages import Completion, Message


class Options(TypedDict, total=False):
    """The keyword arguments of a call, for those who pass them on."""

    max_tokens: Required[int]
    temperature: float | None
    seed: int | None
    schema: type[BaseModel] | None
    effort: int
    purpose: Required[str]
    prompt_hash: Required[str]
    key: str | None


class Model(Protocol):
    """Answers calls. See `prover.llm.client.Client.complete` for the meaning of the arguments."""

    async def complete(
        self,
        role_or_model: str,
        messages: tuple[Message, ...],
        **options: Unpack[Options],
    ) -> Completion[Any]:
        """One answer. Raises a subclass of `prover.llm.errors.LLMError`."""
        ...
