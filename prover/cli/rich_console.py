"""Rich's console with everything that is printed made plain (`prover.cli.plain`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from prover.cli.plain import plain


class PlainConsole(Console):
    """A console that shows steering characters instead of obeying them, and no emoji codes.

    Strings are made plain before they are measured, everything else when it is rendered. What
    the console itself adds (colours, the moves of the progress line) stays as it is.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(highlight=False, emoji=False, **settings)

    def render_str(self, text: str, **settings: Any) -> Text:
        """The renderable of a string, markup and all."""
        return super().render_str(plain(text), **settings)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of a renderable, in the end all that is written."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(plain(segment.text), segment.style)
