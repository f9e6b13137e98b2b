"""Search for auxiliary points.

First the best single candidates, phantom points before all others. A trial that does not reach the goals may still be *productive*:
its points prove relations between the problem's own points that were not known before. Then, in
turn: batches of further points for the most productive trials so far, further single candidates,
pairs (each good first point with its own best second points), and weighted roll-outs. The closure
of the problem is computed once and extended by each trial, so that a trial pays only for what its
points bring; the trials of one batch share the closure of their first points in the same way.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from geometry.auxiliary.candidates import Candidate, candidates
from geometry.auxiliary.phantoms import phantoms
from geometry.auxiliary.proposals import read_proposals
from geometry.engine.closure import Closure
from geometry.errors import GeometryError
from geometry.language import Statement, extend
from geometry.proof import Coordinates

#: Single candidates before anything else, and in each turn.
SINGLES_FIRST, SINGLES_BETWEEN = 400, 20
#: Trials in a batch; first points of pairs that a round adds; productive trials worked on in a
#: round; most points that are added to a figure.
BATCH, ROUND, PRODUCTIVE, DEPTH = 30, 12, 4, 5
#: A result is taken into account this many trials later, so that the order of the trials does
#: not depend on how many run at once.
LAG = 64
#: Of the problem's own candidates so many stand among the second points.
OWN = 300
#: Points in a roll-out, and the candidates it may draw from.
ROLLOUT, BREADTH = (3, 3, 4), 300
#: Candidates that are kept of an extended figure, and figures whose candidates are remembered:
#: together with the closures of the batches they bound the memory.
KEPT, REMEMBERED = 1000, 100
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
    """A figure with added points.

    Attributes:
        parent: the closure it extends, and how many of its points that one has.
        gain: how many new relations between the problem's own points its first points proved.
    """

    auxiliary: tuple[str, ...]
    points: tuple[str, ...]
    figure: Mapping[str, Coordinates]
    parent: tuple[Closure, int]
    gain: int = 0


@dataclass
class _Productive:
    """A productive trial: its gain, its further points, and how many batches were tried."""

    gain: int
    children: Iterator[_Trial]
    batches: int = 0


class AuxiliarySearch:
    """A search over auxiliary points of one problem in one figure.

    Args:
        statement: the problem.
        base: its closure, saturated, with the goals added and not reached.
        seed: of the roll-outs; the same seed tries the same points in the same order.
        workers: threads; the kernel runs outside the interpreter's lock.
        answers: constructions that somebody proposes (`geometry.auxiliary.proposals`); those that
            are of use are tried first.
        shard: (k, n) takes only every n-th first point, from the k-th on; n searches with
            different k share the work.
    """

    def __init__(
        self,
        statement: Statement,
        base: Closure,
        *,
        seed: int = 0,
        workers: int = 1,
        answers: Sequence[str] = (),
        shard: tuple[int, int] = (0, 1),
    ) -> None:
        self._statement = statement
        self._base = base
        self._random = random.Random(seed)
        self._workers = max(1, workers)
        self._letters = [x for x in _LETTERS if x not in statement.points]
        self._letters += [f"x{i}" for i in range(1, 100) if f"x{i}" not in statement.points]
        self._proposals = read_proposals(answers, statement, base.figure, self._letters)
        self._known: OrderedDict[tuple[str, ...], list[Candidate]] = OrderedDict()
        self._knowledge = base.knowledge(len(base.figure))
        self._results: deque[tuple[int, int, _Trial]] = deque()
        self._productive: list[_Productive] = []
        self._started = 0
        self._shard = shard
        self._own: list[Candidate] = []
        self._firsts: list[Candidate] = []
        self._should_stop: Callable[[], bool] = lambda: False
        self.tried = 0

    def run(
        self, should_stop: Callable[[], bool], progress: Callable[[int], None] = lambda tried: None
    ) -> Found | None:
        """The first trial, in the fixed order, that reaches the goals; None when stopped.

        Args:
            should_stop: asked between trials and about four times a second during one.
            progress: told the number of trials so far.
        """
        self._should_stop = should_stop
        trials = self._trials()
        with ThreadPoolExecutor(self._workers, thread_name_prefix="auxiliary") as pool:
            pending: deque[tuple[_Trial, Future[Found | int]]] = deque()
            try:
                while not should_stop():
                    while len(pending) < min(2 * self._workers, LAG) and (
                        trial := next(trials, None)
                    ):
                        pending.append((trial, pool.submit(self._attempt, trial)))
                    if not pending:
                        return None  # a figure without candidates
                    wait([pending[0][1]], timeout=0.25)
                    # Results are taken in the order of the trials, whichever ended first.
                    while pending and pending[0][1].done():
                        trial, future = pending.popleft()
                        result = future.result()
                        self.tried += 1
                        progress(self.tried)
                        if isinstance(result, Found):
                            return result
                        if result > trial.gain and len(trial.points) < DEPTH:
                            self._results.append((self.tried, result, trial))
            finally:
                for _, future in pending:
                    future.cancel()
        return None

    def _trials(self) -> Iterator[_Trial]:
        figure = self._base.figure
        self._own = phantoms(figure, self._base.known)
        self._own += candidates(figure, should_stop=self._should_stop)
        self._firsts = self._own[self._shard[0] :: self._shard[1]]
        root = _Trial((), (), figure, (self._base, 0))
        yield from self._counted(
            _Trial(p.constructions, tuple(p.figure), {**root.figure, **p.figure}, root.parent)
            for p in self._proposals
        )
        singles = self._counted(self._with(root, c) for c in self._firsts)
        yield from _take(singles, SINGLES_FIRST)
        pairs: list[Iterator[_Trial]] = []
        while self._firsts:
            pairs += [
                self._children(self._with(root, c))
                for c in self._firsts[len(pairs) : len(pairs) + ROUND]
            ]
            for batch in pairs:
                yield from _take(self._counted(batch), BATCH)
                yield from _take(singles, SINGLES_BETWEEN)
                yield from self._counted([self._rollout(root)])
                yield from self._counted(self._promising())

    def _counted(self, trials: Iterable[_Trial]) -> Iterator[_Trial]:
        """The trials, counted as they are handed out."""
        for trial in trials:
            self._started += 1
            yield trial

    def _promising(self) -> Iterator[_Trial]:
        """A batch of children for each of the most productive trials. A trial loses rank with
        every batch that brought nothing."""
        while self._results and self._results[0][0] <= self._started - LAG:
            _, gain, trial = self._results.popleft()
            trial = replace(trial, gain=gain, parent=(self._base, 0))
            self._productive.append(_Productive(gain, self._children(trial)))
        self._productive.sort(key=lambda p: -p.gain / (1 + p.batches))
        del self._productive[REMEMBERED:]
        for productive in self._productive[:PRODUCTIVE]:
            productive.batches += 1
            yield from _take(productive.children, BATCH)

    def _children(self, trial: _Trial) -> Iterator[_Trial]:
        """All next points for a trial, best first; each batch shares a closure."""
        drawn = {_rounded(p) for p in trial.figure.values()}
        seen: set[object] = set()
        parent: Closure | None = None
        for candidate in self._candidates(trial):
            key: object = _rounded(candidate.position)
            if key in drawn:  # a phantom point: each second definition counts
                key = candidate.constructions
            if key in seen:
                continue
            seen.add(key)
            parent = parent or self._close(trial)
            if parent is None:
                return
            ready = [self._with(trial, candidate, (parent, len(trial.points)))]
            if len(seen) % BATCH == 0:
                parent = None  # between two batches nothing large is held
            yield ready.pop()

    def _rollout(self, root: _Trial) -> _Trial:
        trial = root
        for _ in range(self._random.choice(ROLLOUT)):
            options = self._candidates(trial)[:BREADTH]
            if not options:
                break
            # Half by rank, half by score: coincidences first, none without a chance.
            weights = [c.score / (10 + rank) for rank, c in enumerate(options)]
            trial = self._with(trial, self._random.choices(options, weights)[0])
        return trial

    def _with(
        self, trial: _Trial, candidate: Candidate, parent: tuple[Closure, int] | None = None
    ) -> _Trial:
        name = self._letters[len(trial.points)]
        return _Trial(
            (*trial.auxiliary, f"{name} = {candidate.constructions}"),
            (*trial.points, name),
            {**trial.figure, name: candidate.position},
            parent or trial.parent,
            trial.gain,
        )

    def _candidates(self, trial: _Trial) -> list[Candidate]:
        """Of the problem itself all; of an extended figure those that use its new points, and
        the problem's own best."""
        if not trial.points:
            return self._own
        if trial.auxiliary not in self._known:
            options = candidates(
                trial.figure, near=trial.points, most=KEPT, should_stop=self._should_stop
            )
            options += self._own[:OWN]
            if closure := self._close(trial):
                options += phantoms(closure.figure, closure.known, near=trial.points)
            self._known[trial.auxiliary] = sorted(options, key=lambda c: -c.score)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(trial.auxiliary)
        return self._known[trial.auxiliary]

    def _attempt(self, trial: _Trial) -> Found | int:
        """A proof, or how many relations between the problem's own points came out newly."""
        closure = self._close(trial)
        if closure is None:
            return 0
        if closure.missing_goals():
            return closure.knowledge(len(self._base.figure)) - self._knowledge
        text = "; ".join(trial.auxiliary)
        return Found(closure, extend(self._statement, text), text, trial.points)

    def _close(self, trial: _Trial) -> Closure | None:
        """The closure of the trial; None where the figure or a construction excludes it, or the
        search was told to stop."""
        try:
            statement = extend(self._statement, "; ".join(trial.auxiliary))
        except GeometryError:
            return None
        base, depth = trial.parent
        closure = base.extended({p: trial.figure[p] for p in trial.points[depth:]})
        added = len(self._statement.constructions) + depth
        first = sum(len(c.clauses) for c in statement.constructions[:added])
        for given in statement.givens:
            if given.clause >= first and not closure.assume(given.fact):
                return None
        end = time.monotonic() + TRIAL_SECONDS
        while closure.run(0.25) == "out_of_time":
            if self._should_stop() or time.monotonic() > end:
                return None
        return closure


def _rounded(p: Coordinates) -> Coordinates:
    return (round(p[0], 6), round(p[1], 6))


def _take(trials: Iterator[_Trial], count: int) -> Iterator[_Trial]:
    for _, trial in zip(range(count), trials, strict=False):
        yield trial
