"""The posterior says what follows from votes, and the index rule acts on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.deepthink.control.adaptive import (
    STEP_SHARE,
    acceptable,
    assess_state,
    mean_tokens,
    plan,
)
from prover.deepthink.control.arms import arms_of
from prover.deepthink.control.effort import thinking_levels
from prover.deepthink.control.posterior import Beliefs, BetaRate, assess, outlook, with_acceptance
from prover.deepthink.control.presets import Adaptive
from prover.deepthink.judge import Opinion, PlacedIssue
from prover.deepthink.state.state import Candidate, State, Step

BELIEFS = Beliefs()
ISSUE = PlacedIssue(quote="q", category="gap", severity="fatal")


def candidate(number: int, passes: int, fails: int = 0, judge: str = "a") -> Candidate:
    opinions = [Opinion(decision="accepts", grade=7, judge=judge)] * passes
    opinions += [Opinion(decision="rejects", grade=1, judge=judge, issues=(ISSUE,))] * fails
    return Candidate(number, f"text {number}", "attempt", opinions=tuple(opinions))


def right(*candidates: Candidate) -> list[float]:
    found = assess(candidates, BELIEFS).right
    return [found[one.number] for one in candidates]


votes = st.tuples(st.integers(0, 12), st.integers(0, 12))


@given(st.lists(votes, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_probabilities_are_probabilities_and_votes_move_them_the_right_way(
    counts: list[tuple[int, int]],
) -> None:
    pool = [candidate(n, *count) for n, count in enumerate(counts)]
    before = right(*pool)
    assert all(0 <= chance <= 1 for chance in before)
    better = [candidate(0, counts[0][0] + 1, counts[0][1]), *pool[1:]]
    worse = [candidate(0, counts[0][0], counts[0][1] + 1), *pool[1:]]
    assert right(*worse)[0] <= before[0] + 1e-9 <= right(*better)[0] + 2e-9


def test_readings_of_the_same_judge_tell_less_than_those_of_another() -> None:
    same = candidate(0, 6)
    mixed = replace(same, opinions=same.opinions[:3] + candidate(0, 3, judge="b").opinions)
    assert right(mixed)[0] > right(same)[0]


def test_one_that_passes_among_many_that_fail_is_believed_less() -> None:
    alone = right(candidate(0, 5))[0]
    among = right(candidate(0, 5), *(candidate(n, 0, 2) for n in range(1, 20)))[0]
    assert among < alone - 0.1


def test_many_that_pass_alike_may_be_one_mistake() -> None:
    pool = [candidate(n, 6) for n in range(6)]
    independent = assess(pool, replace(BELIEFS, shared_mistakes=0.0)).right[0]
    shared = assess(pool, replace(BELIEFS, shared_mistakes=0.9)).right[0]
    assert shared < independent


def test_an_uninformative_grader_leaves_the_prior() -> None:
    blind = Beliefs(
        right=BetaRate(0.5, 2.0), wrong=BetaRate(0.5, 2.0), wrong_refined=BetaRate(0.5, 2.0)
    )
    prior = assess((), blind).arms[("fresh", 0)]
    assert assess([candidate(0, 9)], blind).right[0] == pytest.approx(prior, abs=1e-9)


@given(st.lists(votes, min_size=1, max_size=5), st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_the_outlook_is_what_the_posterior_will_say(
    counts: list[tuple[int, int]], judges: int
) -> None:
    """Given theta, readings to come are exact: P(right now) is the mean of P(right after), and
    acceptances raise it as they raise the chance to pass on."""
    pool = [candidate(n, *count) for n, count in enumerate(counts)]
    standing = assess(pool, BELIEFS).of[0]
    passing, then = outlook(standing, BELIEFS, judges, 6)
    assert standing.wrong.sum() + standing.right == pytest.approx(1)
    assert passing[0] == pytest.approx(1) and then[0] == pytest.approx(standing.right)
    assert all(passing[1:] <= passing[:-1] + 1e-12) and all(then[1:] >= then[:-1] - 1e-9)
    assert all(passing * then <= standing.right + 1e-12)
    after = replace(pool[0], opinions=(*pool[0].opinions, *candidate(0, 1).opinions))
    if judges == 1:
        assert then[1] == pytest.approx(assess([after, *pool[1:]], BELIEFS).right[0], abs=1e-9)


def test_the_outlook_of_a_text_knows_of_mistakes_that_passed_before() -> None:
    shared = replace(BELIEFS, shared_mistakes=0.9)
    few = assess([candidate(0, 1)], shared).next["fresh", 0]
    hard = [candidate(0, 9, 1), *(candidate(n, 9, 1) for n in range(1, 6))]
    many = assess(hard, shared).next["fresh", 0].with_right(few.right)
    assert outlook(many, shared, 1, 8)[1][8] < outlook(few, shared, 1, 8)[1][8]


def test_judges_read_in_turn() -> None:
    assert with_acceptance((), 2) == ((1, 0),)
    assert with_acceptance(((1, 0),), 2) == ((1, 0), (1, 0))
    assert with_acceptance(((1, 0), (3, 1)), 2) == ((2, 0), (3, 1))


def test_versions_of_near_misses_are_an_arm_of_their_own() -> None:
    near = replace(
        candidate(0, 0),
        opinions=(Opinion(decision="rejects", grade=5, judge="a", issues=(ISSUE,)),),
    )
    pool = [
        near,
        candidate(1, 0, 1),
        replace(candidate(2, 0), origin="refine", parent=0),
        replace(candidate(3, 0), origin="refine", parent=1),
        replace(candidate(4, 0, 1), origin="refine", parent=2),
        replace(candidate(5, 0), origin="refine", parent=4),
    ]
    sources = [arm for arm, _ in arms_of(pool).values()]
    assert sources == ["fresh", "fresh", "mend", "refine", "mend", "mend"]


def state(*candidates: Candidate) -> State:
    made = State("p", "s")
    for one in candidates:
        made = made.with_candidate(one)
    return made


PRESET = Adaptive()


def next_kinds(
    of: State, width: int = 1, tokens: float | None = None, preset: Adaptive = PRESET
) -> list[tuple[str, int | None]]:
    found = plan(
        of, assess_state(of, BELIEFS, preset), BELIEFS, preset, width=width, tokens_left=tokens
    )
    return [(action.kind, action.number) for action in found]


def test_what_passes_is_read_on_and_what_failed_is_not() -> None:
    assert next_kinds(state()) == [("attempt", None)]
    pool = state(candidate(0, 3), candidate(1, 0, 3))
    assert ("verify", 0) in next_kinds(pool, width=8)
    assert ("verify", 1) not in next_kinds(pool, width=8)


def test_tokens_that_pay_for_a_reading_only_are_not_spent_on_a_text_that_failed() -> None:
    """Reading it would be the only step there is; it would not be believed right afterwards."""
    assert next_kinds(state(candidate(0, 0, 1)), tokens=10_000) == [("verify", 0)]
    assert next_kinds(state(candidate(0, 0, 3)), tokens=10_000) == []
    both = state(candidate(0, 0, 3), candidate(1, 1, 1))
    assert next_kinds(both, tokens=10_000, width=4) == [("verify", 1)]


def test_what_failed_is_refined_and_not_more_often_than_allowed() -> None:
    failed = candidate(0, 0, 3)
    version = replace(candidate(1, 0, 3), origin="refine", parent=0)
    for children, again in ((2, True), (1, False)):
        preset = PRESET.model_copy(update={"children": children})
        assert ("refine", 0) in next_kinds(state(failed), width=8, preset=preset)
        both = next_kinds(state(failed, version), width=16, preset=preset)
        assert (("refine", 0) in both) is again and ("refine", 1) in both


def test_width_is_filled_and_no_candidate_is_used_twice() -> None:
    found = next_kinds(state(candidate(0, 1), candidate(1, 1), candidate(2, 0, 2)), width=8)
    numbers = [number for _, number in found if number is not None]
    assert len(found) == 8 and len(numbers) == len(set(numbers))


def test_a_step_takes_no_more_than_its_share_of_the_tokens_left() -> None:
    empty = state()
    each = mean_tokens(empty, "attempt") + mean_tokens(empty, "verify")
    for fits in (1, 5, 64):
        tokens = (fits + 0.5) * each / STEP_SHARE
        assert next_kinds(empty, width=64, tokens=tokens) == [("attempt", None)] * fits
    assert len(next_kinds(empty, width=64, tokens=each)) == 1
    assert len(next_kinds(empty, width=64)) == 64


def test_nothing_is_begun_that_the_tokens_cannot_end() -> None:
    assert next_kinds(state(candidate(0, 1)), tokens=10_000) == [("verify", 0)]
    assert next_kinds(state(candidate(0, 1)), tokens=2_000) == []
    assert next_kinds(state(), tokens=2_000) == [("attempt", None)]


def test_an_objection_that_stands_is_never_accepted() -> None:
    assert acceptable(candidate(0, 9), 0.999, PRESET)
    assert not acceptable(candidate(0, 60, 1), 0.999, PRESET)
    assert not acceptable(candidate(0, 9), 0.9, PRESET)
    assert not acceptable(candidate(0, 2), 0.999, PRESET)


LONGER = PRESET.model_copy(update={"raise_effort": True})


def efforts(of: State, *, preset: Adaptive = LONGER, tokens: float = 5e7, **more: Any) -> list[int]:
    """The efforts of the attempts that are planned next, 16 steps side by side."""
    assessment = assess_state(of, BELIEFS, preset)
    found = plan(of, assessment, BELIEFS, preset, width=16, tokens_left=tokens, **more)
    return [action.effort for action in found if action.kind == "attempt"]


def test_more_thinking_is_tried_after_failures_by_one_text_at_a_time() -> None:
    """However many tokens are left."""
    assert set(efforts(state())) == {0}
    assert set(efforts(state(*(candidate(n, 0, 2) for n in range(7))))) == {0}
    hard = state(*(candidate(n, 0, 2) for n in range(8)))
    assert efforts(hard).count(1) == 1 and set(efforts(hard)) == {0, 1}
    assert set(efforts(hard, preset=PRESET)) == {0}
    assert set(efforts(hard, max_effort=0)) == {0}


def test_more_thinking_becomes_the_rule_only_where_it_helped_on_this_problem() -> None:
    def attempts(*thought_longer: Candidate) -> list[int]:
        failed = [candidate(n, 0, 2) for n in range(8)]
        longer = [replace(one, number=8 + n, effort=1) for n, one in enumerate(thought_longer)]
        return efforts(state(*failed, *longer))

    helped = attempts(candidate(0, 4), candidate(0, 4))
    assert helped.count(1) > helped.count(0)
    assert set(attempts(candidate(0, 0, 2))) == {0}
    assert set(attempts(*[candidate(0, 0, 2)] * 20)) == {0}  # a level that failed leads no higher


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_a_level_is_open_only_if_it_passed_more_or_is_on_probation(
    texts: list[tuple[int, int, int]],
) -> None:
    pool = [
        replace(candidate(number, passes, fails), effort=effort)
        for number, (effort, passes, fails) in enumerate(texts)
    ]
    levels = thinking_levels(pool, 2)
    assert levels[0] is False and list(levels) == list(range(len(levels)))
    for level, on_probation in levels.items():
        tried = [one for one in pool if one.effort == level]
        below = [one for one in pool if one.effort == level - 1]
        if on_probation:
            assert level + 1 not in levels
            assert 8 * len(tried) < sum(one.fails > 0 for one in below)
        elif level:
            assert any(one.passes for one in tried)


def test_the_search_ends_when_no_step_is_worth_its_tokens() -> None:
    sure = state(candidate(0, 24))
    picky = PRESET.model_copy(update={"worth": 1e-6})
    # What no single step would raise is looked into while the doubt outweighs the tokens spent.
    assert next_kinds(replace(sure, tokens=1_000), preset=picky) != []
    assert next_kinds(replace(sure, tokens=1_000_000), preset=picky) == []
    # A step that raises it is made, whatever was spent.
    assert next_kinds(replace(state(candidate(0, 2)), tokens=10**9), preset=picky) != []


def test_with_few_tokens_left_what_says_something_soon_comes_first() -> None:
    pool = state(candidate(0, 3), candidate(1, 0, 3))
    assert next_kinds(pool, tokens=100_000) == [("verify", 0)]
    # Nothing presses: another text that passes as well would also say that the problem is easy.
    assert next_kinds(pool, tokens=5e6) == [("attempt", None)]


def test_costs_are_learned_from_the_log() -> None:
    plain = state()
    seen = replace(plain, log=tuple(Step(0, "attempt", None, 90_000, "") for _ in range(20)))
    assert mean_tokens(seen, "attempt") > 3 * mean_tokens(plain, "attempt")
    assert mean_tokens(plain, "attempt", effort=1) == 2 * mean_tokens(plain, "attempt")
    longer = replace(
        plain, log=tuple(Step(0, "attempt", None, 30_000, "", effort=1) for _ in range(50))
    )
    assert mean_tokens(longer, "attempt", effort=1) == pytest.approx(30_000, rel=0.01)
