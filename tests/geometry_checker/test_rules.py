"""Every rule of the rule table is true under its conditions as written; and the audit can tell."""

from __future__ import annotations

import random
import zlib
from fractions import Fraction

import pytest

from geometry.checker.constraints import constraint, residual
from geometry.checker.figure import Figure
from geometry.predicates import ATOMIC
from geometry.rules import RULES, Rule
from tests.geometry_checker.audit import refutation

CONDITIONS = {"diff", "ncoll", "npara", "nperp", "sameorient", "opporient", "sameorder"}
CONDITIONS |= {"ncyclic", "oddouter", "evenouter"}


@pytest.mark.parametrize("name", RULES)
def test_rule_is_well_formed(name: str) -> None:
    rule = RULES[name]
    assert all(f.name in ATOMIC for f in (*rule.premises, *rule.conclusions))
    assert all(c.name in CONDITIONS for c in rule.conditions)
    assert rule.conclusions


#: The equality case of an inequality: its premise is no regular equation, so that Newton's method
#: cannot sample it. `test_equality_in_the_triangle_inequality` takes the contrapositive.
SINGULAR = {"triangle_equality"}
REGULAR = [name for name in RULES if name not in SINGULAR]


@pytest.mark.parametrize("name", REGULAR)
def test_rule_is_true(name: str) -> None:
    tried, false = refutation(RULES[name], random.Random(zlib.crc32(name.encode())), 80)
    assert false is None
    assert tried >= 10


@pytest.mark.slow
@pytest.mark.parametrize("name", REGULAR)
def test_rule_is_true_in_many_figures(name: str) -> None:
    tried, false = refutation(RULES[name], random.Random(zlib.crc32(name.encode()) + 1), 1000)
    assert false is None
    assert tried >= 100


def test_equality_in_the_triangle_inequality() -> None:
    rule = RULES["triangle_equality"]
    assert rule.text == "lsum a b b c a c ; diff a b, diff b c, diff a c => coll a b c"
    rng = random.Random(5)
    for _ in range(300):
        flat = rng.choice((1.0, 1e-2, 1e-4))
        grid = {p: (round(rng.gauss(0, 2**60)), round(rng.gauss(0, flat * 2**60))) for p in "abc"}
        figure = Figure(grid, 61, Fraction(1))
        if figure.turn("a", "b", "c"):
            assert residual(constraint(rule.premises[0]), figure) > 1e-17


#: Rules with a condition left out or weakened; each is false.
FALSE = {
    "similar sides and angle modulo pi": "eqratio a b a c p q p r, eqangle a b a c p q p r"
    " ; ncoll a b c, ncoll p q r => eqratio a b b c p q q r",
    "three sides without orientation": "eqratio a b b c p q q r, eqratio b c c a q r r p"
    " ; ncoll a b c, ncoll p q r => eqangle a b b c p q q r",
    "equal ratios without order": "coll a b c, coll p q r, eqratio a b b c p q q r"
    " ; diff a b c, diff p q r => eqratio a b a c p q p r",
    "parallel from ratio without order": "coll o a c, coll o b d, eqratio o a a c o b b d"
    " ; ncoll o a b => para a b c d",
    "trapezoid that may be a parallelogram": "para a b c d, cong a d b c ; ncoll a b c => cyclic a b c d",
    "ratio without foot on the line": "eqratio d b d c a b a c"
    " ; ncoll a b c => eqangle a b a d a d a c",
    "products without order": "coll a c d, coll a e f, cong o c o d, cong q e q f, eqratio a c a e a f a d"
    " ; diff c d, diff e f => eqpower a o c q e",
    "second intersection of one circle with itself": "cyclic a b c x, cyclic a b c y, cyclic a d e x,"
    " cyclic a d e y ; ncoll a b c, diff a x, diff a y => para a x a y",
    "half angles": "eqangle a b a c d e d f, eqangle a b a x a x a c, eqangle d e d y d y d f"
    " ; ncoll a b c, ncoll d e f => eqangle a b a x d e d y",
    "bisector without its sense": "cong o a o b ; ncoll o a b => eqangle o a a b o b a b",
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_rule_is_refuted(name: str) -> None:
    _, false = refutation(Rule(name, FALSE[name], name), random.Random(1), 600)
    assert false is not None
