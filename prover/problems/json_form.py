"""Problems as JSON: one object with the fields of the head, `statement`, and formal statements.

`geometry` and `lean` are each a string or an object with `text`, `author` and `author_kind`. The
`problem.json` of a bundle is read too.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from prover.problems.errors import ProblemError, ProblemFieldError, ProblemRecordError
from prover.problems.fences import FORMAL_LANGUAGES
from prover.problems.fields import Fields
from prover.problems.markdown import HEAD_FIELDS, problem_from_fields
from prover.problems.problem import FormalStatement, Problem
from prover.problems.record import PROBLEM_FORMAT, problem_from_record
from prover.problems.strict_yaml import MAX_DEPTH, Mapping, Scalar, Sequence, Value

JSON_FIELDS = (*HEAD_FIELDS, "statement", *FORMAL_LANGUAGES)
FORMAL_FIELDS = ("text", "author", "author_kind")


class _DuplicateError(ValueError):
    """A key that occurs twice in one JSON object."""


def parse_json(text: str, *, path: Path | None = None) -> Problem:
    """Parse a problem written as JSON. Raises `ProblemError` with line and field."""
    try:
        data = json.loads(text, object_pairs_hook=_no_duplicates)
    except json.JSONDecodeError as fault:
        raise ProblemError(
            f"is not valid JSON ({fault.msg}); fix it here", path=path, line=fault.lineno
        ) from None
    except _DuplicateError as fault:
        key = str(fault)
        raise ProblemError(
            "is given twice; remove one of the two", path=path, line=_line(text, key), field=key
        ) from None
    except (RecursionError, ValueError):
        # ValueError: Python refuses integers of more than 4300 digits.
        raise ProblemError(
            "is not a problem; write one JSON object with the field 'statement'", path=path
        ) from None
    return problem_from_data(data, path=path, text=text)


def problem_from_data(data: Any, *, path: Path | None = None, text: str = "") -> Problem:
    """Build a problem from decoded JSON; `text` is only used to find lines for errors.

    Raises `ProblemError`.
    """
    if not isinstance(data, dict):
        raise ProblemError("must be one JSON object with the problem's fields", path=path)
    if data.get("format") == PROBLEM_FORMAT:
        return _of_record(data, path)
    fields = Fields(_mapping(data, text, path, 0), path)
    try:
        formal = {
            language: _formal(fields, language)
            for language in FORMAL_LANGUAGES
            if not _absent(fields.mapping.items.get(language))
        }
        statement = fields.optional_text("statement") or ""
        return problem_from_fields(fields, statement, formal, path, JSON_FIELDS)
    except ProblemFieldError as fault:
        raise fields.error(fault.field, fault.message) from None


def _of_record(record: dict[str, Any], path: Path | None) -> Problem:
    """The problem of a bundle's own `problem.json`."""
    try:
        return replace(problem_from_record(record), path=path)
    except ProblemRecordError as fault:
        raise ProblemError(
            f"is not the problem of a bundle any more ({fault}); take the field 'format' out to "
            "write your own",
            path=path,
        ) from None


def _absent(value: Value | None) -> bool:
    return value is None or (isinstance(value, Scalar) and value.text is None)


def _formal(fields: Fields, language: str) -> FormalStatement:
    value = fields.mapping.items[language]
    if isinstance(value, Scalar):
        parts = {"text": value.text or ""}
    elif isinstance(value, Mapping):
        inner = Fields(value, fields.path, prefix=f"{language}.")
        inner.refuse_unknown(FORMAL_FIELDS)
        parts = {"text": inner.text("text", fix="write the formal statement")}
        for name in FORMAL_FIELDS[1:]:
            given = inner.optional_text(name)
            if given is not None:
                parts[name] = given
    else:
        raise fields.error(language, "is a list; it must be text or an object with 'text'")
    try:
        return FormalStatement(**parts, line=value.line)  # type: ignore[arg-type]
    except ProblemFieldError as fault:
        raise fields.error(language, f"{fault.field}: {fault.message}") from None


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateError(key)
        result[key] = value
    return result


def _mapping(data: dict[str, Any], text: str, path: Path | None, depth: int) -> Mapping:
    return Mapping(
        {key: _value(value, text, _line(text, key), path, depth) for key, value in data.items()}, 0
    )


def _value(value: Any, text: str, line: int, path: Path | None, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise ProblemError(
            f"nests deeper than {MAX_DEPTH} levels; flatten it", path=path, line=line or None
        )
    if isinstance(value, dict):
        return Mapping(_mapping(value, text, path, depth + 1).items, line)
    if isinstance(value, list):
        return Sequence(tuple(_value(v, text, line, path, depth + 1) for v in value), line)
    if value is None or isinstance(value, str):
        return Scalar(value, line)
    return Scalar(json.dumps(value), line)


def _line(text: str, key: str) -> int:
    """The line of the first `"key":` in `text`, 0 when it is not found as written."""
    found = re.search(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
