"""Tries many changes, several at a time, each in the next free copy of the repository."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from benchmarks.mutations.journal import Journal
from benchmarks.mutations.mutant import Mutant, MutationError
from benchmarks.mutations.tree import Tree
from benchmarks.mutations.trial import Runner, Trial, attempt

#: More sets of tests than this are first run unchanged in one go.
_SEPARATE = 12
#: A trial ends after this many seconds and a multiple of what the tests take unchanged.
_PATIENCE, _FACTOR = 60.0, 4.0
_FIRST_RUN = 1800.0

Heard = Callable[[Trial], None]


def try_all(mutants: Sequence[Mutant], journal: Journal, *, jobs: int, heard: Heard) -> list[Trial]:
    """The results of all changes, in their order; `heard` is told each as it is known.

    First the tests must pass without any change.

    Raises:
        MutationError: they do not, or the copies are not what Python imports.
    """
    folder = Path(tempfile.mkdtemp(prefix="olympiad-mutations-"))
    started: list[Runner] = []
    try:
        runners: SimpleQueue[Runner] = SimpleQueue()
        for number in range(jobs):
            (folder / str(number)).mkdir()
            tree = Tree(folder / str(number))
            tree.check_imports()
            started.append(Runner(tree))
            runners.put(started[-1])

        def one(mutant: Mutant, seconds: float) -> Trial:
            known = journal.find(mutant)
            if known is None:
                runner = runners.get()
                try:
                    known = attempt(runner, mutant, seconds)
                finally:
                    runners.put(runner)
                if known.outcome != "broken":
                    journal.add(mutant, known)
            heard(known)
            return known

        with ThreadPoolExecutor(jobs) as pool:
            try:
                limits = _unchanged(mutants, one, pool)
                waiting = [pool.submit(one, m, limits[m.tests]) for m in mutants]
                return [future.result() for future in waiting]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for runner in started:  # the trials that are being made need not end first
                    runner.close()
                raise
    finally:
        for runner in started:
            runner.close()
        shutil.rmtree(folder, ignore_errors=True)


def _unchanged(
    mutants: Sequence[Mutant], one: Callable[[Mutant, float], Trial], pool: ThreadPoolExecutor
) -> dict[tuple[str, ...], float]:
    """How long a trial of each set of tests may take, once they were seen to pass."""
    sets = list(dict.fromkeys(mutant.tests for mutant in mutants))
    groups = [[tests] for tests in sets] if len(sets) <= _SEPARATE else [sets]
    runs = []
    for group in groups:
        tests = tuple(dict.fromkeys(test for tests in group for test in tests))
        label = f"no change ({len(tests)} tests or files of tests)"
        runs.append(pool.submit(one, Mutant(label, "", None, "", tests), _FIRST_RUN))
    limits: dict[tuple[str, ...], float] = {}
    for group, run in zip(groups, runs, strict=True):
        trial = run.result()
        if trial.outcome != "survived":
            raise MutationError(
                f"the tests must pass without a change first, and {trial.by} does not; mend it "
                "(or the name of the test in the list) and try again"
            )
        limits.update(dict.fromkeys(group, _PATIENCE + _FACTOR * trial.seconds))
    return limits
