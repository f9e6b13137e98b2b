"""Whatever the text is, the checker answers: it never raises, and it does not take forever."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.checker import CheckReport, check_certificate
from tests.geometry_checker.certificates import VALID, altered, text

PATHS: list[tuple[str | int, ...]] = []


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> None:
    PATHS.append(path)
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in items:
        _paths(item, (*path, key))


_paths(VALID["midline"]())

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def answered(certificate: str) -> CheckReport:
    report = check_certificate(certificate)
    assert "the checker failed" not in report.reason
    assert report.reason and "\n" not in report.reason and len(report.reason) < 1000
    return report


@given(st.text(max_size=200) | JSON.map(json.dumps))
def test_any_text(certificate: str) -> None:
    assert not answered(certificate).accepted


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert not answered(data.decode("latin-1")).accepted
    assert not answered(data.decode("utf-8", "surrogateescape")).accepted


@settings(max_examples=150)
@given(st.sampled_from(PATHS[1:]), JSON)
def test_any_value_anywhere(path: tuple[str | int, ...], value: Any) -> None:
    answered(text(altered(VALID["midline"](), *path, to=value)))


WORDS = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "c",
            "m",
            "n",
            "=",
            ";",
            ",",
            "?",
            "triangle",
            "midpoint",
            "on_line",
            "foot",
            "circle",
            "incenter",
            "coll",
            "perp",
            "aconst",
            "s_angle",
            "30",
            "1/3",
            "pi/0",
            "60o",
            "1e9",
            "@",
            "#",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=200)
@given(WORDS, WORDS)
def test_any_problem(problem: str, auxiliary: str) -> None:
    cert = altered(altered(VALID["midline"](), "problem", to=problem), "auxiliary", to=auxiliary)
    answered(text(cert))
    check_certificate(text(VALID["midline"]()), problem=problem)


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" * 900 + "]" * 900,
        "1" * 10_000,
        "-" + "9" * 5_000,
        "1e999999999",
        "NaN",
        '"' + "\\ud800" * 10 + '"',
        "\x00",
        " " * 10_000_000,
        '["' + "x" * 10_000_000 + '"]',
        "[" + "1," * 3_000_000 + "1]",
    ],
    ids=lambda text: f"{text[:12]!r}*{len(text)}",
)
def test_hostile_text(hostile: str) -> None:
    assert not answered(hostile).accepted


def test_not_text() -> None:
    assert not check_certificate(None).accepted  # type: ignore[arg-type]
    assert not check_certificate(b"{}").accepted  # type: ignore[arg-type]


@pytest.mark.parametrize("big", ["1e99", "9" * 40, "1e-99", "0." + "3" * 390])
def test_extreme_coordinates(big: str) -> None:
    cert = VALID["midline"]()
    assert not answered(text(altered(cert, "diagram", "m", to=[big, "-" + big]))).accepted
    everywhere = {name: [big, big] for name in cert["diagram"]}
    assert not answered(text(altered(cert, "diagram", to=everywhere))).accepted


def test_large_certificates_are_refused() -> None:
    cert = VALID["midline"]()
    many = altered(cert, "steps", to=cert["steps"] * 1000)
    assert "more than" in answered(text(many)).reason
    premises = [[1, 0, f"1/{10**39 + i}"] for i in range(2000)]
    wide = altered(cert, "steps", 4, "premises", to=premises)
    assert "denominator" in answered(text(wide)).reason
    points = "; ".join(f"p{i} = free p{i}" for i in range(201))
    assert (
        "points"
        in answered(text(altered(cert, "problem", to=f"{points} ? cong p1 p2 p2 p1"))).reason
    )


def test_work_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit allows what a proof needs; here it is lowered until an honest proof is too much."""
    cert = text(VALID["midline"]())
    for limit, accepted in ((1e4, False), (1e6, False), (1e10, True)):
        monkeypatch.setattr("geometry.checker.diagrams.MAX_WORK", limit)
        report = answered(cert)
        assert report.accepted == accepted
        assert accepted or "take too much work" in report.reason
    # More figures are more work.
    monkeypatch.setattr("geometry.checker.diagrams.MAX_WORK", 3e7)
    assert check_certificate(cert, diagrams=1).accepted
    assert "too much work" in check_certificate(cert, diagrams=100).reason


def test_work_is_bounded() -> None:
    """Two hundred points, each with two conditions: within the limits of size, refused in time."""
    names = [f"p{i}" for i in range(200)]
    clauses = [f"{n} = free {n}" for n in names[:3]]
    clauses += [
        f"{n} = incenter {n} p0 p1 p2, cong {n} p0 {n} p1, cong {n} p0 {n} p2" for n in names[3:]
    ]
    problem = "; ".join(clauses) + " ? cong p0 p1 p1 p0"
    cert = {
        **VALID["midline"](),
        "problem": problem,
        "diagram": {n: [str(i), str(i * i % 7)] for i, n in enumerate(names)},
        "steps": [{"fact": "cong p0 p1 p1 p0", "by": "algebra", "table": "ratio", "premises": []}],
        "goals": [0],
    }
    assert not answered(text(cert)).accepted
