"""The search in shards: together they try what one search tries, and a result means the same."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from geometry import check_certificate, draw_and_check, parse_statement, prove
from geometry.auxiliary.search import AuxiliarySearch
from geometry.auxiliary.shards import RayMissing
from geometry.engine.closure import Closure
from geometry.numerics import normalised

PTOLEMY = parse_statement("a b c = ieq_triangle; p = on_circum a b c ? lsum p b p c p a")
HAS_RAY = importlib.util.find_spec("ray") is not None


def closure() -> Closure:
    made = Closure(normalised(draw_and_check(PTOLEMY).points))
    for given in PTOLEMY.givens:
        made.assume(given.fact)
    made.add_goals(PTOLEMY.atomic_goals)
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
    # Out of time before a shard can answer: nothing is found, and nothing hangs.
    assert prove(PTOLEMY, seconds=0.3, ray=True, workers=1).status in ("out_of_time", "proved")
