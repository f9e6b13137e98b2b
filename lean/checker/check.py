"""`check(statement, proof)`: does this text prove that theorem?

The statement is trusted, the proof is a program written by an adversary. It is compiled in a
sandbox; what comes out is data. A fresh process that never saw a line of the proof's syntax reads
that data, compares it with the separately compiled statement and lets the kernel replay it
(`lean.audit`). Text filters run before, to save time; nothing rests on them.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Collection
from dataclasses import replace

from lean.audit.terms import show_name
from lean.checker.audited import AuditRequest, NothingToAudit, audit
from lean.checker.compile import compile_text
from lean.checker.external import Case, ask, installed
from lean.checker.lints import unfolds, vacuous
from lean.checker.missing import explained
from lean.checker.outcome import CheckOutcome, Compiled, Hole, Position
from lean.checker.slots import SLOTS, Slots
from lean.checker.source import (
    SourceRefused,
    fill,
    fill_negation,
    is_fragment,
    refuse_hopeless,
    without_header,
)
from lean.checker.statement import Statement, declaration_place, last_theorem, read_statement
from lean.errors import AuditFault, ProfileUnavailable, StatementError
from lean.library.profile import Profile
from lean.sandbox.forks import SERVERS, Servers
from lean.sandbox.job import Limits

_RESTATED = "the answer stands in {} already; see whether it says more than the question"
_UNFOLDED = "{} holds by what the answer is defined as; see whether it says more than the question"


async def _ready(compiled: Compiled) -> Compiled:
    return compiled


class Checker:
    """Checks proofs under one profile. Remembers the statements that it compiled.

    Safe to use from many tasks at once. `slots` bound the number of checks at a time, by default
    of all in this program; `servers` are the processes that may stand ready for them, None that each
    check starts its own.
    """

    def __init__(
        self,
        profile: Profile,
        limits: Limits | None = None,
        slots: Slots = SLOTS,
        remember: int = 256,
        servers: Servers | None = SERVERS,
    ) -> None:
        if not profile.toolchain.auditable:
            raise ProfileUnavailable(
                f"Lean {profile.toolchain.version_text} is not a release that the audit knows"
            )
        self.profile = profile
        self.limits = limits or Limits()
        self._slots = slots
        self._servers = servers
        self._statements: OrderedDict[tuple[str, str | None], asyncio.Task[Statement]]
        self._statements = OrderedDict()
        self._remember = remember

    # -- the statement ---------------------------------------------------------------------

    async def statement(self, text: str, theorem: str | None = None) -> Statement:
        """Compile a trusted statement: a file that leaves theorems and definitions open by `sorry`.

        `theorem` picks one where not all are asked for. Raises `StatementError`.
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
        compiled, notes = await asyncio.gather(
            self._compile(source), vacuous(source, self._compile)
        )
        if compiled.olean is None:
            if compiled.resource:
                raise StatementError(compiled.resource)
            errors = explained(compiled.messages, source, self.profile)
            first = next((m for m in errors if m.severity == "error"), None)
            if first is None:
                raise StatementError("the statement does not compile")
            raise StatementError(first.first_line, first.position.line)
        return replace(read_statement(source, compiled.olean, theorem), notes=notes)

    # -- the proof -------------------------------------------------------------------------

    async def check(
        self,
        statement: str,
        proof: str,
        theorem: str | None = None,
        filters: bool = True,
        *,
        permit: Collection[str] = (),
        negation: bool = False,
    ) -> CheckOutcome:
        """Check a proof of a trusted statement.

        `statement` is the text of a file that leaves theorems and definitions open by `sorry`;
        `proof` is either a whole file that declares them all, or `by ...` to stand in the place of
        the last `sorry`. All have to be filled, or the one called `theorem` and the definitions it
        is about; those that `permit` names may stay open, and then nothing is proved as a whole
        (`partial`). With `negation` the proof has to show that the theorem `t` is false: by
        `theorem t_negation : ¬ ...`, or `by ...` that proves it. `filters=False` skips the early
        refusals, for tests that the audit alone suffices. Raises `StatementError`, `SandboxFault`,
        `AuditFault`, `CheckBusy`.
        """
        started = time.monotonic()
        try:
            text, shift = candidate_text(statement, proof, negation)
            if filters:
                refuse_hopeless(text, statement, bool(permit) or negation)
        except SourceRefused as error:
            if error.code == "statement":
                raise StatementError(str(error)) from error
            trusted = await self.statement(statement, theorem)
            outcome = self._outcome(trusted, "rejected", "read", error.code, str(error))
            shifted = _shift(error.position, shift_of(statement, proof, negation))
            return replace(outcome, position=shifted, seconds=time.monotonic() - started)
        async with self._slots.place():
            compiling = asyncio.ensure_future(self._compile(text))
            try:
                # While the candidate compiles, the audit's process loads the trusted library: it
                # is fresh, and gets to see the candidate as data only once that is there.
                trusted = await self.statement(statement, theorem)
                request = _request(trusted, permit, negation)
                outcome, compiled = await self._judge(trusted, request, compiling, text)
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
        self,
        trusted: Statement,
        request: AuditRequest,
        compiling: Awaitable[Compiled],
        text: str,
    ) -> tuple[CheckOutcome, Compiled]:
        try:
            answer, compiled = await audit(
                self.profile, request, compiling, self.limits, self._servers
            )
        except NothingToAudit as nothing:
            compiled = nothing.compiled
            outcome = self._not_compiled(trusted, compiled, text)
            return replace(outcome, messages=outcome.messages or compiled.messages), compiled
        assert compiled.olean is not None
        holes = await self._holes(trusted, answer, text)
        outcome = self._audited(trusted, request, answer, holes, text)
        outcome = replace(outcome, messages=compiled.messages)
        if outcome.verdict in ("accepted", "disproved"):
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

    async def _holes(self, trusted: Statement, answer: dict, text: str) -> tuple[Hole, ...]:
        """What became of the holes, with remarks on answers that say no more than the question."""
        found: list[Hole] = []
        order = [show_name(name) for name in (*trusted.holes, *trusted.targets)]
        for entry in sorted(answer.get("holes", ()), key=lambda entry: order.index(entry["name"])):
            remark = ""
            if entry["restates"]:
                remark = _RESTATED.format(", ".join(entry["restates"]))
            elif not entry["plain"] and answer["outcome"] == "accepted":
                asking = [t for t in entry["asked_by"] if await unfolds(text, t, self._compile)]
                remark = _UNFOLDED.format(", ".join(asking)) if asking else ""
            found.append(
                Hole(
                    entry["name"],
                    entry["kind"],
                    entry["state"],
                    tuple(entry["rests_on"]),
                    entry["answer"],
                    remark,
                )
            )
        return tuple(found)

    def _audited(
        self,
        trusted: Statement,
        request: AuditRequest,
        answer: dict,
        holes: tuple[Hole, ...],
        text: str,
    ) -> CheckOutcome:
        kind, code, message = (str(answer[key]) for key in ("outcome", "code", "message"))
        filled = tuple(hole for hole in holes if hole.state == "filled")
        if kind in ("accepted", "partial"):
            if request.negation:
                kind, reason = "disproved", f"{trusted.name} is disproved: its negation is proved"
            elif kind == "accepted":
                answers = [hole.words() for hole in filled if hole.kind == "definition"]
                verb = "are" if len(trusted.mains) > 1 else "is"
                reason = ", ".join((f"{trusted.name} {verb} proved", *answers))
            else:
                reason = _with_filled(f"nothing is proved as a whole: {message}", filled)
            outcome = self._outcome(trusted, kind, "done", kind, reason)
            outcome = replace(
                outcome,
                axioms=tuple(answer["axioms"]),
                declarations_checked=int(answer["checked"]),
            )
        elif kind in ("resource", "rejected"):
            outcome = self._outcome(trusted, kind, "audit", code, _with_filled(message, filled))
            place = declaration_place(text, answer.get("constant")) if kind == "rejected" else None
            outcome = replace(outcome, position=place)
        elif code == "statement":
            raise StatementError(message)
        else:
            raise AuditFault(message)
        remarks = tuple(f"{hole.name}: {hole.remark}" for hole in holes if hole.remark)
        return replace(
            outcome,
            holes=() if request.negation else holes,
            notes=(*outcome.notes, *remarks),
        )

    async def _second_opinions(
        self, outcome: CheckOutcome, trusted: Statement, olean: bytes
    ) -> CheckOutcome:
        """Ask the independent checkers that are installed; one refusal is a rejection."""
        tools = installed(self.profile)
        if not tools:
            return outcome
        theorems = tuple(h.name for h in outcome.holes if h.kind == "theorem") or (trusted.name,)
        alike = outcome.verdict == "accepted" and len(theorems) == len(outcome.holes)
        case = Case(theorems, trusted.olean, olean, alike)
        reports = await ask(tools, self.profile, case)
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
        async with self._slots.place():
            return await self._alone(source, theorem, started)

    async def _alone(self, source: str, theorem: str | None, started: float) -> CheckOutcome:
        compiled = await self._compile(source)
        name = theorem or last_theorem(source)
        note = "no trusted statement was given: the file's own was taken as it stands"
        own = Statement(source, b"", ((name,),), ((name,),))
        if compiled.olean is not None:
            own = read_statement(source, compiled.olean, name)
        own = replace(own, notes=(note,))
        try:
            request = _request(own, (), negation=False)
            outcome, _ = await self._judge(own, request, _ready(compiled), source)
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

    async def _compile(self, text: str, seconds: float | None = None) -> Compiled:
        limits = self.limits if seconds is None else replace(self.limits, wall_seconds=seconds)
        return await compile_text(self.profile, text, limits, self._servers)


def _with_filled(message: str, filled: tuple[Hole, ...]) -> str:
    """A message about what is open, with what is not."""
    return "; ".join((message, *(hole.words() for hole in filled)))


def _request(trusted: Statement, permit: Collection[str], negation: bool) -> AuditRequest:
    """What the audit is asked. Raises `StatementError` for what cannot be."""
    if not negation:
        permitted = frozenset(trusted.hole(word) for word in permit)
        return AuditRequest(trusted.olean, trusted.targets, permitted)
    if permit:
        raise StatementError("a negation leaves nothing open: name no permitted `sorry` with it")
    if len(trusted.mains) != 1:
        raise StatementError(f"the statement has several open theorems ({trusted.name}): name one")
    return AuditRequest(trusted.olean, trusted.mains, negation=True)


def shift_of(statement: str, proof: str, negation: bool = False) -> int:
    """Return how many lines of a filled-in statement stand before the proof's first."""
    try:
        return candidate_text(statement, proof, negation)[1]
    except SourceRefused:
        return 0


def candidate_text(statement: str, proof: str, negation: bool = False) -> tuple[str, int]:
    """Return the file to compile and the number of lines before the user's first.

    Raises `SourceRefused`, and `StatementError` for a statement without a theorem.
    """
    if not is_fragment(proof):
        return without_header(proof), 0
    source = without_header(statement)
    if negation:
        filled = fill_negation(source, last_theorem(source), proof)
    else:
        filled = fill(source, proof)
    return filled.text, filled.first_line - 1


def _shift(position: Position | None, lines: int) -> Position | None:
    if position is None or not lines:
        return position
    return Position(max(1, position.line - lines), position.column)


async def check(
    profile: Profile,
    statement: str,
    proof: str,
    theorem: str | None = None,
    *,
    permit: Collection[str] = (),
    negation: bool = False,
) -> CheckOutcome:
    """Check one proof; see `Checker.check`."""
    checker = Checker(profile)
    return await checker.check(statement, proof, theorem, permit=permit, negation=negation)
