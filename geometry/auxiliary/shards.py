"""The search for auxiliary points on all cores of a Ray cluster.

Every task searches on its own, with a seed of its own for the roll-outs and every so-many-th of
the other trials: together they try what one search tries, and more roll-outs. A task hands back
the constructions it found, as text; the closure is computed again here, so that a result means
the same as that of `AuxiliarySearch.run`.

Ray's driver is a process of its own (`ray_driver`). Ray ends a driver without a word once it has
not reached its cluster for a minute, and the cluster that a driver starts ends with the thread
that started it: neither may happen to the process of a run, a server or a notebook.
"""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from geometry.auxiliary.search import AuxiliarySearch, Found
from geometry.engine.closure import Closure
from geometry.errors import GeometryError
from geometry.language import Statement, extend
from geometry.proof import Coordinates

ENDING_SECONDS = 0.5
"""What the driver has to end by itself before it is killed. Its tasks end with it: a cluster that
it started dies with it, any other ends the tasks of a driver that is gone."""
_LOOK_SECONDS = 0.25


class RayMissing(GeometryError):
    """Ray was asked for and is not installed."""


class RayFailed(GeometryError):
    """Ray was asked for and did not start, or its cluster was not reached."""


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
        """The first result of any shard; None when stopped. See `AuxiliarySearch.run`.

        When the cluster is lost on the way, the search goes on in threads of this process.

        Raises:
            RayFailed: Ray did not start.
        """
        ready = False
        with _driver(self._request()) as said:
            while not should_stop():
                try:
                    line = said.get(timeout=_LOOK_SECONDS)
                except queue.Empty:
                    continue
                if line is None or "failed" in line:
                    if not ready:
                        reason = "it ended" if line is None else line["failed"]
                        raise RayFailed(
                            f"Ray did not start: {reason}; look at RAY_ADDRESS, or leave --ray out"
                        )
                    break
                ready = True
                if "tried" in line:
                    self.tried = max(self.tried, line["tried"])
                    progress(self.tried)
                if "found" in line and (found := self._found(*line["found"])) is not None:
                    return found
                if "ended" in line:
                    return None
            else:
                return None
        return self._in_threads(should_stop, progress)

    def _request(self) -> str:
        """What the driver reads."""
        return json.dumps(
            {
                "statement": str(self._statement),
                "figure": dict(self._base.figure),
                "seed": self._seed,
                "shards": self._shards,
                "answers": self._answers,
            }
        )

    def _found(self, text: str, places: dict[str, Sequence[float]]) -> Found | None:
        """The closure with these constructions, computed here."""
        statement = extend(self._statement, text)
        figure: dict[str, Coordinates] = {p: (float(x), float(y)) for p, (x, y) in places.items()}
        closure = self._base.extended(figure)
        for given in statement.givens:
            if given.clause >= len(self._statement.clauses) and not closure.assume(given.fact):
                return None
        closure.saturate()
        if closure.missing_goals():
            return None
        return Found(closure, statement, text, tuple(figure))

    def _in_threads(
        self, should_stop: Callable[[], bool], progress: Callable[[int], None]
    ) -> Found | None:
        before = self.tried
        search = AuxiliarySearch(
            self._statement,
            self._base,
            seed=self._seed,
            workers=os.cpu_count() or 1,
            answers=self._answers,
        )
        try:
            return search.run(should_stop, lambda tried: progress(before + tried))
        finally:
            self.tried = before + search.tried


@contextmanager
def _driver(request: str) -> Iterator[queue.Queue[dict[str, Any] | None]]:
    """The driver at work on `request`: what it says, line by line, and None at its end."""
    above = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, [above, os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "geometry.auxiliary.ray_driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,  # Ctrl-C is ours: the driver ends when its input does
        )
        assert process.stdin is not None and process.stdout is not None
        said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        reader = threading.Thread(target=_listen, args=(process.stdout, said), daemon=True)
        reader.start()
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(request + "\n")
                process.stdin.flush()
            yield said
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(ENDING_SECONDS)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            reader.join()
            process.stdout.close()


def _listen(stream: IO[str], said: queue.Queue[dict[str, Any] | None]) -> None:
    for line in stream:
        with suppress(ValueError):
            said.put(json.loads(line))
    said.put(None)
