"""Phantom points stand where a point is drawn, and say something new about it."""

from __future__ import annotations

from math import dist

import pytest

from geometry import check_certificate, parse_statement, prove
from geometry.auxiliary.phantoms import phantoms
from geometry.diagram import draw
from geometry.engine.closure import Closure
from geometry.numerics import normalised
from geometry.predicates import Predicate
from tests.geometry_engine.test_closure import IMO

#: The word of a curve, and the fact that x lies on it.
FACT = {
    "on_line": lambda x, p: Predicate("coll", (x, *p)),
    "on_circle": lambda x, p: Predicate("cong", (p[0], x, p[0], p[1])),
    "on_circum": lambda x, p: Predicate("cyclic", (x, *p)),
}


def closed(name: str) -> Closure:
    statement = IMO[f"translated_imo_{name}"]
    closure = Closure(normalised(draw(statement, seed=0).points))
    for given in statement.givens:
        closure.assume(given.fact)
    closure.run(60)
    return closure


@pytest.mark.parametrize("name", ["2021_p3", "2011_p6", "2008_p6"])
def test_each_is_on_one_curve_that_is_known_and_one_that_is_not(name: str) -> None:
    closure = closed(name)
    found = phantoms(closure.figure, closure.known)
    assert found
    for candidate in found:
        x = next(p for p, at in closure.figure.items() if dist(at, candidate.position) < 1e-9)
        new, old = (clause.split() for clause in candidate.constructions.split(", "))
        assert x not in new and x not in old
        assert not closure.known(FACT[new[0]](x, tuple(new[1:])))
        assert closure.known(FACT[old[0]](x, tuple(old[1:])))


def test_near_a_point_the_unknown_curve_goes_through_it() -> None:
    closure = closed("2011_p6")
    every = phantoms(closure.figure, closure.known, most=1000)
    near = phantoms(closure.figure, closure.known, near=["o1"], most=1000)
    assert near and len(near) < len(every)
    assert all("o1" in c.constructions.split(",")[0].split() for c in near)


def test_the_problem_may_name_a_touching_point_twice_but_a_generic_one_not() -> None:
    """The checker takes the phantom point of a proof; two points that the problem itself lets
    coincide by accident it refuses as before (`tests/geometry_checker/test_rejects.py`)."""
    statement = IMO["translated_imo_2011_p6"]
    outcome = prove(statement, seconds=120)
    report = check_certificate(outcome.certificate_json or "", problem=str(statement))
    assert report.accepted and report.coincident
    for pair in report.coincident:
        assert set(pair) - set(statement.points)


def test_a_figure_without_coincidences_has_none() -> None:
    statement = parse_statement("a b c = triangle a b c; d = on_line d b c ? coll b c d")
    closure = Closure(normalised(draw(statement, seed=1).points))
    for given in statement.givens:
        closure.assume(given.fact)
    closure.run(5)
    assert phantoms(closure.figure, closure.known) == []
