"""The records in a model's answer, also where they are no clean JSON.

An answer may hold a fence, prose, a draft before the final object, a wrapper around it, a comma
too many, typographic quotes. What is strict JSON is read as such; only what is left of the text
and mentions a key that was asked for is repaired (json-repair).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import json_repair

from prover.llm.structured import objects_in

Record = dict[str, Any]

MAX_REPAIRED = 40_000
"""Characters of a text that is repaired: repairing takes more than linear time."""

MAX_OPEN = 40
"""Most brackets of a repaired text that are open at once, for the same reason."""

MAX_DEPTH = 6
"""Wrappers around a record that are looked into."""


_TYPOGRAPHIC = re.compile("[“”„]")


@dataclass(frozen=True)
class Found:
    """`records`: those with an asked key, in the order of the text. `whole`: nothing of the text
    that mentions such a key was lost, cut off, or said twice in one object."""

    records: tuple[Record, ...]
    whole: bool


def find_records(text: str, keys: frozenset[str], *, one_of: frozenset[str]) -> Found:
    """The records of `text` that hold one of the keys `one_of`; `keys` are all that were asked
    for. Keys are lower case in what is returned. Never raises."""
    text = _straight(_inner_text(text), one_of)
    found: list[tuple[int, Record]] = []
    rest = text
    for value, start, end in objects_in(text):
        inside = list(_holding(value, one_of))
        if inside:
            found += [(start, record) for record in inside]
            rest = rest[:start] + " " * (end - start) + rest[end:]
    whole = True
    mention = re.compile(rf"[\"'“”‘’{{,\s](?:{'|'.join(keys)})[\"'“”‘’]?\s*[:：]", re.IGNORECASE)
    if mention.search(rest) and "{" in rest:
        start = rest.index("{", 0)
        repaired = _repaired(rest[start:], one_of)
        if not repaired:
            last = rest.rfind("{", 0, mention.search(rest).end())  # type: ignore[union-attr]
            repaired = _repaired(rest[last:], one_of) if last > start else []
        found += [(start, record) for record in repaired]
        quoted = {
            key: len(re.findall(rf"[\"“”'‘’]{key}[\"“”'‘’]\s*[:：]", text, re.I)) for key in keys
        }
        read = {key: sum(_count(record, key) for _, record in found) for key in keys}
        lost = any(quoted[key] > read[key] for key in keys)
        whole = bool(repaired) and not lost and _closed(rest[start:])
    found.sort(key=lambda pair: pair[0])
    return Found(tuple(record for _, record in found), whole)


def _inner_text(text: str) -> str:
    """`text`, or the one string of JSON that it is, when that holds an object."""
    bare = text.strip()
    if bare.startswith('"') and bare.endswith('"'):
        try:
            inner = json.loads(bare)
        except ValueError:
            return text
        if isinstance(inner, str) and "{" in inner:
            return inner
    return text


def _straight(text: str, one_of: frozenset[str]) -> str:
    """`text` with typographic quotation marks made straight, where that makes JSON of it."""
    if not _TYPOGRAPHIC.search(text) or any(
        True for value, _, _ in objects_in(text) for _ in _holding(value, one_of)
    ):
        return text
    straight = _TYPOGRAPHIC.sub('"', text)
    found = any(True for value, _, _ in objects_in(straight) for _ in _holding(value, one_of))
    return straight if found else text


def _repaired(text: str, one_of: frozenset[str]) -> list[Record]:
    if len(text) > MAX_REPAIRED or _most_open(text) > MAX_OPEN:
        return []
    try:
        value = json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError):
        return []
    return list(_holding(value, one_of))


def _holding(value: Any, one_of: frozenset[str], depth: int = 0) -> Iterator[Record]:
    """The records in `value` with one of the keys, in order, their keys in lower case; what stands
    under such a key is theirs."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        record = {str(key).strip().strip("*\"'“”").lower(): one for key, one in value.items()}
        own = one_of & record.keys()
        if own:
            yield record
        for key, one in record.items():
            if key not in own:
                yield from _holding(one, one_of, depth + 1)
    elif isinstance(value, list):
        for one in value:
            yield from _holding(one, one_of, depth + 1)
    elif isinstance(value, str) and value.lstrip().startswith("{"):
        for inner, _, _ in objects_in(value):
            yield from _holding(inner, one_of, depth + 1)


def _count(value: Any, key: str) -> int:
    if isinstance(value, dict):
        return sum((str(name).lower() == key) + _count(one, key) for name, one in value.items())
    if isinstance(value, list):
        return sum(_count(one, key) for one in value)
    return 0


def _closed(text: str) -> bool:
    """Whether each bracket is closed again: what was cut off leaves some open. Brackets in
    strings count too, for where strings end is what is broken; in TeX they are in pairs."""
    text = re.sub(r"\\[{}\[\]()]", "", text)
    return text.count("{") == text.count("}") and text.count("[") == text.count("]")


def _most_open(text: str) -> int:
    most = now = 0
    for char in text:
        if char in "{[":
            now += 1
            most = max(most, now)
        elif char in "}]":
            now = max(0, now - 1)
    return most
