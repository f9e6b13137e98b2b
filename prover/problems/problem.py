"""A problem as the engines see it: statement, kind, and formal statements with their authors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args

from prover.problems.errors import ProblemFieldError
from prover.problems.fences import misplaced_fence

AuthorKind = Literal["person", "model", "unknown"]
AUTHOR_KINDS: tuple[str, ...] = get_args(AuthorKind)

MAX_STATEMENT = 100_000
"""Longest accepted statement, in characters. The longest IMO statement has about 2,000."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
# Characters that no statement needs and that terminals or YAML would interpret.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class ProblemKind(StrEnum):
    """The four subjects of the IMO, and `other` for what fits none of them."""

    ALGEBRA = "algebra"
    COMBINATORICS = "combinatorics"
    GEOMETRY = "geometry"
    NUMBER_THEORY = "number_theory"
    OTHER = "other"


@dataclass(frozen=True)
class FormalStatement:
    """A formal statement of a problem and who wrote it.

    `text` is the block as written, without the fence. `author` names the person, the model or
    the data set; `author_kind` says which of them, `unknown` when the file does not say.
    `line` is the line of the file on which `text` starts (1-based, 0 when there is no file); it
    serves error messages and is no part of equality.
    """

    text: str
    author: str = "not stated"
    author_kind: AuthorKind = "unknown"
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text, "text"))
        if not self.text:
            raise ProblemFieldError("text", "the formal statement is empty; write it or drop it")
        if self.author_kind not in AUTHOR_KINDS:
            raise ProblemFieldError(
                "author_kind",
                f"unknown kind of author {self.author_kind!r}; use one of {', '.join(AUTHOR_KINDS)}",
            )
        author = one_line(self.author, "author", limit=200)
        if '"' in author or "`" in author:
            # Both would end the author's name where it stands in a problem file.
            raise ProblemFieldError(
                "author", "an author's name holds a quote or backtick; remove it"
            )
        object.__setattr__(self, "author", author or "not stated")


@dataclass(frozen=True)
class Problem:
    """One problem.

    `id` names its files and folders, so it is a plain file name of at most 80 characters.
    `source` says where the statement comes from (None: the file does not say), `provenance` where data taken from others
    (a formal statement, a translation) comes from and under which licence. `scope` says that a
    geometry proof of the drawn configuration is enough (`drawn`), or is not (`all`). `statement` is
    Markdown with TeX between dollar signs. `path` is the file it was read from.

    Raises `ProblemFieldError` for a value that does not fit.
    """

    id: str
    source: str | None
    kind: ProblemKind
    statement: str
    title: str | None = None
    answer: str | None = None
    provenance: str | None = None
    scope: Literal["all", "drawn"] | None = None
    geometry: FormalStatement | None = None
    lean: FormalStatement | None = None
    path: Path | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ProblemFieldError(
                "id",
                f"{_short(self.id)} cannot name a file; use letters, digits, '.', '_' and '-', "
                "starting with a letter or digit, at most 80 characters",
            )
        object.__setattr__(self, "kind", parse_kind(self.kind))
        for name in ("source", "title", "answer", "provenance"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, one_line(value, name, limit=2_000))
        parse_scope(self.scope)
        object.__setattr__(self, "source", self.source or None)
        object.__setattr__(self, "statement", clean_text(self.statement, "statement"))
        self._check_statement()

    def _check_statement(self) -> None:
        if not self.statement and self.geometry is None and self.lean is None:
            raise ProblemFieldError("statement", "is empty; write the problem's text")
        if len(self.statement) > MAX_STATEMENT:
            raise ProblemFieldError(
                "statement",
                f"has {len(self.statement)} characters; a problem has at most {MAX_STATEMENT}",
            )
        trouble = misplaced_fence(self.statement)
        if trouble:
            raise ProblemFieldError("statement", trouble)

    @property
    def name(self) -> str:
        """What to call the problem in a table: the title, else the source, else the id."""
        return self.title or self.source or self.id


def parse_kind(text: str) -> ProblemKind:
    """The kind named `text`; raises `ProblemFieldError` naming the kinds there are."""
    try:
        return ProblemKind(text)
    except ValueError:
        kinds = ", ".join(ProblemKind)
        raise ProblemFieldError(
            "kind", f"unknown kind {_short(text)}; use one of {kinds}"
        ) from None


def parse_scope(text: str | None) -> Literal["all", "drawn"] | None:
    """The scope named `text`, None for none; raises `ProblemFieldError` naming those there are."""
    match text:
        case None | "all" | "drawn":
            return text
    raise ProblemFieldError("scope", f"unknown scope {_short(str(text))}; use all or drawn")


def clean_text(text: str, field_name: str) -> str:
    """Return `text` with Unix line ends, without blank lines around it and trailing blanks.

    Raises `ProblemFieldError` on control characters (tabs and line ends are allowed).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_control(text, field_name)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").rstrip()


def one_line(text: str, field_name: str, *, limit: int) -> str:
    """Return `text` with white space collapsed; raise `ProblemFieldError` when it is too long."""
    _refuse_control(text.replace("\r", "\n"), field_name)
    text = " ".join(text.split())
    if len(text) > limit:
        raise ProblemFieldError(field_name, f"has {len(text)} characters; shorten it to {limit}")
    return text


def _refuse_control(text: str, field_name: str) -> None:
    found = _CONTROL.search(text)
    if found:
        raise ProblemFieldError(
            field_name, f"holds the control character U+{ord(found[0]):04X}; remove it"
        )


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")
