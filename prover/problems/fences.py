"""Fenced blocks of Markdown: finding them, and telling formal statements from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FORMAL_LANGUAGES = ("geometry", "lean")

_OPEN = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\n]*?)[ \t]*")


@dataclass(frozen=True)
class Fence:
    """A fenced block. Lines count from 0 in the text; `end` is the closing line or None."""

    start: int
    end: int | None
    info: str
    body: str

    @property
    def language(self) -> str:
        """The first word of the info string, in lower case."""
        return self.info.split(maxsplit=1)[0].lower() if self.info else ""

    @property
    def formal(self) -> bool:
        """Whether the block is a formal statement rather than part of the text."""
        return self.language in FORMAL_LANGUAGES


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of `text` in order, as CommonMark reads them at the top level.

    A block that is never closed runs to the end of the text and has `end=None`.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opening = _OPEN.fullmatch(lines[at])
        # A backtick in the info string makes the line inline code, not a fence.
        if opening is None or (opening[1][0] == "`" and "`" in opening[2]):
            at += 1
            continue
        closing = re.compile(rf" {{0,3}}{re.escape(opening[1][0])}{{{len(opening[1])},}}[ \t]*")
        end = next((i for i in range(at + 1, len(lines)) if closing.fullmatch(lines[i])), None)
        body = "\n".join(lines[at + 1 : end if end is not None else len(lines)])
        yield Fence(at, end, opening[2], body)
        if end is None:
            return
        at = end + 1


def misplaced_fence(statement: str) -> str | None:
    """What keeps `statement` from standing in a problem file, or None.

    A statement must not hold a formal block (it would be read as the formal statement) nor a
    fence that is never closed (it would swallow what follows).
    """
    for fence in fences(statement):
        if fence.end is None:
            return "holds a fenced block that is never closed; close it with the same fence"
        if fence.formal:
            return f"holds a '{fence.language}' block; give it as the field '{fence.language}'"
    return None
