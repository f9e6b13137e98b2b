"""The process that speaks with Ray: `python -m geometry.auxiliary.ray_driver`.

Standard input carries one line, the request of `ShardedSearch`, and stays open: its end asks to
stop. Standard output carries a JSON object a line: `{"ready": tasks}` once the tasks are sent off,
`{"tried": n}`, `{"found": [constructions, places of their points]}`, `{"ended": true}` when no
task is left, or `{"failed": reason}`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import IO, Any

from geometry.auxiliary.search import AuxiliarySearch
from geometry.engine.closure import Closure
from geometry.language import parse_statement
from geometry.proof import Coordinates


def main() -> None:
    """Run the tasks that the request asks for until one end or the other."""
    # What Ray prints must not get among the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    request = json.loads(sys.stdin.readline() or "null")
    if request is None:
        return
    asked = threading.Event()

    def listen() -> None:
        while os.read(0, 4096):  # not through sys.stdin, whose lock would hold up our end
            pass
        asked.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        _run(request, asked, answers)
    except BrokenPipeError:  # nobody reads any more
        pass
    except Exception as error:
        _say(answers, failed=(str(error).strip().splitlines() or [type(error).__name__])[0])
        sys.exit(1)


def _say(answers: IO[str], **what: Any) -> None:
    answers.write(json.dumps(what) + "\n")


def _run(request: dict[str, Any], asked: threading.Event, answers: IO[str]) -> None:
    import ray as _ray

    ray: Any = _ray  # its actors have no static types
    # An address in RAY_ADDRESS is a cluster; without one Ray starts on this machine.
    ray.init(log_to_driver=False, include_dashboard=False, configure_logging=False)
    count = request["shards"] or max(1, int(ray.cluster_resources().get("CPU", 1)))
    counter = ray.remote(num_cpus=0)(_Counter).remote()
    task = ray.remote(num_cpus=1, max_retries=0)(_search)
    pending = [
        task.remote(
            request["statement"],
            request["figure"],
            request["seed"] + number,
            (number, count),
            request["answers"] if number == 0 else [],
            counter,
        )
        for number in range(count)
    ]
    _say(answers, ready=count)
    try:
        tried = 0
        while pending and not asked.is_set():
            done, pending = ray.wait(pending, timeout=0.25)
            now = ray.get(counter.total.remote())
            if now > tried:
                tried = now
                _say(answers, tried=tried)
            for result in ray.get(done):
                if result is not None:
                    _say(answers, found=result)
        if not pending:
            _say(answers, ended=True)
    finally:
        for reference in pending:
            ray.cancel(reference, force=True)
        ray.kill(counter)
        ray.shutdown()


class _Counter:
    """An actor that counts trials."""

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
    closure = Closure({p: (x, y) for p, (x, y) in figure.items()})
    for given in statement.givens:
        closure.assume(given.fact)
    closure.add_goals(statement.atomic_goals)
    closure.saturate()
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


if __name__ == "__main__":
    # The tasks are sent by the names of this module, so that a worker imports it.
    from geometry.auxiliary import ray_driver

    ray_driver.main()
