"""The goals at places of a finished text: what stood before the tactic that failed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lean.checker.compile import MAX_HEARTBEATS
from lean.checker.outcome import Message, Position
from lean.driver.goals import Goal
from lean.driver.worker import Worker, WorkerSettings
from lean.errors import DriverError
from lean.library.profile import Profile
from lean.sandbox.errors import SandboxFault

_SECONDS = 60.0


def utf16_column(line: str, column: int) -> int:
    """Turn a column in characters into one in the units of Lean's server, both from 0."""
    return len(line[:column].encode("utf-16-le")) // 2


async def goals_in(
    profile: Profile, text: str, places: Sequence[Position], seconds: float = _SECONDS
) -> list[tuple[Goal, ...]]:
    """Elaborate a text as a compilation would and return the goals at each place.

    Raises ``DriverError``, ``SandboxFault``.
    """
    lines = text.split("\n")
    settings = WorkerSettings(heartbeats=MAX_HEARTBEATS)
    worker = await Worker.start(profile, settings)
    try:
        await worker.set_text(text, seconds)
        return await worker.goals_at(
            [
                (place.line - 1, utf16_column(lines[place.line - 1], place.column - 1))
                for place in places
            ],
            seconds,
        )
    finally:
        await worker.close()


async def with_goals(
    profile: Profile, text: str, messages: tuple[Message, ...], lines_before: int = 0
) -> tuple[Message, ...]:
    """Return the messages, the errors among them with the goals at their places.

    ``lines_before`` is what was taken off the lines of the messages since ``text`` was compiled.
    What cannot be found out is left out: messages are worth having without their goals.
    """
    count = text.count("\n") + 1
    asked = [
        number
        for number, message in enumerate(messages)
        # These carry their goals in their text.
        if message.severity == "error"
        and "⊢" not in message.text
        and message.position.line + lines_before <= count
    ]
    if not asked:
        return messages
    places = [
        replace(messages[n].position, line=messages[n].position.line + lines_before) for n in asked
    ]
    try:
        found = await goals_in(profile, text, places)
    except (DriverError, SandboxFault):
        return messages
    goals = dict(zip(asked, found, strict=True))
    return tuple(
        replace(message, goals=tuple(goal.pretty() for goal in goals.get(number, ())))
        for number, message in enumerate(messages)
    )
