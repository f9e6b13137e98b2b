"""Lean text as text: headers, comments, where the `sorry` of a statement stands.

Nothing here decides whether a proof is accepted; the audit does. What this module refuses it
refuses early, to save time and to give a better message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lean.checker.outcome import Position

_IMPORT = re.compile(r"^\s*(?:public\s+|private\s+|meta\s+)*import\s+(?:all\s+)?(\S+)\s*$")
_HEADER_WORD = re.compile(r"^\s*(prelude|module)\s*$")
_KNOWN_IMPORTS = re.compile(r"^(Mathlib|OlympiadCore|Init|Std|Batteries|Aesop|Lean)(\..*)?$")

MAX_SOURCE = 4 << 20


class SourceRefused(Exception):
    """The text cannot be a proof; `code`, message and position say why."""

    def __init__(self, code: str, message: str, position: Position | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.position = position


def blank_comments(text: str) -> str:
    """Replace comments and the insides of string literals by spaces, keeping every line break.

    Block comments nest, as in Lean.
    """
    out: list[str] = []
    index, depth = 0, 0
    in_string = False
    length = len(text)
    while index < length:
        char = text[index]
        pair = text[index : index + 2]
        if in_string:
            if char == "\\" and index + 1 < length:
                out.append("  " if text[index + 1] != "\n" else " \n")
                index += 2
                continue
            in_string = char != '"'
            out.append(char if char in '"\n' else " ")
            index += 1
        elif depth:
            if pair == "/-":
                depth += 1
            elif pair == "-/":
                depth -= 1
            else:
                out.append("\n" if char == "\n" else " ")
                index += 1
                continue
            out.append("  ")
            index += 2
        elif pair == "--":
            end = text.find("\n", index)
            end = length if end < 0 else end
            out.append(" " * (end - index))
            index = end
        elif pair == "/-":
            depth = 1
            out.append("  ")
            index += 2
        elif char == "'" and re.match(r"'(\\.|[^\\'\n])'", text[index : index + 4]):
            # A character literal such as '"' must not open a string; h' is a name.
            before = text[index - 1] if index else " "
            literal = re.match(r"'(\\.|[^\\'\n])'", text[index : index + 4])
            assert literal is not None
            if before.isalnum() or before in "_'!?":
                out.append(char)
                index += 1
            else:
                out.append(" " * len(literal[0]))
                index += len(literal[0])
        else:
            in_string = char == '"'
            out.append(char)
            index += 1
    return "".join(out)


def position_at(text: str, offset: int) -> Position:
    """Return the position of a character offset."""
    line = text.count("\n", 0, offset) + 1
    return Position(line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def without_header(text: str) -> str:
    """Return the text with its own `import` lines blanked out; the profile supplies them.

    Line numbers stay. Raises `SourceRefused` for imports that no profile offers.
    """
    if len(text) > MAX_SOURCE:
        raise SourceRefused("too_long", f"the file is longer than {MAX_SOURCE >> 20} MB")
    if "\0" in text:
        raise SourceRefused("binary", "the file is not text")
    lines = text.split("\n")
    bare = blank_comments(text).split("\n")
    for number, line in enumerate(bare):
        if not line.strip():
            continue
        match = _IMPORT.match(line)
        if match is None and not _HEADER_WORD.match(line):
            break
        if match is not None and not _KNOWN_IMPORTS.match(match[1]):
            raise SourceRefused(
                "imports", f"import {match[1]} is not available here", Position(number + 1, 1)
            )
        lines[number] = ""
    return "\n".join(lines)


_SORRY = re.compile(r"(?<![\w.'!?«])sorry(?![\w'!?»])")
_SORRY_PROOF = re.compile(r":=\s*(?:by\s+)?sorry\s*\Z")

# Things that the audit rejects anyway, found without starting Lean. Kept few: a word filter that
# refuses an honest proof is worse than one that lets the audit do its work.
_HOPELESS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_SORRY, "sorry", "the proof contains sorry"),
    (re.compile(r"(?<![\w.'])admit(?![\w'])"), "sorry", "the proof contains admit"),
    (re.compile(r"(?m)^\s*(?:unsafe\s+)?axiom\s"), "axiom", "the proof declares an axiom"),
    (
        re.compile(r"(?<![\w.'])native_decide(?![\w'])"),
        "axiom",
        "native_decide trusts the compiler, not the kernel",
    ),
    (
        re.compile(r"set_option\s+debug\."),
        "option",
        "debugging options can switch the kernel off",
    ),
)


def refuse_hopeless(text: str) -> None:
    """Raise `SourceRefused` for text that the audit would certainly reject."""
    bare = blank_comments(text)
    for pattern, code, message in _HOPELESS:
        match = pattern.search(bare)
        if match is not None:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            raise SourceRefused(code, message, position_at(bare, start))


@dataclass(frozen=True)
class Filled:
    """A statement with a proof in the place of its `sorry`.

    `first_line` is the line on which the proof's own first line stands, from 1.
    """

    text: str
    first_line: int


def fill(statement: str, proof: str) -> Filled:
    """Put a proof (`by ...` or a term, with or without `:=`) in the place of `sorry`.

    Raises `SourceRefused` if the statement does not end in `:= sorry` or `:= by sorry`.
    """
    bare = blank_comments(statement).rstrip()
    match = _SORRY_PROOF.search(bare)
    if match is None:
        raise SourceRefused("statement", "the statement does not end in `:= by sorry`")
    body = proof.rstrip()
    start = blank_comments(body)
    mark = len(start) - len(start.lstrip())
    if start.startswith(":=", mark):
        body = body[:mark] + "  " + body[mark + 2 :]
    head = statement[: match.start()] + ":=\n"
    return Filled(head + body + "\n", head.count("\n") + 1)


def is_fragment(proof: str) -> bool:
    """Say whether a text is a proof to fill in (`by ...`, `:= ...`) and not a whole file."""
    bare = blank_comments(proof).lstrip()
    return bare.startswith(":=") or re.match(r"by\b", bare) is not None
