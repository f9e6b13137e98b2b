"""The search stops when asked to, also while it ranks the candidates of a figure."""

from __future__ import annotations

from itertools import count

import pytest

from geometry.auxiliary.candidates import candidates
from geometry.auxiliary.search import AuxiliarySearch
from geometry.diagram import draw
from geometry.engine.closure import Closure
from geometry.numerics import normalised
from tests.geometry_engine.test_closure import JGEX

STATEMENT = JGEX["examples/complete2/unsolved/morley.gex"]


def saturated() -> Closure:
    closure = Closure(normalised(draw(STATEMENT, seed=0).points))
    for given in STATEMENT.givens:
        closure.assume(given.fact)
    closure.add_goals(STATEMENT.atomic_goals)
    while closure.run(1.0) == "out_of_time":
        pass
    return closure


def test_ranking_is_left_at_whichever_question() -> None:
    figure = saturated().figure
    asked = count()
    assert candidates(figure, should_stop=lambda: next(asked) < 0)
    questions = next(asked)
    assert questions >= 4
    for last in range(questions):
        asked = count()
        assert candidates(figure, should_stop=lambda: next(asked) >= last) == []  # noqa: B023
        assert next(asked) == last + 1  # nothing was done, and nobody asked, after the answer


@pytest.mark.parametrize("answers", [1, 3, 6, 50, 700])
def test_a_search_ends_with_the_answer_that_stops_it(answers: int) -> None:
    """Whatever it does when it is told to stop (ranking, a trial, the closure of a batch), it asks
    but a few times more: each thread and the loop itself once or twice."""
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > answers

    search = AuxiliarySearch(STATEMENT, saturated(), workers=1)
    assert search.run(should_stop) is None
    assert asked - answers <= 6
