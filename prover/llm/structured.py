"""Structured output: asking for it in a server's dialect, and reading it without trust.

A server that promises a schema may still send a fence around the JSON, thoughts before it, TeX
with single backslashes inside, or two objects that contradict each other. What is read here is
one object that fits the schema, or an error; never a guess.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

from pydantic import BaseModel, ValidationError

from prover.base.shipped import read_prompt
from prover.base.validation import first_error
from prover.llm.config import Structured
from prover.llm.messages import Message

T = TypeVar("T", bound=BaseModel)

MAX_CANDIDATES = 64
"""How many places an object may be looked for in a text: each may cost its whole length."""


class NotStructured(ValueError):
    """The text holds no object of the schema, or several that differ. One line."""


@runtime_checkable
class ReadsItself(Protocol):
    """A schema whose objects are read from an answer by its own rules: such as a report that must
    not be lost to a trailing comma."""

    @classmethod
    def read_answer(cls, text: str) -> Self:
        """The object in `text`. Raises `NotStructured`."""
        ...


TOLD: frozenset[Structured] = frozenset({"json_object_plain", "prompt"})
"""The dialects in which the prompt tells the schema."""


@lru_cache(maxsize=128)  # making a schema costs more than all the rest of a call
def response_format(schema: type[BaseModel], dialect: Structured) -> dict[str, Any] | None:
    """The `response_format` of a request, not to be changed; None where the prompt tells it."""
    if dialect == "prompt":
        return None
    if dialect == "json_object":
        return {"type": "json_object", "schema": schema.model_json_schema()}
    if dialect == "json_object_plain":
        return {"type": "json_object"}
    strict = _strict(schema.model_json_schema())
    return {
        "type": "json_schema",
        "json_schema": {
            "name": re.sub(r"[^A-Za-z0-9_-]", "_", schema.__name__)[:64],
            "schema": _without_limits(strict) if dialect == "json_schema_plain" else strict,
            "strict": True,
        },
    }


def told(messages: tuple[Message, ...], schema: type[BaseModel]) -> tuple[Message, ...]:
    """The messages with the schema told at their end, for servers without structured output."""
    text = read_prompt(__package__, "schema").text.replace(
        "{{schema}}", json.dumps(schema.model_json_schema(), ensure_ascii=False)
    )
    return (*messages, Message(role="user", content=text))


def _strict(node: Any) -> Any:
    """The schema as strict servers want it: every property required, no others, no defaults."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    strict = {key: _strict(value) for key, value in node.items() if key != "default"}
    if isinstance(node.get("properties"), dict):
        # A property may itself be called `default`.
        strict["properties"] = {key: _strict(value) for key, value in node["properties"].items()}
        strict["required"] = list(node["properties"])
        strict["additionalProperties"] = False
    return strict


_LIMITS = frozenset(
    {
        "maxLength", "minLength", "pattern", "format", "maxItems", "minItems", "uniqueItems",
        "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf",
        "title", "description",
    }
)  # fmt: skip
"""Keywords that strict servers and grammars refuse; the answer is held against them when it comes."""


def _without_limits(node: Any) -> Any:
    """A strict schema without those keywords; properties may be called like them."""
    if isinstance(node, list):
        return [_without_limits(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _without_limits(one) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _without_limits(value)
        for key, value in node.items()
        if key not in _LIMITS
    }


def parse(text: str, schema: type[T]) -> T:
    """The one object of `schema` in `text`. Raises `NotStructured`."""
    if isinstance(schema, ReadsItself):
        return schema.read_answer(text)
    found: list[T] = []
    trouble = "there is no JSON object in it"
    for record, _, _ in objects_in(text):
        try:
            value = schema.model_validate(record)
        except ValidationError as fault:
            first = first_error(fault)
            where = ".".join(str(part) for part in first["loc"]) or "the object"
            trouble = f"{where}: {first['msg']}"
            continue
        except RecursionError:
            trouble = "it is nested too deeply"
            continue
        if all(value != other for other in found):
            found.append(value)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotStructured(f"the answer holds {len(found)} objects that contradict each other")
    raise NotStructured(f"the answer does not fit {schema.__name__}: {trouble}")


def objects_in(text: str) -> list[tuple[dict[str, Any], int, int]]:
    """The JSON objects of `text` that are not inside another one, each with its place."""
    source = _Source(text)
    found = []
    position = tries = 0
    while tries < MAX_CANDIDATES and (start := source.text.find("{", position)) >= 0:
        tries += 1
        value, end = _decode(source, start)
        if isinstance(value, dict):
            found.append((value, start, end))
            position = end
        else:
            position = start + 1
    return found


class _Twice(ValueError):
    """An object has a key twice: two answers in one."""


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = {key: restored(value) if isinstance(value, str) else value for key, value in pairs}
    if len(record) != len(pairs):
        raise _Twice
    return record


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates, parse_constant=_no_constant, strict=False
)
_BACKSLASH = re.compile(r'\\(\\|["/bfnrt]|u[0-9a-fA-F]{4})|\\')


class _Source:
    r"""A text in which objects are looked for, as it is and with lone backslashes doubled.

    TeX such as \(x\) or \alpha in a string: the backslash was meant as one. It is mended once for
    all places: what precedes a brace does not change how the backslashes after it pair up.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lone(self) -> list[int]:
        """The places of the lone backslashes in `text`."""
        return [found.start() for found in _BACKSLASH.finditer(self.text) if not found[1]]

    @cached_property
    def mended(self) -> str:
        """`text` with its lone backslashes doubled."""
        ends = [*self.lone, len(self.text)]
        return "\\".join(self.text[a:b] for a, b in pairwise([0, *ends]))

    def to_mended(self, place: int) -> int:
        """A place of `text`, none within a pair, as a place of `mended`."""
        return place + bisect_left(self.lone, place)

    def from_mended(self, place: int) -> int:
        """The inverse of `to_mended`."""
        # The backslash number k is doubled at lone[k] + k.
        numbers = range(len(self.lone))
        return place - bisect_left(numbers, place, key=lambda number: self.lone[number] + number)


def _decode(source: _Source, start: int) -> tuple[Any, int]:
    """The value that begins at `start` and where it ends; None when there is none."""
    try:
        return _DECODER.raw_decode(source.text, start)
    except _Twice:
        return None, start
    except RecursionError:
        return None, start
    except ValueError as fault:
        if "escape" not in str(fault):
            return None, start
    try:
        value, end = _DECODER.raw_decode(source.mended, source.to_mended(start))
    except (ValueError, RecursionError):
        return None, start
    return value, source.from_mended(end)


_TEX_AFTER_RETURN = re.compile(r"\r(?=(ho|ight|ightarrow|angle|ceil|floor|m|obust)(?![a-z]))")
_TEX_AFTER_TAB = re.compile(r"\t(?=(heta|imes|ext|au\b|frac|an\b|riangle|ilde|herefore|o\b))")


def restored(text: str) -> str:
    r"""Undo what JSON made of TeX: `\frac` reads as a form feed and `rac`, `\beta` as a backspace.

    Neither character occurs in writing; a tab before the rest of a command does not either.
    """
    if "\f" in text or "\b" in text:
        text = text.replace("\f", "\\f").replace("\b", "\\b")
    if "\r" in text:
        text = _TEX_AFTER_RETURN.sub(r"\\r", text)
    return _TEX_AFTER_TAB.sub(r"\\t", text) if "\t" in text else text
