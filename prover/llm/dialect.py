"""How one model of one server is asked: which fields a request has, and how they are spelled.

Vendors speak the OpenAI protocol with differences: some refuse a seed or a temperature, a schema
with limits, two messages of one role in a row. A dialect begins as the configuration has it and
gives up, field by field, what the server refuses (`prover.llm.concessions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from prover.llm.config import (
    CapField,
    EndpointConfig,
    ModelConfig,
    Structured,
    Thinking,
    Turns,
)
from prover.llm.messages import Message
from prover.llm.structured import TOLD, response_format, told

JsonObject = dict[str, Any]

THINKING_TOKENS = 16_384
"""The thinking budget of the first level, for models that are given one in tokens; each further
level doubles it."""


RAISED = 2
"""So many times the default cap may be asked for where the configuration names none: a model that
thinks up to the cap is given more room once."""


@dataclass(frozen=True)
class Question:
    """What a call asks, before it is put into a server's words. `effort` is the level of thinking,
    0: as the vendor sets it; `prefix` the identity of the messages that many calls share."""

    messages: tuple[Message, ...]
    schema: type[BaseModel] | None = None
    temperature: float | None = None
    seed: int | None = None
    effort: int = 0
    prefix: str | None = None


@dataclass(frozen=True)
class Dialect:
    """The fields of `EndpointConfig` and `ModelConfig` that a server may refuse, as they are now.

    `temperature` and `cache_key` say whether those fields are sent. `max_tokens` is the largest
    answer that is asked for, `context` the tokens of prompt and answer together, None: not known.
    `room` is what the server says that one prompt leaves for its answer; it holds for one call.
    """

    structured: Structured
    cap_field: CapField
    max_tokens: int
    context: int | None
    thinking: Thinking
    turns: Turns
    temperature: bool = True
    seed: bool = True
    stream: bool = True
    stream_options: bool = True
    cache_key: bool = False
    room: int | None = None

    @classmethod
    def of(cls, model: ModelConfig, endpoint: EndpointConfig) -> Dialect:
        """The dialect that the configuration says."""
        return cls(
            structured=endpoint.structured,
            cap_field=model.cap_field,
            max_tokens=model.max_tokens * (1 if "max_tokens" in model.model_fields_set else RAISED),
            context=model.context,
            thinking=model.thinking,
            turns=model.turns,
            temperature=model.temperature != "server",
            seed=model.seed,
            stream=endpoint.stream,
            stream_options=endpoint.stream_options,
            cache_key=endpoint.prompt_cache_key,
        )

    def written(self, question: Question) -> tuple[Message, ...]:
        """The messages as they are sent, the schema among them where it is told in words."""
        messages = question.messages
        if question.schema is not None and self.structured in TOLD:
            messages = told(messages, question.schema)
        return arranged(messages, self.turns)

    def body(
        self, model: ModelConfig, endpoint: EndpointConfig, question: Question, max_tokens: int
    ) -> JsonObject:
        """The body of a request for an answer of at most `max_tokens`."""
        body: JsonObject = {
            "model": model.name,
            "messages": [
                {"role": one.role, "content": one.content} for one in self.written(question)
            ],
            self.cap_field: max_tokens,
            "stream": self.stream,
        }
        if self.stream and self.stream_options:
            body["stream_options"] = {"include_usage": True}
            if endpoint.continuous_usage:
                body["stream_options"]["continuous_usage_stats"] = True
        temperature = question.temperature
        if isinstance(model.temperature, float | int):
            temperature = model.temperature
        if self.temperature and temperature is not None:
            body["temperature"] = temperature
        if self.seed and question.seed is not None:
            body["seed"] = question.seed
        if question.schema is not None and (
            form := response_format(question.schema, self.structured)
        ):
            body["response_format"] = form
        if self.cache_key and question.prefix is not None:
            body["prompt_cache_key"] = question.prefix[:32]
        if question.effort:
            body.update(_thinking(self.thinking, question.effort))
        body.update(model.extra_body)
        return body

    def cap(self, asked: int, prompt: int) -> int:
        """The largest answer to ask for where `asked` is wanted and the prompt has about `prompt`
        tokens; below 1 where the prompt leaves no room."""
        cap = min(asked, self.max_tokens)
        if self.room is not None:
            return min(cap, self.room)
        return cap if self.context is None else min(cap, self.context - prompt)

    def settings(self, configured: Dialect) -> dict[str, dict[str, Any]]:
        """The fields of the tables `endpoints` and `models` that make this dialect of `configured`."""
        found: dict[str, dict[str, Any]] = {"endpoints": {}, "models": {}}
        for name, (table, key) in _SETTINGS.items():
            value = getattr(self, name)
            if value != getattr(configured, name):
                found[table][key] = "server" if key == "temperature" else value
        return {table: values for table, values in found.items() if values}

    def changed(self, **fields: Any) -> Dialect:
        """This dialect with other `fields`."""
        return replace(self, **fields)


_SETTINGS = {
    "structured": ("endpoints", "structured"),
    "stream": ("endpoints", "stream"),
    "stream_options": ("endpoints", "stream_options"),
    "cache_key": ("endpoints", "prompt_cache_key"),
    "cap_field": ("models", "cap_field"),
    "max_tokens": ("models", "max_tokens"),
    "context": ("models", "context"),
    "temperature": ("models", "temperature"),
    "seed": ("models", "seed"),
    "turns": ("models", "turns"),
    "thinking": ("models", "thinking"),
}
"""Where the configuration says what a dialect says."""


def _thinking(field: Thinking, level: int) -> JsonObject:
    """The vendor's own fields for longer thinking."""
    tokens = THINKING_TOKENS << (level - 1)
    if field == "reasoning_effort":
        return {"reasoning_effort": "high"}
    if field == "reasoning":
        return {"reasoning": {"effort": "high"}}
    if field == "thinking_budget":
        return {"thinking": {"type": "enabled", "budget_tokens": tokens}}
    return {}


def arranged(messages: Sequence[Message], turns: Turns) -> tuple[Message, ...]:
    """The messages as servers want them whose roles must alternate: those of one role in a row as
    one, and with `no_system` the instructions in front of the first of the user's."""
    if turns == "as_is":
        return tuple(messages)
    joined: list[Message] = []
    for one in messages:
        role = "user" if turns == "no_system" and one.role == "system" else one.role
        if joined and joined[-1].role == role:
            last = joined[-1]
            content = f"{last.content}\n\n{one.content}"
            joined[-1] = Message(role=role, content=content, stable=last.stable and one.stable)
        else:
            joined.append(Message(role=role, content=one.content, stable=one.stable))
    return tuple(joined)
