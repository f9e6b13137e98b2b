"""Has uploads checked in processes of their own, a few at a time, each within a time limit."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from prover.problems.record import problem_to_record
from prover.run.processes import command, environment
from web.rechecks.bundle_zip import BadUpload, unpack
from web.rechecks.lean_question import LeanQuestion
from web.rechecks.result import CheckResult
from web.settings import Settings

if TYPE_CHECKING:
    from prover.problems.problem import Problem

KINDS = ("geometry", "lean")
"""The kinds of bare certificates that are taken."""

WAITING = 8
"""How many checks may wait for a free place."""

__all__ = ["KINDS", "CheckBusy", "CheckFailed", "CheckResult", "CheckTooLong", "Checks"]


class CheckBusy(Exception):
    """Too many checks wait already; one line."""


class CheckTooLong(Exception):
    """The check took longer than is allowed and was stopped; one line."""


class CheckFailed(Exception):
    """The process that checks died; one line."""


class Checks:
    """Checks uploads; at most `settings.checks` at a time."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.check_seconds
        self._places = asyncio.Semaphore(settings.checks)
        self._waiting = 0

    async def bundle(self, data: bytes, problem: Problem | None) -> CheckResult:
        """Check the bundle in a zip file; `problem`, where given, must be the one it is about.

        Raises `BadUpload` and the errors of this module.
        """

        def prepare(folder: Path) -> None:
            unpack(data, folder / "bundle")

        return await self._check("bundle", prepare, problem)

    async def lean(self, proof: str, question: LeanQuestion) -> CheckResult:
        """Check a Lean proof against a statement in Lean. Raises the errors of this module."""

        def prepare(folder: Path) -> None:
            (folder / "certificate").write_text(proof, "utf-8", "replace")
            (folder / "statement.json").write_text(question.model_dump_json(), "utf-8")

        return await self._check("lean", prepare, None)

    async def certificate(self, text: str, kind: str, problem: Problem | None) -> CheckResult:
        """Check a bare certificate, against `problem` where it is given.

        Raises `BadUpload` and the errors of this module.
        """
        if kind not in KINDS:
            raise BadUpload(f"there are no {kind[:40]!r} certificates; use {' or '.join(KINDS)}")
        if problem is None and kind != "geometry":
            raise BadUpload(
                f"a {kind} certificate does not carry its problem; send 'problem' or 'statement' "
                "with it"
            )

        def prepare(folder: Path) -> None:
            (folder / "certificate").write_text(text, "utf-8", "replace")

        return await self._check(kind, prepare, problem)

    async def _check(
        self, kind: str, prepare: Callable[[Path], None], problem: Problem | None
    ) -> CheckResult:
        if self._waiting >= WAITING:
            raise CheckBusy(f"{WAITING} checks wait already; try again in a minute")
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        try:
            with tempfile.TemporaryDirectory(prefix="olympiad-check-") as name:
                folder = Path(name)
                await asyncio.to_thread(prepare, folder)
                if problem is not None:
                    record = json.dumps(problem_to_record(problem))
                    (folder / "expected.json").write_text(record, "utf-8")
                return await self._run(kind, folder)
        finally:
            self._places.release()

    async def _run(self, kind: str, folder: Path) -> CheckResult:
        process = await asyncio.create_subprocess_exec(
            *command("web.rechecks.worker", kind),
            cwd=folder,
            env=environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._seconds):
                output, errors = await process.communicate()
        except TimeoutError:
            raise CheckTooLong(
                f"the check took longer than {self._seconds:g} s and was stopped; "
                "use 'olympiad check', which has no time limit"
            ) from None
        finally:
            with suppress(ProcessLookupError):  # with everything that it started
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        try:
            return CheckResult.model_validate_json(output)
        except ValidationError:
            last = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it was killed"]
            raise CheckFailed(f"the checker failed: {last[0][:300]}") from None
