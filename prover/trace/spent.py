"""What a run has used of its limits, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prover.limits.amounts import WAITING
from prover.limits.durations import format_duration

if TYPE_CHECKING:
    from prover.trace.events import Event, LimitUse


def limits_of(events: Sequence[Event]) -> Sequence[LimitUse]:
    """The limits as the last of `events` that tells them has them."""
    for event in reversed(events):
        if event.body.kind in ("budget_tick", "run_started"):
            return event.body.limits
    return ()


def spent_words(limits: Sequence[LimitUse]) -> list[str]:
    """`12,345 of 100,000 tokens`, `$0.12 of $5`: what language models used, of what is allowed.

    A use without a limit is named when it is not nothing; a limit always.
    """
    by_name = {limit.limit: limit for limit in limits}
    words = []
    tokens, cost = by_name.get("tokens"), by_name.get("cost")
    if tokens is not None and (tokens.used or tokens.allowed is not None):
        of = "" if tokens.allowed is None else f" of {tokens.allowed:,.0f}"
        words.append(f"{tokens.used:,.0f}{of} tokens")
    if cost is not None and (cost.used or cost.allowed is not None):
        of = "" if cost.allowed is None else f" of {dollars(cost.allowed)}"
        words.append(f"{dollars(cost.used)}{of}")
    return words


def used_line(events: Sequence[Event]) -> str:
    """`Used: 42s of 10m (7s waiting), 12,345 of 100,000 tokens`; empty when the events tell no
    limits. Waiting for retries and for a turn at a model is named from a second on."""
    limits = limits_of(events)
    waited = next((limit.used for limit in limits if limit.limit == WAITING), 0.0)
    wall = [
        format_duration(limit.used)
        + ("" if limit.allowed is None else f" of {format_duration(limit.allowed)}")
        + (f" ({format_duration(waited)} waiting)" if waited >= 1 else "")
        for limit in limits
        if limit.limit == "wall"
    ]
    words = [*wall, *spent_words(limits)]
    return f"Used: {', '.join(words)}" if words else ""


def dollars(amount: float) -> str:
    """US dollars: `$5`, `$0.12`, with more digits where cents would hide the amount."""
    if amount == int(amount):
        return f"${amount:,.0f}"
    return f"${amount:,.2f}" if amount >= 0.1 else f"${amount:.2g}"
