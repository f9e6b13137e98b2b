"""Words of a problem text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geometry.errors import GeometryInputError

#: Longest problem text, in characters, and largest numbers of points, conditions, facts that
#: these assert, and goals: the checker vouches for nothing beyond them.
MAX_LENGTH = 100_000
MAX_POINTS = 200
MAX_CONDITIONS = 600
MAX_FACTS = 2_000
MAX_GOALS = 100

_TOKEN = re.compile(r"(?P<space>[ \t\r\n]+|#[^\n]*)|(?P<mark>[=;,?])|(?P<word>[^\s=;,?#]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or one of the marks `=`, `;`, `,`, `?`.

    Attributes:
        text: as written.
        line, column: its place, from 1.
    """

    text: str
    line: int
    column: int

    def error(self, message: str, fix: str | None = None) -> GeometryInputError:
        """An error that points at this word."""
        return GeometryInputError(
            message, line=self.line, column=self.column, word=self.text, fix=fix
        )


def tokenize(text: str) -> list[Token]:
    """Split a problem text; comments run from `#` to the end of the line.

    Raises:
        GeometryInputError: the text is too long or contains characters that no text has.
    """
    if len(text) > MAX_LENGTH:
        raise GeometryInputError(
            f"the statement has {len(text)} characters, more than {MAX_LENGTH}",
            fix="give one problem, not a collection",
        )
    tokens: list[Token] = []
    line, start, at = 1, 0, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:  # a kind of white space other than blank, tab and newline
            raise _unreadable(text[at], line, at - start + 1)
        found = match.group()
        if match.lastgroup != "space":
            if not found.isprintable():
                bad = next(c for c in found if not c.isprintable())
                raise _unreadable(bad, line, at - start + 1 + found.index(bad))
            tokens.append(Token(found, line, at - start + 1))
        newlines = found.count("\n")
        if newlines:
            line += newlines
            start = at + found.rindex("\n") + 1
        at = match.end()
    return tokens


def _unreadable(character: str, line: int, column: int) -> GeometryInputError:
    return GeometryInputError(
        f"character U+{ord(character):04X} cannot stand in a statement",
        line=line,
        column=column,
        fix="give plain text (this looks like a binary file)",
    )
