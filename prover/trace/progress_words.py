"""What an event says while a run goes on: the words of a progress line, on a terminal or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prover.trace.events import Event


def line_of(event: Event) -> str | None:
    """What an event says on the progress line, None when it says nothing there."""
    body = event.body
    if body.kind == "progress":
        percent = "" if body.fraction is None else f" ({body.fraction:.0%})"
        return f"{body.engine}: {body.message}{percent}"
    if body.kind == "engine_started":
        return f"{body.engine} engine at work"
    if body.kind == "attempt_made":
        return "a draft is kept" if body.provisional else "checking the proof"
    return None
