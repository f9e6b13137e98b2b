"""The goals at places of a finished text: at its tactics, and where one failed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lean.checker.compile import MAX_HEARTBEATS
from lean.checker.outcome import Message, Position
from lean.checker.source import SourceRefused, blank_comments, position_at, without_header
from lean.driver.goals import Goal
from lean.driver.worker import Worker, WorkerSettings
from lean.errors import DriverError, StatementError
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

    Raises `DriverError`, `SandboxFault`.
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

    `lines_before` is what was taken off the lines of the messages since `text` was compiled.
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


@dataclass(frozen=True)
class Step:
    """A place of a proof where a tactic begins, with its line from there and the goals before it."""

    position: Position
    tactic: str
    goals: tuple[Goal, ...]


# Where a tactic may begin: at a line's first word, or behind one of these on the line.
_BEGINNINGS = re.compile(r"(?m)^[ \t]*(?:[·.][ \t]+)?(?=\S)|(?<![\w.])by[ \t]+(?=\S)|;[ \t]*(?=\S)")


def beginnings(text: str) -> list[Position]:
    """Return the places of a text where tactics may begin; comments and strings have none."""
    bare = blank_comments(text)
    offsets = sorted({match.end() for match in _BEGINNINGS.finditer(bare)})
    return [position_at(text, offset) for offset in offsets]


def readable_source(text: str) -> str:
    """Return a file without its header, every line in its place. Raises `StatementError`."""
    try:
        return without_header(text)
    except SourceRefused as error:
        line = None if error.position is None else error.position.line
        raise StatementError(str(error), line) from error


async def steps_of(profile: Profile, text: str) -> list[Step]:
    """Elaborate a file and return its tactics with the goals before each, in order.

    Where the file has errors, as far as Lean got. Raises `DriverError`, `SandboxFault`, and
    `StatementError` for a file that cannot be read.
    """
    source = readable_source(text)
    places = beginnings(source)
    lines = source.split("\n")
    found = await goals_in(profile, source, places)
    return [
        Step(place, lines[place.line - 1][place.column - 1 :].rstrip(), goals)
        for place, goals in zip(places, found, strict=True)
        if goals
    ]
