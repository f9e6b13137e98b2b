"""Durations as people write them: `90s`, `10m`, `4.5h`, `1h30m`."""

from __future__ import annotations

import re

_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "min": 60.0, "s": 1.0, "ms": 0.001}
_PART = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(d|h|min|ms|m|s)", re.ASCII)
_LONGEST = 366 * 86400.0
_FIX = "write for example 90s, 10m, 4.5h or 1h30m"


class DurationError(ValueError):
    """A text that is no duration; one line with the fix."""


def parse_duration(text: str) -> float:
    """Seconds of a duration such as `90s`, `10m`, `4.5h`, `1h30m`.

    Units go from large to small, each at most once; a bare number is refused because nobody can
    tell whether it means seconds or minutes. Raises `DurationError` for anything else, for zero
    and for more than 366 days.
    """
    shown = text if len(text) <= 40 else text[:40] + "…"
    compact = text.strip().lower()
    if not compact:
        raise DurationError(f"the duration is empty; {_FIX}")
    if re.fullmatch(r"[\d.]+", compact, re.ASCII):
        raise DurationError(f"the duration {shown!r} has no unit; {_FIX}")
    position = 0
    seconds = 0.0
    smallest = float("inf")
    while position < len(compact):
        part = _PART.match(compact, position)
        if part is None:
            raise DurationError(f"cannot read the duration {shown!r}; {_FIX}")
        unit = _UNITS[part[2]]
        if unit >= smallest:
            raise DurationError(f"the units of {shown!r} must go from large to small; {_FIX}")
        smallest = unit
        seconds += float(part[1]) * unit
        position = part.end()
        while position < len(compact) and compact[position] == " ":
            position += 1
    if not 0 < seconds <= _LONGEST:
        raise DurationError(f"the duration {shown!r} must be more than 0 and at most 366 days")
    return seconds


def format_duration(seconds: float) -> str:
    """`seconds` in the shortest of the forms that `parse_duration` reads: `1h30m`, `4.2s`."""
    if seconds < 60:
        return f"{seconds:.3g}s"
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        f"{hours}h" if hours else "",
        f"{minutes}m" if minutes else "",
        f"{left}s" if left else "",
    ]
    return "".join(parts)
