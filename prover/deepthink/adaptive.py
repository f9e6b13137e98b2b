"""Where the next token goes: the index rule, and when to stop.

Every possible next step is scored by

    index = P(it leads to an accepted right proof) / expected tokens until that is known

and the largest index goes first. That is the optimal order for searching boxes of known odds and
costs one after the other; here the odds are the posterior (`posterior.py`), which every answer
changes. So a candidate that passes readings draws more of them until it is accepted, one that
fails drops behind a fresh attempt, refinement and longer thinking are used as far as they help on
this very problem, and nothing has a fixed number of attempts, readings or rounds.

Stop when a candidate is right with probability `target` and no objection against it stands, or
when all tokens that are left would, at the best index, find a proof with probability below
`hopeless`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from prover.deepthink.posterior import Arm, Assessment, Beliefs, arm_of, assess, votes_needed
from prover.deepthink.presets import Adaptive
from prover.deepthink.state import Candidate, State, Tally

Kind = Literal["attempt", "refine", "verify"]
MAX_READINGS = 24
"""Readings of one candidate in the loop: further ones err as the earlier ones did."""

MAX_EFFORT = 2

_PRIOR_TOKENS: Mapping[str, float] = {
    "attempt": 15_000, "refine": 15_000, "verify": 8_000, "review": 5_000,
}  # fmt: skip
_PRIOR_WEIGHT = 2.0


@dataclass(frozen=True)
class Action:
    """A possible next step and its index (probability per token). `number` is the candidate to
    read or to refine, `effort` the level of the thinking budget."""

    kind: Kind
    index: float
    number: int | None = None
    effort: int = 0


def acceptable(candidate: Candidate, right: float, preset: Adaptive) -> bool:
    """Whether a candidate may be handed in as accepted: probability, votes, and no objection that
    stands (pessimistic aggregation)."""
    return (
        right >= preset.target
        and candidate.fails == 0
        and candidate.passes >= preset.min_passes
        and candidate.refused is None
    )


def assess_state(state: State, beliefs: Beliefs, preset: Adaptive) -> Assessment:
    """The posterior over the state's candidates and the arms that could be used next."""
    arms: list[Arm] = [("refine", 0)]
    if preset.raise_effort:
        used = max((one.effort for one in state.candidates), default=0)
        arms += [("fresh", level) for level in range(1, min(used + 1, MAX_EFFORT) + 1)]
    return assess(state.alive, beliefs, arms)


def mean_tokens(state: State, stage: str, effort: int = 0) -> float:
    """Expected tokens of a call of this stage: a prior, moved by what calls cost so far."""
    spent = [step.spent for step in state.log if step.stage == stage]
    prior = _PRIOR_TOKENS[stage]
    mean = (_PRIOR_WEIGHT * prior + sum(spent)) / (_PRIOR_WEIGHT + len(spent))
    return float(mean * (1 << effort))


def plan(
    state: State,
    assessment: Assessment,
    beliefs: Beliefs,
    preset: Adaptive,
    *,
    width: int = 1,
    tokens_left: float | None = None,
    judges: int = 1,
) -> list[Action]:
    """The `width` best next steps, the best first; each candidate in one of them at most.
    `judges` of them read in turn.

    Steps that `tokens_left` cannot pay for are left out, unless nothing else is left.
    """
    read = mean_tokens(state, "verify")
    actions = [
        _reading(one, assessment, beliefs, preset, read, judges)
        for one in state.alive
        if one.fails == 0 and len(one.opinions) < MAX_READINGS
    ]
    actions += _writing(state, assessment, beliefs, preset, read, judges)
    affordable = [a for a in actions if _affordable(a, state, read, tokens_left)]
    if not affordable and tokens_left is not None:
        affordable = _endgame(state, assessment, tokens_left)
    ranked = sorted(affordable, key=lambda action: -action.index)
    chosen: list[Action] = []
    seen: set[int] = set()
    for action in ranked:
        repeats = width - len(chosen) if action.kind == "attempt" else 1
        if action.number is not None and action.number in seen:
            continue
        if action.number is not None:
            seen.add(action.number)
        # Attempts are alike: when they are best, they fill what is left of the width, but for a
        # quarter that goes on reading.
        share = repeats if action.kind != "attempt" else max(1, repeats - width // 4)
        chosen += [action] * share
        if len(chosen) >= width:
            break
    writing = next((action for action in ranked if action.kind == "attempt"), None)
    if writing is not None:
        chosen += [writing] * (width - len(chosen))
    return chosen[:width]


def hopeless(best_index: float, tokens_left: float | None, preset: Adaptive) -> bool:
    """Whether what is left would most likely find nothing."""
    return tokens_left is not None and best_index * tokens_left < preset.hopeless


def _reading(
    one: Candidate,
    assessment: Assessment,
    beliefs: Beliefs,
    preset: Adaptive,
    read: float,
    judges: int,
) -> Action:
    right = assessment.right[one.number]
    cost = _cost_to_know(one.tally, right, beliefs, preset, read, judges)
    return Action("verify", right / cost, one.number)


def _cost_to_know(
    tally: Tally, right: float, beliefs: Beliefs, preset: Adaptive, read: float, judges: int
) -> float:
    """Expected tokens until a candidate with these votes is accepted or dropped. A wrong one is
    dropped at its first rejection, after about two readings."""
    passes = sum(accepted for accepted, _ in tally)
    needed = max(
        1, preset.min_passes - passes, votes_needed(right, tally, preset.target, beliefs, judges)
    )
    needed = min(needed, MAX_READINGS)
    return read * (right * needed + (1 - right) * min(needed, 2))


def _writing(
    state: State,
    assessment: Assessment,
    beliefs: Beliefs,
    preset: Adaptive,
    read: float,
    judges: int,
) -> list[Action]:
    actions = []
    for (source, effort), right in assessment.arms.items():
        stage: Kind = "attempt" if source == "fresh" else "refine"
        cost = mean_tokens(state, stage, effort)  # to write it, and to know what it is worth
        cost += _cost_to_know((), right, beliefs, preset, read, judges)
        if stage == "attempt":
            actions.append(Action("attempt", right / cost, None, effort))
            continue
        for parent in _parents(state, assessment, preset):
            # A parent that nearly passed is worth more than one that failed at once.
            near = (1 + parent.passes) / (1.5 + parent.votes / 2)
            chance = min(1.0, right * min(1.0, near))
            actions.append(Action("refine", chance / cost, parent.number, effort))
    return actions


def _parents(state: State, assessment: Assessment, preset: Adaptive) -> list[Candidate]:
    """The most promising candidates with an objection, with not too many children so far."""
    children: dict[int, int] = {}
    for one in state.candidates:
        if one.parent is not None and one.origin == "refine":
            children[one.parent] = children.get(one.parent, 0) + 1
    rejected = [
        one for one in state.alive if one.fails and children.get(one.number, 0) < preset.children
    ]
    rejected.sort(
        key=lambda one: (
            -assessment.right[one.number], children.get(one.number, 0), -one.number
        )
    )  # fmt: skip
    return rejected[:8]


def _affordable(action: Action, state: State, read: float, tokens_left: float | None) -> bool:
    if tokens_left is None:
        return True
    if action.kind == "verify":
        return tokens_left >= read
    return tokens_left >= mean_tokens(state, action.kind, action.effort) + read


def _endgame(state: State, assessment: Assessment, tokens_left: float) -> list[Action]:
    """With too little left to write and read: one more text only if there is none at all."""
    if state.alive or tokens_left <= 0:
        return []
    return [Action("attempt", assessment.arms[("fresh", 0)])]


def arms_used(state: State) -> dict[Arm, int]:
    """How many candidates each arm wrote."""
    used: dict[Arm, int] = {}
    for one in state.candidates:
        used[arm_of(one)] = used.get(arm_of(one), 0) + 1
    return used
