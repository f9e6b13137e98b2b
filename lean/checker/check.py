"""`check(statement, proof)`: does this text prove that theorem?

The statement is trusted, the proof is a program written by an adversary. It is compiled in a
sandbox; what comes out is data. A fresh process that never saw a line of the proof's syntax reads
that data, compares it with the separately compiled statement and lets the kernel replay it
(`lean.audit`). Text filters run before, to save time; nothing rests on them.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path

from lean.audit.terms import Name
from lean.checker.compile import compile_text, gave_up
from lean.checker.external import Case, ask, installed
from lean.checker.missing import explained
from lean.checker.outcome import CheckOutcome, Compiled, Position
from lean.checker.source import (
    SourceRefused,
    fill,
    is_fragment,
    refuse_hopeless,
    without_header,
)
from lean.checker.statement import (
    CONTRADICTION,
    Statement,
    declaration_place,
    last_theorem,
    target_of,
)
from lean.errors import AuditFault, ProfileUnavailable, StatementError
from lean.library.profile import Profile
from lean.sandbox.job import Limits, SandboxJob
from lean.sandbox.paths import INTERPRETER
from lean.sandbox.run import run

_ROOT = Path(__file__).resolve().parents[2]
_ENDED_WELL = 0


class _NothingToAudit(Exception):
    """The candidate did not compile."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__()
        self.compiled = compiled


async def _ready(compiled: Compiled) -> Compiled:
    return compiled


class Checker:
    """Checks proofs under one profile. Remembers the statements that it compiled.

    Safe to use from many tasks at once; `parallel` bounds the number of checks
    at a time.
    """

    def __init__(
        self, profile: Profile, limits: Limits | None = None, parallel: int = 2, remember: int = 256
    ) -> None:
        if not profile.toolchain.auditable:
            raise ProfileUnavailable(
                f"Lean {profile.toolchain.version_text} is not a release that the audit knows"
            )
        self.profile = profile
        self.limits = limits or Limits()
        self._slots = asyncio.Semaphore(parallel)
        self._statements: OrderedDict[tuple[str, str | None], asyncio.Task[Statement]]
        self._statements = OrderedDict()
        self._remember = remember

    # -- the statement ---------------------------------------------------------------------

    async def statement(self, text: str, theorem: str | None = None) -> Statement:
        """Compile a trusted statement: a file whose one theorem ends in `:= by sorry`.

        `theorem` picks one where the file has several. Raises `StatementError`.
        """
        key = (text, theorem)
        task = self._statements.get(key)
        if task is None or task.cancelled() or (task.done() and task.exception() is not None):
            task = asyncio.create_task(self._prepare(text, theorem))
            self._statements[key] = task
            while len(self._statements) > self._remember:
                self._statements.popitem(last=False)
        self._statements.move_to_end(key)
        return await asyncio.shield(task)

    async def _prepare(self, text: str, theorem: str | None) -> Statement:
        try:
            source = without_header(text)
        except SourceRefused as error:
            line = None if error.position is None else error.position.line
            raise StatementError(str(error), line) from error
        compiled, notes = await asyncio.gather(self._compile(source), self._lint(source))
        if compiled.olean is None:
            if compiled.resource:
                raise StatementError(compiled.resource)
            errors = explained(compiled.messages, source, self.profile)
            first = next((m for m in errors if m.severity == "error"), None)
            if first is None:
                raise StatementError("the statement does not compile")
            raise StatementError(first.first_line, first.position.line)
        target = target_of(compiled.olean, theorem)
        return Statement(source, compiled.olean, target, notes)

    async def _lint(self, source: str) -> tuple[str, ...]:
        """Return remarks on a statement; an empty tuple where nothing can be said."""
        try:
            filled = fill(source, CONTRADICTION)
        except SourceRefused:
            return ()
        compiled = await self._compile(filled.text, replace(self.limits, wall_seconds=20))
        if compiled.olean is not None:
            return ("the hypotheses contradict each other: the theorem holds vacuously",)
        return ()

    # -- the proof -------------------------------------------------------------------------

    async def check(
        self,
        statement: str,
        proof: str,
        theorem: str | None = None,
        filters: bool = True,
    ) -> CheckOutcome:
        """Check a proof of a trusted statement.

        `statement` is the text of a file whose theorem ends in `:= by sorry`; `proof` is
        either a whole file that declares the same theorem, or `by ...` to stand in the place of
        the `sorry`. `filters=False` skips the early refusals, for tests that the audit alone
        suffices. Raises `StatementError`, `SandboxFault`, `AuditFault`.
        """
        started = time.monotonic()
        try:
            text, shift = candidate_text(statement, proof)
            if filters:
                refuse_hopeless(text, statement)
        except SourceRefused as error:
            if error.code == "statement":
                raise StatementError(str(error)) from error
            trusted = await self.statement(statement, theorem)
            outcome = self._outcome(trusted, "rejected", "read", error.code, str(error))
            shifted = _shift(error.position, shift_of(statement, proof))
            return replace(outcome, position=shifted, seconds=time.monotonic() - started)
        async with self._slots:
            compiling = asyncio.ensure_future(self._compile(text))
            try:
                # While the candidate compiles, the audit's process loads the trusted library: it
                # is fresh, and gets to see the candidate as data only once that is there.
                trusted = await self.statement(statement, theorem)
                outcome, compiled = await self._judge(trusted, compiling, text)
            finally:
                compiling.cancel()
        return replace(
            outcome,
            position=_shift(outcome.position, shift),
            messages=tuple(
                replace(message, position=_shift(message.position, shift) or message.position)
                for message in outcome.messages
            ),
            sandbox=compiled.sandbox,
            sandbox_note=compiled.sandbox_note,
            seconds=time.monotonic() - started,
        )

    async def _judge(
        self, trusted: Statement, compiling: Awaitable[Compiled], text: str
    ) -> tuple[CheckOutcome, Compiled]:
        try:
            answer, compiled = await self._audit(trusted, compiling)
        except _NothingToAudit as nothing:
            compiled = nothing.compiled
            outcome = self._not_compiled(trusted, compiled, text)
            return replace(outcome, messages=outcome.messages or compiled.messages), compiled
        assert compiled.olean is not None
        outcome = replace(self._audited(trusted, answer, text), messages=compiled.messages)
        if outcome.ok:
            outcome = await self._second_opinions(outcome, trusted, compiled.olean)
        return outcome, compiled

    def _not_compiled(self, trusted: Statement, compiled: Compiled, text: str) -> CheckOutcome:
        if compiled.resource:
            return self._outcome(trusted, "resource", "compile", "limit", compiled.resource)
        messages = explained(compiled.messages, text, self.profile)
        first = next((message for message in messages if message.severity == "error"), None)
        if first is None:
            reason = "Lean refused the file without saying why"
            return self._outcome(trusted, "rejected", "compile", "error", reason)
        outcome = self._outcome(trusted, "rejected", "compile", "error", first.first_line)
        return replace(outcome, position=first.position, messages=messages)

    def _audited(self, trusted: Statement, answer: dict, text: str) -> CheckOutcome:
        if answer["outcome"] == "accepted":
            outcome = self._outcome(
                trusted, "accepted", "done", "accepted", f"{trusted.name} is proved"
            )
            return replace(
                outcome,
                axioms=tuple(answer["axioms"]),
                declarations_checked=int(answer["checked"]),
            )
        code, message = str(answer["code"]), str(answer["message"])
        if answer["outcome"] == "resource":
            return self._outcome(trusted, "resource", "audit", code, message)
        if answer["outcome"] == "rejected":
            outcome = self._outcome(trusted, "rejected", "audit", code, message)
            place = declaration_place(text, answer.get("constant"))
            return replace(outcome, position=place)
        if code == "statement":
            raise StatementError(message)
        raise AuditFault(message)

    async def _second_opinions(
        self, outcome: CheckOutcome, trusted: Statement, olean: bytes
    ) -> CheckOutcome:
        """Ask the independent checkers that are installed; one refusal is a rejection."""
        tools = installed(self.profile)
        if not tools:
            return outcome
        reports = await ask(tools, self.profile, Case(trusted.name, trusted.olean, olean))
        refusals = [report for report in reports if report.accepted is False]
        if not refusals:
            return replace(outcome, external=reports)
        return replace(
            outcome,
            verdict="rejected",
            stage="audit",
            code="external",
            reason=f"{refusals[0].tool} refuses the proof: {refusals[0].detail}",
            external=reports,
        )

    async def check_alone(self, text: str, theorem: str | None = None) -> CheckOutcome:
        """Check a file against its own statement, for those who trust the file's statement.

        The theorem is the file's last one, or `theorem`. The outcome carries a note that no
        trusted statement was given. Raises `SandboxFault`, `AuditFault`, `StatementError`.
        """
        started = time.monotonic()
        try:
            source = without_header(text)
        except SourceRefused as error:
            line = None if error.position is None else error.position.line
            raise StatementError(str(error), line) from error
        async with self._slots:
            return await self._alone(source, theorem, started)

    async def _alone(self, source: str, theorem: str | None, started: float) -> CheckOutcome:
        compiled = await self._compile(source)
        name = theorem or last_theorem(source)
        target: Name = ()
        if compiled.olean is not None:
            target = target_of(compiled.olean, name)
        note = "no trusted statement was given: the file's own was taken as it stands"
        own = Statement(source, compiled.olean or b"", target or (name,), (note,))
        try:
            outcome, _ = await self._judge(own, _ready(compiled), source)
        except StatementError as error:
            # The statement and the proof are one file here: its faults are the proof's.
            outcome = self._outcome(own, "rejected", "audit", "statement", str(error))
        return replace(
            outcome,
            sandbox=compiled.sandbox,
            sandbox_note=compiled.sandbox_note,
            seconds=time.monotonic() - started,
        )

    def _outcome(
        self, trusted: Statement, verdict: str, stage: str, code: str, reason: str
    ) -> CheckOutcome:
        return CheckOutcome(
            verdict=verdict,  # type: ignore[arg-type]
            stage=stage,  # type: ignore[arg-type]
            code=code,
            reason=reason,
            theorem=trusted.name,
            profile=self.profile.name,
            version=self.profile.toolchain.version_text,
            vouched_by=self.profile.description,
            notes=trusted.notes,
            toolchain=self.profile.toolchain.description,
            warnings=self.profile.toolchain.warnings,
        )

    # -- processes -------------------------------------------------------------------------

    async def _compile(self, text: str, limits: Limits | None = None) -> Compiled:
        return await compile_text(self.profile, text, limits or self.limits)

    async def _audit(
        self, trusted: Statement, compiling: Awaitable[Compiled]
    ) -> tuple[dict, Compiled]:
        """Run the audit in a process of its own; returns its answer and what it was about.

        The process starts at once and waits for the candidate. Raises `AuditFault`, and
        `_NothingToAudit` if the candidate does not compile.
        """
        compiled: list[Compiled] = []

        async def candidate() -> bytes:
            result = await compiling
            if result.olean is None:
                raise _NothingToAudit(result)
            compiled.append(result)
            return result.olean

        request = {
            "library": str(self.profile.toolchain.library),
            "trusted": [str(path) for path in self.profile.modules],
            "statement": "statement.olean",
            "target": list(trusted.target),
        }
        start = (
            f"import sys; sys.path.append({str(_ROOT)!r}); "
            "from lean.audit.main import main; main('request.json')"
        )
        job = SandboxJob(
            command=(INTERPRETER, "-S", "-E", "-P", "-c", start),
            inputs={
                "request.json": json.dumps(request),
                "statement.olean": trusted.olean,
            },
            environment={"LANG": "C.UTF-8"},
            limits=self.limits,
        )
        result = await run(job, "resource limits", feed=candidate())
        if result.timed_out:
            limit = f"the kernel did not finish within {self.limits.wall_seconds:g} s"
            return {"outcome": "resource", "code": "time", "message": limit}, compiled[0]
        if result.exceeded:
            message = f"the kernel used more {result.exceeded} than it may"
            return {"outcome": "resource", "code": "limit", "message": message}, compiled[0]
        if result.killed_by is not None:
            message = "the kernel ran out of memory or stack"
            return {"outcome": "resource", "code": "memory", "message": message}, compiled[0]
        words = gave_up(result.stderr.decode("utf-8", "replace")) if result.exit_code else ""
        if words:
            return {"outcome": "resource", "code": "kernel", "message": words}, compiled[0]
        try:
            answer = json.loads(result.stdout)
            if result.exit_code != _ENDED_WELL or "outcome" not in answer:
                raise ValueError("incomplete answer")
        except ValueError as error:
            raise AuditFault("the audit process gave no answer") from error
        return dict(answer), compiled[0]


def shift_of(statement: str, proof: str) -> int:
    """Return how many lines of a filled-in statement stand before the proof's first."""
    try:
        return fill(without_header(statement), proof).first_line - 1 if is_fragment(proof) else 0
    except SourceRefused:
        return 0


def candidate_text(statement: str, proof: str) -> tuple[str, int]:
    """Return the file to compile and the number of lines before the user's first."""
    if is_fragment(proof):
        filled = fill(without_header(statement), proof)
        return filled.text, filled.first_line - 1
    return without_header(proof), 0


def _shift(position: Position | None, lines: int) -> Position | None:
    if position is None or not lines:
        return position
    return Position(max(1, position.line - lines), position.column)


async def check(profile: Profile, statement: str, proof: str) -> CheckOutcome:
    """Check one proof; see `Checker.check`."""
    return await Checker(profile).check(statement, proof)
