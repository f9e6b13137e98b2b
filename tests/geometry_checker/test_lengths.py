"""Proofs about given lengths: what is accepted, and the twins next to it that must not be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geometry import check_certificate, parse_statement, prove

PROBLEM = "a b c = lconst a b 3, lconst b c 4, lconst c a 5; m = midpoint a c ? {}"
GOALS = ("perp a b b c", "lconst b m 5/2", "rconst a m m b 1")


def _certificate(text: str) -> dict[str, Any]:
    outcome = prove(parse_statement(text), seconds=60)
    assert outcome.certificate_json is not None
    data: dict[str, Any] = json.loads(outcome.certificate_json)
    return data


def _scaled(data: dict[str, Any], factor: float) -> str:
    moved = {p: [repr(float(c) * factor) for c in xy] for p, xy in data["diagram"].items()}
    return json.dumps({**data, "diagram": moved})


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_certificate_has_the_problem_s_lengths(goal: str, seed: int) -> None:
    text = PROBLEM.format(goal)
    outcome = prove(parse_statement(text), seconds=60, seed=seed)
    report = check_certificate(outcome.certificate_json or "", problem=text)
    assert report.accepted, report.reason


@pytest.mark.parametrize("factor", [0.2, 0.5, 0.999, 1.001, 2.0, 1000.0])
@pytest.mark.parametrize("goal", GOALS)
def test_a_figure_of_another_size_is_refused(goal: str, factor: float) -> None:
    data = _certificate(PROBLEM.format(goal))
    assert check_certificate(_scaled(data, 1.0)).accepted
    report = check_certificate(_scaled(data, factor))
    assert not report.accepted and "misses the hypotheses" in report.reason


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lconst c a 5", "lconst c a 6"),
        ("lconst a b 3", "lconst a b 2"),
        ("lconst b m 5/2", "lconst b m 3"),
        ("lconst b m 5/2", "lconst b m 5"),
    ],
)
def test_another_length_is_refused(old: str, new: str) -> None:
    text = json.dumps(_certificate(PROBLEM.format(GOALS[1])))
    assert old in text
    assert not check_certificate(text.replace(old, new)).accepted


@pytest.mark.parametrize("size", ["1/1000", "7", "5000"])
def test_auxiliary_points_stand_in_the_problem_s_lengths(size: str) -> None:
    text = f"a b c = triangle a b c, lconst a b {size}, lconst a c {size}; d = midpoint b c ? perp a d b c, eqangle a b a d a d a c"
    outcome = prove(parse_statement(text), seconds=60)
    report = check_certificate(outcome.certificate_json or "", problem=text)
    assert report.accepted, report.reason
