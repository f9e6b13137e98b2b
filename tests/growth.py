"""How the time of a function grows with its text, without a word about seconds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

STEP = 8
"""Each size is so many times the one before it: linear work takes 8 times as long, quadratic 64."""

MOST = 3 * STEP
FLOOR = 0.02
"""Processor seconds below which a measurement is noise."""


def assert_linear(do: Callable[[str], object], make: Callable[[int], str], largest: int) -> None:
    """Fail when `do` takes more than in proportion longer for `make(8 n)` than for `make(n)`.

    Sizes grow up to `largest`, so that what is cubic fails at a small one and never hangs.
    """
    sizes = [largest // STEP**power for power in (3, 2, 1, 0)]
    before = FLOOR
    for size in sizes:
        text = make(size)
        start = process_time()
        do(text)  # once: a second time it may be remembered
        took = process_time() - start
        assert took < MOST * before, f"{size} characters: {took / before:.0f} times as long"
        before = max(took, FLOOR)
