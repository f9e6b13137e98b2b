"""Proving a theorem of a traced project step by step, through LeanDojo.

The same interface as `lean.driver.session.Session`. LeanDojo keeps every state of its process,
so that going back costs nothing; when the process dies, hangs or grows fat, a new one is started
and the tactics of the state are played again.

LeanDojo builds no walls around Lean: a tactic runs with the rights of the user. Its own check of a
finished proof does not count here either: a complete state is a claim, for the checker to judge.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import json
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from lean.dojo import package
from lean.dojo.goals import goals_from_text
from lean.dojo.project import DojoTheorem, is_traced, may_be_traced, named, repository_of
from lean.driver.state import ProofState, StepResult, TacticFailure, failure_kind
from lean.driver.tactic import normalise, refusal
from lean.errors import (
    DriverError,
    ProfileUnavailable,
    StatementError,
    StateUnknown,
    TransportError,
    WorkerDied,
    WorkerOutOfMemory,
    WorkerTimeout,
)
from lean.sandbox.memory import memory_in_use

_T = TypeVar("_T")
_session_numbers = itertools.count(1)
# LeanDojo changes the working folder of the whole process while it opens a theorem.
_opening = threading.Lock()
# LeanDojo talks to Lean through a terminal, which cuts longer lines without a word.
_LONGEST_LINE = 4000


@dataclass(frozen=True)
class DojoLimits:
    """Seconds for opening a theorem and for a step; bytes at which the process is replaced.

    How much memory Lean itself may take is LeanDojo's setting `TACTIC_MEMORY_LIMIT`.
    """

    open_seconds: float = 600.0
    step_seconds: float = 15.0
    memory: int = 4 << 30


class DojoSession:
    """One theorem of a traced project, open in a Lean that LeanDojo runs.

    Make one with `open_session`. Calls from several tasks wait for each other. `started`
    counts the processes that were needed, `lean_version` is the project's.
    """

    root: ProofState

    def __init__(self, theorem: DojoTheorem, limits: DojoLimits) -> None:
        self._lean_dojo = package.load()
        self._number = next(_session_numbers)
        self._theorem = theorem
        self._limits = limits
        self._lock = asyncio.Lock()
        self._open = True
        self._entry: Any = None
        self._dojo: Any = None
        self._states: dict[tuple[str, ...], Any] = {}
        self._thread = ThreadPoolExecutor(1, "lean-dojo")
        self.started = 0
        self.lean_version = ""

    async def start(self) -> ProofState:
        """Open the theorem and return its first state.

        Raises `StatementError` (no such theorem, or none that LeanDojo can open),
        `ProfileUnavailable` (the project is not traced), `ToolchainNotFound` (no elan) and
        the driver's errors.
        """
        package.require_lake()
        async with self._lock:
            repository, traced = await self._in_thread(self._limits.open_seconds, self._look_up)
            if not traced:
                raise ProfileUnavailable(
                    "the project is not traced at this commit: run `olympiad lean extract "
                    f"{self._theorem.repository} --out FILE.jsonl`"
                )
            self.lean_version = f"Lean {str(repository.lean_version).removeprefix('v')}"
            self._entry = self._lean_dojo.Theorem(
                repository, self._theorem.file, self._theorem.name
            )
            first = await self._launch()
            self.root = ProofState(self._number, (), goals_from_text(first.pp))
        return self.root

    async def apply(self, state: ProofState, tactic: str) -> StepResult:
        """Apply one tactic to a state.

        Raises `StateUnknown`, and the driver's errors for faults that a fresh process does not
        cure either.
        """
        self._check(state)
        tactic = normalise(tactic)
        reason = refusal(tactic) or _too_long(tactic)
        if reason is not None:
            return TacticFailure(tactic, "refused", reason)
        async with self._lock:
            return await self._apply(state, tactic)

    async def apply_batch(self, state: ProofState, tactics: Sequence[str]) -> list[StepResult]:
        """Try many tactics on one state; results in the order of `tactics`.

        Equal tactics are run once. LeanDojo takes one tactic at a time.
        """
        results: dict[str, StepResult] = {}
        for tactic in dict.fromkeys(map(normalise, tactics)):
            results[tactic] = await self.apply(state, tactic)
        self._check(state)
        return [results[normalise(tactic)] for tactic in tactics]

    @property
    def cpu_seconds(self) -> float:
        """0: LeanDojo does not say what its Lean uses."""
        return 0.0

    def close(self) -> None:
        """End Lean and make every further call raise `StateUnknown`."""
        self._open = False
        self._drop()
        self._thread.shutdown(wait=False)

    # -- internals -------------------------------------------------------------------------

    def _check(self, state: ProofState) -> None:
        if not self._open or state.session != self._number:
            raise StateUnknown("the state belongs to another session, or its session was closed")
        if state.complete:
            raise StateUnknown("the proof is complete: there is nothing to apply a tactic to")

    async def _apply(self, state: ProofState, tactic: str) -> StepResult:
        before = await self._reach(state.tactics)
        try:
            result = await self._run(before, tactic)
        except WorkerTimeout as error:
            return TacticFailure(tactic, "timeout", str(error))
        except (WorkerDied, WorkerOutOfMemory) as error:
            return TacticFailure(tactic, "memory", str(error))
        except TransportError as error:
            return TacticFailure(tactic, "error", str(error))
        if isinstance(result, self._lean_dojo.TacticState):
            self._states[(*state.tactics, tactic)] = result
        return self._result(result, state.tactics, tactic)

    def _result(self, result: Any, tactics: tuple[str, ...], tactic: str) -> StepResult:
        """What `Dojo.run_tac` returned, as ours. Raises `TransportError` for an unknown form."""
        dojo = self._lean_dojo
        if isinstance(result, dojo.TacticState):
            return ProofState(self._number, (*tactics, tactic), goals_from_text(result.pp))
        if isinstance(result, dojo.ProofFinished):
            return ProofState(self._number, (*tactics, tactic), ())
        if isinstance(result, dojo.LeanError):
            return TacticFailure(tactic, failure_kind(result.error), result.error)
        if isinstance(result, dojo.ProofGivenUp):
            return TacticFailure(tactic, "error", "the proof uses sorry")
        raise TransportError(f"LeanDojo returned an unknown {type(result).__name__}")

    async def _reach(self, tactics: tuple[str, ...]) -> Any:
        """Return LeanDojo's state after these tactics, playing them again if need be."""
        if self._dojo is not None and memory_in_use(self._dojo.proc.pid) > self._limits.memory:
            self._drop()
        if self._dojo is None:
            await self._launch()
        known = len(tactics)
        while tactics[:known] not in self._states:
            known -= 1
        state = self._states[tactics[:known]]
        for end in range(known + 1, len(tactics) + 1):
            state = await self._run(state, tactics[end - 1])
            if not isinstance(state, self._lean_dojo.TacticState):
                raise WorkerDied("Lean was replaced and does not reach the state a second time")
            self._states[tactics[:end]] = state
        return state

    async def _run(self, state: Any, tactic: str) -> Any:
        dojo = self._dojo
        run_tac = functools.partial(dojo.run_tac, state, one_tactic(tactic))
        try:
            return await self._in_thread(self._limits.step_seconds, run_tac)
        except DriverError:
            raise
        except Exception as error:
            # LeanDojo asserts that it can read every goal, and that no signal ended Lean.
            if isinstance(error, AssertionError) and dojo.proc.isalive():
                raise TransportError("LeanDojo cannot read the goals that Lean printed") from error
            self._drop()
            raise WorkerDied("Lean's process has ended") from error

    def _look_up(self) -> tuple[Any, bool]:
        with _opening:
            if not may_be_traced(self._theorem.repository):
                return None, False
            repository = repository_of(self._theorem)
            return repository, is_traced(repository)

    def _enter(self, dojo: Any) -> Any:
        with _opening:
            _, first = dojo.__enter__()
        return first

    async def _launch(self) -> Any:
        """Start Lean at the theorem and return LeanDojo's first state."""
        limits = self._limits
        # LeanDojo's own clock comes second: it starts anew with every line that Lean prints.
        slack = 5.0
        dojo = self._lean_dojo.Dojo(
            self._entry, timeout=limits.open_seconds + slack, build_deps=False
        )
        self._dojo = dojo
        try:
            first = await self._in_thread(limits.open_seconds, functools.partial(self._enter, dojo))
        except DriverError:
            raise
        except Exception as error:
            self._drop()
            raise self._named(error) from error
        if not isinstance(first, self._lean_dojo.TacticState):
            self._drop()
            raise TransportError("LeanDojo did not open a theorem")
        dojo.proc.timeout = limits.step_seconds + slack
        self.started += 1
        self._states = {(): first}
        return first

    async def _in_thread(self, seconds: float, work: Callable[[], _T]) -> _T:
        """Run blocking work of LeanDojo's; whatever stops it also ends Lean."""
        dojo = self._lean_dojo
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                return await loop.run_in_executor(self._thread, work)
        except (TimeoutError, dojo.DojoTacticTimeoutError) as error:
            self._drop()
            raise WorkerTimeout(f"no answer within {seconds:g} s") from error
        except dojo.DojoCrashError as error:
            self._drop()
            if error.is_out_of_memory:
                raise WorkerOutOfMemory("Lean ran over its memory limit") from error
            raise WorkerDied("Lean's process has ended") from error
        except asyncio.CancelledError:
            self._drop()
            raise

    def _named(self, error: Exception) -> Exception:
        """The error of ours that an error at the opening of a theorem stands for."""
        text = str(error)
        name = self._theorem.name
        if isinstance(error, self._lean_dojo.DojoInitError):
            if "Failed to locate" in text:
                return StatementError(f"has no theorem {name}")
            if "ast.json" in text:
                return StatementError("is no file of the traced project")
            if "`where`" in text or "prelude" in text:
                return StatementError(f"LeanDojo cannot open {name}: {text.rstrip('.')}")
            if "Timeout" in text:
                return WorkerTimeout(f"no answer within {self._limits.open_seconds:g} s")
            return WorkerDied("Lean ended before it showed the first goal")
        if isinstance(error, AssertionError):
            return TransportError("LeanDojo does not understand the project or Lean's answer")
        return named(error)

    def _drop(self) -> None:
        """End Lean and everything it started; the next call begins anew."""
        dojo, self._dojo = self._dojo, None
        self._states = {}
        if dojo is None:
            return
        if hasattr(dojo, "proc"):
            _kill(dojo)  # which also ends what the thread waits for
        self._thread.submit(_clean_up, dojo)


def one_tactic(tactic: str) -> str:
    """The text as one tactic: LeanDojo takes no sequence. The last line may end in a comment."""
    return "(" + tactic.replace("\n", "\n ") + "\n)"


def _too_long(tactic: str) -> str | None:
    size = len(json.dumps({"sid": 10**9, "cmd": one_tactic(tactic)}, ensure_ascii=False).encode())
    if size > _LONGEST_LINE:
        return f"the tactic is longer than the {_LONGEST_LINE} bytes that LeanDojo can send"
    return None


def _kill(dojo: Any) -> None:
    """End LeanDojo's processes and remove the file it wrote; may be called again."""
    with contextlib.suppress(Exception):
        if dojo.proc.isalive():  # else its number may be another process's by now
            dojo.__exit__(None, None, None)
        dojo.modified_file.close()


def _clean_up(dojo: Any) -> None:
    """Leave nothing of LeanDojo's, however far it came. Runs when its thread is idle."""
    if hasattr(dojo, "proc"):
        _kill(dojo)
        with contextlib.suppress(Exception):
            dojo.proc.close(force=True)
    elif hasattr(dojo, "modified_file"):
        dojo.modified_file.close()


@contextlib.asynccontextmanager
async def open_session(
    theorem: DojoTheorem, limits: DojoLimits | None = None
) -> AsyncIterator[DojoSession]:
    """Open a theorem of a traced project for as long as the context lasts.

    Raises `ExtraMissing` where LeanDojo is not installed, else like `DojoSession.start`.
    """
    session = DojoSession(theorem, limits or DojoLimits())
    try:
        await session.start()
        yield session
    finally:
        session.close()
