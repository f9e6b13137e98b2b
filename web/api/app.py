"""The application: routes, guards, errors, and its description."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, RedirectResponse

from prover.settings.version import __version__
from web.api import errors, routes_machine, routes_runs
from web.api.bodies import CheckRequest
from web.api.docs_page import STYLE_POLICY, render
from web.api.guards import LOOPBACK, Guards
from web.api.parameters import known_parameters
from web.rechecks import Checks
from web.runs import Desk
from web.settings import Settings

ABOUT = (
    "Submit an olympiad problem, follow the search, and get a proof that a person can read, with "
    "an honest word on who vouches for it. Four rungs, never blurred: `formally_verified` (Lean's "
    "kernel), `symbolically_verified` (the geometry proof checker), `model_verified` (a model's "
    "judgement), `unverified` (nobody). Errors are RFC 9457 problem details."
)


def create_app(settings: Settings, *, hosts: Collection[str] | None = LOOPBACK) -> FastAPI:
    """The application. It works on requests between its start-up and its shutdown.

    `hosts` are the names under which it answers (None: any). Raises `StoreError` when the run
    store cannot be used.
    """
    desk = Desk(settings)
    checks = Checks(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.start()
        yield
        desk.stop()

    # The pages that come with FastAPI load their scripts from the Internet; ours needs none.
    app = FastAPI(
        title="Olympiad prover",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.add_middleware(Guards, max_body=settings.max_body, hosts=hosts)
    errors.install(app)
    known = [Depends(known_parameters)]
    app.include_router(routes_runs.router(desk, settings), dependencies=known)
    app.include_router(routes_machine.router(settings, checks), dependencies=known)

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _with_schemas(
                get_openapi(
                    title=app.title, version=app.version, description=ABOUT, routes=app.routes
                )
            )
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(
            render(description()), headers={"Content-Security-Policy": STYLE_POLICY}
        )

    @app.get("/", include_in_schema=False)
    async def root() -> RedirectResponse:
        return RedirectResponse("/docs")

    return app


def _with_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """The description with the schemas that only bodies and errors mention."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for model in (errors.ProblemDetails, CheckRequest):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.pop("$defs", None)
        schemas[model.__name__] = schema
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document
