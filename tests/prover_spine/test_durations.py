"""Durations as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.limits.budget import DurationError, format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("10m", 600),
        ("10min", 600),
        ("4.5h", 16200),
        ("1h30m", 5400),
        ("1h 30m 5s", 5405),
        (" 2D ", 172800),
        ("500ms", 0.5),
        (".5h", 1800),
    ],
)
def test_forms(text: str, seconds: float) -> None:
    assert parse_duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("10", "no unit"),
        ("4.5", "no unit"),
        ("ten minutes", "cannot read"),
        ("10 minutes", "cannot read"),
        ("-5m", "cannot read"),
        ("1e3s", "cannot read"),
        ("5m1h", "large to small"),
        ("5m5m", "large to small"),
        ("0s", "more than 0"),
        ("400d", "at most 366 days"),
        ("٣m", "cannot read"),
        ("9" * 400 + "s", "at most 366 days"),
        ("1.2.3s", "cannot read"),
    ],
)
def test_errors_are_one_short_line(text: str, says: str) -> None:
    with pytest.raises(DurationError, match=says) as caught:
        parse_duration(text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200


@given(st.integers(60, 300 * 3600))
def test_whole_seconds_round_trip(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@given(st.floats(0.001, 59.0))
def test_short_ones_round_trip_to_three_digits(seconds: float) -> None:
    assert parse_duration(format_duration(seconds)) == pytest.approx(seconds, rel=0.01)


@given(st.text(max_size=20))
def test_any_text_is_a_duration_or_an_error(text: str) -> None:
    try:
        assert parse_duration(text) > 0
    except DurationError as error:
        assert "\n" not in str(error)
