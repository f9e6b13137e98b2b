"""Sitting a contest in this process: shares of the clock, faults, interruption, going on."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import geometry
from prover.bundle.bundle import Bundle
from prover.checkers.geometry import GeometryChecker
from prover.checkers.protocol import CheckOutcome
from prover.checkers.registry import CheckerRegistry
from prover.contest.compete import ContestResult, InProcessRunner, compete
from prover.contest.submission import read_state
from prover.limits.budget import Budget
from prover.problems.contest import Contest, Session
from prover.problems.errors import InvalidProblem
from prover.problems.problem import FormalStatement, Problem, ProblemKind
from prover.run.engine import Needs, Prepared, prepare
from prover.run.runner import Result, prove
from prover.trace.attempt import Attempt, Certificate
from prover.trace.context import RunContext
from prover.trace.events import AttemptMade, Event
from prover.verdicts.verdict import Rung


class Scribe:
    """An engine that writes an argument nobody vouches for."""

    name = "scribe"

    def __init__(self) -> None:
        self.shares: dict[str, float] = {}

    reach: Rung = "unverified"

    def needs(self) -> Needs:
        return Needs()

    def prepare(self, problem: Problem) -> Prepared:
        return Prepared(problem)

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        problem, budget = prepared.problem, context.budget
        self.shares[problem.id] = budget.remaining("wall") or 0.0
        if problem.id.startswith("slow"):
            await asyncio.sleep(3600)
        if problem.id.startswith("broken"):
            raise RuntimeError("the engine broke")
        if problem.id.startswith("invalid"):
            raise InvalidProblem("the statement is wrong; mend it")
        return [Attempt(engine=self.name, proof_markdown=f"An argument for {problem.id}.")]


def cup(*sessions: tuple[str, ...], wall: float = 60.0) -> Contest:
    return Contest(
        id="cup",
        name="Cup",
        sessions=tuple(
            Session(
                f"Day {number}",
                wall,
                tuple(
                    Problem(id=name, source=name, kind=ProblemKind.ALGEBRA, statement="Prove it.")
                    for name in names
                ),
            )
            for number, names in enumerate(sessions, start=1)
        ),
    )


class Unhurried(GeometryChecker):
    """The checker on a machine that has other things to do."""

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        await asyncio.sleep(0.3)
        return await super().check(problem, attempt, context)


def runner(engine: Scribe) -> InProcessRunner:
    async def prove_one(
        problem: Problem,
        budget: Budget,
        bundle: Path,
        listen: Callable[[Event], None],
        sealed: Callable[[Bundle], None],
    ) -> Result:
        return await prove(
            problem,
            prepare(problem, [engine]),
            budget,
            None,
            bundle,
            listen,
            "symbolically_verified",
            registry=CheckerRegistry({"geometry": Unhurried}),
            command=(),
            sealed=sealed,
        )

    return InProcessRunner(prove_one)


async def sit(
    contest: Contest,
    folder: Path,
    engine: Scribe | InProcessRunner,
    follow: Callable[[Problem, Event], None] = lambda problem, event: None,
    budget: float | None = None,
    tokens: float | None = None,
    cost: float | None = None,
) -> ContestResult:
    return await compete(
        contest,
        folder,
        engine if isinstance(engine, InProcessRunner) else runner(engine),
        asked_rung="symbolically_verified",
        command=("olympiad", "compete"),
        budget=budget,
        tokens=tokens,
        cost=cost,
        follow=follow,
    )


async def test_every_problem_gets_a_submission_and_a_bundle(tmp_path: Path) -> None:
    result = await sit(cup(("p1", "p2"), ("p3",)), tmp_path / "s", Scribe())
    assert result.state.finished and not result.resumed
    assert [(e.id, e.session, e.status) for e in result.state.problems] == [
        ("p1", 0, "done"),
        ("p2", 0, "done"),
        ("p3", 1, "done"),
    ]
    for name in ("p1", "p2", "p3"):
        text = (tmp_path / "s" / f"{name}.md").read_text()
        assert f"An argument for {name}." in text
        assert "**Verdict: `unverified`.** Nobody vouches." in text
        assert (tmp_path / "s" / "bundles" / name / "verdict.json").exists()


async def test_time_that_one_problem_does_not_use_goes_to_those_after_it(tmp_path: Path) -> None:
    engine = Scribe()
    await sit(cup(("p1", "p2", "p3")), tmp_path / "s", engine)
    working = 60.0 * 0.98
    assert engine.shares["p1"] <= working / 3
    assert working / 3 < engine.shares["p2"] <= working / 2
    assert working / 2 < engine.shares["p3"] <= working


class Spender(Scribe):
    """An engine that spends what `amounts` says, and notes its shares of tokens and money."""

    def __init__(self, **amounts: tuple[float, float]) -> None:
        super().__init__()
        self.amounts = amounts
        self.given: dict[str, tuple[float | None, float | None]] = {}

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        problem, budget = prepared.problem, context.budget
        self.given[problem.id] = (budget.remaining("tokens"), budget.remaining("cost"))
        tokens, cost = self.amounts.get(problem.id, (0.0, 0.0))
        budget.spend(tokens=tokens, cost=cost)
        return await super().run(prepared, context)


async def test_tokens_and_money_are_shared_out_over_all_sessions(tmp_path: Path) -> None:
    engine = Spender(p1=(100, 1.0), p2=(300, 0.0), p3=(200, 2.0))
    contest = cup(("p1", "p2"), ("p3", "p4"))
    result = await sit(contest, tmp_path / "s", engine, tokens=1000, cost=8)
    # Each gets an equal part of what the contest has left, whatever its session.
    assert engine.given == {
        "p1": (250, 2.0), "p2": (300, 7 / 3), "p3": (300, 3.5), "p4": (400, 5.0),
    }  # fmt: skip
    used = {limit.limit: (limit.used, limit.allowed) for limit in result.state.limits}
    assert used == {"tokens": (600, 1000), "cost": (3.0, 8)}
    by_id = {entry.id: entry.status for entry in result.state.problems}
    assert by_id == {"p1": "done", "p2": "out_of_budget", "p3": "done", "p4": "done"}


async def test_without_limits_there_are_none(tmp_path: Path) -> None:
    engine = Spender(p1=(1e9, 1e6))
    await sit(cup(("p1",), ("p2",)), tmp_path / "s", engine)
    assert engine.given == {"p1": (None, None), "p2": (None, None)}


async def test_what_was_spent_before_a_kill_stays_spent(tmp_path: Path) -> None:
    contest, folder, left = cup(("p1", "p2"), ("p3",)), tmp_path / "s", tmp_path / "left"

    def follow(problem: Problem, event: Event) -> None:
        if problem.id == "p2" and event.body.kind == "budget_tick" and not left.exists():
            shutil.copytree(folder, left)  # what a kill at this moment would leave

    await sit(contest, folder, Spender(p1=(400, 0.0), p2=(100, 0.0)), follow, tokens=1200)
    engine = Spender()
    await sit(contest, left, engine, tokens=9e9)
    assert engine.given == {"p2": (350, None), "p3": (700, None)}


async def test_one_bad_problem_does_not_cost_the_others(tmp_path: Path) -> None:
    result = await sit(cup(("broken", "invalid", "p3")), tmp_path / "s", Scribe())
    by_id = {entry.id: entry for entry in result.state.problems}
    assert by_id["broken"].status == "done"
    assert "the engine broke" in (tmp_path / "s" / "broken.md").read_text()
    assert by_id["invalid"].status == "invalid"
    assert by_id["invalid"].detail == "the statement is wrong; mend it"
    assert "the statement is wrong; mend it" in (tmp_path / "s" / "invalid.md").read_text()
    assert by_id["p3"].status == "done"
    assert result.state.finished


async def test_a_runner_that_breaks_on_a_problem_is_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    contest = cup(("p1", "p2"))

    def block(problem: Problem, event: Event) -> None:
        # Somebody puts a file where the second problem's bundle belongs.
        place = folder / "bundles" / "p2"
        if problem.id == "p1" and not place.exists():
            place.write_text("in the way")

    result = await sit(contest, folder, Scribe(), block)
    assert [e.status for e in result.state.problems] == ["done", "failed"]
    assert "NotABundle" in result.state.problems[1].detail


async def test_the_clock_stops_a_problem_and_the_next_still_has_its_turn(tmp_path: Path) -> None:
    result = await sit(cup(("slow", "p2")), tmp_path / "s", Scribe(), budget=1.0)
    assert [e.status for e in result.state.problems] == ["out_of_budget", "done"]


async def test_interrupted_contest_goes_on_with_the_same_clock(tmp_path: Path) -> None:
    contest, folder = cup(("p1", "slow", "p3")), tmp_path / "s"

    def interrupt(problem: Problem, event: Event) -> None:
        if problem.id == "slow" and event.kind == "engine_started":
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.ensure_future(sit(contest, folder, Scribe(), interrupt))
    with pytest.raises(asyncio.CancelledError):
        await task
    stopped = read_state(folder)
    assert stopped is not None and not stopped.finished
    assert [e.status for e in stopped.problems] == ["done", "interrupted", "waiting"]
    assert "`unverified`" in (folder / "p3.md").read_text()
    assert stopped.sessions[0].budget is not None

    engine = Scribe()
    again = asyncio.ensure_future(sit(contest, folder, engine, interrupt))
    task = again
    with pytest.raises(asyncio.CancelledError):
        await again
    resumed = read_state(folder)
    assert resumed is not None and resumed.sessions[0].budget is not None
    assert resumed.sessions[0].budget["started"] == stopped.sessions[0].budget["started"]
    assert "p1" not in engine.shares  # what is done is not done again
    assert resumed.problems[1].seconds >= stopped.problems[1].seconds


async def test_a_session_that_ended_while_the_process_was_dead_is_over(tmp_path: Path) -> None:
    contest, folder = cup(("slow", "p2"), ("p3",)), tmp_path / "s"

    def interrupt(problem: Problem, event: Event) -> None:
        if event.kind == "engine_started":
            asyncio.get_running_loop().call_soon(task.cancel)

    task = asyncio.ensure_future(sit(contest, folder, Scribe(), interrupt))
    with pytest.raises(asyncio.CancelledError):
        await task
    # An hour passes: the session's recorded start lies that much further back.
    file = folder / "submission.json"
    state = read_state(folder)
    assert state is not None and state.sessions[0].budget is not None
    started = state.sessions[0].budget["started"]
    file.write_text(file.read_text().replace(str(started), str(started - 3600)))

    engine = Scribe()
    result = await sit(contest, folder, engine)
    assert result.resumed and result.state.finished
    assert [e.status for e in result.state.problems] == ["out_of_budget", "out_of_budget", "done"]
    assert list(engine.shares) == ["p3"]  # the second session has a clock of its own


PROVED = Problem(
    id="altitudes",
    source="altitudes",
    kind=ProblemKind.GEOMETRY,
    statement="Prove that the altitudes of a triangle meet in one point.",
    geometry=FormalStatement(
        text="a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c",
        author="somebody",
        author_kind="person",
    ),
)


class Sketcher(Scribe):
    """An engine with a valid proof of `PROVED`, which is handed over when `ready` says so."""

    reach: Rung = "symbolically_verified"

    def __init__(self, ready: Callable[[RunContext], bool] = lambda context: True) -> None:
        super().__init__()
        self.ready = ready
        assert PROVED.geometry is not None
        self.outcome = geometry.prove(geometry.parse_statement(PROVED.geometry.text))

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        while not self.ready(context):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert self.outcome.certificate_json is not None
        proof = Attempt(
            engine=self.name,
            proof_markdown=self.outcome.rendering.section,
            certificate=Certificate(kind="geometry", text=self.outcome.certificate_json),
        )
        context.emit(AttemptMade(attempt=proof))
        return [proof]


def sitting_of(*problems: Problem, wall: float = 60.0) -> Contest:
    return Contest(id="cup", name="Cup", sessions=(Session("Day 1", wall, problems),))


async def test_a_proof_at_the_end_of_a_share_is_still_checked(tmp_path: Path) -> None:
    late = Sketcher(lambda context: (context.budget.remaining("wall") or 0.0) < 0.05)
    result = await sit(sitting_of(PROVED, wall=6.0), tmp_path / "s", late)
    assert result.state.problems[0].rung == "symbolically_verified"


async def test_what_is_sealed_is_handed_in_at_once(tmp_path: Path) -> None:
    folder, seen = tmp_path / "s", list[str]()

    class Draftsman(Scribe):
        async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
            made = await super().run(prepared, context)
            context.emit(AttemptMade(attempt=made[0]))
            for _ in range(1000):
                await asyncio.sleep(0.01)
                if "An argument for p1." in (folder / "p1.md").read_text():
                    seen.append(read_state(folder).problems[0].status)  # type: ignore[union-attr]
                    break
            return made

    await sit(cup(("p1",)), folder, Draftsman())
    assert seen == ["running"]


async def test_the_failure_of_a_run_does_not_hide_what_it_had_sealed(tmp_path: Path) -> None:
    folder, works = tmp_path / "s", runner(Sketcher()).prove_one

    async def breaks(
        problem: Problem,
        budget: Budget,
        bundle: Path,
        listen: Callable[[Event], None],
        sealed: Callable[[Bundle], None],
    ) -> Result:
        await works(problem, budget, bundle, listen, sealed)
        raise RuntimeError("it broke behind the proof")

    result = await sit(sitting_of(PROVED), folder, InProcessRunner(breaks))
    [entry] = result.state.problems
    assert (entry.status, entry.rung) == ("failed", "symbolically_verified")
    assert "it broke behind the proof" in entry.detail
    assert "`symbolically_verified`" in (folder / "altitudes.md").read_text()


class Modelled(Sketcher):
    """An engine whose model is away for its first `away` runs at each problem."""

    def __init__(self, away: int) -> None:
        super().__init__()
        self.away, self.runs = away, 0

    def needs(self) -> Needs:
        return Needs(model=True)

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        self.runs += 1
        if self.runs <= self.away:
            raise ConnectionError("no answer from the endpoint")
        return await super().run(prepared, context)


async def test_an_endpoint_that_is_away_for_a_while_costs_no_problem(tmp_path: Path) -> None:
    engine = Modelled(away=2)
    result = await sit(sitting_of(PROVED), tmp_path / "s", engine)
    assert result.state.problems[0].rung == "symbolically_verified" and engine.runs == 3


async def test_an_endpoint_that_is_away_to_the_end_is_waited_for_until_the_bell(
    tmp_path: Path,
) -> None:
    engine = Modelled(away=10**9)
    result = await sit(sitting_of(PROVED, wall=4.0), tmp_path / "s", engine)
    assert result.state.finished and engine.runs > 1
    assert result.state.sessions[0].budget is not None
    assert "no answer from the endpoint" in (tmp_path / "s" / "altitudes.md").read_text()


async def test_what_does_the_same_again_is_not_run_again(tmp_path: Path) -> None:
    engine = Spender()
    await sit(cup(("p1",)), tmp_path / "s", engine)
    assert list(engine.given) == ["p1"]


async def test_later_passes_leave_later_sessions_their_tokens(tmp_path: Path) -> None:
    class Thirsty(Spender):
        def needs(self) -> Needs:
            return Needs(model=True)

        async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
            given = context.budget.remaining("tokens") or 0.0
            self.amounts = {prepared.problem.id: (0.6 * given, 0.0)}
            first.setdefault(prepared.problem.id, given)
            return await super().run(prepared, context)

    engine, first = Thirsty(), dict[str, float]()
    contest = cup(("p1",), ("p2",), wall=3.0)
    result = await sit(contest, tmp_path / "s", engine, tokens=1000)
    # The first session may use 500 and what is left of them again and again, never the others.
    assert first["p1"] == 500 and 500 <= first["p2"] < 700
    assert result.state.finished


async def test_a_resumed_contest_never_lowers_a_verdict(tmp_path: Path) -> None:
    contest, folder, left = sitting_of(PROVED), tmp_path / "s", tmp_path / "left"

    def follow(problem: Problem, event: Event) -> None:
        if event.body.kind == "run_finished":
            shutil.copytree(folder, left)  # what a kill at this moment would leave

    await sit(contest, folder, Sketcher(), follow)
    file = left / "submission.json"
    state = read_state(left)
    assert state is not None and state.problems[0].status == "running"
    assert state.sessions[0].budget is not None
    started = state.sessions[0].budget["started"]
    file.write_text(file.read_text().replace(str(started), str(started - 3600)))  # past the bell
    result = await sit(contest, left, Sketcher())
    assert result.resumed and result.state.problems[0].rung == "symbolically_verified"
    assert "`symbolically_verified`" in (left / "altitudes.md").read_text()
