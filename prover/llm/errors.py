"""What can go wrong with a call, each with a name. The text is one line with the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prover.llm.messages import Completion


class ConfigError(ValueError):
    """The configuration of models is wrong: names the file, the key and the fix."""


class LLMError(Exception):
    """A call that gave no usable answer. What it cost has been charged.

    `completion` is the unusable answer, where there was one, for the trace and for callers who
    can use a part of it; `attempts` were sent.
    """

    def __init__(
        self, text: str, *, completion: Completion[Any] | None = None, attempts: int = 0
    ) -> None:
        super().__init__(text)
        self.completion = completion
        self.attempts = attempts


class Refused(LLMError):
    """The model or its filter would not answer, or the server refuses the request (4xx)."""


class NoService(Refused):
    """The server will answer no call as things are: the key, the account's quota, the address, the
    model's name. Asking again is of no use before that is put right."""


class TooLong(LLMError):
    """The prompt leaves no room for an answer in the model's context; nothing was sent."""


class Truncated(LLMError):
    """The answer hit its token cap; `completion.text` is what there was."""


class Malformed(LLMError):
    """The answer is not what was asked for: not the protocol, not JSON, not the schema, endless."""


class Overloaded(LLMError):
    """The server went on answering 429 or 5xx."""


class OutOfBudget(LLMError):
    """The budget's clock, tokens or money do not allow the call, or ended during it."""


class Unreachable(LLMError):
    """No connection, or none that lasted, or a server that went silent."""
