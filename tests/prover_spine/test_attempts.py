"""Of attempts that nobody vouches for, a reader gets the one with a text to read."""

from __future__ import annotations

import itertools

import pytest

from prover.run.attempt_pool import AttemptPool
from prover.trace.attempt import Attempt
from prover.trace.events import EventBody
from tests.prover_spine.helpers import attempt, make_problem, toy_registry
from tests.working import context

TEXT = attempt(3)  # refused by the checker, as are the others
DOUBTED = attempt(5, known_problems=("a step is missing", "another, too"))
SILENT = attempt(7).model_copy(update={"proof_markdown": " \n"})
PROVED = attempt(4).model_copy(update={"proof_markdown": ""})


async def best(*offered: Attempt) -> Attempt | None:
    heard: list[EventBody] = []
    pool = AttemptPool(make_problem(), toy_registry(), context(emit=heard.append))
    for one in offered:
        pool.offer(one)
    while pool.pending:
        await pool.judge_next(None)
    return pool.best_attempt


@pytest.mark.parametrize("offered", list(itertools.permutations([TEXT, DOUBTED, SILENT])))
async def test_a_text_comes_before_none_and_fewer_doubts_before_more(
    offered: tuple[Attempt, ...],
) -> None:
    assert await best(*offered) == TEXT
    assert await best(*(one for one in offered if one != TEXT)) == DOUBTED


@pytest.mark.parametrize("offered", list(itertools.permutations([TEXT, PROVED])))
async def test_a_better_verdict_comes_before_a_text(offered: tuple[Attempt, ...]) -> None:
    assert await best(*offered) == PROVED


async def test_a_worse_attempt_changes_nothing_and_a_known_one_is_not_judged_again() -> None:
    heard: list[EventBody] = []
    pool = AttemptPool(make_problem(), toy_registry(), context(emit=heard.append))
    results: list[bool] = []
    for one in (PROVED, TEXT, PROVED, TEXT):
        pool.offer(one)
        while pool.pending:
            results.append(await pool.judge_next(None))
    assert results == [True, False]
    assert len(pool) == 2 and pool.best_attempt == PROVED
    assert [body.kind for body in heard].count("attempt_made") == 2
