"""Where the next token goes: the index rule, and when to stop.

Texts are boxes: to open one costs tokens (write it, have it read), inside is the probability that
it is right, and at the end one box is handed in. For boxes of known odds, opened in any order,
the best order is by reservation value (Weitzman, "Optimal search for the best alternative",
Econometrica 47, 1979; the index of Gittins for this stopping problem): the value z at which
opening is worth just its price,

    price * expected cost = P(the next k readings all accept) * (P(right if they do) - z).

The plan for a box is to read on until the first rejection, at most k times; the index is the
largest z over k. Here the odds are the posterior (`posterior.py`), which every answer changes, so
the index is worked out anew before every step: a text that passes readings draws more of them,
one that fails drops behind, refinement is used as far as it helps on this very problem and longer
thinking where it helped (`effort.py`), and nothing has a fixed number of attempts, readings or rounds.

The price of a token is what the budget makes it: all that is left may cost `urgency`, but no more
than the best step is worth. With much left, tokens are cheap, and texts that may become nearly
certain come first; with little left, those that soon say something.

It stops when the budget ends, or when two things fall below `worth`, a probability per token:
what the best step would add to the probability of the best text, and the doubt in that text over
the tokens spent so far. The second is for what no single step shows. Further texts also tell how
hard the problem is, and on a hard one a text that every reader accepts is more likely a mistake;
so a doubt is looked into for about as long as it took to get that sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from prover.deepthink.control.arms import Arm, children_of, near_misses, repeats_itself
from prover.deepthink.control.effort import thinking_levels
from prover.deepthink.control.posterior import Array, Assessment, Beliefs, Standing, assess, outlook
from prover.deepthink.control.presets import Adaptive
from prover.deepthink.state.calls import MAX_EFFORT
from prover.deepthink.state.state import Candidate, State

Kind = Literal["attempt", "refine", "verify"]
MAX_READINGS = 24
"""Readings of one candidate in the loop: further ones err as the earlier ones did."""

HORIZON = 20
"""Readings ahead that a plan for one text looks."""

STEP_SHARE = 0.1
"""Share of the tokens left that a step's calls may cost together. What is asked side by side does
not know of one another's answers, so that a wide step late in the budget buys what is not wanted."""

LEAST_RIGHT = 0.01
"""A text believed right with less is not read again."""

KEPT = 0.9
"""Probability that a new version of a right text is right."""

FADE = 0.95
"""What each earlier version of the same text leaves of the chance that the next one is mended."""

_PRIOR_TOKENS: Mapping[str, float] = {
    "attempt": 15_000, "refine": 15_000, "verify": 8_000, "review": 5_000,
}  # fmt: skip
_PRIOR_WEIGHT = 2.0


@dataclass(frozen=True)
class Action:
    """A possible next step and its index (a probability). `number` is the candidate to read or to
    refine, `effort` the level of the thinking budget."""

    kind: Kind
    index: float
    number: int | None = None
    effort: int = 0


@dataclass(frozen=True)
class _Box:
    """A text to be read on, or written and read: what is believed of it, the tokens to write it."""

    kind: Kind
    standing: Standing
    write: float
    number: int | None = None


def acceptable(candidate: Candidate, right: float, preset: Adaptive) -> bool:
    """Whether a candidate may be handed in as accepted: probability, votes, no objection that
    stands (pessimistic aggregation) and no answer that could not be read."""
    return right >= preset.target and candidate.clean and candidate.passes >= preset.min_passes


def settled(state: State, best: Candidate | None, right: float, preset: Adaptive) -> bool:
    """Whether the problem is plainly an easy one: the best text may be handed in, and nothing that was
    read of any text speaks against it. Doubt in such a text is doubt in the readers, and more
    texts and more readings by the same readers would hardly take it away."""
    if best is None or not acceptable(best, right, preset):
        return False
    return all(one.clean for one in state.candidates if one.opinions)


WIDEN = (1, 4, 16)
"""Steps side by side while no text, one text, two texts have failed; then as many as the preset allows."""

SIDE_BY_SIDE = 3
"""Readings of one text that a narrow step asks for together: they differ in their stance."""


def width_now(state: State, preset: Adaptive) -> int:
    """How many steps are taken side by side: few while the problem may be easy, for what is asked
    together does not know of one another's answers."""
    failed = sum(one.fails > 0 for one in state.alive)
    return preset.width if failed >= len(WIDEN) else min(preset.width, WIDEN[failed])


def assess_state(
    state: State, beliefs: Beliefs, preset: Adaptive, *, max_effort: int = MAX_EFFORT
) -> Assessment:
    """The posterior over the state's candidates and the arms that could be used next."""
    levels = _levels(state, preset, max_effort)
    arms: list[Arm] = [("refine", 0), ("mend", 0), *(("fresh", level) for level in levels if level)]
    return assess(state.alive, beliefs, arms)


def _levels(state: State, preset: Adaptive, max_effort: int) -> Mapping[int, bool]:
    return thinking_levels(state.alive, min(max_effort, MAX_EFFORT) if preset.raise_effort else 0)


def mean_tokens(state: State, stage: str, effort: int = 0) -> float:
    """Expected tokens of a call of this stage: a prior, moved by what calls cost so far."""
    spent = [step.spent / (1 << step.effort) for step in state.log if step.stage == stage]
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
    max_effort: int = MAX_EFFORT,
) -> list[Action]:
    """The `width` best next steps, the best first; each candidate in one of them at most. None if
    no step is worth its tokens. `judges` of them read in turn; thinking budgets go up to
    level `max_effort`.

    There are fewer, but one at least, where `width` texts and their readings would cost more than
    `STEP_SHARE` of `tokens_left`.

    Steps that `tokens_left` cannot pay for are left out, unless there is no text at all.
    """
    read = mean_tokens(state, "verify")
    if tokens_left is not None:
        each = mean_tokens(state, "attempt") + read
        width = max(1, min(width, int(STEP_SHARE * tokens_left / each)))
    levels = _levels(state, preset, max_effort)
    boxes = [
        box
        for box in (*_readings(state, assessment), *_writings(state, assessment, preset, levels))
        if tokens_left is None or box.write + read <= tokens_left
    ]
    if not boxes:
        first = tokens_left is not None and tokens_left > 0 and not state.alive
        first = first and not repeats_itself(state.candidates)
        return [Action("attempt", 0.0)] if first else []
    best = max(assessment.right.values(), default=0.0)
    indices = _indices(boxes, best, read, beliefs, preset, tokens_left, judges, state.tokens)
    if indices is None:
        return []
    order = np.argsort(-indices, kind="stable")
    ranked = [
        Action(boxes[i].kind, float(indices[i]), boxes[i].number, boxes[i].standing.arm[1])
        for i in order
    ]
    return _spread(ranked, width, {level for level, on_probation in levels.items() if on_probation})


def _indices(
    boxes: Sequence[_Box],
    best: float,
    read: float,
    beliefs: Beliefs,
    preset: Adaptive,
    tokens_left: float | None,
    judges: int,
    spent: int,
) -> Array | None:
    """The index of each box, shape (boxes,); None if no box is worth its tokens."""
    looks = [outlook(box.standing, beliefs, judges, HORIZON) for box in boxes]
    passing = np.array([look[0] for look in looks])  # box, k
    then = np.array([look[1] for look in looks])
    cost = np.array([box.write for box in boxes])[:, None] + read * (
        np.cumsum(passing, axis=1) - passing
    )
    idle = cost <= 0  # a reading that is not made tells nothing
    if tokens_left is not None:
        idle |= cost > tokens_left * 1.2
    then = np.where(idle, 0.0, then)
    cost = np.where(idle, 1.0, cost)
    rate = float((passing * (then - best) / cost).max())
    adds = rate >= preset.worth
    if not adds and (1 - best) / max(1, spent) < preset.worth:
        return None
    left = tokens_left if tokens_left is not None else preset.max_tokens
    price = preset.urgency / left
    if adds:
        price = min(price, rate)
    return np.asarray((then - price * cost / passing).max(axis=1))


def _readings(state: State, assessment: Assessment) -> Iterator[_Box]:
    for one in state.alive:
        standing = assessment.of[one.number]
        if len(one.opinions) < MAX_READINGS and standing.right > LEAST_RIGHT:
            yield _Box("verify", standing, 0.0, one.number)


def _writings(
    state: State, assessment: Assessment, preset: Adaptive, levels: Mapping[int, bool]
) -> Iterator[_Box]:
    near, children = near_misses(state.alive), children_of(state.candidates)
    for (source, effort), standing in assessment.next.items():
        if source == "fresh" and (effort not in levels or repeats_itself(state.candidates)):
            continue
        if source == "fresh":
            yield _Box("attempt", standing, mean_tokens(state, "attempt", effort))
            continue
        tokens = mean_tokens(state, "refine", effort)
        for one in state.alive:
            versions = children[one.number]
            fits = (one.number in near) == (source == "mend") and versions < preset.children
            if one.fails and fits:
                was = assessment.of[one.number].right
                right = KEPT * was + (1 - was) * standing.right * FADE**versions
                yield _Box("refine", standing.with_right(right), tokens, one.number)


def _spread(ranked: Sequence[Action], width: int, single: set[int]) -> list[Action]:
    """The first `width` steps, side by side. Attempts are alike: when they are best, they fill
    what is left of the width, but for a quarter that goes on reading. Of an effort in `single`
    there is one at most."""
    chosen: list[Action] = []
    seen: set[int] = set()
    for action in ranked:
        left = width - len(chosen)
        if left <= 0:
            break
        if action.number is None and action.effort in single:
            chosen.append(action)
        elif action.number is None:
            chosen += [action] * max(1, left - width // 4)
        elif action.number not in seen:
            seen.add(action.number)
            chosen.append(action)
    writing = next(
        (one for one in ranked if one.kind == "attempt" and one.effort not in single), None
    )
    if writing is not None:
        chosen += [writing] * (width - len(chosen))
    return chosen[:width]
