"""The search in shards: together they try what one search tries, and a result means the same."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from geometry import check_certificate, draw_and_check, parse_statement, prove
from geometry.auxiliary import ray_driver
from geometry.auxiliary.search import AuxiliarySearch
from geometry.auxiliary.shards import RayFailed, RayMissing, ShardedSearch
from geometry.engine.closure import Closure
from geometry.language import Statement
from geometry.numerics import normalised

PTOLEMY = parse_statement("a b c = ieq_triangle; p = on_circum a b c ? lsum p b p c p a")
OPEN = parse_statement(
    "a b c = triangle a b c; d e = trisect d e b a c; f g = trisect f g c b a; "
    "h i = trisect h i a c b; j = intersection_ll j b f c i; k = intersection_ll k a e c h; "
    "l = intersection_ll l a d b g ? cong j l j k"
)
"""True, and not found for longer than these tests take."""
HAS_RAY = importlib.util.find_spec("ray") is not None


def closure(statement: Statement = PTOLEMY) -> Closure:
    made = Closure(normalised(draw_and_check(statement).points))
    for given in statement.givens:
        made.assume(given.fact)
    made.add_goals(statement.atomic_goals)
    assert made.run(20) == "saturated"
    return made


def test_one_of_the_shards_finds_what_the_whole_search_finds() -> None:
    base = closure()
    whole = AuxiliarySearch(PTOLEMY, base)
    found = whole.run(lambda: whole.tried > 300)
    assert found is not None
    by_shard = []
    for number in range(3):
        shard = AuxiliarySearch(PTOLEMY, base, shard=(number, 3))
        result = shard.run(lambda shard=shard: shard.tried > 120)  # type: ignore[misc]
        if result is not None:
            by_shard.append((result.auxiliary, shard.tried))
    assert found.auxiliary in [auxiliary for auxiliary, _ in by_shard]
    assert min(tried for _, tried in by_shard) <= whole.tried // 3 + 1


def test_without_ray_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # as if it were not installed
    with pytest.raises(RayMissing, match="pip install"):
        prove(PTOLEMY, seconds=20, ray=True)


@pytest.mark.slow
@pytest.mark.skipif(not HAS_RAY, reason="needs the package ray")
def test_on_ray() -> None:
    outcome = prove(PTOLEMY, seconds=240, ray=True, workers=2)
    assert outcome.status == "proved" and outcome.certificate_json is not None
    assert check_certificate(outcome.certificate_json).accepted
    # Ray may end the process that speaks with it, and that is not ours: one that was started in a
    # thread killed its cluster with the thread's end, and this process a minute later.
    ray = sys.modules.get("ray")  # others may have imported it
    assert (ray is None or not ray.is_initialized()) and not drivers()


@pytest.mark.slow
@pytest.mark.skipif(not HAS_RAY, reason="needs the package ray")
def test_a_cluster_that_is_lost_costs_the_cluster() -> None:
    search = ShardedSearch(OPEN, closure(OPEN), shards=1)
    at_the_kill = 0

    def stop() -> bool:
        nonlocal at_the_kill
        if not at_the_kill and search.tried:
            at_the_kill = search.tried
            for pid in drivers():
                os.kill(pid, signal.SIGKILL)
        return bool(at_the_kill) and told[-1] > at_the_kill + 50

    told = [0]
    assert search.run(stop, told.append) is None
    assert told[-1] > at_the_kill + 50 and not drivers()


@pytest.mark.skipif(not HAS_RAY, reason="needs the package ray")
def test_a_stop_does_not_wait_for_ray() -> None:
    began = time.monotonic()
    search = ShardedSearch(OPEN, closure(OPEN), shards=1)
    assert search.run(lambda: bool(drivers()) and time.monotonic() - began > 1.0) is None
    assert search.tried == 0 and not drivers()


@pytest.mark.skipif(not HAS_RAY, reason="needs the package ray")
def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "no address at all")
    with pytest.raises(RayFailed, match=r"Ray did not start: .*RAY_ADDRESS"):
        ShardedSearch(PTOLEMY, closure(), shards=1).run(lambda: False)


def drivers() -> list[int]:
    """The processes that speak with Ray for this one."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            line = (stat.parent / "cmdline").read_bytes().decode(errors="replace")
            if parent == os.getpid() and ray_driver.__name__ in line:
                found.append(int(stat.parent.name))
    return found
