"""What a goal is beyond how it looks: identities from a real Lean, alone and in batches."""

from __future__ import annotations

import pytest

from lean.driver.goals import Goal, Term
from lean.driver.identity import identify
from lean.driver.pool import Pool
from lean.driver.state import ProofState
from lean.errors import LeanError
from lean.library.profile import Profile, find_profile


@pytest.fixture(scope="module")
def profile() -> Profile:
    try:
        return find_profile("core")
    except LeanError as error:
        pytest.skip(str(error))


@pytest.mark.lean
@pytest.mark.parametrize(
    "statement",
    [
        "theorem t : (1:Nat) - 2 = 0 ∧ (1:Int) - 2 = 0 := by sorry",
        "theorem t (a : Nat) : ((a - 3 : Nat) : Int) = 0 ∧ ((a - 3 : Int)) = 0 := by sorry",
        "theorem t : (∀ n : Nat, n = n) ∧ (∀ n : Int, n = n) := by sorry",
    ],
)
async def test_goals_of_other_types_have_other_identities(profile: Profile, statement: str) -> None:
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        state = await session.apply(session.root, "constructor")
        assert isinstance(state, ProofState)
        first, second = state.goals
        assert first.identity and second.identity
        assert first.identity != second.identity
        assert session.root.goals[0].identity not in {"", first.identity, second.identity}


@pytest.mark.lean
async def test_the_same_goal_has_one_identity_whichever_way_it_came(profile: Profile) -> None:
    statement = "theorem t (a b : Nat) (h : a < b) : a < b ∧ a < b := by sorry"
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        ways = ["constructor", "apply And.intro", "refine ⟨?_, ?_⟩", "skip", "no_tactic"]
        together = await session.apply_batch(session.root, ways)
        alone = [await session.apply(session.root, way) for way in ways]
        found = set()
        for results in (together, alone):
            for result in results[:3]:
                assert isinstance(result, ProofState)
                found.update(goal.identity for goal in result.goals)
            assert isinstance(results[3], ProofState)
            assert results[3].goals[0].identity == session.root.goals[0].identity
        assert len(found) == 1 and "" not in found
        # The display is as before: nothing of the explicit form leaks into it.
        assert isinstance(alone[0], ProofState)
        assert alone[0].goals[0].target.text == "a < b"
        renamed = await session.apply(session.root, "rename Nat => c")
        assert isinstance(renamed, ProofState)
        assert renamed.goals[0].identity != session.root.goals[0].identity


def test_what_lean_left_out_or_did_not_say_gives_no_identity() -> None:
    goal = Goal((), Term("p"))
    assert identify([goal], None) == (goal,)
    assert identify([goal, goal], "⊢ p") == (goal, goal)
    assert identify([goal], "⊢ f ⋯")[0].identity == ""
    tagged, plain = identify([goal, goal], "case left\n⊢ p\n\n⊢ p")
    assert tagged.identity == plain.identity != ""
