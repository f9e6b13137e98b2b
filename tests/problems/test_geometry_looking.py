"""Statements whose figure takes long: looking ends, the budget ends, and a stop is heard."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from geometry import DrawingStopped, Statement, parse_statement, prepare, prove
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.problem import FormalStatement, Problem
from tests.working import context

FREE = "; ".join(f"p{i} = free" for i in range(196)) + " ? cong p0 p1 p2 p3"


def _one_clause(points: int) -> str:
    """All points at once, by twice as many conditions as they have coordinates."""
    p = [f"p{i}" for i in range(points)]
    at = [[p[(i + k) % points] for k in (0, 1, 2, 3, 5, 9)] for i in range(points)]
    facts = [f"cong {q[0]} {q[1]} {q[2]} {q[3]}, perp {q[0]} {q[4]} {q[2]} {q[5]}" for q in at]
    return f"{' '.join(p)} = {', '.join(facts)} ? cong p0 p1 p1 p3"


SLOW = {
    "196 free points and a false goal": FREE,
    "31 points in one clause": _one_clause(31),
    "150 points in one clause": _one_clause(150),
    "a value to find": _one_clause(31).replace("? cong", "? find rconst"),
}


def _problem(text: str) -> Problem:
    formal = FormalStatement(text=text, author="a test", author_kind="person", line=1)
    return Problem(
        id="slow", source="a test", kind="geometry", statement="Prove it.", geometry=formal
    )


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("calls", [1, 10, 200])
def test_drawing_asks_and_stops_at_once(name: str, calls: int) -> None:
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked >= calls

    with pytest.raises(DrawingStopped):
        prepare(SLOW[name], should_stop=should_stop)
    assert asked == calls


def test_time_for_proving_is_time_for_drawing() -> None:
    with pytest.raises(DrawingStopped):
        prove(parse_statement(SLOW["31 points in one clause"]), seconds=0.2)


def test_what_was_seen_before_the_stop_is_said() -> None:
    """Figures are drawn, and the goal holds in none of them."""
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 40

    with pytest.raises(DrawingStopped, match=r"the goal did not hold in the \d+ figures? drawn"):
        prepare("a b c = triangle; d = foot a b c ? cong d b d c", should_stop=should_stop)


@pytest.mark.parametrize("name", SLOW)
async def test_looking_leaves_the_drawing_to_the_run_and_that_ends(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prover.engines.geometry.LOOK_SECONDS", 0.1)
    engine, budget = GeometryEngine(), Budget(wall=0.5)
    prepared = engine.prepare(_problem(SLOW[name]))
    assert prepared is not None and isinstance(prepared.form, Statement)
    (attempt,) = await engine.run(prepared, context(budget))
    assert attempt.certificate is None and not attempt.proof_markdown
    assert attempt.known_problems[0].startswith("no proof was found: the time was up")


async def test_a_stop_is_heard_while_the_figure_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prover.engines.geometry.LOOK_SECONDS", 0.1)
    engine, budget = GeometryEngine(), Budget(wall=600)
    prepared = engine.prepare(_problem(SLOW["31 points in one clause"]))
    assert prepared is not None
    before = set(threading.enumerate())
    task = asyncio.create_task(engine.run(prepared, context(budget)))

    def begun() -> list[threading.Thread]:
        while not (found := [t for t in threading.enumerate() if t.name == "geometry"]):
            time.sleep(0.01)
        return [thread for thread in found if thread not in before]

    own = await asyncio.to_thread(begun)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for thread in own:
        thread.join(30)
        assert not thread.is_alive()


async def test_a_dozen_at_once_are_looked_at_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And an ordinary statement beside them is drawn or left to its run, never refused."""
    monkeypatch.setattr("prover.engines.geometry.LOOK_SECONDS", 0.2)
    drawing = threading.Semaphore(1)
    most = []

    def watched(*arguments: object, **options: object) -> object:
        most.append(drawing.acquire(blocking=False))
        try:
            return prepare(*arguments, **options)  # type: ignore[arg-type]
        finally:
            drawing.release()

    monkeypatch.setattr("geometry.prepare", watched)
    looks = [asyncio.to_thread(GeometryEngine().prepare, _problem(FREE)) for _ in range(12)]
    usual = "a b c = triangle; h = orthocenter a b c ? perp a h b c"
    found = await asyncio.gather(
        *looks, asyncio.to_thread(GeometryEngine().prepare, _problem(usual))
    )
    assert all(prepared is not None for prepared in found)
    assert most and all(most)
