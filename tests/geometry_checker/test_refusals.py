"""Every refusal of the checker, by its reason: dropped, the next one would hide it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geometry.checker import check_certificate
from geometry.checker.document import read_certificate
from geometry.checker.facts import read_fact
from geometry.checker.report import Rejection, shown
from geometry.checker.statement import read_auxiliary, read_problem
from tests.geometry_checker.certificates import (
    VALID,
    A,
    B,
    C,
    algebra,
    altered,
    certificate,
    circumcenter,
    given,
    meet,
    text,
)

TRIANGLE = "a b c = triangle a b c"
GOAL = "? cong a b b a"


def refusal(cert: Any, **options: Any) -> str:
    report = check_certificate(cert if isinstance(cert, str) else text(cert), **options)
    assert not report.accepted
    return report.reason


# The text of the problem.


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (f"{TRIANGLE}", "one question mark"),
        (f"{TRIANGLE} ? cong a b b a ? cong a b b a", "one question mark"),
        ("? cong a b b a", "no construction"),
        (f"{TRIANGLE} ? , ;", "no goal"),
        (f"{TRIANGLE}\x07 {GOAL}", "character U+0007"),
        (f"{TRIANGLE} \x85 {GOAL}", "character U+0085"),
        (f"{TRIANGLE}; m {GOAL}", "not of the form"),
        (f"{TRIANGLE}; m = n = free m {GOAL}", "not of the form"),
        (f"{TRIANGLE}; = midpoint m a b {GOAL}", "defines no point"),
        (f"{TRIANGLE}; 1m = free 1m {GOAL}", "not a name"),
        (f"{TRIANGLE}; m@x = free m {GOAL}", "not a name"),
        (f"{TRIANGLE}; m@1_ = free m {GOAL}", "not a name"),
        (f"{TRIANGLE}; {'m' * 40} = free {'m' * 40} {GOAL}", "not a name"),
        (f"{TRIANGLE}; a = free a {GOAL}", "defined twice"),
        (f"{TRIANGLE}; m m = free m {GOAL}", "defined twice"),
        (f"{TRIANGLE}; m n = on_line m a b {GOAL}", "no condition defines"),
        (f"{TRIANGLE}; m = free m, {GOAL}", "empty condition"),
        (f"{TRIANGLE}; m = middle m a b {GOAL}", "neither a construction nor a relation"),
        (f"{TRIANGLE}; m = free m, cong a b a c {GOAL}", "says nothing about"),
        (f"{TRIANGLE}; m n = midpoint a b {GOAL}", "makes 1 points, not 2"),
        (f"{TRIANGLE}; m = midpoint m a b c {GOAL}", "wrong number of arguments"),
        (f"{TRIANGLE}; m n = midpoint a a b, free n, free m {GOAL}", "new, different points"),
        (f"{TRIANGLE}; x y = segment x x, free y {GOAL}", "new, different points"),
        (f"{TRIANGLE}; m = midpoint m a z {GOAL}", "not an earlier point"),
        (f"{TRIANGLE}; m = midpoint m a m {GOAL}", "not an earlier point"),
        (f"{TRIANGLE}; m = foot m a b b {GOAL}", "repeats a point where it needs"),
        (f"{TRIANGLE}; m = s_angle a b m 1e9 {GOAL}", "not a number"),
        (f"{TRIANGLE}; m = rconst a m a b 1/0 {GOAL}", "divides by zero"),
        (f"{TRIANGLE} ? near a b", "not a relation"),
        (f"{TRIANGLE} ? coll a b z", "z, which is no point"),
        (f"{TRIANGLE} ? coll a b", "takes 3 points"),
        (f"{TRIANGLE} ? rconst a b b c -1", "positive"),
        (f"{TRIANGLE} ? coll a b b", "repeats a point"),
        (f"{TRIANGLE} ? midp a a b", "repeats a point"),
        (f"{TRIANGLE} ? midp a b b", "repeats a point"),
        (f"{TRIANGLE} ? circle a b c c", "repeats a point"),
        (f"{TRIANGLE} ? concurrent a b b c a", "has 5 points, not 6"),
        (f"{TRIANGLE} ? concurrent a b b c c z", "not a point of the problem"),
        (f"{TRIANGLE} ? concurrent a b b c c c", "repeats points"),
        (f"{TRIANGLE} ? concurrent a b b a a c", "repeats points"),
        (f"{TRIANGLE} ? touches a b a b", "repeats points"),
    ],
)
def test_a_text_is_no_problem_for_its_own_reason(problem: str, reason: str) -> None:
    with pytest.raises(Rejection) as refused:
        read_problem(problem)
    assert reason in refused.value.reason
    assert refused.value.step is None and len(refused.value.reason) < 300


def listed(template: str, count: int, between: str = "; ") -> str:
    return between.join(template.format(i) for i in range(count))


@pytest.mark.parametrize(
    ("largest", "larger", "reason"),
    [
        (f"{listed('p{0} = free p{0}', 200)} ? cong p0 p1 p1 p0",
         f"{listed('p{0} = free p{0}', 201)} ? cong p0 p1 p1 p0", "200 points"),
        (f"{TRIANGLE}; x = {listed('cong x a x b', 599, ', ')} {GOAL}",
         f"{TRIANGLE}; x = {listed('cong x a x b', 600, ', ')} {GOAL}", "600 conditions"),
        (f"p q = segment p q; {listed('x{0} = on_line x{0} p q', 51)} ? "
         f"{listed('coll p q x{0}', 50, ', ')}, {listed('coll x0 q x{0}', 51, ', ')[14:]}",
         f"p q = segment p q; {listed('x{0} = on_line x{0} p q', 60)} ? "
         f"{listed('coll p q x{0}', 60, ', ')}, {listed('coll x0 q x{0}', 60, ', ')[14:]}",
         "100 goals"),
        (f"{TRIANGLE} {GOAL}{' ' * 90_000}", f"{TRIANGLE} {GOAL}{' ' * 100_000}",
         "100000 characters"),
    ],
    ids=["points", "conditions", "goals", "characters"],
)  # fmt: skip
def test_a_problem_has_a_largest_size(largest: str, larger: str, reason: str) -> None:
    assert read_problem(largest).goals
    with pytest.raises(Rejection, match=reason):
        read_problem(larger)


def test_auxiliary_conditions_count_with_those_of_the_problem() -> None:
    problem = read_problem(f"{TRIANGLE}; x = {listed('cong x a x b', 500, ', ')} {GOAL}")
    few, many = (f"y = {listed('cong y a y b', n, ', ')}" for n in (99, 100))
    assert read_auxiliary(few, problem)
    with pytest.raises(Rejection, match="600 conditions"):
        read_auxiliary(many, problem)
    with pytest.raises(Rejection, match="state a goal"):
        read_auxiliary("y = free y ? cong a b b a", problem)


# The document.


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("problem",), 1, "`problem` is not a string"),
        (("auxiliary",), None, "`auxiliary` is not a string"),
        (("diagram",), [], "`diagram` is not an object"),
        (("steps",), {}, "`steps` is not a list"),
        (("goals",), {}, "`goals` is not a list"),
        (("goals",), [7], "a goal is 7, not a number from 0 to 6"),
        (("goals",), [-1], "a goal is -1"),
        (("goals",), [True], "a goal is True"),
        (("goals",), ["0"], "a goal is 0"),
        (("steps", 1), [], "step 1 is not an object"),
        (("steps", 1, "by"), None, "`by` is None"),
        (("steps", 1, "by"), ["rule"], "`by` is a list"),
        (("steps", 1, "fact"), 3, "`fact` is not a string"),
        (("steps", 1, "fact"), "coll" + " a" * 300, "the fact is too long"),
        (("steps", 1, "clause"), -1, "`clause` is -1"),
        (("steps", 1, "clause"), 5000, "there is no clause 5000"),
        (("steps", 1, "clause"), 1.0, "`clause` is 1.0"),
        (("steps", 4, "premises"), {}, "`premises` is not a list"),
        (("steps", 4, "premises", 0), [0, 0], "not [step, equation, coefficient]"),
        (("steps", 4, "premises", 0), "001", "not [step, equation, coefficient]"),
        (("steps", 4, "premises", 0), ["0", 0, "1"], "premise 0 is not an earlier step"),
        (("steps", 4, "premises", 0), [-1, 0, "1"], "premise -1 is not an earlier step"),
        (("steps", 4, "premises", 0), [0, 2, "1"], "an equation is 2, not a number from 0 to 1"),
        (("steps", 4, "premises", 0), [0, 0, "1.5"], "not a fraction of at most 40 digits"),
        (("steps", 4, "premises", 0), [0, 0, "1" * 41], "not a fraction of at most 40 digits"),
        (("steps", 4, "premises", 0), [0, 0, "1/0"], "divides by zero"),
        (("steps", 4, "table"), 1, "`table` is not a string"),
        (("steps", 5, "rule"), 1, "`rule` is not a string"),
        (("steps", 5, "points"), [], "`points` is not an object"),
        (("steps", 5, "points", "a"), 1, "a point is not a string"),
        (("steps", 5, "points", "a"), "z", "names z, which is no point"),
        (("steps", 5, "points", "z"), "a", "not one of the variables"),
        (("steps", 5, "premises"), [4, 4], "has 1 premises, not 2"),
        (("steps", 5, "premises"), [3], "needs `eqangle"),
        (("steps", 5, "fact"), "cyclic a b c d", "does not conclude"),
        (("diagram", "a"), ["1"], "no two coordinates for a"),
        (("diagram", "a"), ["1", "2", "3"], "no two coordinates for a"),
        (("diagram", "a"), "12", "no two coordinates for a"),
        (("diagram", "a"), ["1e999", "2"], "not a decimal in quotes"),
        (("diagram", "a"), ["1", "0x2"], "not a decimal in quotes"),
        (("diagram", "a"), ["1e99", "1"], "out of scale"),
    ],
)  # fmt: skip
def test_a_text_is_no_certificate_for_its_own_reason(
    path: tuple[Any, ...], value: Any, reason: str
) -> None:
    said = refusal(altered(VALID["angles"](), *path, to=value))
    assert reason in said and len(said) < 400
    if path[0] == "steps" and len(path) > 1:
        assert said.startswith(f"step {path[1]}: ")


def test_what_is_no_json_is_said_briefly() -> None:
    assert "not JSON (Expecting value" in refusal("certificate")
    assert "not JSON (bad nesting or number" in refusal("[" * 100_000)
    assert "NaN is not a number" in refusal(text(VALID["angles"]()).replace("0,", "NaN,", 1))
    assert refusal("[]") == "the certificate is not an object."
    assert refusal("x" * 4_000_001).startswith("the certificate is longer")
    assert "not JSON" in refusal("x" * 3_999_999)


def repeated(count: int, premises: int) -> dict[str, Any]:
    """A certificate of one hypothesis and `count` - 1 steps that add `premises` zeros to it."""
    cert = VALID["isosceles"]()
    zeros = [(0, 0, "0")] * (premises - 1)
    step = algebra("cong o a o b", "ratio", (0, 0, "1"), *zeros)
    cert["steps"] = [cert["steps"][0], *[step] * (count - 2), cert["steps"][1]]
    return {**cert, "goals": [count - 1]}


def test_a_certificate_has_a_largest_size() -> None:
    assert check_certificate(text(repeated(1000, 3))).accepted
    assert "more than 5000 steps" in refusal(repeated(5001, 1))
    assert check_certificate(text(repeated(4, 2000))).accepted
    assert "more than 2000 premises" in refusal(repeated(4, 2001))
    assert "more than 20000 premises" in refusal(repeated(14, 1800))


def test_a_word_of_the_certificate_is_shown_briefly_and_harmlessly() -> None:
    assert shown("a" * 60) == "a" * 60
    assert shown("a" * 61) == "a" * 59 + "…"
    assert shown("a\n\x1b[31m") == "a??[31m"
    assert shown({"deep": []}) == "a dict" and shown(None) == "None" and shown(True) == "True"
    with pytest.raises(Rejection) as refused:
        read_fact("coll a b " + "z" * 500, ["a", "b"])
    assert len(refused.value.reason) < 200


# What is asked and what is proved.


def test_a_problem_to_compare_with_must_be_one() -> None:
    said = refusal(VALID["angles"](), problem="a b c = triangle a b c")
    assert "to compare with is not readable" in said
    other = VALID["angles"]()["problem"].replace("? eqangle", "? perp d a b c, eqangle")
    assert "is about another problem" in refusal(VALID["angles"](), problem=other)
    long = f"{listed('p{0} = free p{0}', 200)} ? cong p0 p1 p1 p0"
    assert (
        len(refusal({**VALID["angles"](), "problem": long}, problem=VALID["angles"]()["problem"]))
        < 600
    )


def test_the_report_says_what_was_checked() -> None:
    cert = VALID["auxiliary"]()
    report = check_certificate(text(cert), diagrams=2, precision=40, seed=5)
    assert report.accepted and report.step is None and report.reason.endswith("2 random ones.")
    assert (report.steps, report.diagrams, report.precision) == (len(cert["steps"]), 2, 40)
    assert report.statement == cert["problem"] and report.auxiliary == "n = midpoint n a b"
    assert report.rules == ("on_perpendicular_bisector", "parallel_from_ratio_at_vertex")
    assert 0 < report.spread < 1 and report.coincident == ()
    assert check_certificate(text(cert), diagrams=2, precision=40, seed=5) == report
    assert check_certificate(text(cert), diagrams=2, precision=40, seed=6) != report
    assert check_certificate(text(cert)) == check_certificate(text(cert))
    nothing = check_certificate("")
    assert (nothing.steps, nothing.diagrams, nothing.statement, nothing.rules) == (0, 0, "", ())


def test_options_have_bounds_that_may_be_used() -> None:
    cert = text(VALID["isosceles"]())
    for options in ({"diagrams": 1}, {"diagrams": 100}, {"precision": 30}, {"precision": 250}):
        assert check_certificate(cert, **options).accepted
    for options in ({"diagrams": 0}, {"diagrams": 101}, {"precision": 29}, {"precision": 251}):
        with pytest.raises(ValueError, match="must be from 1 to 100"):
            check_certificate(cert, **options)


# The steps.


def test_algebra_is_exact_in_every_table() -> None:
    squares = altered(VALID["given lengths"](), "steps", 3, "premises", 2, to=[2, 0, "-2"])
    assert "not the conclusion" in refusal(squares)
    lengths = certificate(
        "a b = lconst a b 3; c = lconst b c 4, lconst a c 5 ? perp a b b c",
        {"a": 0j, "b": 3 + 0j, "c": 3 + 4j},
        [
            given("lconst a b 3", 0),
            given("lconst b c 4", 1),
            algebra("lconst a b 4", "length", (0, 0, "1")),
        ],
        [2],
    )
    assert "is not the goal" in refusal(lengths)
    lengths["problem"] = lengths["problem"].replace("? perp a b b c", "? lconst a b 4")
    assert "`lconst a b 4` is false in the figure" in refusal(lengths)
    lengths["steps"][2] = algebra("lconst a b 4", "square", (0, 0, "1"))
    assert "constants do not add up" in refusal(lengths)
    lengths["steps"][2] = algebra("lconst a b 4", "ratio", (0, 0, "1"))
    assert "do not multiply" in refusal(lengths)


def test_coefficients_have_a_reasonable_common_denominator() -> None:
    cert = VALID["isosceles"]()
    zeros = [(0, 0, f"0/{10**38 + i}") for i in range(1500)]
    cert["steps"].insert(1, algebra("cong o a o b", "ratio", (0, 0, "1"), *zeros))
    assert check_certificate(text({**cert, "goals": [2]})).accepted  # 0/n is 0
    small = [(0, 0, f"{sign}1/{10**38 + i}") for i in range(20) for sign in ("", "-")]
    cert["steps"][1] = algebra("cong o a o b", "ratio", (0, 0, "1"), *small[:20])
    assert check_certificate(text({**cert, "goals": [2]})).accepted
    cert["steps"][1] = algebra("cong o a o b", "ratio", (0, 0, "1"), *small)
    assert "no reasonable common denominator" in refusal({**cert, "goals": [2]})


def test_a_hypothesis_is_used_as_it_stands() -> None:
    cert = VALID["angles"]()
    assert "there is no clause 3" in refusal(altered(cert, "steps", 0, "clause", to=3))
    said = refusal(altered(cert, "steps", 0, "fact", to="perp d a c a"))
    assert "clause 1, `foot d a b c`, does not assert `perp d a c a`" in said


# The figure.


def test_a_figure_that_a_construction_forbids() -> None:
    """The triangle abc is flat, though nothing in the proof minds."""
    m = (A + B) / 2
    cert = certificate(
        "a b = segment a b; m = midpoint m a b; n = circle n a b m ? cong m a m b",
        {"a": A, "b": B, "m": m, "n": m + 1j * (B - A)},
        [given("cong m a m b", 1)],
    )
    assert "misses the hypotheses" in refusal(cert)
    flat = certificate(
        "a b = segment a b; c = on_line c a b; d = angle_bisector d a b c ? coll c a b",
        {"a": 0j, "b": 1 + 0j, "c": 3 + 0j, "d": 1 + 1j},
        [given("coll c a b", 1)],
    )
    assert "figure is degenerate: `angle_bisector d a b c` needs `ncoll a b c`" in refusal(flat)


def test_a_figure_is_refused_for_its_own_reason() -> None:
    cert = VALID["angles"]()
    coinciding = altered(cert, "diagram", "d", to=cert["diagram"]["a"])
    assert "two points coincide that a hypothesis keeps apart" in refusal(coinciding)
    assert "do not have the same points: z" in refusal(altered(cert, "diagram", "z", to=["1", "1"]))
    everywhere = {name: ["1", "1"] for name in cert["diagram"]}
    assert "all points of the diagram coincide" in refusal(altered(cert, "diagram", to=everywhere))


def test_a_point_of_tangency_is_determined_by_no_figure_beside_it() -> None:
    """The line touches the circle in x, and in a figure nearby need not meet it."""
    cert = certificate(
        "o a = segment o a; b = on_tline b a o a ? perp b a o a",
        {"o": 0j, "a": 1 + 0j, "b": 1 + 0.8j, "x": 1 + 0j},
        [given("perp b a o a", 1)],
        auxiliary="x = on_line x a b, on_circle x o a",
    )
    assert "the hypotheses do not determine a figure near it" in refusal(cert)


def test_a_figure_need_not_be_exact_and_may_lie_anywhere() -> None:
    cert = VALID["midline"]()
    for factor, shift, noise in ((1, 0j, 1e-9), (1e-9, 7 + 1j, 0), (1e12, -3e14j, 0)):
        points = {
            name: complex(*map(float, xy)) * factor + shift + noise * k
            for k, (name, xy) in enumerate(cert["diagram"].items())
        }
        moved = {name: [f"{z.real:.25f}", f"{z.imag:.25f}"] for name, z in points.items()}
        if factor < 1:  # a float holds no digits of so small a figure so far out
            moved = {
                name: [f"{(float(x) * factor):.25f}", f"{(float(y) * factor):.25f}"]
                for name, (x, y) in cert["diagram"].items()
            }
        assert check_certificate(text({**cert, "diagram": moved})).accepted


def test_auxiliary_points_are_refused_for_their_own_reason() -> None:
    square = certificate(
        "a b c d = isquare a b c d ? cong a b c d",
        {"a": 0j, "b": 1 + 0j, "c": 1 + 1j, "d": 1j, "x": 0.4 + 0.2j, "y": 0.5 + 0j},
        [
            given("cong a b b c", 0),
            given("cong b c c d", 0),
            algebra("cong a b c d", "ratio", (0, 0, "1"), (1, 0, "1")),
        ],
        auxiliary="x y = e5128 x y a b c d",
    )
    assert "presupposes an equation" in refusal(square)
    points = {"a": A, "b": B, "c": C, "o": circumcenter(A, B, C)}
    more = certificate(
        f"{TRIANGLE} ? cong a b b a", points, [algebra("cong a b b a", "ratio")],
        auxiliary="o = cong o a o b, cong o b o c, cong o c o a",
    )  # fmt: skip
    assert "states 3 conditions of which only 2 are clearly independent" in refusal(more)
    # Known to be a theorem about any three points, the same surplus is none.
    bisectors = meet(A, A + (B - A) / abs(B - A) + (C - A) / abs(C - A),
                     B, B + (A - B) / abs(A - B) + (C - B) / abs(C - B))  # fmt: skip
    incentre = certificate(
        f"{TRIANGLE} ? cong a b b a", {"a": A, "b": B, "c": C, "i": bisectors},
        [algebra("cong a b b a", "ratio")], auxiliary="i = incenter i a b c",
    )  # fmt: skip
    assert check_certificate(text(incentre)).accepted
    # ... but not beside another condition.
    incentre["auxiliary"] = "i = incenter i a b c, on_line i a i"
    assert refusal(incentre)


def test_reading_gives_what_was_written() -> None:
    cert = VALID["midline"]()
    read = read_certificate(text(cert))
    assert (read.problem, read.auxiliary, read.goals) == (cert["problem"], "", (5, 11))
    assert [step.fact for step in read.steps] == [step["fact"] for step in cert["steps"]]
    assert json.loads(text(cert)) == cert
