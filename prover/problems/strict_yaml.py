"""A strict reading of small YAML: no aliases, no tags, no duplicate keys, a line for each value.

Scalars stay text as written, so that `answer: 010` or `id: 2024` mean what the author sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from prover.problems.errors import ProblemError

MAX_YAML_CHARS = 65_536
MAX_DEPTH = 8


@dataclass(frozen=True)
class Scalar:
    """A scalar as text; None for YAML's null. `line` is 1-based in the file."""

    text: str | None
    line: int


@dataclass(frozen=True)
class Sequence:
    """A YAML sequence."""

    items: tuple[Value, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """A YAML mapping with text keys."""

    items: dict[str, Value]
    line: int


Value = Scalar | Sequence | Mapping


class MakeError(Protocol):
    """Makes the error for a line counted from 0 in the text."""

    def __call__(self, message: str, line: int, field: str | None = None) -> ProblemError: ...


def read_mapping(text: str, *, path: Path | None, first_line: int = 1) -> Mapping:
    """Parse `text`, whose first line is line `first_line` of `path`, as one mapping.

    Raises `ProblemError` for anything else, for aliases (a few lines of them expand to
    gigabytes), tags, duplicate keys, more than one document, too much text or nesting.
    """

    def error(message: str, line: int, field: str | None = None) -> ProblemError:
        return ProblemError(message, path=path, line=line + first_line, field=field)

    if len(text) > MAX_YAML_CHARS:
        raise error(f"the YAML has {len(text)} characters; the limit is {MAX_YAML_CHARS}", 0)
    try:
        _refuse_dangerous(text, error)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        what = fault.problem or fault.context or "not valid YAML"
        raise error(f"is not valid YAML ({what}); fix it here", mark.line if mark else 0) from None
    except yaml.YAMLError as fault:
        reason = getattr(fault, "reason", "not valid YAML")
        raise error(f"is not valid YAML ({reason}); fix it here", 0) from None
    if root is None:
        raise error("holds no fields; write at least 'id: …'", 0)
    value = _convert(root, error, first_line)
    if not isinstance(value, Mapping):
        raise error("is not a list of 'field: value' lines; write one field a line", 0)
    return value


def _refuse_dangerous(text: str, error: MakeError) -> None:
    """Walk the event stream, which never expands anything, before building nodes."""
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise error(f"uses the YAML alias *{event.anchor}; write the value out", line)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            raise error(f"uses the YAML anchor &{anchor}; remove it", line)
        if tag not in (None, "!"):
            raise error(f"uses the YAML tag {tag}; remove it", line)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise error("holds a second YAML document; remove the line '---'", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise error(f"nests deeper than {MAX_DEPTH} levels; flatten it", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _convert(node: yaml.Node, error: MakeError, first_line: int) -> Value:
    line = node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        empty = node.tag == "tag:yaml.org,2002:null"
        return Scalar(None if empty else node.value, line + first_line)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_convert(child, error, first_line) for child in node.value)
        return Sequence(items, line + first_line)
    entries: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise error("has a field name that is not text; write 'name: value'", key_line)
        key = key_node.value
        if key in entries:
            raise error("is given twice; remove one of the two", key_line, key)
        value = _convert(value_node, error, first_line)
        # A block value starts below its key; the key's line is where the reader looks.
        entries[key] = _with_line(value, key_line + first_line)
    return Mapping(entries, line + first_line)


def _with_line(value: Value, line: int) -> Value:
    if isinstance(value, Scalar):
        return Scalar(value.text, line)
    if isinstance(value, Sequence):
        return Sequence(value.items, line)
    return Mapping(value.items, line)
