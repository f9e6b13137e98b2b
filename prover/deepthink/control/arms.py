"""How texts come about: fresh, or as a new version of one that failed or of one that nearly passed.

The ways are the arms between which the search divides its tokens (the word is that of bandit
problems). What a grader said of the parent decides between the two kinds of new versions: a
nearly complete proof needs a repair, one on a wrong track needs another idea.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from prover.deepthink.state.state import Candidate

Arm = tuple[str, int]
"""How a text came about (`fresh`, `refine`, `mend`) and the level of its thinking budget."""

NEAR_GRADE = 4
"""The lowest grade out of 7 of a text with an objection that is called nearly complete."""


def arms_of(candidates: Sequence[Candidate]) -> dict[int, Arm]:
    """The arm each candidate came from, by its number."""
    near = near_misses(candidates)
    found: dict[int, Arm] = {}
    for one in candidates:
        source = "fresh"
        if one.origin != "attempt":
            source = "mend" if one.parent in near else "refine"
        found[one.number] = (source, one.effort)
    return found


def near_misses(candidates: Sequence[Candidate]) -> set[int]:
    """Numbers of the candidates that a grader who rejected them called nearly complete, and of
    the versions made of these: what is nearly right stays so until it is right."""
    near: set[int] = set()
    for one in candidates:  # parents come before their children
        said = any(o.objects and o.grade >= NEAR_GRADE for o in one.opinions)
        if said or (one.origin != "attempt" and one.parent in near):
            near.add(one.number)
    return near


def children_of(candidates: Sequence[Candidate]) -> Counter[int]:
    """How many refined versions each candidate has, by its number; a call that brought a text
    again that was there counts as one."""
    found = Counter(
        one.parent for one in candidates if one.parent is not None and one.origin == "refine"
    )
    found.update({one.number: one.repeats for one in candidates if one.repeats})
    return found


MAX_REPEATS = 3
"""So many texts that were there already, for each one that was new, show that a model repeats itself."""


def repeats_itself(candidates: Sequence[Candidate]) -> bool:
    """Whether the writer brings the same again, as from a cache or at temperature 0: then another
    attempt tells nothing."""
    return sum(one.repeats for one in candidates) >= MAX_REPEATS * len(candidates) > 0
