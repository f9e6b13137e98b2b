"""The search for auxiliary points on all cores of a Ray cluster.

Every task searches on its own, with a seed of its own for the roll-outs and every so-many-th of
the other trials: together they try what one search tries, and more roll-outs. A task hands back
the constructions it found, as text; the closure is computed again here, so that a result means
the same as that of `AuxiliarySearch.run`.
"""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

from geometry.auxiliary.search import AuxiliarySearch, Found
from geometry.engine.closure import Closure
from geometry.errors import GeometryError
from geometry.language import Statement, extend, parse_statement
from geometry.proof import Coordinates


class RayMissing(GeometryError):
    """Ray was asked for and is not installed."""


class ShardedSearch:
    """As `AuxiliarySearch`, over the cores that Ray has.

    Args:
        statement: the problem.
        base: its closure, saturated, with the goals added and not reached.
        seed: of the whole search. Which of several shards answers first is not reproducible.
        shards: number of tasks; None takes one for each core of the cluster.
        answers: constructions that somebody proposes; the first shard tries them.

    Raises:
        RayMissing: the package `ray` is not installed.
    """

    def __init__(
        self,
        statement: Statement,
        base: Closure,
        *,
        seed: int = 0,
        shards: int | None = None,
        answers: Sequence[str] = (),
    ) -> None:
        if importlib.util.find_spec("ray") is None:
            raise RayMissing(
                "Ray is not installed; install it with: pip install 'olympiad-prover[ray]'"
            )
        self._statement = statement
        self._base = base
        self._seed = seed
        self._shards = shards
        self._answers = list(answers)
        self.tried = 0

    def run(
        self, should_stop: Callable[[], bool], progress: Callable[[int], None] = lambda tried: None
    ) -> Found | None:
        """The first result of any shard; None when stopped. See `AuxiliarySearch.run`."""
        import ray as _ray

        ray: Any = _ray  # its actors have no static types
        if not ray.is_initialized():
            # An address in RAY_ADDRESS is a cluster; without one Ray starts on this machine.
            ray.init(log_to_driver=False, include_dashboard=False, configure_logging=False)
        count = self._shards or max(1, int(ray.cluster_resources().get("CPU", 1)))
        counter = ray.remote(num_cpus=0)(_Counter).remote()
        task = ray.remote(num_cpus=1, max_retries=0)(_search)
        pending = [
            task.remote(
                str(self._statement),
                dict(self._base.figure),
                self._seed + number,
                (number, count),
                self._answers if number == 0 else [],
                counter,
            )
            for number in range(count)
        ]
        try:
            while pending and not should_stop():
                done, pending = ray.wait(pending, timeout=0.25)
                self.tried = max(self.tried, ray.get(counter.total.remote()))
                progress(self.tried)
                for result in ray.get(done):
                    if result is not None and (found := self._found(*result)) is not None:
                        return found
            return None
        finally:
            for reference in pending:
                ray.cancel(reference, force=True)
            ray.kill(counter)

    def _found(self, text: str, places: dict[str, Coordinates]) -> Found | None:
        """The closure with these constructions, computed here."""
        statement = extend(self._statement, text)
        closure = self._base.extended(places)
        for given in statement.givens:
            if given.clause >= len(self._statement.clauses) and not closure.assume(given.fact):
                return None
        _saturate(closure)
        if closure.missing_goals():
            return None
        return Found(closure, statement, text, tuple(places))


class _Counter:
    """An actor that counts trials and knows when to stop."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def report(self, shard: int, tried: int) -> None:
        self._counts[shard] = tried

    def total(self) -> int:
        return sum(self._counts.values())


def _search(
    text: str,
    figure: dict[str, Coordinates],
    seed: int,
    shard: tuple[int, int],
    answers: list[str],
    counter: Any,
) -> tuple[str, dict[str, Coordinates]] | None:
    """One shard, in a process of Ray's: the constructions found and where their points stand."""
    statement = parse_statement(text)
    closure = Closure(figure)
    for given in statement.givens:
        closure.assume(given.fact)
    closure.add_goals(statement.atomic_goals)
    _saturate(closure)
    search = AuxiliarySearch(statement, closure, seed=seed, answers=answers, shard=shard)
    told = time.monotonic()

    def progress(tried: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            counter.report.remote(shard[0], tried)

    parent = os.getppid()
    # A driver that was killed takes its worker with it, one way or another.
    found = search.run(lambda: os.getppid() != parent, progress)
    counter.report.remote(shard[0], search.tried)
    if found is None:
        return None
    return found.auxiliary, {p: found.closure.figure[p] for p in found.points}


def _saturate(closure: Closure) -> None:
    while closure.run(0.25) == "out_of_time":
        pass
