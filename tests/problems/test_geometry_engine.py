"""The geometry adapter: what it accepts, and errors that point into the problem file."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from prover.engines import UnknownEngine, load_engines
from prover.engines.geometry import GeometryEngine, KernelMissing, _in_thread
from prover.limits.budget import Budget
from prover.problems.errors import InvalidProblem
from prover.problems.load import parse_problem
from prover.problems.problem import Problem
from tests.working import attempts_of

FILE = Path("p.md")
HEAD = "---\nid: p\nsource: s\nkind: geometry\n---\n\nProve it.\n\n"
BLOCK_LINE = 10  # the line of the file on which a block's text starts


def problem(block: str) -> Problem:
    return parse_problem(f"{HEAD}```geometry\n{block}\n```\n", path=FILE)


def refused(block: str) -> str:
    with pytest.raises(InvalidProblem) as caught:
        GeometryEngine().prepare(problem(block))
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_only_problems_with_a_geometry_block_are_accepted() -> None:
    engine = GeometryEngine()
    assert engine.prepare(parse_problem(HEAD, path=FILE)) is None
    block = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
    assert engine.prepare(problem(block)) is not None


def test_unknown_point_names_line_column_and_word() -> None:
    text = refused("a b c = triangle a b c;\nh = orthocenter h a b x ? perp a h b c")
    assert text.startswith(f"p.md:{BLOCK_LINE + 1}: field 'geometry': column ")
    assert "x" in text


def test_goal_that_is_false_is_refused_with_the_deviation() -> None:
    text = refused("a b c = triangle a b c; m = midpoint m b c ? perp a m b c")
    assert (
        "perp a m b c" in text and "not seen to hold in 64 figures" in text and "misses by" in text
    )


def test_construction_that_uses_itself_is_refused() -> None:
    text = refused("a b = segment a b; x = midpoint x a y; y = midpoint y b x ? coll a x y")
    assert text.startswith(f"p.md:{BLOCK_LINE}: field 'geometry': column ") and "y" in text


def test_statement_without_a_goal_is_refused() -> None:
    assert "has no goal" in refused("a b c = triangle a b c")


def test_engines_are_found_by_name() -> None:
    assert [engine.name for engine in load_engines(["geometry"])] == ["geometry"]
    with pytest.raises(UnknownEngine, match="no engine 'geo'; use one of geometry"):
        load_engines(["geo"])


async def test_a_cancelled_search_is_told_to_stop_and_hands_over_what_it_has() -> None:
    stop, started = threading.Event(), threading.Event()
    handed: list[str] = []

    def work() -> str:
        started.set()
        assert stop.wait(10)
        return "partial"

    task = asyncio.ensure_future(_in_thread(work, stop, handed.append))
    await asyncio.to_thread(started.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert handed == ["partial"]


async def test_a_search_that_does_not_stop_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prover.engines.geometry.GRACE", 0.05)
    release, started = threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        release.wait(30)

    task = asyncio.ensure_future(_in_thread(work, threading.Event(), lambda _: None))
    await asyncio.to_thread(started.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    release.set()


async def test_without_its_kernel_the_engine_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    theorem = problem("a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c")
    with pytest.raises(KernelMissing, match="'olympiad doctor' names the command"):
        await attempts_of(GeometryEngine(), theorem, Budget(wall=10), lambda body: None)
