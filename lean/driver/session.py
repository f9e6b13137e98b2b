"""Proving one statement step by step.

The session of a worker of ours; `lean.driver.state` says what every session offers.
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lean.checker.source import SourceRefused, fill, without_header
from lean.driver.goals import Goal
from lean.driver.identity import EXPLICIT, identify
from lean.driver.state import (
    ProofState,
    StepLimits,
    StepResult,
    TacticFailure,
    failure_kind,
)
from lean.driver.tactic import indent, looks_wide, normalise, refusal
from lean.driver.worker import Diagnostic, Worker
from lean.errors import (
    StatementError,
    StateUnknown,
    TransportError,
    WorkerDied,
    WorkerOutOfMemory,
    WorkerTimeout,
)

GetWorker = Callable[[], Awaitable[Worker]]
_Places = Callable[[list[Diagnostic]], list[tuple[int, int]]]

# Duplicates a goal, so that many candidates can be tried on it in one document without repeating
# the tactics that led there. Stands before the statement in batch documents only.
_COPY = "theorem «olympiad copy» {p : Prop} (a _b : p) : p := a"
_MARK = "skip"
_session_numbers = itertools.count(1)


@dataclass
class _Layout:
    """A document under construction; lines count from 0."""

    lines: list[str] = field(default_factory=list)

    def add(self, lines: Sequence[str]) -> int:
        first = len(self.lines)
        self.lines.extend(lines)
        return first

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


class Session:
    """One statement, open in a worker. Calls from several tasks wait for each other.

    `worker` returns a running worker; a new one if the last died or grew fat. The session needs
    no replay of its own, since every document carries the tactics of its state.
    """

    def __init__(self, statement: str, get_worker: GetWorker, limits: StepLimits) -> None:
        self._number = next(_session_numbers)
        self._get_worker = get_worker
        self._limits = limits
        self._lock = asyncio.Lock()
        self._open = True
        self._head = _statement_lines(statement)
        self._used = 0.0
        self._running: tuple[Worker, float] | None = None
        # Where Lean says "uses sorry" of the statement's own earlier declarations.
        self._sorries: frozenset[tuple[int, int]] = frozenset()
        self.root: ProofState

    async def start(self) -> ProofState:
        """Open the statement and return its first state. Raises `StatementError`."""
        layout = _Layout()
        layout.add(self._head)
        mark = layout.add([f"  {_MARK}", f"  {EXPLICIT}"])
        async with self._lock:
            diagnostics, goals = await self._run(
                layout, lambda _: [(mark, 2)], self._limits.step_seconds, retry=True
            )
        for diagnostic in diagnostics:
            if diagnostic.severity == 1 and not diagnostic.unsolved_goals:
                raise StatementError(diagnostic.text.splitlines()[0], diagnostic.line + 1)
        if not goals[0]:
            raise StatementError("the statement has no goal")
        self._sorries = frozenset(
            (d.line, d.column) for d in diagnostics if _uses_sorry(d) and d.line < mark
        )
        self.root = ProofState(self._number, (), identify(goals[0], _explicit(diagnostics, mark)))
        return self.root

    async def apply(self, state: ProofState, tactic: str) -> StepResult:
        """Apply one tactic to a state.

        Raises `StateUnknown`, and the driver's errors for faults that a fresh worker does not
        cure either.
        """
        self._check(state)
        tactic = normalise(tactic)
        reason = refusal(tactic)
        if reason is not None:
            return TacticFailure(tactic, "refused", reason)
        async with self._lock:
            return await self._apply(state, tactic)

    async def apply_batch(self, state: ProofState, tactics: Sequence[str]) -> list[StepResult]:
        """Try many tactics on one state; results in the order of `tactics`.

        Equal tactics are run once. Costs far less than single steps where the state's first goal
        stands alone; otherwise the candidates are tried one after the other.
        """
        self._check(state)
        results: dict[str, StepResult] = {}
        together: list[str] = []
        alone: list[str] = []
        names = [normalise(tactic) for tactic in tactics]
        copyable = _copyable(state)
        for tactic in dict.fromkeys(names):
            reason = refusal(tactic)
            if reason is not None:
                results[tactic] = TacticFailure(tactic, "refused", reason)
            elif copyable and not looks_wide(tactic):
                together.append(tactic)
            else:
                alone.append(tactic)
        async with self._lock:
            if len(together) > 1:
                try:
                    results.update(await self._apply_together(state, together))
                except (WorkerTimeout, WorkerDied, WorkerOutOfMemory):
                    # One of them is poison; apart they cannot hurt each other.
                    alone.extend(together)
            else:
                alone.extend(together)
            for tactic in alone:
                results[tactic] = await self._apply(state, tactic)
        return [results[name] for name in names]

    @property
    def cpu_seconds(self) -> float:
        """Processor time that Lean spent on this session, what runs now included."""
        if self._running is None:
            return self._used
        worker, before = self._running
        return self._used + max(0.0, worker.cpu_seconds() - before)

    def close(self) -> None:
        """Make every further call raise `StateUnknown`."""
        self._open = False

    # -- internals -------------------------------------------------------------------------

    def _check(self, state: ProofState) -> None:
        if not self._open or state.session != self._number:
            raise StateUnknown("the state belongs to another session, or its session was closed")
        if state.complete:
            raise StateUnknown("the proof is complete: there is nothing to apply a tactic to")

    async def _run(
        self, layout: _Layout, places: _Places, seconds: float, retry: bool = False
    ) -> tuple[list[Diagnostic], list[tuple[Goal, ...]]]:
        """Elaborate a document, then ask for the goals at the places that the messages suggest.

        With `retry` once more in a fresh worker if the first fails.
        """
        worker = await self._get_worker()
        self._running = (worker, worker.cpu_seconds())
        try:
            diagnostics = await worker.set_text(layout.text(), seconds)
            return diagnostics, await worker.goals_at(places(diagnostics), seconds)
        except (WorkerTimeout, WorkerDied, TransportError) as error:
            heavy = worker.memory() > worker.settings.memory
            self._count()
            await worker.close()
            if retry:
                return await self._run(layout, places, seconds)
            if heavy:
                raise WorkerOutOfMemory("Lean ran over its memory limit") from error
            raise
        finally:
            self._count()

    def _count(self) -> None:
        """Add up what the worker that ran has used; what one that died used is lost."""
        self._used, self._running = self.cpu_seconds, None

    async def _apply(self, state: ProofState, tactic: str) -> StepResult:
        layout = _Layout()
        layout.add(self._head)
        for earlier in state.tactics:
            layout.add(indent(earlier, 2))
        first = layout.add(indent(tactic, 2))
        mark = layout.add([f"  {_MARK}", f"  {EXPLICIT}"])

        def places(diagnostics: list[Diagnostic]) -> list[tuple[int, int]]:
            failed = any(d.severity == 1 and d.line >= first for d in diagnostics)
            open_ = any(d.unsolved_goals for d in diagnostics)
            return [(mark, 2)] if open_ and not failed else []

        try:
            diagnostics, answers = await self._run(layout, places, self._limits.step_seconds)
        except WorkerTimeout:
            seconds = self._limits.step_seconds
            return TacticFailure(tactic, "timeout", f"no answer within {seconds:g} s")
        except (WorkerDied, WorkerOutOfMemory) as error:
            return TacticFailure(tactic, "memory", str(error))
        inside = [d for d in diagnostics if d.severity == 1 and d.line >= first]
        if inside:
            return _failure(tactic, inside[0])
        goals = answers[0] if answers else ()
        if not goals:
            fault = _hidden_fault(diagnostics, self._sorries)
            if fault is not None:
                return TacticFailure(tactic, failure_kind(fault), fault)
        known = identify(goals, _explicit(diagnostics, mark))
        return ProofState(self._number, (*state.tactics, tactic), known)

    async def _apply_together(
        self, state: ProofState, tactics: Sequence[str]
    ) -> dict[str, StepResult]:
        layout = _Layout()
        layout.add([_COPY, *self._head])
        for earlier in state.tactics:
            layout.add(indent(earlier, 2))
        copies = "?_"
        for _ in tactics[1:]:
            copies = f"«olympiad copy» ?_ ({copies})"
        anchor = layout.add([f"  refine {copies}"])
        spans: list[tuple[int, int]] = []
        for tactic in tactics:
            lines = indent(tactic, 4)
            first = layout.add(["  · " + lines[0][4:], *lines[1:]])
            spans.append((first, layout.add([f"    {_MARK}", f"    {EXPLICIT}"])))

        def places(diagnostics: list[Diagnostic]) -> list[tuple[int, int]]:
            verdicts = _verdicts(diagnostics, spans)
            return [(spans[i][1], 4) for i, verdict in enumerate(verdicts) if verdict == "open"]

        diagnostics, answers = await self._run(layout, places, self._limits.batch_seconds)
        outside = [
            d
            for d in diagnostics
            if d.severity == 1 and not any(first <= d.line <= mark + 1 for first, mark in spans)
        ]
        if any(d.line == anchor for d in outside):
            raise WorkerDied("the state cannot be copied")
        results: dict[str, StepResult] = {}
        rest = state.goals[1:]
        goals = iter(answers)
        for number, (tactic, verdict) in enumerate(
            zip(tactics, _verdicts(diagnostics, spans), strict=True)
        ):
            if isinstance(verdict, Diagnostic):
                results[tactic] = _failure(tactic, verdict)
                if _PARSE_ERROR.match(verdict.text.strip()) and number + 1 < len(tactics):
                    # The parser gave up on the whole proof here: nothing after it was run.
                    later = tactics[number + 1 :]
                    if len(later) == 1:
                        results[later[0]] = await self._apply(state, later[0])
                    else:
                        results.update(await self._apply_together(state, later))
                    return results
                continue
            own = next(goals) if verdict == "open" else ()
            remaining = (*identify(own, _explicit(diagnostics, spans[number][1])), *rest)
            results[tactic] = ProofState(self._number, (*state.tactics, tactic), remaining)
        if any(not d.unsolved_goals for d in outside):
            # Something is wrong with the theorem as a whole, for instance the kernel refuses it.
            # Whose fault it is shows when the finished ones stand alone.
            for tactic, result in results.items():
                if isinstance(result, ProofState) and result.complete:
                    results[tactic] = await self._apply(state, tactic)
        return results


#: How Lean's parser begins its complaints.
_PARSE_ERROR = re.compile(
    r"(<input>:\d+:\d+: )?(unknown tactic|(unexpected|expected|missing|unterminated|invalid) )"
)


def _verdicts(
    diagnostics: Sequence[Diagnostic], spans: Sequence[tuple[int, int]]
) -> list[Diagnostic | Literal["open", "closed"]]:
    """Say of each span of lines whether it failed (its first error), left goals, or closed.

    A span ends with the line of its mark; the line after it is the driver's own too.
    """
    verdicts: list[Diagnostic | Literal["open", "closed"]] = []
    errors = [d for d in diagnostics if d.severity == 1]
    for first, mark in spans:
        own = [d for d in errors if first <= d.line <= mark + 1]
        # The bullet's own complaint about what is left starts at its dot; the same complaint from
        # further inside is a failure of the tactic, for instance of a nested `by`.
        left = [d for d in own if d.unsolved_goals and (d.line, d.column) == (first, 2)]
        failed = [d for d in own if d not in left]
        verdicts.append(failed[0] if failed else "open" if left else "closed")
    return verdicts


def _explicit(diagnostics: Sequence[Diagnostic], mark: int) -> str | None:
    """Return what Lean printed at the line after a mark: the goals in full."""
    return next((d.text for d in diagnostics if d.severity == 3 and d.line == mark + 1), None)


def _statement_lines(statement: str) -> list[str]:
    """Return the lines up to and including `:= by`. Raises `StatementError`."""
    try:
        filled = fill(without_header(statement), "by")
    except SourceRefused as error:
        line = None if error.position is None else error.position.line
        raise StatementError(str(error), line) from error
    # What follows the theorem (the ends of namespaces) says nothing about its goals.
    return (filled.head + filled.body).split("\n")


def _copyable(state: ProofState) -> bool:
    """Whether candidates on copies of the first goal cannot see each other."""
    return not any(goal.has_metavariables for goal in state.goals)


def _failure(tactic: str, diagnostic: Diagnostic) -> TacticFailure:
    text = diagnostic.text.strip()
    return TacticFailure(tactic, failure_kind(text), text)


def _uses_sorry(diagnostic: Diagnostic) -> bool:
    return "declaration uses" in diagnostic.text and "sorry" in diagnostic.text


def _hidden_fault(
    diagnostics: Sequence[Diagnostic], known: frozenset[tuple[int, int]]
) -> str | None:
    """Return what is wrong with a proof whose goals are all gone, or None.

    ``known`` are the places where the statement itself has a ``sorry`` before the theorem.
    """
    for diagnostic in diagnostics:
        if diagnostic.severity == 1:
            return diagnostic.text.strip()
        if _uses_sorry(diagnostic) and (diagnostic.line, diagnostic.column) not in known:
            return "the proof uses sorry"
    return None
