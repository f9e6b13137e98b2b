"""The checker of algebraic certificates: what it accepts, and every kind of forgery refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from geometry.checker.algebraic import check_algebra, says
from geometry.checker.algebraic.numbers import Ring
from geometry.checker.report import Rejection
from tests.geometry_algebra.statements import (
    CHOICE,
    EULER,
    IMO_2005_P5,
    IMO_2026_P2,
    ISL_2000_G1,
    certificate,
    data,
)

TEXTS = (EULER, CHOICE, IMO_2005_P5, ISL_2000_G1)


def refused(forged: dict[str, Any], reason: str = "") -> None:
    report = check_algebra(json.dumps(forged))
    assert not report.accepted
    assert reason in report.reason, report.reason


def step(forged: dict[str, Any], kind: str, case: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = next(s for s in forged["cases"][case]["steps"] if s["by"] == kind)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_engine_writes_is_accepted(text: str) -> None:
    report = check_algebra(certificate(text), problem=text)
    assert report.accepted, report.reason
    assert report.conditions
    assert report.objects >= 5


def test_another_problem() -> None:
    assert not check_algebra(certificate(EULER), problem=CHOICE).accepted
    forged = data(EULER)
    forged["problem"] = forged["problem"].replace("cong o p o a", "cong o p a p")
    refused(forged, "does not vanish")


def test_a_condition_that_was_dropped_from_the_statement() -> None:
    forged = data(EULER)
    forged["problem"] = forged["problem"].replace("reflect p h b c", "on_line p a h")
    refused(forged)


def test_a_wrong_coordinate() -> None:
    forged = data(EULER)
    step(forged, "meet")["at"][0][0][0] += 1
    refused(forged, "is not on its curve")


def test_a_point_that_its_conditions_do_not_determine() -> None:
    """Both lines are one, so that any point of it would do."""
    forged = data(EULER)
    meet = step(forged, "meet")
    meet["lines"][1] = meet["lines"][0]
    refused(forged, "vanishes")


def test_a_point_of_one_line_alone() -> None:
    """a lies on its own altitude and not on that of b, and the other way round."""
    for corner in ([[], [], [[1, 0, []]]], [[[1, 0, []]], [], [[1, 0, []]]]):
        forged = data(EULER)
        step(forged, "meet")["at"] = corner
        refused(forged, "is not on its curve")


def test_a_statement_that_the_solved_points_do_not_satisfy() -> None:
    forged = data(EULER)
    forged["problem"] = forged["problem"].replace(
        "reflect p h b c", "reflect p h b c, cong p a p b"
    )
    refused(forged, "do not satisfy `cong p a p b`")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("direction", "not the direction"), ("length", "not the length"), ("on circle", "parameter")],
)
def test_an_object_that_is_another(kind: str, reason: str) -> None:
    forged = data(IMO_2005_P5)
    at = step(forged, kind)["at"]
    at[0], at[1] = at[1], at[0]
    refused(forged, reason)


def test_another_root_than_the_one_of_the_point() -> None:
    """With -y in place of y the point satisfies its conditions, and is not where y says."""
    text = "a b c = triangle; d = on_circle d a b, on_line d a c ? cong a d a b"
    forged = data(text)
    place = next(s for s in forged["cases"][0]["steps"] if s["by"] == "root")
    for number in place["at"]:
        for term in number:
            term[0] *= -1 if term[1] else 1
    refused(forged, "the root gives")


def test_a_choice_between_numbers_that_are_no_roots() -> None:
    forged = data(IMO_2005_P5)
    choice = next(s for s in forged["cases"][0]["steps"] if "sign" in s.get("root", {}))
    choice["root"]["value"][0][0] *= 2
    refused(forged, "not a root of that number")


def test_a_curve_that_is_another_than_its_hypothesis_says() -> None:
    forged = data(EULER)
    step(forged, "meet")["lines"][1]["curve"][-1][2][0][0] *= 2
    refused(forged, "is not the one of its hypothesis")


def test_a_weight_that_moves_with_the_parameter() -> None:
    """It would miss a point of the line that nobody names."""
    forged = data("a b = segment a b; c = on_line c a b ? coll a b c")
    at = step(forged, "on line")["at"]
    at[2] = at[2] + at[0]
    refused(forged, "moves with its parameter")


def test_cases_agree_in_all_that_comes_before_their_choice() -> None:
    """A direction twice as long is as good, but then the two cases are about other numbers."""
    forged = data(CHOICE)
    first = step(forged, "direction", case=1)
    first["at"] = [[[2 * c, m, e] for c, m, e in number] for number in first["at"]]
    refused(forged, "differ before the choice")


def test_cases_choose_between_the_same_roots() -> None:
    forged = data(CHOICE)
    choice = next(s for s in forged["cases"][1]["steps"] if "sign" in s.get("root", {}))
    for name in ("value", "factor"):
        choice["root"][name] = [[2 * c, m, e] for c, m, e in choice["root"][name]]
    refused(forged, "differ before the choice")


def test_no_root_of_a_zero_divisor() -> None:
    ring = Ring(1, time.monotonic() + 60)
    u = ring.variable(2)
    ring.add_root(0, u * u)
    with pytest.raises(Rejection, match="zero divisor"):
        ring.add_root(1, ring.root(0) - u)


def test_given_lengths_fix_the_frame() -> None:
    forged = data("a b c = lconst a b 3, lconst b c 4, lconst c a 5 ? perp a b b c")
    forged["cases"][0]["steps"][0]["length"] = "6"
    refused(forged, "the frame is not one of them")


def test_a_tangent_that_is_none() -> None:
    text = "o a w b = quadrangle; x y = cc_tangent0 x y o a w b ? perp o x x y"
    forged = data(text)
    assert [h["kind"] for h in forged["hidden"]] == ["tangent centre"]
    x, y, o, w, a, b = forged["hidden"][0]["of"]
    forged["hidden"][0]["of"] = [x, y, o, w, b, a]
    refused(forged, "nothing says")


def test_a_line_of_another_point() -> None:
    """A line on which b lies is none of c, and a point that is placed has none."""
    text = "a b c d = quadrangle; e = angle_bisector e b a c, on_line e b d ? coll e b d"
    for point in ("d", "a"):
        forged = data(text)
        step(forged, "half")["point"] = point
        refused(forged)


def test_a_hypothesis_that_is_none() -> None:
    forged = data(EULER)
    step(forged, "meet")["lines"][0]["fact"] = "cong h a h b"
    refused(forged, "is no hypothesis")


def test_a_curve_of_another_hypothesis() -> None:
    forged = data(EULER)
    lines = step(forged, "meet")["lines"]
    lines[0]["curve"] = lines[1]["curve"]
    refused(forged, "is not the one of its hypothesis")


def test_a_point_on_a_curve_that_does_not_move() -> None:
    """Its parameter was used before: the point is a special one."""
    forged = data(IMO_2005_P5)
    steps = forged["cases"][0]["steps"]
    moving = next(s for s in steps if s["by"] == "on line")
    text = json.dumps(moving["at"])
    assert "0,0,1" not in text  # parameters 0 to 2 belong to c and d
    for number in moving["at"]:
        for term in number:
            term[2][0], term[2][3] = term[2][3] + term[2][0], 0
    refused(forged)


def test_the_wrong_intersection() -> None:
    """The known point instead of the second one satisfies both conditions."""
    forged = data(IMO_2005_P5)
    steps = forged["cases"][0]["steps"]
    second = next(s for s in steps if s["by"] == "second")
    known = second["known"]
    at = next(s["at"] for s in steps if s.get("point") == known)
    second["at"] = at
    refused(forged, "second common point")


def test_a_choice_that_is_left_out_narrows_the_scope() -> None:
    whole = data(CHOICE)
    report = check_algebra(json.dumps(whole))
    assert len(whole["cases"]) > 1
    assert report.holds == "all branches"
    whole["cases"] = whole["cases"][:1]
    left = check_algebra(json.dumps(whole))
    assert left.accepted
    assert left.holds == "named branches"
    assert left.branches


def test_the_other_branch_is_not_the_drawn_one() -> None:
    forged = data(CHOICE)
    forged["cases"] = forged["cases"][1:]
    refused(forged, "drawn position")


def test_a_changed_sign_of_a_choice() -> None:
    forged = data(IMO_2005_P5)
    choice = next(s for s in forged["cases"][0]["steps"] if "sign" in s.get("root", {}))
    choice["root"]["sign"] *= -1
    refused(forged)


def test_a_case_twice_does_not_stand_for_the_other_sign() -> None:
    forged = data(IMO_2005_P5)
    forged["cases"] *= 2
    report = check_algebra(json.dumps(forged))
    assert report.holds == "named branches"


def test_cases_that_differ_before_their_choice() -> None:
    forged = data(CHOICE)
    forged["cases"][1]["steps"].insert(2, forged["cases"][1]["steps"][1] | {"point": "zz"})
    refused(forged)


def test_a_void_case_that_is_none() -> None:
    forged = data(CHOICE)
    for ending in (["a", "b"], ["a", "a"], ["b", "x"], "void"):
        forged["cases"][1]["ending"] = ending
        refused(forged)


def test_a_changed_root() -> None:
    text = "a b c = triangle; d = on_circle d a b, on_line d b c; e = on_circle e a c, on_line e a b ? cong a e a c"
    forged = data(text)
    root = next(s["root"] for s in forged["cases"][0]["steps"] if "index" in s.get("root", {}))
    root["square"][0][0] += 1
    refused(forged, "square of the root")


def test_a_zero_divisor_as_a_denominator() -> None:
    """y² = (1 + u²)² makes y - 1 - u² a zero divisor: with it as a denominator a branch would go."""
    text = "a b c = triangle; d = on_circle d a b, on_line d a c ? cong a d a b"
    forged = data(text)
    steps = forged["cases"][0]["steps"]
    place = next(s for s in steps if s.get("point") == "d")
    assert "index" in place["root"]
    # The root's square is replaced by one that is a square: D = u², so that y - u has a norm of 0.
    n = forged["parameters"]
    u = [[1, 0, [1] + [0] * (n - 1)]]
    place["root"]["square"] = [[1, 0, [2] + [0] * (n - 1)]]
    y_minus_u = [[1, 1, [0] * n], [-1, 0, u[0][2]]]
    place["at"][2] = y_minus_u
    refused(forged)


def test_a_zero_divisor_is_no_unit() -> None:
    ring = Ring(1, time.monotonic() + 60)
    u = ring.variable(2)
    ring.add_root(0, u * u)
    y = ring.root(0)
    assert not ring.unit(y - u)
    assert not ring.unit(y + u)
    assert ring.unit(y)
    assert ring.unit(y - u * 2)


def test_a_hidden_point_that_need_not_exist() -> None:
    forged = data(IMO_2026_P2)
    assert [h["kind"] for h in forged["hidden"]] == ["crossing"]
    forged["hidden"][0]["kind"] = "tangent centre"
    refused(forged)
    forged["hidden"][0] |= {"kind": "arc midpoint", "of": ["a", "b", "c"]}
    refused(forged, "equally far")


def test_what_it_says_of_itself_is_compared() -> None:
    forged = data(EULER)
    report = check_algebra(json.dumps(forged))
    forged["says"] = says(report)
    assert check_algebra(json.dumps(forged)).accepted
    forged["says"]["conditions"] = []
    refused(forged, "something else")


def test_a_figure_of_another_position() -> None:
    forged = data(IMO_2005_P5)
    forged["diagram"]["f"] = ["0.1", "0.2"]
    refused(forged, "drawn position")


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    elif type(value) is int:
        yield path


@pytest.mark.parametrize("text", [CHOICE, IMO_2005_P5])
def test_random_changes_of_numbers(text: str) -> None:
    """Whatever number is changed: refused, or as true as before (a direction twice as long)."""
    rng = Random(11)
    paths = list(leaves(data(text)["cases"], ("cases",)))
    survived = 0
    for _ in range(25):
        forged = data(text)
        *path, last = rng.choice(paths)
        place: Any = forged
        for key in path:
            place = place[key]
        place[last] += rng.choice((1, -1, 2))
        survived += check_algebra(json.dumps(forged)).accepted
    assert survived <= 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "{", '{"format": "olympiad-geometry-algebra/1"}', "9" * 10000]
)
def test_any_text_is_refused_without_a_word_of_python(text: str) -> None:
    report = check_algebra(text)
    assert not report.accepted
    assert "Traceback" not in report.reason


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("drawn", "parameters", 0), "1e999999999"),
        (("diagram", "a", 0), "1e999999999"),
        (("cases", 0, "steps", 0, "length"), "1e999999999"),
        (("parameters",), 10**6),
        (("cases", 0, "steps", 1, "at", 0, 0, 2, 0), 10**6),
        (("cases", 0, "steps", 1, "at", 0, 0, 1), 1 << 60),
    ],
)
def test_numbers_that_would_take_for_ever(path: tuple[Any, ...], value: Any) -> None:
    forged = data(EULER)
    place: Any = forged
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    begun = time.process_time()
    refused(forged)
    assert time.process_time() - begun < 20


def test_it_ends_in_time() -> None:
    report = check_algebra(certificate(IMO_2026_P2), seconds=0.0)
    assert not report.accepted
    assert "too long" in report.reason
