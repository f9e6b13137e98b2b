"""Proofs that are proofs."""

from __future__ import annotations

import json

import pytest

from geometry.checker import check_certificate
from tests.geometry_checker.certificates import VALID, stored, text


@pytest.mark.parametrize("name", VALID)
def test_hand_written_proof(name: str) -> None:
    cert = VALID[name]()
    report = check_certificate(text(cert), problem=cert["problem"])
    assert report.accepted, report.reason
    assert report.step is None
    assert report.steps == len(cert["steps"])
    assert report.diagrams == 3 and report.precision == 60
    assert report.coincident == ()


@pytest.mark.parametrize("name", ["imo_2002_p2b", "imo_2004_p5", "imo_2012_p1"])
def test_proof_of_the_engine(name: str) -> None:
    report = check_certificate(json.dumps(stored(name)))
    assert report.accepted, report.reason
    assert report.spread > 1e-3
    assert report.rules


@pytest.mark.parametrize("digits", [30, 60, 200])
def test_more_digits_change_nothing(digits: int) -> None:
    assert check_certificate(text(VALID["midline"]()), precision=digits, diagrams=5).accepted


def test_the_report_is_reproducible() -> None:
    cert = text(VALID["angles"]())
    assert check_certificate(cert) == check_certificate(cert)
    assert check_certificate(cert, seed=7) == check_certificate(cert, seed=7)
    assert check_certificate(cert, seed=7).spread != check_certificate(cert, seed=8).spread


def test_rigid_problem_has_no_spread() -> None:
    """A square leaves no freedom but similarity, and is checked all the same."""
    corners = {"a": ["0", "0"], "b": ["1", "0"], "c": ["1", "1"], "d": ["0", "1"]}
    cert = {
        "format": "olympiad-geometry-certificate/1",
        "problem": "a b c d = isquare a b c d ? cong a b c d",
        "auxiliary": "",
        "diagram": corners,
        "steps": [{"fact": "cong c d b a", "by": "construction", "clause": 0}],
        "goals": [0],
    }
    report = check_certificate(text(cert))
    assert report.accepted, report.reason
    assert report.spread < 1e-6


def test_other_spelling_is_the_same_problem() -> None:
    cert = VALID["angles"]()
    spelled = """
        a@1_2 b c = triangle   # any triangle
        ; d = foot a b c; e = foot b a c
        ? eqangle d a d e b a b e
    """
    assert check_certificate(text(cert), problem=spelled).accepted


def test_scale_and_place_of_the_diagram_do_not_matter() -> None:
    cert = VALID["angles"]()
    for name, (x, y) in cert["diagram"].items():
        cert["diagram"][name] = [repr(1e5 * float(x) + 3e5), repr(1e5 * float(y) - 7e4)]
    assert check_certificate(text(cert)).accepted
