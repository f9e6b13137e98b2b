"""What goes to a model and what comes back: messages, usage, completions."""

from __future__ import annotations

import hashlib
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["system", "user", "assistant"]
FinishReason = Literal["stop", "length", "content_filter"]
Count = Annotated[int, Field(ge=0)]
Parsed = TypeVar("Parsed", bound=BaseModel | None)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Frozen):
    """One message of a conversation.

    `stable` marks a message that many calls share (the instructions, the problem). Stable
    messages come first, so that a server can keep what it computed for them.
    """

    role: Role
    content: str
    stable: bool = False


def system(content: str) -> Message:
    """The instructions, shared by many calls."""
    return Message(role="system", content=content, stable=True)


def user(content: str, *, stable: bool = False) -> Message:
    """What this call is about."""
    return Message(role="user", content=content, stable=stable)


def assistant(content: str) -> Message:
    """An earlier answer of the model."""
    return Message(role="assistant", content=content)


def stable_prefix(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The leading messages that are marked stable.

    Raises `ValueError` when a stable message follows one that is not: it would be paid for in
    full at every call, which is a mistake in the prompt.
    """
    count = 0
    while count < len(messages) and messages[count].stable:
        count += 1
    for index, message in enumerate(messages[count:], start=count):
        if message.stable:
            raise ValueError(
                f"message {index} is marked stable but follows one that is not; put it first"
            )
    return messages[:count]


def prefix_sha256(messages: tuple[Message, ...]) -> str | None:
    """Identity of the stable prefix, in hexadecimal; None when there is none."""
    prefix = stable_prefix(messages)
    if not prefix:
        return None
    digest = hashlib.sha256()
    for message in prefix:
        digest.update(f"{message.role}\0{message.content}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Usage(_Frozen):
    """Tokens of one call. `cached_tokens` of the prompt were not computed anew; of the completion
    `reasoning_tokens` were thought and not shown. `estimated`: the server did not say, we counted.
    """

    prompt_tokens: Count = 0
    completion_tokens: Count = 0
    cached_tokens: Count = 0
    reasoning_tokens: Count = 0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """Prompt and completion together: what the budget counts."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            reasoning_tokens=self.reasoning_tokens + other.reasoning_tokens,
            estimated=self.estimated or other.estimated,
        )


class Completion(_Frozen, Generic[Parsed]):
    """A model's answer.

    `text` is what it said, `reasoning` what it thought aloud (never shown to a verifier);
    `parsed` is the object of the asked schema, None when none was asked. `usage` and `cost` (US
    dollars) count all attempts of the call, `attempts` of them were sent; `latency` is in seconds
    of session time from the call to its end, waiting for a slot included. `replayed`: taken from
    the journal of an earlier process, and not paid for again.
    """

    call_id: str
    model: str
    text: str
    reasoning: str = ""
    parsed: Parsed | None = None
    finish_reason: FinishReason
    usage: Usage
    cost: float
    attempts: int
    latency: float
    replayed: bool = False
