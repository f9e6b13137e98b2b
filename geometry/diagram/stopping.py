"""How drawing is stopped: everything that draws asks, a few hundred times a second, whether to."""

from __future__ import annotations

from collections.abc import Callable

from geometry.errors import DrawingStopped

#: Raises `DrawingStopped` when there is no more time.
Pulse = Callable[[], None]


def never() -> None:
    """Nobody stops this."""


def pulse(should_stop: Callable[[], bool]) -> Pulse:
    """A pulse that asks `should_stop`."""

    def ask() -> None:
        if should_stop():
            raise DrawingStopped

    return ask
