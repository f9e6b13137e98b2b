"""The attempts of a run: each is written down once, judged once, and the best is kept."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from prover.checkers.judgement import judge, unchecked
from prover.checkers.registry import CheckerRegistry
from prover.trace.attempt import Attempt
from prover.trace.events import AttemptMade, CheckFinished, VerdictReached
from prover.verdicts.verdict import Verdict, strength

if TYPE_CHECKING:
    from prover.problems.problem import Problem
    from prover.trace.context import RunContext


class AttemptPool:
    """What the engines handed over. `offer` may be called from any thread.

    A check that costs tokens or money is paid from the budget of `context`. Provisional attempts wait until
    `settle`, so that it is not spent on drafts.
    """

    def __init__(self, problem: Problem, registry: CheckerRegistry, context: RunContext) -> None:
        self._problem = problem
        self._registry = registry
        self._context = context
        self._lock = threading.Lock()
        self._attempts: dict[str, Attempt] = {}
        self._pending: list[str] = []
        self._drafts: dict[str, str] = {}  # engine to its newest provisional attempt
        self._best: tuple[str, Verdict] | None = None

    def __len__(self) -> int:
        return len(self._attempts)

    @property
    def pending(self) -> bool:
        """Whether an attempt waits to be judged."""
        return bool(self._pending)

    @property
    def best_judged(self) -> Verdict | None:
        """The best verdict so far, None when nothing was judged."""
        return self._best[1] if self._best else None

    @property
    def best_attempt(self) -> Attempt | None:
        """The attempt of the best verdict; where none was judged, the first that was made and is
        no draft, else the newest draft."""
        if self._best is not None:
            return self._attempts[self._best[0]]
        if self._pending:
            return self._attempts[self._pending[0]]
        return next(reversed(self._attempts.values()), None)

    @property
    def best_verdict(self) -> Verdict | None:
        """The verdict on `best_attempt`; on one that nobody judged, that it was not checked."""
        if self._best is not None:
            return self._best[1]
        attempt = self.best_attempt
        if attempt is None:
            return None
        return unchecked(attempt, "the run ended before this attempt was checked")

    def add(self, attempt: Attempt, *, provisional: bool = False) -> bool:
        """Take an attempt that is in the trace already; False when it was known.

        What an engine hands over puts its earlier drafts aside.
        """
        sha256 = attempt.sha256
        with self._lock:
            new = sha256 not in self._attempts
            draft = self._drafts.get(attempt.engine) == sha256
            if not new and not (draft and not provisional):
                return False
            self._attempts[sha256] = attempt
            self._drafts.pop(attempt.engine, None)
            if provisional:
                self._drafts[attempt.engine] = sha256
            else:
                self._pending.append(sha256)
            return new

    def offer(self, attempt: Attempt, *, provisional: bool = False) -> bool:
        """Take a new attempt and write it down; one that is known is passed over (False)."""
        new = self.add(attempt, provisional=provisional)
        if new:
            self._context.emit(AttemptMade(attempt=attempt, provisional=provisional))
        return new

    def settle(self, engine: str | None = None) -> None:
        """`engine` (None: every one) is no longer at work: its newest draft is judged too, where
        it left nothing better."""
        with self._lock:
            for name in list(self._drafts) if engine is None else [engine]:
                if name in self._drafts:
                    self._pending.append(self._drafts.pop(name))

    async def judge_next(self, seconds: float | None) -> bool:
        """Judge the attempt that waits longest; True when it is now the best.

        `seconds` bounds the check. An attempt whose check is cancelled goes on waiting.
        """
        sha256 = self._pending[0]
        attempt = self._attempts[sha256]
        judgement = await judge(
            self._problem,
            attempt,
            self._registry,
            self._context,
            seconds=seconds,
        )
        with self._lock:
            self._pending.remove(sha256)
        better = self._is_better(attempt, judgement.verdict)
        if better:
            self._best = (sha256, judgement.verdict)
        self._context.emit(
            CheckFinished(
                attempt_sha256=sha256,
                certificate_kind=judgement.kind,
                accepted=judgement.accepted,
                reason=judgement.reason,
            )
        )
        self._context.emit(
            VerdictReached(attempt_sha256=sha256, verdict=judgement.verdict, best=better)
        )
        return better

    def _is_better(self, attempt: Attempt, verdict: Verdict) -> bool:
        if self._best is None:
            return True
        sha256, best = self._best
        return _rank(attempt, verdict) < _rank(self._attempts[sha256], best)


def _rank(attempt: Attempt, verdict: Verdict) -> tuple[int, bool, bool, int]:
    """Smaller is better: the rung, then its scope, then a proof text at all, then fewer known problems."""
    return *strength(verdict), not attempt.proof_markdown.strip(), len(verdict.caveats)
