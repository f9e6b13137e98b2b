"""The Lean environment on a real Lean: goals apart, false successes found, proofs that replay."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from lean.checker.check import Checker
from lean.driver.pool import Pool
from lean.driver.session import Session
from lean.errors import LeanError
from lean.library.profile import Profile, find_profile
from mcts.env.lean import LeanEnvironment, LeanState, layout
from mcts.env.narrate import narrate
from mcts.policy.enumerate.curated import CuratedPolicy
from mcts.protocols.environment import Failed, Subgoals
from mcts.search.config import hand_written_policy_config
from mcts.search.driver import search
from mcts.search.proof import ProofTree

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


def targets(result: Subgoals[LeanState] | Failed) -> list[str]:
    assert isinstance(result, Subgoals), result
    return [state.goal.target.text for state in result.states]


async def only(environment: LeanEnvironment, state: LeanState, tactic: str) -> list[LeanState]:
    (result,) = await environment.apply(state, [tactic])
    assert isinstance(result, Subgoals), result
    return list(result.states)


async def found(session: Session) -> tuple[LeanEnvironment, ProofTree | None, str]:
    environment = LeanEnvironment(session)
    result = await search(
        environment.root(), environment, CuratedPolicy(), hand_written_policy_config()
    )
    return environment, result.proof, narrate(result.root) if result.proof else ""


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
        split = ProofTree("constructor", (ProofTree("rfl"), ProofTree("rfl")))
        proof = ProofTree("constructor", (ProofTree("rfl"), split))
        assert await environment.replay(proof)
        assert not await environment.replay(ProofTree("constructor", (ProofTree("rfl"),)))


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
    leaf = ProofTree("simp\nomega")
    chain = ProofTree("intro h", (leaf,))
    assert layout(ProofTree("constructor", (chain, leaf))) == (
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
        environment, proof, story = await found(session)
        assert proof is not None
        assert await environment.replay(proof)
        for action in proof.actions():
            assert action.split("\n")[0] in story
    body = "\n".join("  " + line for line in layout(proof).split("\n"))
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
