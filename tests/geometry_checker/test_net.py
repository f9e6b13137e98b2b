"""Refusals that stand behind others: each is met here alone, where nothing else refuses first."""

from __future__ import annotations

import cmath
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geometry.checker import check_certificate
from geometry.checker.algebra import check_constants
from geometry.checker.document import ByAlgebra, ByConstruction, ByRule, Step
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection
from geometry.checker.statement import read_problem
from geometry.checker.steps import check_in_figure, check_steps
from geometry.predicates import Predicate, parse_predicate
from tests.geometry_checker import certificates as cert

BITS = 240


def figure(**points: complex) -> Figure:
    """These points on the grid."""
    grid = {
        n: (round(z.real * 2**40) << 200, round(z.imag * 2**40) << 200) for n, z in points.items()
    }
    return Figure(grid, BITS, Fraction(1))


#: Two similar triangles abc, pqr, with the premises of `similar_aa` said by identities.
POINTS = {name: i for i, name in enumerate("abcpqr")}


def similar(instance: dict[str, str], first: str, second: str, fact: str) -> list[Step]:
    return [
        Step(first, ByAlgebra("angle", ())),
        Step(second, ByAlgebra("angle", ())),
        Step(fact, ByRule("similar_aa", instance, (0, 1))),
    ]


def test_an_instance_with_a_line_from_a_point_to_itself_is_refused_without_a_figure() -> None:
    """With a = b and p = q the first premise shrinks to `para a c p r`, which means something; the
    instance does not."""
    steps = similar(
        {"a": "a", "b": "a", "c": "c", "p": "p", "q": "p", "r": "p"},
        "para a c c a",
        "para a c c a",
        "eqratio a c c a p q q p",
    )
    # Premise 1 is `eqangle a a a c p p p p`, whose only line is ac: nothing that a step can say.
    with pytest.raises(Rejection, match="from a point to itself"):
        check_steps(steps, (), POINTS)
    steps = similar(
        {"a": "a", "b": "a", "c": "c", "p": "a", "q": "a", "r": "c"},
        "para a c c a",
        "para a c c a",
        "eqratio a c c a a c c a",
    )
    # Here both premises are identities that hold of every figure, and so would the conclusion.
    with pytest.raises(Rejection, match="from a point to itself") as caught:
        check_steps(steps, (), POINTS)
    assert caught.value.step == 2


def test_what_only_a_premise_mentions_must_be_different_too() -> None:
    """ab cancels in the premise `eqangle a b b c a b b r` and does not stand in the conclusion
    `eqratio b c c a b r r a`, yet the theorem is about triangles abc and abr."""
    problem = read_problem(
        "a b c = triangle a b c; r = para b c b r, eqangle b c c a b r r a ? coll b c r"
    )
    instance = {"a": "a", "b": "b", "c": "c", "p": "a", "q": "b", "r": "r"}
    steps = [
        Step("para b c b r", ByConstruction(1)),
        Step("eqangle b c c a b r r a", ByConstruction(2)),
        Step("eqratio b c c a b r r a", ByRule("similar_aa", instance, (0, 1))),
    ]
    checked, _ = check_steps(steps, problem.clauses, POINTS)
    # Where a and b are one point on the line cr, all three facts hold.
    merged = figure(a=0j, b=0j, c=1 + 1j, r=3 + 3j)
    with pytest.raises(Rejection, match="needs a and b to be different, and they coincide"):
        check_in_figure(checked[2:], merged, 1e-30)


def test_a_fact_about_the_line_of_two_coinciding_points_is_refused() -> None:
    """`para a b b a` is an identity and holds in the figure; but a and b are one point there."""
    certificate = cert.certificate(
        "c d = segment c d; a = midpoint a c d; b = midpoint b c d ? cong a c a d",
        {"c": 0j, "d": 2 + 1j, "a": 1 + 0.5j, "b": 1 + 0.5j},
        [cert.given("cong a c a d", 1), cert.algebra("para a b b a", "angle")],
        goals=[0],
    )
    report = check_certificate(cert.text(certificate))
    assert not report.accepted and report.step == 1
    assert "a and b to be different" in report.reason
    # Without that step the proof stands.
    del certificate["steps"][1]
    assert check_certificate(cert.text(certificate)).accepted


def test_an_identity_with_coinciding_points_is_refused_by_rules_as_well() -> None:
    """The same behind a rule: the law of sines says nothing of a triangle with two equal corners."""
    certificate = cert.certificate(
        "c d = segment c d; a = midpoint a c d; b = midpoint b c d; e = free e ? cong a c a d",
        {"c": 0j, "d": 2 + 1j, "a": 1 + 0.5j, "b": 1 + 0.5j, "e": 0.3 + 2j},
        [cert.given("cong a c a d", 1), cert.rule("sinlaw a b e", "law_of_sines", "a=a b=b c=e")],
        goals=[0],
    )
    report = check_certificate(cert.text(certificate))
    assert not report.accepted and report.step == 1
    assert "different" in report.reason


@settings(max_examples=60)
@given(
    st.floats(0.0, 3.1),
    st.floats(1e-4, 0.999),
    st.sampled_from(["para", "perp", "aconst"]),
    st.floats(0.5, 2.0),
)
def test_an_equation_of_directions_that_the_figure_does_not_show_is_refused(
    turn: float, off: float, name: str, length: float
) -> None:
    """Not only where it fails by a quarter turn, and not only where it fails by little: an equation
    between angles holds in the figure or has no lift there."""
    assume(min(off, 1 - off) > 1e-4)
    wanted = {"para": 0.0, "perp": 0.5, "aconst": 1 / 3}[name]
    value = Fraction(1, 3) if name == "aconst" else None
    fact = Predicate(name, ("a", "b", "c", "d"), value)
    direction = cmath.exp(1j * turn)

    def shown(miss: float) -> Figure:
        end = length * direction * cmath.exp(1j * math.pi * (wanted + miss))
        return figure(a=0j, b=direction, c=1j, d=1j + end)

    check_constants(fact, "angle", [(fact, 0, Fraction(1))], shown(0.0))
    with pytest.raises(Rejection, match="does not hold in the figure"):
        check_constants(fact, "angle", [(fact, 0, Fraction(1))], shown(off))
    other = parse_predicate("para a b a b")
    with pytest.raises(Rejection, match="does not hold in the figure"):
        check_constants(other, "angle", [(fact, 0, Fraction(1))], shown(off))
