"""Counting tokens without the model's tokenizer, for caps and for servers that do not count."""

from __future__ import annotations

from collections.abc import Iterable

from prover.llm.messages import Message

BYTES_PER_TOKEN = 3
"""Mathematical English in TeX has 3 to 4 bytes a token; the lower end, so as not to count short."""

TOKENS_PER_MESSAGE = 8
"""The frame that chat templates put around a message."""


def estimate_text(text: str) -> int:
    """About how many tokens `text` is, rounded up."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_PER_TOKEN)


def estimate_prompt(messages: Iterable[Message]) -> int:
    """About how many tokens the messages are as a prompt, rounded up."""
    return sum(estimate_text(message.content) + TOKENS_PER_MESSAGE for message in messages)
