"""Reading what is sent: problems in three forms, certificates, budgets."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from typing import Annotated, Any, Literal, NoReturn

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prover import service
from prover.base.validation import first_error
from prover.limits.durations import DurationError, format_duration, parse_duration
from prover.problems.errors import ProblemError
from prover.problems.problem import Problem
from web.api.errors import ApiError, validation_line
from web.rechecks import LeanQuestion
from web.settings import Settings

MAX_PROBLEM = 1_000_000
"""Largest problem in bytes, as for files. Real ones have a few kilobytes."""

LOOK_SECONDS = 10.0
"""How long a problem is looked at before it is accepted unseen; its run then refuses it."""

SUFFIXES = {
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/json": ".json",
}
"""The form of a problem by media type."""


class CheckRequest(BaseModel):
    """What is to be checked: a `certificate` with its `kind`, or a `bundle` as a zip file in
    base64; and the `problem` it should be about, as Markdown or as the JSON object of a problem. A
    Lean certificate may have a Lean `statement` in its place.
    """

    model_config = ConfigDict(extra="forbid")

    certificate: Annotated[
        str | dict[str, Any] | None,
        Field(description="The certificate's text; a geometry certificate also as an object."),
    ] = None
    kind: Literal["geometry", "lean"] = "geometry"
    bundle: Annotated[str | None, Field(description="The zip file of a bundle in base64.")] = None
    problem: str | dict[str, Any] | None = None
    statement: Annotated[
        str | None,
        Field(description="Of kind lean, in the place of a problem: a file of Lean that leaves "
              "theorems and definitions open by `sorry`, which the certificate fills."),
    ] = None  # fmt: skip
    theorem: Annotated[
        str | None, Field(description="With `statement`: only this, of what it leaves open.")
    ] = None
    permit: Annotated[
        list[str],
        Field(description="With `statement`: what may stay open; nothing is then proved."),
    ] = []
    negation: Annotated[
        bool, Field(description="With `statement`: the certificate shows that it is false.")
    ] = False

    def lean_question(self) -> LeanQuestion | None:
        """The Lean statement that was sent, and what of it is asked. Raises `ApiError`."""
        if self.statement is None:
            if self.theorem is not None or self.permit or self.negation:
                _refuse("the fields 'theorem', 'permit' and 'negation' go with 'statement'")
            return None
        if self.kind != "lean" or self.certificate is None or self.problem is not None:
            _refuse("the field 'statement': goes with a certificate of kind 'lean', and no problem")
        return LeanQuestion(
            statement=self.statement,
            theorem=self.theorem,
            permit=tuple(self.permit),
            negation=self.negation,
        )

    def certificate_text(self) -> str:
        """The certificate as text."""
        given = self.certificate
        return given if isinstance(given, str) else json.dumps(given)

    def bundle_bytes(self) -> bytes:
        """The zip file. Raises `ApiError`."""
        try:
            return base64.b64decode(self.bundle or "", validate=True)
        except (binascii.Error, ValueError):
            raise ApiError(
                422, "invalid-upload", "the field 'bundle': is not base64; encode the zip file so"
            ) from None

    def expected(self) -> Problem | None:
        """The problem it should be about. Raises `ProblemError`."""
        if self.problem is None:
            return None
        if isinstance(self.problem, str):
            return service.read_problem(self.problem, "problem.md")
        return service.read_problem(json.dumps(self.problem), "problem.json")


def media_type(request: Request) -> str:
    """The media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def plain_body(request: Request) -> None:
    """Refuse a body that is packed: it would be taken for its own text. Raises `ApiError`."""
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise ApiError(
            415, "media-type", f"bodies are not read as {packed[:40]!r}; send it without "
            "Content-Encoding",
        )  # fmt: skip


async def read_problem(request: Request, name: str) -> Problem:
    """The problem in the body, its formal statements looked at by the engines.

    Raises `ProblemError`, `ApiError`.
    """
    plain_body(request)
    kind = media_type(request) or "text/plain"
    if kind not in SUFFIXES:
        raise ApiError(
            415, "media-type", f"a problem is not sent as {kind[:60]!r}; use one of "
            "text/markdown, text/plain, application/json",
        )  # fmt: skip
    body = await request.body()
    if len(body) > MAX_PROBLEM:
        raise ApiError(
            413, "too-large",
            f"the problem is too large ({len(body) / 1e6:.1f} MB); the limit is 1 MB",
        )  # fmt: skip
    text = _text(body)
    suffix = SUFFIXES[kind]

    def read() -> Problem:
        return service.read_problem(text, name + suffix)

    problem = await asyncio.to_thread(read)
    await look_at(problem)
    return problem


async def look_at(problem: Problem) -> None:
    """Let the engines look at the formal statements. Raises `ProblemError`."""
    looking = asyncio.create_task(asyncio.to_thread(service.ready_for, problem))
    done, _ = await asyncio.wait({looking}, timeout=LOOK_SECONDS)
    if not done:
        # Whatever comes of it, the run finds it out in a process of its own.
        looking.add_done_callback(lambda task: task.exception())
        return
    fault = looking.exception()
    if isinstance(fault, ProblemError):
        raise fault
    if fault is not None:
        raise ApiError(
            503, "fault", f"the problem could not be looked at: {type(fault).__name__}: {fault}"
        )


async def read_check(request: Request) -> CheckRequest | bytes:
    """What is to be checked: a zip file's bytes, or what the JSON body says. Raises `ApiError`."""
    plain_body(request)
    kind = media_type(request)
    body = await request.body()
    if kind in ("application/zip", "application/x-zip-compressed"):
        return body
    if kind != "application/json":
        raise ApiError(
            415, "media-type", f"nothing is checked that is sent as {kind[:60]!r}; use "
            "application/zip for a bundle, application/json for a certificate",
        )  # fmt: skip
    try:
        asked = CheckRequest.model_validate_json(_text(body))
    except ValidationError as fault:
        _refuse(validation_line(first_error(fault)))
    if (asked.certificate is None) == (asked.bundle is None):
        _refuse("the body: give either 'certificate' or 'bundle'")
    return asked


def budget_seconds(text: str | None, settings: Settings) -> float:
    """The seconds of a budget, the default for None. Raises `ApiError` for one that cannot be read or is over the cap."""
    if text is None:
        return min(service.DEFAULT_BUDGET, settings.max_budget)
    try:
        seconds = parse_duration(text)
    except DurationError as fault:
        _refuse(f"the query parameter 'budget': {fault}")
    if seconds > settings.max_budget:
        cap = format_duration(settings.max_budget)
        _refuse(f"the query parameter 'budget': {text[:40]} is over this server's cap of {cap}; "
                f"ask for {cap} or less")  # fmt: skip
    return seconds


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = body.count(b"\n", 0, fault.start) + 1
        _refuse(f"the body: line {line}: byte 0x{body[fault.start]:02x} is not UTF-8; send UTF-8")


def _refuse(detail: str) -> NoReturn:
    raise ApiError(422, "invalid-request", detail)
