"""Numbers of a figure: rounded alike on every machine."""

from __future__ import annotations

#: Decimals to which lengths on the page are known: far finer than what is written, far coarser
#: than what the last bits of a sine or a root differ by from machine to machine.
_KNOWN = 6


def known(value: float) -> float:
    """The number without the bits in which machines may differ; never -0."""
    return round(value, _KNOWN) + 0.0


def fixed(value: float, digits: int = 2) -> str:
    """The number with so many decimals, never as -0.00."""
    # Twice: a number that stands between two roundings but for its last bits goes one way.
    return f"{round(known(value), digits) + 0.0:.{digits}f}"
