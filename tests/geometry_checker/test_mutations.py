"""A proof with any one step altered is rejected, unless it is still a proof.

Steps are altered at random; whether the altered step still follows is decided by `oracle`, which
samples figures and shares no code with the checker.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geometry.checker import check_certificate
from geometry.errors import GeometryInputError
from geometry.predicates import Predicate, parse_predicate
from geometry.rules import RULES
from tests.geometry_checker.certificates import VALID, Certificate, stored, text
from tests.geometry_checker.oracle import same, step_follows

PROOFS = {
    **{name: make() for name, make in VALID.items()},
    **{name: stored(name) for name in ("imo_2002_p2b", "imo_2004_p5")},
}


def few(examples: int) -> settings:
    """Many alterations leave a proof a proof and are filtered out, which is no fault of the test."""
    filtered = [HealthCheck.filter_too_much]
    return settings(max_examples=examples, deadline=None, suppress_health_check=filtered)


def _draw_step(data: st.DataObject, kinds: tuple[str, ...]) -> tuple[Certificate, int]:
    cert = copy.deepcopy(PROOFS[data.draw(st.sampled_from(sorted(PROOFS)))])
    numbers = [i for i, step in enumerate(cert["steps"]) if step["by"] in kinds]
    assume(numbers)
    return cert, data.draw(st.sampled_from(numbers))


def _must_be_rejected(cert: Certificate) -> None:
    report = check_certificate(text(cert))
    assert not report.accepted


@pytest.mark.parametrize("name", PROOFS)
def test_the_oracle_agrees_with_proofs(name: str) -> None:
    cert = PROOFS[name]
    assert check_certificate(text(cert)).accepted
    assert all(step_follows(cert, i) for i in range(len(cert["steps"])))


@few(120)
@given(st.data())
def test_altered_fact(data: st.DataObject) -> None:
    """One point of a fact is another one, or its points are permuted, or its relation changes."""
    cert, i = _draw_step(data, ("construction", "rule", "algebra"))
    fact = parse_predicate(cert["steps"][i]["fact"])
    points = list(fact.points)
    if data.draw(st.booleans()):
        points = data.draw(st.permutations(points))
    else:
        place = data.draw(st.integers(0, len(points) - 1))
        points[place] = data.draw(st.sampled_from(sorted(cert["diagram"])))
    try:
        other = Predicate(fact.name, tuple(points), fact.value)
    except GeometryInputError:
        assume(False)
    assume(not any(a == b for a, b in zip(other.points[::2], other.points[1::2], strict=False)))
    cert["steps"][i]["fact"] = str(other)
    assume(not same(fact, other) and not step_follows(cert, i))
    _must_be_rejected(cert)


NUMBERS = [
    (name, i)
    for name, cert in PROOFS.items()
    for i, step in enumerate(cert["steps"])
    if parse_predicate(step["fact"]).value is not None
]


@few(80)
@given(st.sampled_from(NUMBERS), st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_altered_number(place: tuple[str, int], value: Fraction) -> None:
    """The constant of a fact."""
    name, i = place
    cert = copy.deepcopy(PROOFS[name])
    fact = parse_predicate(cert["steps"][i]["fact"])
    assume(value != fact.value)
    cert["steps"][i]["fact"] = str(Predicate(fact.name, fact.points, value))
    _must_be_rejected(cert)


@few(120)
@given(st.data())
def test_altered_coefficient(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("algebra",))
    premises = cert["steps"][i]["premises"]
    assume(premises)
    k = data.draw(st.integers(0, len(premises) - 1))
    by = data.draw(st.fractions(-3, 3, max_denominator=4).filter(bool))
    premises[k][2] = str(Fraction(premises[k][2]) + by)
    assume(not step_follows(cert, i))
    _must_be_rejected(cert)


@few(80)
@given(st.data())
def test_altered_equation_or_table(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("algebra",))
    step = cert["steps"][i]
    if step["premises"] and data.draw(st.booleans()):
        k = data.draw(st.integers(0, len(step["premises"]) - 1))
        step["premises"][k][1] = 1 - step["premises"][k][1]
    else:
        step["table"] = data.draw(st.sampled_from(["angle", "ratio", "length", "square"]))
        assume(step["premises"])
    with suppress(IndexError):  # the fact says nothing in that table
        assume(not step_follows(cert, i))
    _must_be_rejected(cert)


@few(120)
@given(st.data())
def test_altered_premise(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("rule", "algebra"))
    premises = cert["steps"][i]["premises"]
    assume(premises and i > 1)
    k = data.draw(st.integers(0, len(premises) - 1))
    other = data.draw(st.integers(0, i - 1))
    if cert["steps"][i]["by"] == "rule":
        assume(other != premises[k])
        premises[k] = other
    else:
        assume(other != premises[k][0])
        premises[k][0] = other
    assume(not step_follows(cert, i))
    _must_be_rejected(cert)


@few(80)
@given(st.data())
def test_missing_or_repeated_premise(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("rule", "algebra"))
    premises = cert["steps"][i]["premises"]
    assume(premises)
    k = data.draw(st.integers(0, len(premises) - 1))
    if data.draw(st.booleans()):
        del premises[k]
    else:
        premises.append(copy.copy(premises[k]))
    _must_be_rejected(cert)


@few(120)
@given(st.data())
def test_altered_substitution(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("rule",))
    points = cert["steps"][i]["points"]
    variable = data.draw(st.sampled_from(sorted(points)))
    if data.draw(st.booleans()):
        other = data.draw(st.sampled_from(sorted(points)))
        points[variable], points[other] = points[other], points[variable]
    else:
        points[variable] = data.draw(st.sampled_from(sorted(cert["diagram"])))
    with suppress(GeometryInputError):
        assume(not step_follows(cert, i))
    _must_be_rejected(cert)


#: (proof, step, rule) for each rule of other meaning that takes the step's points and premises.
OTHER_RULES = [
    (name, i, rule.name)
    for name, cert in PROOFS.items()
    for i, step in enumerate(cert["steps"])
    if step["by"] == "rule"
    for rule in RULES.values()
    if rule.name != step["rule"]
    and set(rule.variables) == set(step["points"])
    and len(rule.premises) == len(step["premises"])
]


@few(60)
@given(st.sampled_from(OTHER_RULES))
def test_altered_rule(choice: tuple[str, int, str]) -> None:
    name, i, rule = choice
    cert = copy.deepcopy(PROOFS[name])
    cert["steps"][i]["rule"] = rule
    assume(not step_follows(cert, i))
    _must_be_rejected(cert)


@few(60)
@given(st.data())
def test_altered_clause(data: st.DataObject) -> None:
    cert, i = _draw_step(data, ("construction",))
    cert["steps"][i]["clause"] = data.draw(st.integers(0, 8))
    assume(not step_follows(cert, i))
    _must_be_rejected(cert)


@few(60)
@given(st.data())
def test_altered_order(data: st.DataObject) -> None:
    """A step is moved before one that it uses (numbers adjusted)."""
    cert, i = _draw_step(data, ("rule", "algebra"))
    used = [p if isinstance(p, int) else p[0] for p in cert["steps"][i]["premises"]]
    assume(used)
    j = data.draw(st.sampled_from(used))
    cert["steps"].insert(j, cert["steps"].pop(i))
    place = {old: new for new, old in enumerate([*range(j), i, *range(j, i), *range(i + 1, 999)])}
    for step in cert["steps"]:
        if step["by"] == "rule":
            step["premises"] = [place[p] for p in step["premises"]]
        elif step["by"] == "algebra":
            step["premises"] = [[place[p], e, c] for p, e, c in step["premises"]]
    cert["goals"] = [place[g] for g in cert["goals"]]
    _must_be_rejected(cert)


@few(60)
@given(st.data())
def test_altered_goal(data: st.DataObject) -> None:
    cert = copy.deepcopy(PROOFS[data.draw(st.sampled_from(sorted(PROOFS)))])
    i = data.draw(st.integers(0, len(cert["goals"]) - 1))
    step = data.draw(st.integers(0, len(cert["steps"]) - 1))
    old, new = (parse_predicate(cert["steps"][s]["fact"]) for s in (cert["goals"][i], step))
    assume(not same(old, new))
    cert["goals"][i] = step
    _must_be_rejected(cert)
