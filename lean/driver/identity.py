"""What a goal is, beyond what it looks like: a digest of its fully explicit form.

Lean prints ``1 - 2 = 0`` for naturals and for integers alike. After each tactic the worker is made
to print its goals once more with all types, instances and universes (``EXPLICIT``); that text is
as exact as the expression, and its digest names the goal. Lean's own hash of an expression has
32 bits and knows no names of hypotheses, on which a proof by tactics depends.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from lean.driver.goals import Goal

#: A tactic that prints the goals in full and changes nothing; it costs Lean 4 to 5 ms a goal.
EXPLICIT = (
    "set_option pp.all true in set_option pp.natLit true in set_option pp.deepTerms true in "
    "set_option pp.maxSteps 1000000 in trace_state"
)
_CASE = re.compile(r"\Acase [^\n]*\n")
# Lean writes this where it left something out: then the text is not the whole goal.
_LEFT_OUT = "⋯"


def identify(goals: Sequence[Goal], explicit: str | None) -> tuple[Goal, ...]:
    """Return the goals with their identities, as far as ``explicit``, Lean's text, gives them."""
    texts = [] if explicit is None else explicit.strip().split("\n\n")
    if len(texts) != len(goals):
        return tuple(goals)
    return tuple(
        replace(goal, identity=_digest(text)) for goal, text in zip(goals, texts, strict=True)
    )


def _digest(text: str) -> str:
    if _LEFT_OUT in text:
        return ""
    bare = _CASE.sub("", text.strip())
    return hashlib.blake2b(bare.encode("utf-8", "replace"), digest_size=16).hexdigest()
