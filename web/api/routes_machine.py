"""Checks of uploads, and what the server and its machine can do."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from prover import service
from prover.settings.version import __version__
from web.api.bodies import CheckRequest, read_check
from web.api.errors import responses
from web.api.examples import CHECK
from web.rechecks import CheckResult, Checks
from web.settings import Settings

_CHECK_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A bundle's folder as a zip file, or JSON with a certificate.",
        "content": {
            "application/zip": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {
                "schema": {"$ref": "#/components/schemas/CheckRequest"},
                "example": CHECK,
            },
        },
    }
}


class Health(BaseModel):
    """That the server answers, and its limits: seconds, bytes, and how many at a time."""

    status: Literal["ok"] = "ok"
    version: Annotated[str, Field(examples=["0.1.0"])]
    workers: Annotated[int, Field(description="Runs under way at the same time.")]
    max_queued: Annotated[int, Field(description="Problems that may wait.")]
    max_budget: Annotated[float, Field(description="Longest budget of a run in seconds.")]
    max_body: Annotated[int, Field(description="Largest body in bytes.")]


class FindingView(BaseModel):
    """One thing that was looked for; `fix` is the command that gets it."""

    name: Annotated[str, Field(examples=["Geometry kernel"])]
    state: Literal["ok", "missing", "broken"]
    detail: Annotated[str, Field(examples=["compiled"])]
    serves: Annotated[str, Field(examples=["geometry proofs"])]
    fix: str | None = None
    required: bool = False


class Doctor(BaseModel):
    """What is installed and usable on the server's machine."""

    healthy: Annotated[bool, Field(description="Whether all that the base install needs is there.")]
    findings: list[FindingView]


def router(settings: Settings, checks: Checks) -> APIRouter:
    """The operations that are about no run."""
    routes = APIRouter()

    @routes.post(
        "/check",
        tags=["checks"],
        summary="Check a bundle or a certificate",
        responses=responses(413, 415, 422, 429, 503),
        openapi_extra=_CHECK_BODY,
    )
    async def check(request: Request) -> CheckResult:
        """Reach a fresh verdict; nothing that the upload claims is believed. The check runs in a
        process of its own and is stopped when it takes too long.
        """
        asked = await read_check(request)
        if isinstance(asked, bytes):
            return await checks.bundle(asked, None)
        assert isinstance(asked, CheckRequest)
        question = asked.lean_question()
        if question is not None:
            return await checks.lean(asked.certificate_text(), question)
        problem = await asyncio.to_thread(asked.expected)
        if asked.bundle is not None:
            return await checks.bundle(asked.bundle_bytes(), problem)
        return await checks.certificate(asked.certificate_text(), asked.kind, problem)

    @routes.get("/health", tags=["server"], summary="Is the server well?")
    async def health() -> Health:
        """Answers as long as the server does."""
        return Health(
            version=__version__,
            workers=settings.workers,
            max_queued=settings.max_queued,
            max_budget=settings.max_budget,
            max_body=settings.max_body,
        )

    @routes.get("/doctor", tags=["server"], summary="What is installed?")
    async def doctor() -> Doctor:
        """As `olympiad doctor` says it: what is usable here, and how to get the rest."""
        well, findings = await asyncio.to_thread(service.examine_machine)
        views = [FindingView.model_validate(finding.as_data()) for finding in findings]
        return Doctor(healthy=well, findings=views)

    return routes
