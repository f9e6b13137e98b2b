"""Problems in, runs out: submit, list, follow, cancel, and the files of the bundle."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from prover.limits.durations import format_duration
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung
from web.api.bodies import budget_seconds, read_problem
from web.api.errors import responses
from web.api.examples import JSON_PROBLEM, MARKDOWN_PROBLEM, PLAIN_PROBLEM
from web.api.streams import Streams, last_seen
from web.rechecks import pack
from web.runs import Desk, NoBundle, RunDetail, RunSummary
from web.settings import Settings

RunName = Annotated[
    str, Path(description="The run's id.", examples=["20260102T030405-1a2b3c4d"], max_length=200)
]

MEDIA_TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".svg": "image/svg+xml",
    ".lean": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
# A figure opened as a page of its own must not run anything, whatever was put into it.
FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


class RunList(BaseModel):
    """Runs, the newest first."""

    runs: list[RunSummary]


class BundleFile(BaseModel):
    """One file of a bundle. `sha256` is null for the manifest, which holds the others'."""

    name: Annotated[str, Field(examples=["proof.md"])]
    bytes: Annotated[int, Field(examples=[2923])]
    sha256: str | None
    url: Annotated[str, Field(examples=["/runs/20260102T030405-1a2b3c4d/bundle/proof.md"])]


class BundleView(BaseModel):
    """A bundle's files, every hash just verified. `ending` is `running` while the run works."""

    model_config = ConfigDict(frozen=True)

    run: str
    problem: str
    ending: Annotated[str, Field(examples=["finished"])]
    rung: Rung
    scope: Annotated[
        Scope | None,
        Field(description="Of a symbolic verdict; null in bundles from before scopes."),
    ] = None
    files: list[BundleFile]
    zip: Annotated[str, Field(examples=["/runs/20260102T030405-1a2b3c4d/bundle.zip"])]


_PROBLEM_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The problem: Markdown with a YAML head, plain text, or JSON.",
        "content": {
            "text/markdown": {"schema": {"type": "string"}, "example": MARKDOWN_PROBLEM},
            "text/plain": {"schema": {"type": "string"}, "example": PLAIN_PROBLEM},
            "application/json": {"schema": {"type": "object"}, "example": JSON_PROBLEM},
        },
    }
}


def router(desk: Desk, settings: Settings) -> APIRouter:
    """The operations on runs."""
    routes = APIRouter(tags=["runs"])
    streams = Streams(desk)

    @routes.post(
        "/problems",
        status_code=202,
        response_model=RunDetail,
        summary="Submit a problem",
        responses=responses(413, 415, 422, 429, 503),
        openapi_extra=_PROBLEM_BODY,
    )
    async def submit(
        request: Request,
        response: Response,
        budget: Annotated[
            str | None,
            Query(
                description="Wall clock: 90s, 10m, 1h30m. Without it 10m, or the server's cap "
                "where that is less.",
                examples=["60s"],
                max_length=40,
            ),
        ] = None,
        tokens: Annotated[
            float | None,
            Query(
                description="Most tokens that language models may use; without it no limit.",
                examples=[2000000],
                gt=0,
                le=1e15,
                allow_inf_nan=False,
            ),
        ] = None,
        cost: Annotated[
            float | None,
            Query(
                description="Most US dollars for them, at the prices in the server's "
                "olympiad.toml; without it no limit.",
                examples=[5],
                gt=0,
                le=1e15,
                allow_inf_nan=False,
            ),
        ] = None,
        rung: Annotated[
            Rung, Query(description="Who has to vouch for the proof before the search ends.")
        ] = "symbolically_verified",
        scope: Annotated[
            AskedScope,
            Query(
                description="How far a geometry proof has to reach: all configurations of the "
                "statement, or the drawn one."
            ),
        ] = "all",
        name: Annotated[
            str,
            Query(
                description="The id of a problem that is plain text.",
                pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
            ),
        ] = "problem",
    ) -> RunDetail:
        """Take a problem; it is worked on in its turn. What is wrong with it, a formal statement
        that was not seen to hold included, is said at once; then nothing is written.
        """
        seconds = budget_seconds(budget, settings)
        problem = await read_problem(request, name)
        limits = {"tokens": tokens, "cost": cost}
        more = "".join(
            f"&{name}={value:.15g}" for name, value in limits.items() if value is not None
        )
        reach = "" if scope == "all" else f"&scope={scope}"
        command = (f"POST /problems?budget={format_duration(seconds)}&rung={rung}{reach}{more}",)
        detail = await asyncio.to_thread(
            partial(
                desk.submit, problem, rung, seconds, command, tokens=tokens, cost=cost, scope=scope
            )
        )
        response.headers["Location"] = f"/runs/{detail.run}"
        return detail

    @routes.get("/runs", summary="List runs", responses=responses(422, 503))
    async def runs(
        limit: Annotated[int, Query(ge=1, le=500, description="How many, the newest.")] = 50,
    ) -> RunList:
        """The newest runs of this server's store, those of the command line among them."""
        return RunList(runs=await asyncio.to_thread(desk.runs, limit))

    @routes.get("/runs/{run}", summary="Look at a run", responses=responses(404, 422, 503))
    async def detail(run: RunName) -> RunDetail:
        """State, progress, and the verdict: final when the state is `ended`, else the best so
        far.
        """
        return await asyncio.to_thread(desk.detail, run)

    @routes.delete(
        "/runs/{run}",
        status_code=202,
        summary="Cancel a run",
        responses=responses(404, 409, 422, 503),
    )
    async def cancel(run: RunName) -> RunDetail:
        """Stop a run, or take it out of the queue. What was found until then is written up, and
        the bundle says `interrupted`.
        """
        return await asyncio.to_thread(desk.cancel, run)

    @routes.get(
        "/runs/{run}/events",
        summary="Follow a run",
        response_class=StreamingResponse,
        responses={
            200: {
                "description": "Server-sent events: `id` is the event's number, `event` its kind, "
                "`data` the event as JSON on one line. Ends when the run has ended.",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            },
            204: {"description": "The run has ended and the reader has all its events."},
            **responses(404, 422, 429, 503),
        },
    )
    async def events(
        run: RunName,
        after: Annotated[
            int | None, Query(ge=-1, le=10**12, description="Only events after this number.")
        ] = None,
        last_event_id: Annotated[
            str | None,
            Header(description="As browsers send it when they take a stream up again."),
        ] = None,
    ) -> Response:
        """The events of a run from its first one, as they happen."""
        seen = last_seen(last_event_id, after)
        ended = await asyncio.to_thread(desk.ended, run)
        if ended and seen >= 0 and not await asyncio.to_thread(desk.events, run, seen):
            return Response(status_code=204)  # this tells a browser not to come back
        streams.reserve()
        return StreamingResponse(
            streams.follow(run, seen),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @routes.get("/runs/{run}/bundle", summary="List the files", responses=responses(404, 422, 503))
    async def bundle(run: RunName) -> BundleView:
        """The files of the bundle, every hash verified."""
        opened = await asyncio.to_thread(desk.bundle, run)
        manifest = opened.manifest
        files = [
            BundleFile(name=name, bytes=e.bytes, sha256=e.sha256, url=_url(run, name))
            for name, e in sorted(manifest.files.items())
        ]
        text = manifest.to_text().encode()
        files.append(
            BundleFile(
                name="manifest.json",
                bytes=len(text),
                sha256=None,
                url=_url(run, "manifest.json"),
            )
        )
        return BundleView(
            run=run,
            problem=manifest.problem,
            ending=manifest.ending,
            rung=manifest.rung,
            scope=manifest.scope,
            files=files,
            zip=f"/runs/{run}/bundle.zip",
        )

    @routes.get(
        "/runs/{run}/bundle.zip",
        summary="Download the bundle",
        response_class=Response,
        responses={
            200: {"content": {"application/zip": {}}, "description": "The bundle as a zip file."},
            **responses(404, 422, 503),
        },
    )
    async def bundle_zip(run: RunName) -> Response:
        """All files of the bundle; `POST /check` and `olympiad check` take it."""
        opened = await asyncio.to_thread(desk.bundle, run)
        data = pack({**opened.files, "manifest.json": opened.manifest.to_text().encode()})
        headers = {"Content-Disposition": f'attachment; filename="{opened.manifest.problem}.zip"'}
        return Response(data, media_type="application/zip", headers=headers)

    @routes.get(
        "/runs/{run}/bundle/{file}",
        summary="Get a file",
        response_class=Response,
        responses={
            200: {
                "description": "The file.",
                "content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()},
            },
            **responses(404, 422, 503),
        },
    )
    async def bundle_file(
        run: RunName,
        file: Annotated[str, Path(examples=["proof.md"], max_length=100)],
    ) -> Response:
        """One file of the bundle, its hash verified."""
        opened = await asyncio.to_thread(desk.bundle, run)
        # A look-up among the files that were read: no path is made of what was asked for.
        content = opened.files.get(file)
        if file == "manifest.json":
            content = opened.manifest.to_text().encode()
        if content is None:
            names = ", ".join(sorted(opened.files))
            raise NoBundle(f"the bundle has no file {file[:60]!r}; it has {names}, manifest.json")
        kind = MEDIA_TYPES.get(file[file.rfind(".") :], "application/octet-stream")
        return Response(content, media_type=kind, headers=FILE_HEADERS)

    return routes


def _url(run: str, name: str) -> str:
    return f"/runs/{run}/bundle/{name}"
