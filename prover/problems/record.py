"""A problem as JSON data, the form in which a bundle keeps the trusted statement."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prover.problems.errors import ProblemFieldError, ProblemRecordError

if TYPE_CHECKING:
    from prover.problems.problem import FormalStatement, Problem

PROBLEM_FORMAT = "olympiad-problem/1"
_TEXTS = ("id", "source", "kind", "statement", "title", "answer", "provenance")
_FORMAL = ("geometry", "lean")
_FORMAL_FIELDS = {"text", "author", "author_kind"}
_STATED = ("statement", "answer", *_FORMAL)
"""What makes the problem; the other fields name it and say where it comes from."""


def problem_to_record(problem: Problem) -> dict[str, Any]:
    """Everything that makes the problem, without where it was read from."""
    record: dict[str, Any] = {"format": PROBLEM_FORMAT}
    for name in _TEXTS:
        value = getattr(problem, name)
        record[name] = None if value is None else str(value)
    if problem.scope is not None:  # absent where nobody says so: records keep their hash
        record["scope"] = problem.scope
    for name in _FORMAL:
        formal: FormalStatement | None = getattr(problem, name)
        record[name] = formal and {
            "text": formal.text,
            "author": formal.author,
            "author_kind": formal.author_kind,
        }
    return record


def record_to_text(record: Mapping[str, Any]) -> str:
    """The record as canonical JSON text: the same problem gives the same bytes."""
    return json.dumps(record, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def problem_sha256(problem: Problem) -> str:
    """SHA-256 of the canonical text: the identity of the problem's statement in bundles."""
    return hashlib.sha256(record_to_text(problem_to_record(problem)).encode()).hexdigest()


def statement_key(record: Mapping[str, Any]) -> str:
    """SHA-256 of what a record states: the words, the answer and the formal statements with their
    authors. Records that differ in name, title, source or kind alone have the same key.
    """
    stated = {name: record.get(name) for name in _STATED}
    if record.get("scope") is not None:
        stated["scope"] = record["scope"]
    return hashlib.sha256(record_to_text(stated).encode("utf-8", "replace")).hexdigest()


def same_problem(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records state the same problem, whatever they call it."""
    return statement_key(one) == statement_key(other)


def problem_from_record(record: object) -> Problem:
    """The problem of a record. Raises `ProblemRecordError` in one line."""
    from prover.problems.problem import FormalStatement, Problem, ProblemKind

    if not isinstance(record, dict) or record.get("format") != PROBLEM_FORMAT:
        raise ProblemRecordError(f"not a problem of the format {PROBLEM_FORMAT}")
    unknown = set(record) - {"format", "scope", *_TEXTS, *_FORMAL}
    missing = {"format", *_TEXTS, *_FORMAL} - set(record)
    if unknown or missing:
        raise ProblemRecordError(
            f"fields missing or unknown: {', '.join(sorted(unknown | missing))}"
        )
    for name in _TEXTS:
        if not isinstance(record[name], str | None):
            raise ProblemRecordError(f"{name}: not a text")
    for name in _FORMAL:
        value = record[name]
        if value is not None and not (
            isinstance(value, dict)
            and set(value) == _FORMAL_FIELDS
            and all(isinstance(part, str) for part in value.values())
        ):
            raise ProblemRecordError(f"{name}: not a formal statement")
    if not isinstance(record.get("scope"), str | None):
        raise ProblemRecordError("scope: not a text")
    fields: dict[str, Any] = {name: record[name] for name in _TEXTS}
    fields["scope"] = record.get("scope")
    try:
        for name in _FORMAL:
            fields[name] = None if record[name] is None else FormalStatement(**record[name])
        return Problem(**{**fields, "kind": ProblemKind(record["kind"])})
    except ProblemFieldError as fault:
        raise ProblemRecordError(fault.message) from None
    except (TypeError, ValueError) as fault:
        raise ProblemRecordError(str(fault)) from None
