"""Errors as RFC 9457 problem details: `application/problem+json`, one line with the fix each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from prover.problems.errors import ProblemError
from web.rechecks import BadUpload, CheckBusy, CheckFailed, CheckTooLong, UploadTooLarge
from web.runs import NoBundle, QueueFull, RunEnded, UnknownRun

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:olympiad-prover:error:"

TITLES = {
    "invalid-problem": "The problem cannot be taken as it is",
    "invalid-request": "The request is wrong",
    "invalid-upload": "The upload is no bundle or certificate",
    "forbidden": "The request comes from another site",
    "not-found": "There is nothing at this address",
    "not-allowed": "This method does nothing here",
    "ended": "The run has ended",
    "too-large": "The body is too large",
    "media-type": "The body's media type is not one of those that are read",
    "busy": "The server has too much to do",
    "timeout": "It took too long",
    "fault": "A fault of this program",
    "store": "The run store cannot be used",
}
"""Every kind of error there is; the last part of its `type`, and its title."""


class ProblemDetails(BaseModel):
    """An error (RFC 9457). `detail` is one line that says what is wrong and how to mend it."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(examples=[PREFIX + "invalid-problem"])]
    title: Annotated[str, Field(examples=[TITLES["invalid-problem"]])]
    status: Annotated[int, Field(examples=[422])]
    detail: Annotated[
        str,
        Field(
            examples=[
                "problem.md:4: field 'kind': unknown kind 'geomtry'; use one of algebra, "
                "combinatorics, geometry, number_theory, other"
            ]
        ),
    ]


class ApiError(Exception):
    """An error that this package raises itself: its kind, its status and its one line."""

    def __init__(
        self, status: int, kind: str, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.kind, self.headers = status, kind, headers


class BodyTooLarge(ApiError):
    """More was sent than is taken."""

    def __init__(self, limit: int) -> None:
        megabytes = f"{limit / 1e6:g} MB"
        super().__init__(413, "too-large", f"the body is larger than {megabytes}; send less")


def problem_response(
    status: int, kind: str, detail: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """The response for an error of this kind; `detail` is brought onto one line."""
    body = ProblemDetails(
        type=PREFIX + kind, title=TITLES[kind], status=status, detail=" ".join(detail.split())
    )
    return JSONResponse(body.model_dump(), status, headers, media_type=MEDIA_TYPE)


def fault_response(fault: Exception) -> JSONResponse:
    """The response for what nobody expected; the server's log gets the line, nobody a trace."""
    text = " ".join(f"{type(fault).__name__}: {fault}".split())
    print(f"olympiad: internal fault: {text}", file=sys.stderr)
    return problem_response(
        500, "fault", f"internal fault: {type(fault).__name__}; the server's log says more"
    )


# Errors of ours and what they become: status, kind, headers.
_RETRY = {"Retry-After": "30"}
_KNOWN: list[tuple[type[Exception], int, str, dict[str, str] | None]] = [
    (ProblemError, 422, "invalid-problem", None),
    (UploadTooLarge, 413, "too-large", None),
    (BadUpload, 422, "invalid-upload", None),
    (UnknownRun, 404, "not-found", None),
    (NoBundle, 404, "not-found", None),
    (RunEnded, 409, "ended", None),
    (QueueFull, 429, "busy", _RETRY),
    (CheckBusy, 429, "busy", _RETRY),
    (CheckTooLong, 503, "timeout", None),
    (CheckFailed, 500, "fault", None),
]


def install(app: FastAPI) -> None:
    """Give `app` the handlers that turn every error into problem details."""

    def known(
        kind: type[Exception], status: int, name: str, headers: dict[str, str] | None
    ) -> None:
        async def handler(_: Request, fault: Exception) -> Response:
            return problem_response(status, name, str(fault), headers)

        app.add_exception_handler(kind, handler)

    for entry in _KNOWN:
        known(*entry)

    from prover.store import StoreError

    known(StoreError, 503, "store", _RETRY)
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)


async def _api_error(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, ApiError)
    return problem_response(fault.status, fault.kind, str(fault), fault.headers)


async def _http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    headers = dict(fault.headers) if fault.headers else None
    if fault.status_code == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {request.url.path[:100]!r}; /docs lists what there is"
        return problem_response(404, "not-found", detail, headers)
    if fault.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (headers or {}).get("allow", "")
        detail = f"{request.method} does nothing here; use {allowed or 'another method'}"
        return problem_response(405, "not-allowed", detail, headers)
    return problem_response(fault.status_code, "invalid-request", str(fault.detail), headers)


async def _validation(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    first = fault.errors()[0]  # FastAPI's own kind of fault
    return problem_response(422, "invalid-request", validation_line(first))


def validation_line(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors in one line: which field, what is wrong, what was given."""
    where = [str(part) for part in error.get("loc", ())]
    kind = {"query": "the query parameter", "path": "the path's", "header": "the header"}
    if where and where[0] in kind:
        place = f"{kind[where[0]]} {'.'.join(where[1:])!r}: "
    else:
        named = ".".join(part for part in where if part != "body")
        place = f"the field {named!r}: " if named else "the body: "
    given = error.get("input")
    shown = f" (given: {given[:40]!r})" if isinstance(given, str) else ""
    message = str(error.get("msg", "is wrong"))
    return f"{place}{message[:1].lower()}{message[1:]}{shown}"


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation, for its description."""
    words = {
        404: "There is no such run, or it has no such file (yet).",
        409: "The run has ended.",
        413: "The body is larger than the limit, or a zip file unpacks to more.",
        415: "The body's media type is not one of those that are read.",
        422: "The input is wrong; `detail` says where and how to mend it.",
        429: "Too much waits already; `Retry-After` says when to ask again.",
        503: "It took too long, or the run store cannot be used.",
    }
    return {
        status: {
            "description": words[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status in statuses
    }
