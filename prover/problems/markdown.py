"""Problems as Markdown with a YAML head: parsing and rendering, each the other's inverse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from prover.problems.errors import ProblemError, ProblemFieldError
from prover.problems.fences import FORMAL_LANGUAGES, Fence, fences
from prover.problems.fields import Fields
from prover.problems.naming import slug, title_of
from prover.problems.problem import (
    AUTHOR_KINDS,
    AuthorKind,
    FormalStatement,
    Problem,
    ProblemKind,
    parse_kind,
    parse_scope,
)
from prover.problems.strict_yaml import Mapping, read_mapping

HEAD_FIELDS = ("id", "title", "source", "kind", "answer", "provenance", "scope")

_INFO = re.compile(r'(?P<kind>[a-z]+)="(?P<author>[^"\n]*)"')


def parse_markdown(text: str, *, path: Path | None = None) -> Problem:
    """Parse Markdown; without a YAML head it is plain text, whose name is the file's.

    Raises `ProblemError` with the line and the field.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _build(Fields(Mapping({}, 0), path), text, 1, path)
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() in ("---", "...")), None)
    if end is None:
        raise ProblemError(
            "the head that starts with '---' is never closed; write '---' below its last field",
            path=path,
            line=1,
        )
    head = "\n".join(lines[1:end])
    if not re.sub(r"(?m)^[ \t]*(#.*)?$", "", head).strip():
        fields = Fields(Mapping({}, 1), path)  # a head without a field in it
    else:
        fields = Fields(read_mapping(head, path=path, first_line=2), path)
    return _build(fields, "\n".join(lines[end + 1 :]), end + 2, path)


def _build(head: Fields, body: str, body_line: int, path: Path | None) -> Problem:
    formal, statement = _split_formal(body, body_line, path)
    try:
        return problem_from_fields(head, statement, formal, path)
    except ProblemFieldError as fault:
        raise _at_field(head, fault, body_line, path) from None


def problem_from_fields(
    head: Fields,
    statement: str,
    formal: dict[str, FormalStatement],
    path: Path | None,
    known: Sequence[str] = HEAD_FIELDS,
) -> Problem:
    """Build a problem from the fields of a head; shared by Markdown and JSON.

    No field is required: id and title come from the file's name (the title where there is no
    source either), the kind from the formal statements. Raises `ProblemError` for a field that is
    none, `ProblemFieldError` for a value that cannot be.
    """
    head.refuse_unknown(known)
    title, source = head.given_text("title"), head.given_text("source")
    kind = head.given_text("kind")
    guessed = ProblemKind.GEOMETRY if "geometry" in formal else ProblemKind.OTHER
    if title is None and source is None and path is not None:
        title = title_of(path)
    return Problem(
        id=head.given_text("id") or (slug(path) if path is not None else "problem"),
        source=source,
        kind=guessed if kind is None else parse_kind(kind),
        title=title,
        answer=head.optional_text("answer"),
        provenance=head.optional_text("provenance"),
        scope=parse_scope(head.given_text("scope")),
        statement=statement,
        geometry=formal.get("geometry"),
        lean=formal.get("lean"),
        path=path,
    )


def _at_field(
    head: Fields, fault: ProblemFieldError, body_line: int, path: Path | None
) -> ProblemError:
    if fault.field in head.mapping.items:
        return head.error(fault.field, fault.message)
    return ProblemError(fault.message, path=path, line=body_line, field=fault.field)


def _split_formal(
    body: str, body_line: int, path: Path | None
) -> tuple[dict[str, FormalStatement], str]:
    """Take the formal blocks out of `body`; what remains is the statement."""
    lines = body.split("\n")
    formal: dict[str, FormalStatement] = {}
    kept_from = 0
    kept: list[str] = []
    for fence in fences(body):
        line = body_line + fence.start
        if fence.end is None:
            raise ProblemError(
                "the fenced block that starts here is never closed; close it with the same fence",
                path=path,
                line=line,
                field=fence.language if fence.formal else None,
            )
        if not fence.formal:
            continue
        if fence.language in formal:
            raise ProblemError(
                "is given twice; keep one block", path=path, line=line, field=fence.language
            )
        formal[fence.language] = _formal_statement(fence, line, path)
        kept += lines[kept_from : fence.start]
        # One of the two blank lines around the block goes with it.
        kept_from = fence.end + 1
        if (
            kept
            and not kept[-1].strip()
            and kept_from < len(lines)
            and not lines[kept_from].strip()
        ):
            kept_from += 1
    return formal, "\n".join(kept + lines[kept_from:])


def _formal_statement(fence: Fence, line: int, path: Path | None) -> FormalStatement:
    author, kind = _author(fence, line, path)
    try:
        return FormalStatement(fence.body, author, kind, line=line + 1)
    except ProblemFieldError as fault:
        raise ProblemError(fault.message, path=path, line=line, field=fence.language) from None


def _author(fence: Fence, line: int, path: Path | None) -> tuple[str, AuthorKind]:
    """Read `person="…"` or `model="…"` from the info string after the language."""
    rest = fence.info[len(fence.language) :].strip()
    if not rest:
        return "not stated", "unknown"
    match = _INFO.fullmatch(rest)
    if match is None or match["kind"] not in AUTHOR_KINDS:
        raise ProblemError(
            f'does not understand {rest[:60]!r}; write who wrote it as person="…" or model="…"',
            path=path,
            line=line,
            field=fence.language,
        )
    return match["author"], match["kind"]  # type: ignore[return-value]


def render_markdown(problem: Problem) -> str:
    """The problem as a Markdown file that `parse_markdown` reads back as an equal problem."""
    head = {name: getattr(problem, name) for name in HEAD_FIELDS}
    head["kind"] = problem.kind.value
    given = {name: value for name, value in head.items() if value is not None}
    text = "---\n" + yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=10_000)
    text += "---\n"
    if problem.statement:
        text += f"\n{problem.statement}\n"
    for language in FORMAL_LANGUAGES:
        formal: FormalStatement | None = getattr(problem, language)
        if formal is None:
            continue
        fence = _fence_for(formal.text)
        author = f' {formal.author_kind}="{formal.author}"'
        if (formal.author, formal.author_kind) == ("not stated", "unknown"):
            author = ""
        text += f"\n{fence}{language}{author}\n{formal.text}\n{fence}\n"
    return text


def _fence_for(text: str) -> str:
    """A fence longer than every run of backticks in `text`."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)
