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


_FENCE = re.compile(r"(?m)^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n`]*$")
_DECLARES = re.compile(r"(?m)^\s*(?:[\w@\[\]]+\s+)*?(?:theorem|lemma|example)\b")
_LEAN_TAGS = ("", "lean", "lean4")


def plain(text: str) -> str:
    """Return the Lean in what a person or a model wrote: no byte order mark, no Markdown around it.

    Of several fenced blocks the last that declares a theorem, or is a proof alone, counts. What is
    left out becomes blank lines, so that every place stays what it was.
    """
    text = text.removeprefix("\ufeff")
    blocks = _fenced(text)
    if not blocks:
        return text
    bodies = [text[start:end] for start, end in blocks]
    chosen = next(
        (
            number
            for number in reversed(range(len(bodies)))
            if _DECLARES.search(blank_comments(bodies[number])) or _begins_a_proof(bodies[number])
        ),
        len(bodies) - 1,
    )
    start, end = blocks[chosen]
    return "\n" * text.count("\n", 0, start) + text[start:end]


def _fenced(text: str) -> list[tuple[int, int]]:
    """Return where the insides of the Lean blocks of a Markdown text stand; none if it is Lean."""
    blocks: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    end = 0
    for fence in _FENCE.finditer(text):
        if opened is not None:
            if fence[1].startswith(opened[1]) and not fence[2]:
                end = fence.end()
                if opened[2].lower() in _LEAN_TAGS:
                    blocks.append((opened.end() + 1, fence.start()))
                opened = None
        elif not _in_comment(text[end : fence.start()]):
            opened = fence
    if opened is not None and opened[2].lower() in _LEAN_TAGS:
        # An answer that was cut.
        blocks.append((min(opened.end() + 1, len(text)), len(text)))
    return blocks


def _in_comment(text: str) -> bool:
    """Say whether a block comment is open at the end of a text, which may be prose."""
    depth = 0
    for mark in re.findall(r"/-|-/", text):
        depth = depth + 1 if mark == "/-" else max(0, depth - 1)
    return depth > 0


def position_at(text: str, offset: int) -> Position:
    """Return the position of a character offset."""
    line = text.count("\n", 0, offset) + 1
    return Position(line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def without_header(text: str) -> str:
    """Return the text with its own `import` lines blanked out; the profile supplies them.

    Line numbers stay; see `plain` for what else is taken off. Raises `SourceRefused` for
    imports that no profile offers.
    """
    text = plain(text)
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
# What may follow: the ends of namespaces and sections.
_SORRY_PROOF = re.compile(r":=\s*(?:by\s+)?sorry(?P<tail>(?:\s+end(?:[ \t]+[^\s]+)?)*)\s*\Z")

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


def refuse_hopeless(text: str, statement: str = "", may_be_open: bool = False) -> None:
    """Raise `SourceRefused` for text that the audit would certainly reject.

    Where the statement leaves several things open, the proof may repeat some as they stand, and so
    it may where something `may_be_open`: what rests on one, the audit knows.
    """
    bare = blank_comments(text)
    spared = may_be_open or len(_SORRY.findall(blank_comments(statement))) > 1
    for pattern, code, message in _HOPELESS:
        match = pattern.search(bare)
        if match is not None and not (code == "sorry" and spared):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            raise SourceRefused(code, message, position_at(bare, start))


@dataclass(frozen=True)
class Filled:
    """A statement with a proof in the place of its `sorry`.

    `first_line` is the line on which the proof's own first line stands, from 1; `head` and
    `tail` are what stands before and behind the proof.
    """

    head: str
    body: str
    tail: str
    first_line: int

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + self.body + "\n" + self.tail


def is_open(statement: str) -> bool:
    """Say whether a statement ends in `:= by sorry`, up to the ends of namespaces and sections."""
    return _SORRY_PROOF.search(blank_comments(statement).rstrip()) is not None


def fill(statement: str, proof: str) -> Filled:
    """Put a proof (`by ...` or a term, with or without `:=`) in the place of `sorry`.

    Raises `SourceRefused` if the statement does not end in `:= sorry` or `:= by sorry`;
    the ends of its namespaces and sections may follow.
    """
    bare = blank_comments(statement).rstrip()
    match = _SORRY_PROOF.search(bare)
    if match is None:
        raise SourceRefused("statement", "the statement does not end in `:= by sorry`")
    body = plain(proof).rstrip()
    start = blank_comments(body)
    mark = len(start) - len(start.lstrip())
    if start.startswith(":=", mark):
        body = body[:mark] + "  " + body[mark + 2 :]
    head = statement[: match.start()] + ":=\n"
    tail = statement[match.start("tail") :].strip() + "\n" if match["tail"] else ""
    return Filled(head, body, tail, head.count("\n") + 1)


def fill_negation(statement: str, theorem: str, proof: str) -> Filled:
    """Put a proof of the negation of the statement's last theorem behind it, as a theorem of its own.

    Raises `SourceRefused` like `fill`.
    """
    filled = fill(statement, proof)
    head = f"{filled.head}  sorry\ntheorem {theorem}_negation : ¬ type_of% @{theorem} :=\n"
    return Filled(head, filled.body, filled.tail, head.count("\n") + 1)


def is_fragment(proof: str) -> bool:
    """Say whether a text is a proof to fill in (`by ...`, `:= ...`) and not a whole file."""
    return _begins_a_proof(plain(proof))


def _begins_a_proof(text: str) -> bool:
    bare = blank_comments(text).lstrip()
    return bare.startswith(":=") or re.match(r"by\b", bare) is not None
