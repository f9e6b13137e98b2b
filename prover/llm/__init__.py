"""Language models behind the OpenAI protocol: one client, its configuration, and servers.

What other packages use is named here; the rest of the package is private. Imports are light:
`openai` is loaded with the first request.
"""

from __future__ import annotations

from prover.llm.client import Client
from prover.llm.config import LLMConfig, load_config
from prover.llm.errors import (
    ConfigError,
    LLMError,
    Malformed,
    OutOfBudget,
    Overloaded,
    Refused,
    TooLong,
    Truncated,
    Unreachable,
)
from prover.llm.messages import Completion, Message, Usage, assistant, system, user
from prover.llm.trace import Journal, JsonLinesTrace, NoTrace, Trace

__all__ = [
    "Client",
    "Completion",
    "ConfigError",
    "Journal",
    "JsonLinesTrace",
    "LLMConfig",
    "LLMError",
    "Malformed",
    "Message",
    "NoTrace",
    "OutOfBudget",
    "Overloaded",
    "Refused",
    "TooLong",
    "Trace",
    "Truncated",
    "Unreachable",
    "Usage",
    "assistant",
    "load_config",
    "system",
    "user",
]
