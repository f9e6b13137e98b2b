"""A proof in steps and one by coordinates in one certificate, and each alone."""

from __future__ import annotations

import json
from functools import cache

import pytest

from geometry import check_certificate, prepare, prove
from geometry.certificate import render_certificate
from geometry.proving import Outcome, by_algebra
from prover.bundle.recheck import check_bare_geometry
from tests.geometry_algebra.statements import EULER, ISL_2000_G1


@cache
def outcome(text: str) -> Outcome:
    return prove(prepare(text), seconds=60)


def test_both_stand_in_one_certificate_the_readable_one_in_front() -> None:
    found = outcome(EULER)
    text = found.certificate_json
    assert found.proof is not None and found.algebra is not None and text is not None
    report = check_certificate(text, problem=EULER)
    assert report.accepted, report.reason
    assert report.steps == len(found.proof.steps)
    assert report.algebra is not None and report.algebra.holds == "all branches"
    assert report.algebra == found.algebra.report
    shown = found.proof_markdown or ""
    assert shown.index("## Solution") < shown.index("## By coordinates")
    assert "The goal holds in every position that the hypotheses allow." in shown


def test_text_and_figure_come_from_the_certificate_alone() -> None:
    found = outcome(EULER)
    again = render_certificate(found.certificate_json or "")
    assert again == found.rendering
    assert again.figure


def test_without_the_algebra_nothing_is_different() -> None:
    found = prove(prepare(EULER), seconds=60, algebra_seconds=0)
    assert found.algebra is None
    assert "algebra" not in json.loads(found.certificate_json or "")
    assert "By coordinates" not in (found.proof_markdown or "")


def test_algebra_stands_alone_where_no_steps_are_found() -> None:
    prepared = prepare(ISL_2000_G1)
    algebra = by_algebra(prepared)
    assert algebra is not None
    text = json.dumps(algebra.certificate)
    report = check_certificate(text)
    assert report.accepted, report.reason
    assert report.statement == str(prepared.statement)
    assert (report.diagrams, report.steps) == (1, algebra.report.objects)
    shown = render_certificate(text)
    assert shown.figure
    assert "Every other point is then solved from its conditions" in (shown.markdown or "")


@pytest.mark.parametrize("beside", [True, False])
def test_a_forged_algebra_spoils_the_certificate(beside: bool) -> None:
    """Also where the steps beside it are right: nothing false is kept with what is true."""
    whole = json.loads(outcome(EULER).certificate_json or "")
    data = whole if beside else whole["algebra"]
    algebra = data["algebra"] if beside else data
    meet = next(s for s in algebra["cases"][0]["steps"] if s["by"] == "meet")
    meet["at"][0][0][0] += 1
    text = json.dumps(data)
    report = check_certificate(text)
    assert not report.accepted
    assert ("algebraic certificate beside it" in report.reason) == beside
    assert not check_bare_geometry(text).accepted


def test_an_algebra_of_another_problem_beside_the_steps() -> None:
    whole = json.loads(outcome(EULER).certificate_json or "")
    other = by_algebra(prepare("a b c = triangle; h = orthocenter a b c ? perp a h b c"))
    assert other is not None
    whole["algebra"] = dict(other.certificate)
    report = check_certificate(json.dumps(whole))
    assert not report.accepted
    assert "another problem" in report.reason


def test_forged_steps_are_refused_whatever_the_algebra_says() -> None:
    whole = json.loads(outcome(EULER).certificate_json or "")
    whole["steps"][0]["fact"] = "cong a b a c"
    assert not check_certificate(json.dumps(whole)).accepted


def test_words_that_are_not_the_checkers_are_refused() -> None:
    whole = json.loads(outcome(EULER).certificate_json or "")
    whole["algebra"]["says"]["conditions"] = ["nothing"]
    assert not check_certificate(json.dumps(whole)).accepted
