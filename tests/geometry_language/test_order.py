"""Order and sides as conditions: read, drawn, checked, and said in contest English."""

from __future__ import annotations

import pytest

from geometry import check_certificate, prepare, prove
from geometry.checker.statement import read_problem
from geometry.diagram import draw
from geometry.diagram.order import satisfied
from geometry.errors import DiagramError, GeometryInputError
from geometry.language import parse_statement
from geometry.language.reference import ORDER_EXAMPLES
from geometry.numerics import plane
from geometry.order import ORDER
from geometry.prose.positions import assumed, spoken
from geometry.rules import Condition


@pytest.mark.parametrize("word", ORDER)
def test_every_word_is_drawn_as_it_says_and_checked(word: str) -> None:
    statement = parse_statement(ORDER_EXAMPLES[word])
    orders = [clause.order for clause in statement.clauses if clause.order is not None]
    assert word in {order.name for order in orders}
    assert str(parse_statement(str(statement))) == str(statement)
    for seed in range(3):
        z = plane(draw(statement, seed).points)
        assert all(satisfied(order, z) for order in orders)
    assert [c.order for c in read_problem(str(statement)).clauses if c.order] == orders
    certificate = prove(prepare(statement), seconds=10).certificate_json
    assert certificate is not None
    report = check_certificate(certificate, problem=ORDER_EXAMPLES[word])
    assert report.accepted, report.reason


@pytest.mark.parametrize("word", ORDER)
def test_every_word_has_a_sentence_with_its_points(word: str) -> None:
    entry = ORDER[word]
    text = spoken(Condition(word, tuple("stuvw"[: len(entry.parameters)])))
    assert all(name in text for name in "STUVW"[: len(entry.parameters)])
    proof = prove(prepare(ORDER_EXAMPLES[word]), seconds=10)
    assert proof.proof_markdown is not None
    plain = proof.proof_markdown.replace("$", "")
    said = next(c.order for c in proof.statement.clauses if c.order and c.order.name == word)
    assert spoken(said) in plain


def test_a_certificate_in_another_order_is_refused() -> None:
    """The proof of one order is none of a statement that gives another."""
    here = "a b = segment; c = on_line a b, between c a b ? lsum a c c b a b"
    there = "a b = segment; c = on_line a b, between b a c ? lsum a c c b a b"
    certificate = prove(prepare(here)).certificate_json
    assert certificate is not None
    other = certificate.replace("between c a b", "between b a c")
    assert other != certificate
    report = check_certificate(other, problem=there)
    assert not report.accepted and "does not clearly hold" in report.reason


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a b c = triangle, acute a b", "takes 3 points, not 2"),
        ("a b c = triangle; p = inside p a a b", "repeats a point"),
        ("a b c = triangle; p = sameside p x a b", "unknown point"),
        ("a b c = triangle; p = on_line a b, acute a b c", "says nothing about p"),
        ("a b c = triangle ? acute a b c", "cannot be a goal"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    with pytest.raises(GeometryInputError, match=says):
        parse_statement(text)


def test_an_order_that_cannot_be_is_named() -> None:
    with pytest.raises(DiagramError, match="between"):
        draw(parse_statement("a b c = triangle; x = on_line b c, between b c x, between c b x"))


def test_positions_on_a_circle_are_arcs() -> None:
    outside = Condition("oppside", ("a", "p", "b", "c"))
    assert assumed([outside], [frozenset("abcp")]) == "P on the arc BC without A"
    assert assumed([outside]) == "figures in which A and P lie on different sides of line BC"
    assert assumed([]) == "the drawn configuration"
