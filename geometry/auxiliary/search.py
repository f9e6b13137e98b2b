"""Search for auxiliary points.

First every single candidate, best first; then weighted roll-outs of up to `DEPTH` points, in
which each next point is drawn with a probability that grows with its score. The closure of the
problem itself is computed once, and each trial extends a copy of it, so that a trial pays only
for what its points bring.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from geometry.auxiliary.candidates import Candidate, candidates
from geometry.engine.closure import Closure
from geometry.errors import GeometryError
from geometry.language import Statement
from geometry.proof import Coordinates

#: Most points in a roll-out.
DEPTH = 4
#: Candidates that a roll-out may draw from, and extended figures whose candidates are kept.
BREADTH, REMEMBERED = 400, 200
#: One trial may take so long; a figure that needs more is not worth its time.
TRIAL_SECONDS = 20.0

#: Letters for new points, in the order of preference.
_LETTERS = "klmnpqrstuvwxyz"


@dataclass(frozen=True)
class Found:
    """A closure that knows the goals.

    Attributes:
        statement: the problem with the auxiliary constructions added.
        auxiliary: those constructions, in the construction language.
        points: the names of the added points.
    """

    closure: Closure
    statement: Statement
    auxiliary: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class _Trial:
    """A figure with added points."""

    auxiliary: tuple[str, ...]
    points: tuple[str, ...]
    figure: Mapping[str, Coordinates]


class AuxiliarySearch:
    """A search over auxiliary points of one problem in one figure.

    Args:
        statement: the problem.
        base: its closure, saturated, with the goals added and not reached.
        seed: of the roll-outs; the same seed tries the same points in the same order.
        workers: threads; the kernel runs outside the interpreter's lock.
    """

    def __init__(self, statement: Statement, base: Closure, *, seed: int = 0, workers: int = 1) -> None:
        self._statement = statement
        self._base = base
        self._random = random.Random(seed)
        self._workers = max(1, workers)
        self._letters = [x for x in _LETTERS if x not in statement.points]
        self._letters += [f"x{i}" for i in range(1, 100) if f"x{i}" not in statement.points]
        self._known: OrderedDict[tuple[str, ...], list[Candidate]] = OrderedDict()
        self.tried = 0

    def run(self, should_stop: Callable[[], bool], progress: Callable[[int], None] = lambda tried: None) -> Found | None:
        """The first trial, in the fixed order, that reaches the goals; None when stopped.

        Args:
            should_stop: asked between trials and about four times a second during one.
            progress: told the number of trials so far.
        """
        trials = self._trials()
        with ThreadPoolExecutor(self._workers, thread_name_prefix="auxiliary") as pool:
            pending: OrderedDict[Future[Found | None], None] = OrderedDict()
            try:
                while not should_stop():
                    while len(pending) < self._workers:
                        pending[pool.submit(self._attempt, next(trials), should_stop)] = None
                    wait(pending, timeout=0.25, return_when=FIRST_COMPLETED)
                    # Results are taken in the order of the trials, whichever ended first.
                    while pending and next(iter(pending)).done():
                        found = pending.popitem(last=False)[0].result()
                        self.tried += 1
                        progress(self.tried)
                        if found is not None:
                            return found
            finally:
                for future in pending:
                    future.cancel()
        return None

    def _trials(self) -> Iterator[_Trial]:
        root = _Trial((), (), self._base.figure)
        for candidate in self._candidates(root):
            yield self._with(root, candidate)
        while True:
            trial = root
            for _ in range(self._random.choice((2, 2, 2, 3, 3, DEPTH))):
                options = self._candidates(trial)[:BREADTH]
                if not options:
                    break
                # Half by rank, half by score: coincidences first, none without a chance.
                weights = [c.score / (10 + rank) for rank, c in enumerate(options)]
                trial = self._with(trial, self._random.choices(options, weights)[0])
            yield trial

    def _with(self, trial: _Trial, candidate: Candidate) -> _Trial:
        name = self._letters[len(trial.points)]
        return _Trial(
            (*trial.auxiliary, f"{name} = {candidate.constructions}"),
            (*trial.points, name),
            {**trial.figure, name: candidate.position},
        )

    def _candidates(self, trial: _Trial) -> list[Candidate]:
        if trial.auxiliary in self._known:
            self._known.move_to_end(trial.auxiliary)
        else:
            near = trial.points or None
            self._known[trial.auxiliary] = candidates(trial.figure, near=near)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[trial.auxiliary]

    def _attempt(self, trial: _Trial, should_stop: Callable[[], bool]) -> Found | None:
        text = "; ".join(trial.auxiliary)
        try:
            statement = self._statement.extended(text)
        except GeometryError:
            return None  # a construction's own conditions exclude it
        added = {p: trial.figure[p] for p in trial.points}
        closure = self._base.extended(added)
        first = len(self._statement.clauses)
        for given in statement.givens:
            if given.clause >= first and not closure.assume(given.fact):
                return None
        end = time.monotonic() + TRIAL_SECONDS
        status = "out_of_time"
        while status == "out_of_time" and time.monotonic() < end and not should_stop():
            status = closure.run(0.25)
        if status != "proved":
            return None
        return Found(closure, statement, text, trial.points)
