"""Things that look like proofs and are none."""

from __future__ import annotations

import cmath
from typing import Any

import pytest

from geometry.checker import CheckReport, check_certificate
from tests.geometry_checker.certificates import (
    VALID,
    A,
    B,
    C,
    algebra,
    altered,
    certificate,
    circumcenter,
    foot,
    given,
    meet,
    rule,
    text,
)


def rejected(cert: Any, *words: str, step: int | None = None, **options: Any) -> CheckReport:
    report = check_certificate(cert if isinstance(cert, str) else text(cert), **options)
    assert not report.accepted
    for word in words:
        assert word in report.reason
    if step is not None:
        assert report.step == step
    assert "\n" not in report.reason
    return report


# What is claimed.


def test_false_theorem() -> None:
    """The foot of an altitude is not the midpoint."""
    d = foot(A, B, C)
    cert = certificate(
        "a b c = triangle a b c; d = foot d a b c ? cong d b d c",
        {"a": A, "b": B, "c": C, "d": d},
        [given("coll d b c", 1), given("perp d a b c", 1), algebra("cong d b d c", "ratio")],
    )
    rejected(cert, "not the conclusion", step=2)
    rejected(altered(cert, "steps", 2, to=given("cong d b d c", 1)), "does not assert", step=2)


def test_special_figure_proves_nothing() -> None:
    """The same in an isosceles triangle: true in the figure, and no consequence."""
    a, b, c = 0.2 + 1.7j, -1 + 0j, 1.4 + 0j
    a = complex((b + c).real / 2, a.imag)
    d = (b + c) / 2
    cert = certificate(
        "a b c = triangle a b c; d = foot d a b c ? cong d b d c",
        {"a": a, "b": b, "c": c, "d": d},
        [given("coll d b c", 1), given("perp d a b c", 1), given("cong d b d c", 1)],
    )
    rejected(cert, "does not assert", step=2)


def test_removed_hypothesis() -> None:
    """Without the second altitude foot's right angle nothing makes the points concyclic."""
    cert = VALID["angles"]()
    cert["problem"] = cert["problem"].replace("e = foot e b a c", "e = on_line e a c")
    rejected(cert, "does not assert", step=2)


def test_wrong_problem() -> None:
    cert = VALID["angles"]()
    rejected(cert, "another problem", problem=VALID["isosceles"]()["problem"])
    rejected(cert, "another problem", problem=cert["problem"].replace("b a b e", "b e b a"))


def test_goal_must_be_the_goal() -> None:
    cert = VALID["angles"]()
    rejected(altered(cert, "goals", to=[5]), "is not the goal", step=5)
    rejected(altered(cert, "goals", to=[]), "1 goals")
    rejected(altered(VALID["midline"](), "goals", to=[11, 5]), "is not the goal")
    no_goal = altered(cert, "problem", to=cert["problem"].partition("?")[0])
    rejected(no_goal, "question mark")


def test_goal_that_hides_a_segment_of_length_zero() -> None:
    """ab cancels in the goal, but a and b coincide: the goal means nothing."""
    cert = certificate(
        "c d e f = trapezoid c d e f; a = midpoint a c d; b = midpoint b c d ? eqangle a b c d a b e f",
        {"c": 0j, "d": 2 + 0j, "e": 2.3 + 1j, "f": 0.1 + 1j, "a": 1 + 0j, "b": 1 + 0j},
        [given("para c d e f", 0)],
    )
    rejected(cert, "coincide")


# Directions are taken modulo pi.


def test_lifts_attack() -> None:
    """2x = 2y modulo pi does not give x = y where the figure says x = y + pi/2."""
    a, b = 0j, 2 + 0j
    c = 1.3 + 0.9j
    # The bisector of angle bac inside, and x on the bisector outside.
    inner = c / abs(c) + 1
    x = inner * 1j
    cert = certificate(
        "a b c = triangle a b c; x = eqangle a b a x a x a c; y = eqangle a b a y a y a c ? para a x a y",
        {"a": a, "b": b, "c": c, "x": x, "y": inner * 0.7},
        [
            given("eqangle a b a x a x a c", 1),
            given("eqangle a b a y a y a c", 2),
            algebra("para a x a y", "angle", (0, 0, "-1/2"), (1, 0, "1/2")),
        ],
    )
    rejected(cert, step=2)
    # Where both are drawn inside it is a theorem about that figure, and halving is sound.
    cert["diagram"]["x"] = [repr((inner * 1.3).real), repr((inner * 1.3).imag)]
    assert check_certificate(text(cert)).accepted
    # ... and in the first figure the right conclusion is that they are perpendicular.
    cert["diagram"]["x"] = [repr(x.real), repr(x.imag)]
    cert["problem"] = cert["problem"].replace("? para", "? perp")
    cert["steps"][2]["fact"] = "perp a x a y"
    assert check_certificate(text(cert)).accepted


def test_wrong_orientation() -> None:
    """A mirrored triangle is not directly similar."""
    p, q, r = (z.conjugate() * (0.6 + 0.5j) + 4 for z in (A, B, C))
    problem = (
        "a b c = triangle a b c; p q = segment p q; r = eqratio a b a c p q p r, eqratio b a b c q p q r"
        " ? eqangle a b b c p q q r"
    )
    steps = [
        given("eqratio a b a c p q p r", 2),
        given("eqratio b a b c q p q r", 3),
        algebra("eqratio b c c a q r r p", "ratio", (0, 0, "1"), (1, 0, "-1")),
        rule("eqangle a b b c p q q r", "similar_sss", "a=a b=b c=c p=p q=q r=r", 1, 2),
    ]
    mirrored = certificate(problem, {"a": A, "b": B, "c": C, "p": p, "q": q, "r": r}, steps)
    rejected(mirrored, step=3)
    p, q, r = (z * (0.6 + 0.5j) + 4 for z in (A, B, C))
    direct = certificate(problem, {"a": A, "b": B, "c": C, "p": p, "q": q, "r": r}, steps)
    assert check_certificate(text(direct)).accepted


def test_order_on_a_line() -> None:
    """ab = cd gives ac = bd only for the order in which the signs are right."""
    cert = VALID["lengths"]()
    a = complex(*map(float, cert["diagram"]["a"]))
    step = cmath.exp(0.4j)
    d = a + 1.7 * step  # now cd = 1 on the other side of c
    cert["diagram"]["d"] = [repr(d.real), repr(d.imag)]
    rejected(cert, step=6)


def test_excentre_is_no_incentre() -> None:
    steps = [given("eqangle a b a i a i a c", 1)]
    problem = "a b c = triangle a b c; i = incenter i a b c ? eqangle a b a i a i a c"
    u, v = ((z - A) / abs(z - A) for z in (B, C))
    w, z = (C - B) / abs(C - B), (A - B) / abs(A - B)
    inside = meet(A, A + u + v, B, B + w + z)
    outside = meet(A, A + u + v, B, B + (w + z) * 1j)
    points = {"a": A, "b": B, "c": C}
    assert check_certificate(text(certificate(problem, {**points, "i": inside}, steps))).accepted
    rejected(certificate(problem, {**points, "i": outside}, steps), "position")


# Auxiliary points.


def test_auxiliary_points_may_not_constrain_the_problem() -> None:
    """Three lines through one auxiliary point would be a claim about the lines."""
    d, e = foot(A, B, C), foot(B, A, C)
    f = foot(C, A, B)
    h = meet(A, d, B, e)
    problem = (
        "a b c = triangle a b c; d = foot d a b c; e = foot e b a c; f = foot f c a b ? coll h c f"
    )
    points = {"a": A, "b": B, "c": C, "d": d, "e": e, "f": f, "h": h}
    steps = [given("coll h c f", 6)]
    cert = certificate(
        problem, points, steps, auxiliary="h = on_line h a d, on_line h b e, on_line h c f"
    )
    rejected(cert)  # h is no point of the problem
    cert["problem"] = problem.replace("coll h c f", "coll c f m").replace(
        " ?", "; m = on_line m a d, on_line m b e ?"
    )
    cert["diagram"]["m"] = [repr(h.real + 0.0), repr(h.imag)]
    cert["steps"] = [
        given("coll h a d", 6),
        given("coll h b e", 7),
        given("coll h c f", 8),
    ]
    rejected(cert)
    # Without the goal's trick: the surplus condition itself is what is refused.
    concurrent = certificate(
        problem.replace("? coll h c f", "? perp d a b c"),
        points,
        [given("perp d a b c", 1)],
        auxiliary="h = on_line h a d, on_line h b e, on_line h c f",
    )
    rejected(concurrent, "independent")
    concurrent["auxiliary"] = "h = on_line h a d, on_line h b e"
    assert check_certificate(text(concurrent)).accepted


def test_auxiliary_condition_must_concern_the_new_point() -> None:
    cert = VALID["auxiliary"]()
    rejected(
        altered(cert, "auxiliary", to="n = midpoint n a b, eqangle n a a b n a a b"), "independent"
    )
    rejected(altered(cert, "auxiliary", to="n = midpoint n a b, cong a b a c"), "says nothing")
    rejected(altered(cert, "auxiliary", to="m = midpoint m a b"), "twice")
    rejected(altered(cert, "auxiliary", to="n = midpoint n a b ? cong a b a b"), "goal")


def test_auxiliary_point_of_tangency() -> None:
    """A line meets a circle that it touches in a point that does not exist nearby."""
    o, a = 0j, 1 + 0j
    cert = certificate(
        "o a = segment o a; b = on_tline b a o a ? perp b a o a",
        {"o": o, "a": a, "b": 1 + 0.8j, "x": a},
        [given("perp b a o a", 1)],
        auxiliary="x = on_line x a b, on_circle x o a",
    )
    rejected(cert)


def test_auxiliary_that_presupposes_an_equation() -> None:
    cert = certificate(
        "a b c d = isquare a b c d ? cong a b c d",
        {"a": 0j, "b": 1 + 0j, "c": 1 + 1j, "d": 1j, "x": 2 + 1j, "y": 3 + 0j},
        [given("cong a b c d", 0)],
        auxiliary="x y = e5128 x y b a c d",
    )
    rejected(cert)


# The figure.


def test_diagram_that_misses_the_hypotheses() -> None:
    cert = VALID["angles"]()
    rejected(altered(cert, "diagram", "d", to=["0.35", "0.1"]), "misses the hypotheses")
    rejected(altered(cert, "diagram", "d", to=cert["diagram"]["b"]))
    everywhere = {name: ["1", "1"] for name in cert["diagram"]}
    rejected(altered(cert, "diagram", to=everywhere), "coincide")
    rejected(altered(cert, "diagram", "z", to=["1", "1"]), "same points")


def test_second_intersection_drawn_at_the_first() -> None:
    """x = a satisfies the conditions; but another figure keeps them apart, and is meant."""
    o, p, a = 0j, 1.4 + 0.3j, 0.6 + 0.9j
    cert = certificate(
        "o p a = triangle o p a; x = on_circle x o a, on_circle x p a ? cong o a o x",
        {"o": o, "p": p, "a": a, "x": a},
        [given("cong o x o a", 1)],
    )
    rejected(cert, "a and x coincide")
    x = 2 * foot(a, o, p) - a
    cert["diagram"]["x"] = [repr(x.real), repr(x.imag)]
    assert check_certificate(text(cert)).accepted


def test_two_names_of_one_point_are_reported() -> None:
    m = (A + B) / 2
    cert = certificate(
        "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a b ? cong m a m b",
        {"a": A, "b": B, "c": C, "m": m, "n": m},
        [given("cong m a m b", 1)],
    )
    report = check_certificate(text(cert))
    assert report.accepted and report.coincident == (("m", "n"),)
    # A direction between them is nothing.
    cert["problem"] = cert["problem"].replace("? cong m a m b", "? para m n a b")
    cert["steps"] = [algebra("para m n a b", "angle")]
    rejected(cert, step=0)


def test_flat_triangle() -> None:
    flat = {"a": 0j, "b": 1 + 0j, "c": 2 + 0j, "o": 1.5 + 0j}
    cert = certificate(
        "a b c = triangle a b c; o = on_tline o b a c, on_pline o a b c ? perp o b a c",
        flat,
        [given("perp o b a c", 1)],
    )
    rejected(cert)


def test_hypotheses_that_no_figure_satisfies() -> None:
    o = circumcenter(A, B, C)
    cert = certificate(
        "a b c = triangle a b c; o = circle o a b c, perp a o a b ? perp a o a b",
        {"a": A, "b": B, "c": C, "o": o},
        [given("perp a o a b", 2)],
    )
    rejected(cert, "misses")


# Steps that do not follow.


def test_conditions_are_read_off_the_figure() -> None:
    """ncoll o a b fails where o is the midpoint of ab."""
    a, b = 0.1 + 0j, 2 + 0.5j
    cert = certificate(
        "a b = segment a b; o = midpoint o a b ? eqangle o a a b a b o b",
        {"a": a, "b": b, "o": (a + b) / 2},
        [
            given("cong o a o b", 1),
            rule("eqangle o a a b a b o b", "isosceles_angles", "o=o a=a b=b", 0),
        ],
    )
    rejected(cert, "condition `ncoll o a b`", step=1)


def test_algebra_concludes_only_equivalent_facts() -> None:
    """One equation of angles is not collinearity, and an equality of sines no equality of angles."""
    cert = VALID["angles"]()
    coll = algebra("coll d c b", "angle", (1, 0, "1"))
    rejected(altered(cert, "steps", 4, to=coll), "cannot be concluded", step=4)
    sines = VALID["law of sines"]()
    for fact in ("eqangle a b a c c b b a", "perp a b a c"):
        step = algebra(fact, "ratio", (0, 0, "1"))
        rejected(altered(sines, "steps", 2, to=step), "cannot be concluded", step=2)


def test_sine_of_parallel_lines() -> None:
    """log sin 0 is nothing to calculate with."""
    cert = certificate(
        "a b = segment a b; c = on_line c a b ? cong a b b a",
        {"a": 0j, "b": 1 + 0.2j, "c": 2.3 + 0.46j},
        [
            algebra("eqangle a b a c a b a c", "angle"),
            algebra("cong a b b a", "ratio", (0, 0, "1")),
        ],
    )
    rejected(cert, "sine", step=1)
    cert["steps"][1]["premises"] = []
    assert check_certificate(text(cert)).accepted


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("rconst b c m n 3", "multiply"),
        ("rconst m n b c 2", "not the conclusion"),
        ("rconst a c m n 2", "not the conclusion"),
        ("rconst b c m n 0", "positive"),
        ("rconst b c m n 2/0", "zero"),
        ("rconst b c m n 1e9", "not a number"),
        ("rconst b c m m 2", "itself"),
        ("rconst b c m z 2", "no point"),
        ("midp m a b", "abbreviation"),
        ("near m a b", "not a relation"),
        ("", "not a relation"),
    ],
)
def test_wrong_conclusion(wrong: str, words: str) -> None:
    cert = VALID["midline"]()
    rejected(altered(cert, "steps", 11, "fact", to=wrong), words, step=11)


def test_shape_of_the_certificate() -> None:
    cert = VALID["angles"]()
    rejected(altered(cert, "format", to="olympiad-geometry-certificate/2"), "format")
    rejected(altered(cert, "remark", to=""), "unknown key")
    rejected(altered(cert, "steps", 0, "note", to=""), "unknown key", step=0)
    rejected(altered(cert, "steps", 0, "clause", to=True), "clause", step=0)
    rejected(altered(cert, "steps", 0, "clause", to=99), "no clause", step=0)
    rejected(altered(cert, "steps", 0, "by", to="magic"), "`by`", step=0)
    rejected(altered(cert, "steps", 4, "premises", 0, to=[4, 0, "1"]), "earlier", step=4)
    rejected(altered(cert, "steps", 4, "premises", 0, to=[0, 1, "1"]), "equation 1", step=4)
    rejected(altered(cert, "steps", 4, "premises", 0, to=[0, 0, 1]), "string", step=4)
    rejected(altered(cert, "steps", 4, "table", to="area"), "table", step=4)
    rejected(altered(cert, "steps", 5, "premises", to=[5]), "earlier", step=5)
    rejected(altered(cert, "steps", 5, "premises", to=[]), "premises", step=5)
    rejected(altered(cert, "steps", 5, "rule", to="obvious"), "no rule", step=5)
    rejected(altered(cert, "steps", 5, "points", "e", to="a"), "substitution", step=5)
    rejected(altered(cert, "diagram", "a", to=[0.1, 0.2]), "decimal")
    rejected(altered(cert, "diagram", "a", to=["nan", "0"]), "decimal")
    for key in cert:
        broken = {k: v for k, v in cert.items() if k != key}
        rejected(broken, f"`{key}`")
    rejected('{"format": 1, "format": 2}', "twice")


def test_bad_options_are_the_caller_s_error() -> None:
    with pytest.raises(ValueError, match="diagrams"):
        check_certificate("{}", diagrams=0)
    with pytest.raises(ValueError, match="precision"):
        check_certificate("{}", precision=10)
