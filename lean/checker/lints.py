"""Remarks on statements and answers that change no verdict: what is true for a reason that its author
may not have meant.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from lean.checker.outcome import Compiled
from lean.checker.source import SourceRefused, fill

Compiling = Callable[[str, float], Awaitable[Compiled]]
"""Compiles a text within so many seconds."""

# Tried in the theorem's own context, with what is assumed behind the colon taken in: if `False`
# follows from the hypotheses alone, the theorem is true for a reason that its author may not have
# meant. Where `False` is what the theorem says, that is what it is about.
_CONTRADICTION = (
    "by\n  intros\n  fail_if_success show False\n  exfalso\n"
    "  first | contradiction | omega | simp_all | decide\n"
)
SECONDS = 20.0


async def vacuous(source: str, compiling: Compiling) -> tuple[str, ...]:
    """Return remarks on a statement; an empty tuple where nothing can be said."""
    try:
        filled = fill(source, _CONTRADICTION)
    except SourceRefused:
        return ()
    compiled = await compiling(filled.text, SECONDS)
    if compiled.olean is not None:
        return ("the hypotheses contradict each other: the theorem holds vacuously",)
    return ()


async def unfolds(candidate: str, theorem: str, compiling: Compiling) -> bool:
    """Say whether a theorem of a candidate's text holds by the definition of the answer alone.

    The candidate's text is what it is asked in, so that one that wants to mislead can: it is a
    remark for honest people.
    """
    question = f"\nexample : type_of% @{theorem} := by\n  intros\n  first | rfl | exact Iff.rfl\n"
    compiled = await compiling(candidate + question, SECONDS)
    return compiled.olean is not None
