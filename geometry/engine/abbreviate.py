"""Shorter algebra: what an earlier step has combined already is cited, not combined again.

The closure traces every fact to the inputs of its table, so that a fact which builds on another
derived one repeats all the equations behind that one. Here such a part of a combination is replaced
by the step that states it. The sum stays the same to the last coefficient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from geometry.proof import ByAlgebra, ByRule, Proof, Reason, Step

#: Coefficients by (step, equation).
_Combination: TypeAlias = Mapping[tuple[int, int], Fraction]


def abbreviated(proof: Proof) -> Proof:
    """The proof with shorter algebra, without the steps that are then not needed."""
    whole: dict[int, _Combination] = {}
    steps: list[Step] = []
    for number, step in enumerate(proof.steps):
        if isinstance(step.reason, ByAlgebra):
            own = {(s, e): c for s, e, c in step.reason.premises}
            earlier = {
                n: combination
                for n, combination in whole.items()
                if _table(proof.steps[n]) == step.reason.table
            }
            short = tuple((s, e, c) for (s, e), c in _shortened(own, earlier).items())
            whole[number] = own
            step = replace(step, reason=ByAlgebra(step.reason.table, short))
        steps.append(step)
    return without_idle_steps(replace(proof, steps=tuple(steps)))


def _table(step: Step) -> str | None:
    return step.reason.table if isinstance(step.reason, ByAlgebra) else None


def _shortened(own: _Combination, earlier: Mapping[int, _Combination]) -> _Combination:
    """`own` with multiples of earlier combinations put in, as long as each saves a term or more."""
    current = dict(own)
    while True:
        best: tuple[int, int, dict[tuple[int, int], Fraction]] | None = None
        for number, combination in earlier.items():
            if len(combination) < 2 or (number, 0) in current:
                continue
            shared = Counter(
                current[key] / value for key, value in combination.items() if key in current
            )
            if not shared:
                continue
            factor, _ = shared.most_common(1)[0]
            rest = dict(current)
            for key, value in combination.items():
                rest[key] = rest.get(key, Fraction(0)) - factor * value
            rest[number, 0] = factor
            rest = {key: value for key, value in rest.items() if value}
            # Of equal savings the earliest step's.
            if len(rest) < len(current) and (best is None or len(rest) < best[0]):
                best = (len(rest), number, rest)
        if best is None:
            return current
        current = best[2]


def without_idle_steps(proof: Proof) -> Proof:
    """The proof without the steps on which no goal rests."""
    needed = list(proof.needed())
    place = {old: new for new, old in enumerate(needed)}

    def moved(reason: Reason) -> Reason:
        match reason:
            case ByRule():
                return replace(reason, premises=tuple(place[p] for p in reason.premises))
            case ByAlgebra():
                return replace(
                    reason, premises=tuple((place[s], e, c) for s, e, c in reason.premises)
                )
            case _:
                return reason

    return replace(
        proof,
        steps=tuple(replace(proof.steps[n], reason=moved(proof.steps[n].reason)) for n in needed),
        goals=tuple(place[goal] for goal in proof.goals),
    )
