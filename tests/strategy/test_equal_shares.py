"""The default strategy: one after the other, those first that can reach what is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prover.strategy.equal_shares import EqualShares
from prover.strategy.view import EngineView, ProblemView, State, Task, View
from prover.verdicts.verdict import RUNGS, Rung, at_least


def view(*engines: EngineView, asked: Rung = "symbolically_verified", **more: object) -> View:
    return View((ProblemView("p", asked, engines, **more),), 90.0)  # type: ignore[arg-type]


def test_an_engine_that_cannot_reach_the_asked_rung_waits_for_those_that_can() -> None:
    words = EngineView("words", "model_verified")
    lean = EngineView("lean", "formally_verified")
    (task,) = EqualShares().next(view(words, lean, asked="formally_verified")).start
    assert task == Task("p", "lean", 45.0)
    ended = EngineView("lean", "formally_verified", "ended")
    (task,) = EqualShares().next(view(words, ended, asked="formally_verified")).start
    assert task == Task("p", "words", 90.0)


def test_among_those_that_can_the_given_order_holds() -> None:
    engines = [EngineView(name, "symbolically_verified") for name in "abc"]
    (task,) = EqualShares().next(view(*engines)).start
    assert task.engine == "a" and task.seconds == 30.0


def test_what_runs_is_cancelled_once_the_asked_rung_is_there() -> None:
    running = EngineView("a", "formally_verified", "running")
    assert EqualShares().next(view(running)).cancel == ()
    decision = EqualShares().next(view(running, best="formally_verified"))
    assert decision.cancel == (("p", "a"),) and decision.start == ()


def test_a_proof_of_the_drawn_configuration_ends_nothing_unless_it_is_asked_for() -> None:
    for scope, asked, over in (
        ("all_branches", "all", True),
        ("drawn_configuration", "all", False),
        ("not_stated", "all", False),
        ("drawn_configuration", "drawn", True),
    ):
        seen = view(EngineView("a", "formally_verified", "running"), best="symbolically_verified",
                    scope=scope, asked_scope=asked)  # fmt: skip
        assert seen.problems[0].reached is over
        assert bool(EqualShares().next(seen).cancel) is over


def test_several_problems_share_what_is_left() -> None:
    engines = (EngineView("a", "formally_verified"), EngineView("b", "formally_verified"))
    done = ProblemView("done", "unverified", engines, best="unverified")
    first, second = (ProblemView(name, "formally_verified", engines) for name in "pq")
    decision = EqualShares().next(View((done, first, second), 120.0))
    assert decision.start == (Task("p", "a", 30.0),)


STATES: tuple[State, ...] = ("waiting", "running", "ended")


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(RUNGS), st.sampled_from(STATES)), max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(RUNGS),
    st.one_of(st.none(), st.sampled_from(RUNGS)),
    st.one_of(st.none(), st.floats(0, 1e5)),
)
def test_it_never_starts_two_at_once_nor_more_time_than_there_is(
    engines: list[list[tuple[Rung, State]]],
    asked: Rung,
    best: Rung | None,
    seconds: float | None,
) -> None:
    problems = tuple(
        ProblemView(
            f"p{number}",
            asked,
            tuple(EngineView(f"e{k}", reach, state) for k, (reach, state) in enumerate(listed)),
            best,
            "all_branches" if best == "symbolically_verified" else None,
        )
        for number, listed in enumerate(engines)
    )
    decision = EqualShares().next(View(problems, seconds))
    running = {(p.problem, e.name) for p in problems for e in p.engines if e.state == "running"}
    assert len(decision.start) + len(running) - len(decision.cancel) <= max(1, len(running))
    assert set(decision.cancel) <= running
    for task in decision.start:
        problem = next(p for p in problems if p.problem == task.problem)
        engine = next(e for e in problem.engines if e.name == task.engine)
        assert engine.state == "waiting" and not problem.reached
        assert task.seconds is None if seconds is None else 0 <= (task.seconds or 0) <= seconds
    if not decision.start and not running:  # the run ends: nothing that could still help waits
        assert all(
            p.reached or not [e for e in p.engines if e.state == "waiting"] for p in problems
        )
    assert best is None or all(p.reached == at_least(best, asked) for p in problems)
