"""Asks the audit's process about a compiled candidate."""

from __future__ import annotations

import json
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from lean.audit.terms import Name
from lean.checker.compile import gave_up
from lean.checker.outcome import Compiled
from lean.errors import AuditFault
from lean.library.profile import Profile
from lean.sandbox.forks import SERVERS, Preload, Servers
from lean.sandbox.job import Limits, SandboxJob, SandboxResult
from lean.sandbox.paths import INTERPRETER
from lean.sandbox.run import Ready, run
from lean.sandbox.walls import isolation

_ROOT = Path(__file__).resolve().parents[2]
_ENDED_WELL = 0


class NothingToAudit(Exception):
    """The candidate did not compile."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__()
        self.compiled = compiled


@dataclass(frozen=True)
class AuditRequest:
    """A compiled statement, and what is asked about it (`lean.audit.judge.Question`)."""

    statement: bytes
    targets: tuple[Name, ...]
    permitted: frozenset[Name] = frozenset()
    negation: bool = False


def kernel_preload(profile: Profile) -> Preload | None:
    """What may stand ready for audits: the kernel with the trusted library.

    Where candidates run behind walls, and so cannot reach the process that stands ready.
    """
    if not isolation():
        return None
    trusted = [str(path) for path in profile.modules]
    return Preload.of("lean.audit.main", library=str(profile.toolchain.library), trusted=trusted)


async def audit(
    profile: Profile,
    request: AuditRequest,
    compiling: Awaitable[Compiled],
    limits: Limits,
    servers: Servers | None = SERVERS,
) -> tuple[dict, Compiled]:
    """Run the audit in a process of its own; returns its answer and what it was about.

    It is there at once and waits for the candidate. `servers` are the processes that may stand ready
    with the library; without them the audit loads it. Raises `AuditFault`, and
    `NothingToAudit` if the candidate does not compile.
    """
    compiled: list[Compiled] = []

    async def candidate() -> bytes:
        result = await compiling
        if result.olean is None:
            raise NothingToAudit(result)
        compiled.append(result)
        return result.olean

    question = {
        "library": str(profile.toolchain.library),
        "trusted": [str(path) for path in profile.modules],
        "statement": "statement.olean",
        "targets": [list(name) for name in request.targets],
        "permitted": [list(name) for name in sorted(request.permitted, key=str)],
        "negation": request.negation,
    }
    start = (
        f"import sys; sys.path.append({str(_ROOT)!r}); "
        "from lean.audit.main import main; main('request.json')"
    )
    job = SandboxJob(
        command=(INTERPRETER, "-S", "-E", "-P", "-c", start),
        inputs={"request.json": json.dumps(question), "statement.olean": request.statement},
        environment={"LANG": "C.UTF-8"},
        limits=limits,
    )
    preload = None if servers is None else kernel_preload(profile)
    ready = None
    if servers is not None and preload is not None:
        ready = Ready(servers, preload, ("request.json",))
    result = await run(job, "resource limits", feed=candidate(), ready=ready)
    return _answer(result, limits), compiled[0]


def _answer(result: SandboxResult, limits: Limits) -> dict:
    """What the process's end says. Raises `AuditFault`."""
    if result.timed_out:
        return _resource("time", f"the kernel did not finish within {limits.wall_seconds:g} s")
    if result.exceeded:
        return _resource("limit", f"the kernel used more {result.exceeded} than it may")
    if result.killed_by is not None:
        return _resource("memory", "the kernel ran out of memory or stack")
    words = gave_up(result.stderr.decode("utf-8", "replace")) if result.exit_code else ""
    if words:
        return _resource("kernel", words)
    try:
        answer = json.loads(result.stdout)
        if result.exit_code != _ENDED_WELL or "outcome" not in answer:
            raise ValueError("incomplete answer")
    except ValueError as error:
        raise AuditFault("the audit process gave no answer") from error
    return dict(answer)


def _resource(code: str, message: str) -> dict:
    return {"outcome": "resource", "code": code, "message": message}
