"""Remarks on statements and answers that change no verdict: what is true for a reason that its author
may not have meant.
"""

from __future__ import annotations

from dataclasses import replace

from lean.checker.compile import compile_text
from lean.checker.source import SourceRefused, fill
from lean.library.profile import Profile
from lean.sandbox.job import Limits

# Tried in the theorem's own context, with what is assumed behind the colon taken in: if `False`
# follows from the hypotheses alone, the theorem is true for a reason that its author may not have
# meant. Where `False` is what the theorem says, that is what it is about.
_CONTRADICTION = (
    "by\n  intros\n  fail_if_success show False\n  exfalso\n"
    "  first | contradiction | omega | simp_all | decide\n"
)
_SECONDS = 20.0


async def vacuous(profile: Profile, source: str, limits: Limits) -> tuple[str, ...]:
    """Return remarks on a statement; an empty tuple where nothing can be said."""
    try:
        filled = fill(source, _CONTRADICTION)
    except SourceRefused:
        return ()
    compiled = await compile_text(profile, filled.text, replace(limits, wall_seconds=_SECONDS))
    if compiled.olean is not None:
        return ("the hypotheses contradict each other: the theorem holds vacuously",)
    return ()


async def unfolds(profile: Profile, candidate: str, theorem: str, limits: Limits) -> bool:
    """Say whether a theorem of a candidate's text holds by the definition of the answer alone.

    The candidate's text is what it is asked in, so that one that wants to mislead can: it is a
    remark for honest people.
    """
    question = f"\nexample : type_of% @{theorem} := by\n  intros\n  first | rfl | exact Iff.rfl\n"
    compiled = await compile_text(
        profile, candidate + question, replace(limits, wall_seconds=_SECONDS)
    )
    return compiled.olean is not None
