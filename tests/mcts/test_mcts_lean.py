"""The Lean environment on a real Lean: goals apart, false successes found, proofs that replay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from lean.checker.check import Checker
from lean.driver.pool import Pool
from lean.driver.session import Session
from lean.errors import LeanError
from lean.library.profile import Profile, find_profile
from mcts.env.layout import layout
from mcts.env.lean import LeanEnvironment
from mcts.env.narrate import narrate
from mcts.env.states import LeanState
from mcts.policy.enumerate.curated import CuratedPolicy
from mcts.protocols.environment import Failed, Outcome, Subgoals, Undecided
from mcts.protocols.policy import Answer, Proposal
from mcts.search.config import hand_written_policy_config
from mcts.search.driver import search
from mcts.search.proof import Proof, Step, proof
from mcts.search.tree import Status

pytestmark = pytest.mark.lean


@pytest.fixture(scope="module")
def profile() -> Profile:
    try:
        return find_profile("core")
    except LeanError as error:
        pytest.skip(str(error))


@pytest.fixture
async def pool(profile: Profile) -> AsyncIterator[Pool]:
    async with Pool(profile, 1) as workers:
        yield workers


def targets(result: Outcome[LeanState]) -> list[str]:
    assert isinstance(result, Subgoals), result
    return [state.goal.target.text for state in result.states]


async def only(environment: LeanEnvironment, state: LeanState, tactic: str) -> list[LeanState]:
    (result,) = await environment.apply(state, [tactic])
    assert isinstance(result, Subgoals), result
    return list(result.states)


async def found(session: Session) -> tuple[LeanEnvironment, Proof[LeanState] | None, str]:
    environment = LeanEnvironment(session)
    result = await search(
        environment.root(), environment, CuratedPolicy(), hand_written_policy_config()
    )
    return environment, result.proof, narrate(result.proof) if result.proof else ""


async def test_goals_side_by_side_are_proved_apart_and_in_any_order(pool: Pool) -> None:
    statement = "theorem t (a b : Nat) : a + 0 = a ∧ (b = b ∧ 1 + 1 = 2) := by sorry"
    async with pool.session(statement) as session:
        environment = LeanEnvironment(session)
        first, second = await only(environment, environment.root(), "constructor")
        assert (first.goal.target.text, second.goal.target.text) == (
            "a + 0 = a",
            "b = b ∧ 1 + 1 = 2",
        )
        inner = await only(environment, second, "constructor")
        assert [state.goal.target.text for state in inner] == ["b = b", "1 + 1 = 2"]
        assert await only(environment, inner[1], "rfl") == []
        assert await only(environment, first, "rfl") == []
        (wrong,) = await environment.apply(first, ["exact rfl"])
        assert wrong == Subgoals(())
        split = proof("constructor", proof("rfl"), proof("rfl"))
        whole = proof("constructor", proof("rfl"), split)
        assert await environment.written(whole) == layout(whole)
        assert await environment.written(proof("constructor", proof("rfl"))) is None


async def test_a_tactic_that_does_not_parse_makes_no_neighbour_succeed(pool: Pool) -> None:
    async with pool.session("theorem t (n : Nat) : n + 1 = 2 := by sorry") as session:
        environment = LeanEnvironment(session)
        batch = ["skip", "no_such_tactic", "rfl", "omega", "exact )", "cases n", "rw [", "norm"]
        results = await environment.apply(environment.root(), batch)
        worked = {t for t, r in zip(batch, results, strict=True) if isinstance(r, Subgoals)}
        assert worked == {"skip", "cases n"}
        assert targets(results[0]) == ["n + 1 = 2"]
        before = environment.steps
        (again,) = await environment.apply(environment.root(), ["no_such_tactic at h"])
        assert isinstance(again, Failed)
        assert environment.steps == before


async def test_goals_that_share_a_metavariable_stay_together(pool: Pool) -> None:
    statement = "theorem t (a b c : Nat) (h : a ≤ b) (k : b ≤ c) : a ≤ c := by sorry"
    async with pool.session(statement) as session:
        environment = LeanEnvironment(session)
        (state,) = await only(environment, environment.root(), "apply Nat.le_trans")
        assert state.focus > 1
        (rest,) = await only(environment, state, "exact h")
        assert await only(environment, rest, "exact k") == []


async def test_equal_goals_have_equal_keys_whatever_they_are_called(pool: Pool) -> None:
    statement = "theorem t (a : Nat) : a = a ∧ a = a := by sorry"
    async with pool.session(statement) as session:
        environment = LeanEnvironment(session)
        first, second = await only(environment, environment.root(), "constructor")
        assert first.goal.case != second.goal.case
        assert environment.key(first) == environment.key(second)
        assert environment.key(first) != environment.key(environment.root())


def test_layout_puts_a_bullet_before_each_goal_where_there_are_several() -> None:
    leaf: Proof[LeanState] = proof("simp\nomega")
    chain = proof("intro h", leaf)
    assert layout(proof("constructor", chain, leaf)) == (
        "constructor\n· intro h\n  simp\n  omega\n· simp\n  omega"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "theorem t (n : Nat) : Nat.gcd (21 * n + 4) (14 * n + 3) = 1 := by sorry",
        "theorem t (p q : Prop) : p ∨ q → q ∨ p := by sorry",
        "theorem t (n : Nat) : 2 ∣ n * (n + 1) := by sorry",
        "theorem t (n : Nat) : n ^ 2 % 3 ≠ 2 := by sorry",
        "theorem t (n : Nat) : ∃ k, n + n + 4 = 2 * k := by sorry",
    ],
)
async def test_found_proofs_replay_and_the_checker_accepts_them(
    pool: Pool, profile: Profile, statement: str
) -> None:
    async with pool.session(statement) as session:
        environment, whole, story = await found(session)
        assert whole is not None
        text = await environment.written(whole)
        assert text is not None
        for action in whole.actions():
            assert action.split("\n")[0] in story
    body = "\n".join("  " + line for line in text.split("\n"))
    outcome = await Checker(profile).check(statement, f"by\n{body}\n")
    assert outcome.ok, outcome.one_line()


async def test_a_false_statement_is_not_proved(pool: Pool) -> None:
    async with pool.session("theorem t (n : Nat) : n = n + 1 := by sorry") as session:
        environment = LeanEnvironment(session)
        config = hand_written_policy_config()
        stop = 0

        def few() -> bool:
            nonlocal stop
            stop += 1
            return stop > 12

        result = await search(
            environment.root(), environment, CuratedPolicy(), config, should_stop=few
        )
        assert result.proof is None


async def test_goals_that_only_print_alike_are_not_one_goal(pool: Pool) -> None:
    # `1 - 2 = 0` is true of Nat and false of Int; both goals print so.
    statement = "theorem t : (1:Nat) - 2 = 0 ∧ (1:Int) - 2 = 0 := by sorry"
    async with pool.session(statement) as session:
        environment = LeanEnvironment(session)
        first, second = await only(environment, environment.root(), "constructor")
        assert first.goal.target.text == second.goal.target.text == "1 - 2 = 0"
        assert environment.key(first) != environment.key(second)
        config = replace(hand_written_policy_config(), max_simulations=6)
        result = await search(environment.root(), environment, CuratedPolicy(), config)
        assert result.ending != "proved"


async def test_a_goal_without_identity_is_like_no_other(pool: Pool) -> None:
    async with pool.session("theorem t (a : Nat) : a = a ∧ a = a := by sorry") as session:
        environment = LeanEnvironment(session)
        first, second = await only(environment, environment.root(), "constructor")
        assert environment.key(first) == environment.key(second)
        blank = [
            replace(s, proof_state=replace(s.proof_state, goals=(replace(s.goal, identity=""),)))
            for s in (first, second)
        ]
        assert environment.key(blank[0]) != environment.key(blank[1])


async def test_a_tactic_that_runs_out_of_time_refutes_nothing(pool: Pool) -> None:
    class Stubborn:
        async def propose(self, state: LeanState, *_: Any) -> Answer:
            return [Proposal("repeat (first | skip)")] if state.goal.target.text != "" else []

        async def remaining(self, states: Any) -> list[float]:
            return [1.0] * len(states)

    async with pool.session("theorem t : 1 + 1 = 2 := by sorry") as session:
        environment = LeanEnvironment(session)
        (outcome,) = await environment.apply(environment.root(), ["repeat (first | skip)"])
        assert isinstance(outcome, Undecided)
        config = replace(hand_written_policy_config(), max_simulations=3)
        result = await search(environment.root(), environment, Stubborn(), config)
        assert result.root.status is Status.OPEN
        assert environment.spent().cpu_seconds > 0


async def test_shared_goals_are_proved_once_in_front(pool: Pool) -> None:
    # Eight copies of one goal in a full binary tree; its proof takes four tactics.
    goal = "2 ∣ n * 2 + m * 4"
    statement = f"theorem t (n m : Nat) : ({goal} ∧ {goal}) ∧ {goal} ∧ {goal} := by sorry"
    async with pool.session(statement) as session:
        environment = LeanEnvironment(session)
        root = environment.root()
        (pair, _) = await only(environment, root, "constructor")
        (single, _) = await only(environment, pair, "constructor")
        leaf_tactics = ["skip", "have h := n", "clear h", "omega"]
        steps: list[Step[LeanState]] = []
        for tactic in reversed(leaf_tactics):
            below = (len(steps) - 1,) if steps else ()
            steps.append(Step(tactic, below, single))
        steps.append(Step("constructor", (3, 3), pair))
        steps.append(Step("constructor", (4, 4), root))
        whole = Proof(tuple(steps))
        assert (whole.size, whole.written) == (6, 19)
        text = await environment.written(whole)
        assert text is not None
        assert text.count("omega") == 1
        assert text.startswith(f"have shared1 : ∀ (n m : Nat), {goal} := by\n  intro n m\n")
        assert text.count("exact shared1 n m") == 4
        assert narrate(whole).count("As above") == 2


async def test_two_workers_search_one_statement(profile: Profile) -> None:
    statement = "theorem t (n : Nat) : Nat.gcd (21 * n + 4) (14 * n + 3) = 1 := by sorry"
    config = replace(hand_written_policy_config(), in_flight=2)
    async with (
        Pool(profile, 2) as pool,
        pool.session(statement) as one,
        pool.session(statement) as other,
    ):
        environment = LeanEnvironment(one, other)
        result = await search(environment.root(), environment, CuratedPolicy(), config)
        assert result.proof is not None
        assert await environment.written(result.proof) is not None
        # A state of the second worker is at home in the first.
        here, there = LeanEnvironment(one), LeanEnvironment(other)
        (state,) = await only(there, there.root(), "rw [Nat.gcd_comm]")
        (back,) = await only(here, state, "rw [Nat.gcd_comm]")
        assert here.key(back) == here.key(here.root()) == there.key(there.root())
