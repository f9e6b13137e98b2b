"""What has nothing to do with the goals costs nothing: they are first sought among their own points."""

from __future__ import annotations

import json

import pytest

from geometry import check_certificate, parse_statement, prove


def _circle(points: int, goal: str) -> str:
    named = "; ".join(f"p{i} = on_circle o a" for i in range(points))
    return f"o a = segment; {named} ? {goal}"


@pytest.mark.parametrize(
    "goal", ["cyclic p0 p1 p2 p79", "eqangle p0 p1 p0 p2 p79 p1 p79 p2", "cong o p3 o p78"]
)
def test_eighty_points_on_one_circle(goal: str) -> None:
    outcome = prove(parse_statement(_circle(80, goal)), seconds=60)
    assert outcome.status == "proved" and outcome.statistics["points"] <= 6
    data = json.loads(outcome.certificate_json or "")
    assert len(data["diagram"]) == 82


@pytest.mark.parametrize("goal", ["cyclic p0 p1 p2 p19", "cyclic a p1 p2 p19"])
def test_the_certificate_is_about_all_points(goal: str) -> None:
    text = _circle(20, goal)
    outcome = prove(parse_statement(text), seconds=60)
    report = check_certificate(outcome.certificate_json or "", problem=text)
    assert report.accepted, report.reason
    # Its twin with one point moved off the circle is about no figure of the problem.
    data = json.loads(outcome.certificate_json or "")
    data["diagram"]["p7"][0] = repr(float(data["diagram"]["p7"][0]) + 0.05)
    assert not check_certificate(json.dumps(data)).accepted


def test_lengths_are_those_of_the_whole_figure() -> None:
    text = f"a b = lconst a b 7; {'; '.join(f'q{i} = free' for i in range(9))}; m = midpoint a b ? lconst a m 7/2"
    outcome = prove(parse_statement(text), seconds=60)
    assert outcome.statistics["points"] == 3
    assert check_certificate(outcome.certificate_json or "", problem=text).accepted


def test_what_needs_other_points_is_still_proved() -> None:
    """Nothing about a, b, c and d alone says it: the other points do."""
    text = (
        "a b c = triangle; d = free; x = cong x a x b; y = free; z = free; w = free; v = free;"
        " e = perp e a b c, perp e b c a; f = coll f a e, coll f b c; g = midpoint e f ? perp a e b c"
    )
    outcome = prove(parse_statement(text), seconds=60)
    assert check_certificate(outcome.certificate_json or "", problem=text).accepted
    late = "a b c = triangle; d = on_circum a b c; o = circle a b c; p q r s t = pentagon; k = cong k a o a, cong k b o a ? cyclic a b c d"
    assert prove(parse_statement(late), seconds=60).status == "proved"
    only_later = "a b c d = quadrangle; o = cong o a o b, cong o b o c, cong o c o d; p q = segment ? cyclic a b c d"
    outcome = prove(parse_statement(only_later), seconds=60)
    assert outcome.status == "proved" and outcome.statistics["points"] == 7
