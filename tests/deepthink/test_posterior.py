"""The posterior says what follows from votes, and the index rule acts on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.deepthink.adaptive import acceptable, assess_state, hopeless, plan
from prover.deepthink.judge import Issue, Opinion
from prover.deepthink.posterior import Beliefs, BetaRate, assess, votes_needed
from prover.deepthink.presets import Adaptive
from prover.deepthink.state import Candidate, State, Step

BELIEFS = Beliefs()
ISSUE = Issue(quote="q", category="gap", severity="fatal")


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


def test_votes_needed_lift_the_chance() -> None:
    assert votes_needed(0.999, (), 0.98, BELIEFS) == 0
    few, many = (votes_needed(0.3, (), target, BELIEFS) for target in (0.8, 0.95))
    assert 0 < few < many <= 32


def state(*candidates: Candidate) -> State:
    made = State("p", "s")
    for one in candidates:
        made = made.with_candidate(one)
    return made


PRESET = Adaptive()


def next_kinds(
    of: State, width: int = 1, tokens: float | None = None
) -> list[tuple[str, int | None]]:
    found = plan(
        of, assess_state(of, BELIEFS, PRESET), BELIEFS, PRESET, width=width, tokens_left=tokens
    )
    return [(action.kind, action.number) for action in found]


def test_what_passes_is_read_on_and_what_failed_is_not() -> None:
    assert next_kinds(state()) == [("attempt", None)]
    assert next_kinds(state(candidate(0, 3), candidate(1, 0, 1))) == [("verify", 0)]
    assert all(step != ("verify", 0) for step in next_kinds(state(candidate(0, 9, 1)), width=8))


def test_width_is_filled_and_no_candidate_is_used_twice() -> None:
    found = next_kinds(state(candidate(0, 1), candidate(1, 1), candidate(2, 0, 2)), width=8)
    numbers = [number for _, number in found if number is not None]
    assert len(found) == 8 and len(numbers) == len(set(numbers))


def test_nothing_is_begun_that_the_tokens_cannot_end() -> None:
    assert next_kinds(state(candidate(0, 1)), tokens=10_000) == [("verify", 0)]
    assert next_kinds(state(candidate(0, 1)), tokens=2_000) == []
    assert next_kinds(state(), tokens=2_000) == [("attempt", None)]


def test_an_objection_that_stands_is_never_accepted() -> None:
    assert acceptable(candidate(0, 9), 0.999, PRESET)
    assert not acceptable(candidate(0, 60, 1), 0.999, PRESET)
    assert not acceptable(candidate(0, 9), 0.9, PRESET)
    assert not acceptable(candidate(0, 2), 0.999, PRESET)


def test_more_thinking_is_tried_only_where_it_is_allowed_and_dearer() -> None:
    hard = state(*(candidate(n, 0, 2) for n in range(6)))
    arms = assess_state(hard, BELIEFS, PRESET.model_copy(update={"raise_effort": True})).arms
    assert ("fresh", 1) in arms and ("fresh", 2) not in arms
    assert ("fresh", 1) not in assess_state(hard, BELIEFS, PRESET).arms


def test_the_search_ends_when_what_is_left_would_find_nothing() -> None:
    assert hopeless(1e-9, 1e6, PRESET) and not hopeless(1e-6, 1e6, PRESET)
    assert not hopeless(1e-9, None, PRESET)


def test_costs_are_learned_from_the_log() -> None:
    from prover.deepthink.adaptive import mean_tokens

    plain = state()
    seen = replace(plain, log=tuple(Step(0, "attempt", None, 90_000, "") for _ in range(20)))
    assert mean_tokens(seen, "attempt") > 3 * mean_tokens(plain, "attempt")
    assert mean_tokens(plain, "attempt", effort=1) == 2 * mean_tokens(plain, "attempt")
