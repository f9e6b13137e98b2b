"""Where a text has a `have` or a `sorry` that can become a lemma, and texts that ask about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from lean.checker.outcome import Position
from lean.checker.source import blank_comments, position_at

Kind = Literal["have", "sorry"]

_WORDS = re.compile(r"(?<![\w.'!?«])(have|sorry)(?![\w'!?»])")
_DECLARATION = re.compile(
    r"(?m)^[ \t]*(?:@\[[^\]]*\][ \t]*)?(?:(?:private|protected|noncomputable|scoped|unsafe)[ \t]+)*"
    r"(?:theorem|lemma|def|abbrev|example|instance)\b[ \t]*([^\s:({\[]*)"
)
_HAVE_NAME = re.compile(r"have\s+(«[^»]*»|[^\s:({\[⟨«]+)?\s*(⟨)?")
_OPENING, _CLOSING = "([{⟨", ")]}⟩"


@dataclass(frozen=True)
class Place:
    """A `have` or a `sorry`: where its word stands (`start` to `end`) in its declaration.

    `after` is where the tactic behind a `have` begins, or would, and `inline` says that this is on
    the same line. `value` is where a `have`'s value begins and ends, None if it has none; `stated` is
    the type that it gives to a pattern.
    `is_term` says that a `sorry` stands for a term and not for a tactic.
    """

    kind: Kind
    name: str
    start: int
    end: int
    declaration: int
    declared: str
    after: int
    inline: bool = False
    value: tuple[int, int] | None = None
    is_term: bool = False
    stated: str = ""


@dataclass(frozen=True)
class Edit:
    """Text to put in the place of characters `start` to `end`; `mark` is a place in that text."""

    start: int
    end: int
    text: str
    mark: int = 0


def edited(text: str, edits: Sequence[Edit]) -> tuple[str, list[Position]]:
    """Return the text with the edits made, and where the mark of each is now."""
    pieces: list[str] = []
    marks: dict[int, int] = {}
    length = last = 0
    for number, edit in sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[0])):
        kept = text[last : edit.start]
        marks[number] = length + len(kept) + edit.mark
        pieces += [kept, edit.text]
        length += len(kept) + len(edit.text)
        last = edit.end
    made = "".join([*pieces, text[last:]])
    return made, [position_at(made, marks[number]) for number in range(len(edits))]


def declared_in(text: str) -> set[str]:
    """Return the names that a text declares, as it spells them."""
    return {match[1] for match in _DECLARATION.finditer(blank_comments(text)) if match[1]}


def places_in(text: str) -> list[Place]:
    """Return the places of a text in its order. What its words mean, only Lean can say."""
    bare = blank_comments(text)
    declarations = list(_DECLARATION.finditer(bare))
    found: list[Place] = []
    for match in _WORDS.finditer(bare):
        above = [d for d in declarations if d.start() <= match.start()]
        if not above:
            continue
        head = above[-1]
        declared = head[1] or "example"
        if match[1] == "sorry":
            is_term = _stands_for_a_term(bare, match.start())
            place = Place(
                "sorry", "", *match.span(), head.start(), declared, match.end(), is_term=is_term
            )
        else:
            place = _have(bare, match, head.start(), declared)
        found.append(place)
    return found


def _have(bare: str, match: re.Match[str], declaration: int, declared: str) -> Place:
    end, inline = _end_of_tactic(bare, match.start())
    begun = _outside_brackets(bare, match.end(), end, lambda i: bare.startswith(":=", i))
    value = None if begun is None else (begun + 2, end)
    named = _HAVE_NAME.match(bare, match.start())
    name = (named[1] or "this") if named is not None and not named[2] else ""
    stated = ""
    if not name and begun is not None:
        colon = _outside_brackets(bare, match.end(), begun, lambda i: bare[i] == ":")
        stated = "" if colon is None else " ".join(bare[colon + 1 : begun].split())
    after = end + 1 if inline else end
    span = match.span()
    return Place("have", name, *span, declaration, declared, after, inline, value, stated=stated)


def _end_of_tactic(bare: str, start: int) -> tuple[int, bool]:
    """Return where a tactic ends, and whether another follows it on the line, behind a `;`."""
    column = start - (bare.rfind("\n", 0, start) + 1)
    line_end = bare.find("\n", start)
    line_end = len(bare) if line_end < 0 else line_end
    semicolon = _outside_brackets(bare, start, line_end, lambda i: bare[i] == ";")
    if semicolon is not None and bare[max(0, semicolon - 2) : semicolon] != "<":
        return semicolon, True
    end = line_end
    while end < len(bare):
        following = bare.find("\n", end + 1)
        following = len(bare) if following < 0 else following
        line = bare[end + 1 : following]
        if line.strip() and len(line) - len(line.lstrip()) <= column:
            break
        end = following
    return start + len(bare[start:end].rstrip()), False


def _outside_brackets(bare: str, start: int, end: int, wanted: Callable[[int], bool]) -> int | None:
    depth = 0
    for index in range(start, end):
        if depth == 0 and wanted(index):
            return index
        depth += (bare[index] in _OPENING) - (bare[index] in _CLOSING)
        if depth < 0:
            return None
    return None


def _stands_for_a_term(bare: str, start: int) -> bool:
    """Guess by what stands before a `sorry` whether it is a term; Lean's goals decide the rest."""
    before = bare[:start].rstrip()
    if re.search(r"(?<![\w.'])by\Z|[;·]\Z|(?<!\.)\.\Z", before):
        return False
    line = bare[bare.rfind("\n", 0, len(before)) + 1 : len(before)]
    if before.endswith("=>"):
        return not line.lstrip().startswith("|")
    first_of_line = "\n" in bare[len(before) : start]
    return not first_of_line or before.endswith((":=", "from", ",", *_OPENING))


def column_of(text: str, offset: int) -> int:
    """Return how far into its line a place is, in characters from 0."""
    return offset - (text.rfind("\n", 0, offset) + 1)
