"""The certificate keeps every bit of a proof, and a damaged one is refused in one line."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.certificate import FORMAT, from_json, to_json
from geometry.errors import GeometryInputError
from geometry.predicates import ATOMIC, RELATIONS, Predicate
from geometry.proof import ByAlgebra, ByRule, Construction, Proof, Reason, Step

names = st.from_regex(r"[a-z][a-z0-9_]{0,4}", fullmatch=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
fractions = st.fractions(max_denominator=10**6)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=10**6)


@st.composite
def proofs(draw: st.DrawFn) -> Proof:
    points = draw(st.lists(names, min_size=1, max_size=6, unique=True))
    diagram = {p: (draw(finite), draw(finite)) for p in points}
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(sorted(ATOMIC)))
        n_points, n_values, _ = RELATIONS[name]
        args = tuple(draw(st.sampled_from(points)) for _ in range(n_points))
        fact = Predicate(name, args, draw(positive) if n_values else None)
        earlier = st.lists(st.integers(0, number - 1), max_size=4) if number else st.just([])
        kind = draw(st.sampled_from(["construction", "rule", "algebra"]))
        reason: Reason
        if kind == "construction":
            reason = Construction(draw(st.integers(0, 50)))
        elif kind == "rule":
            variables = draw(st.lists(names, max_size=4, unique=True))
            pairs = tuple((v, draw(st.sampled_from(points))) for v in variables)
            reason = ByRule(draw(names), pairs, tuple(draw(earlier)))
        else:
            table = draw(st.sampled_from(["angle", "ratio", "length", "square"]))
            reason = ByAlgebra(
                table,
                tuple((s, draw(st.integers(0, 1)), draw(fractions)) for s in draw(earlier)),
            )
        steps.append(Step(fact, reason))
    goals = draw(st.lists(st.integers(0, len(steps) - 1), max_size=3))
    return Proof(draw(st.text()), draw(st.text()), diagram, tuple(steps), tuple(goals))


@given(proofs())
@settings(deadline=None, max_examples=150)
def test_round_trip_is_exact(proof: Proof) -> None:
    for text in (to_json(proof), to_json(proof, indent=1)):
        back = from_json(text)
        assert back == proof
        assert list(back.diagram) == list(proof.diagram)
        # Equality of floats forgets the sign of zero; the certificate does not.
        assert repr(dict(back.diagram)) == repr(dict(proof.diagram))


def _small() -> dict[str, object]:
    return {
        "format": FORMAT,
        "problem": "a b = segment a b ? cong a b b a",
        "auxiliary": "",
        "diagram": {"a": ["0.0", "0.0"], "b": ["1.0", "0.1"]},
        "steps": [{"fact": "cong a b b a", "by": "algebra", "table": "ratio", "premises": []}],
        "goals": [0],
    }


def test_the_documented_format_is_read() -> None:
    proof = from_json(json.dumps(_small()))
    assert proof.steps == (Step(Predicate("cong", ("a", "b", "b", "a")), ByAlgebra("ratio", ())),)
    assert proof.diagram["b"] == (1.0, 0.1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "x"}, "format"),
        ({"goals": [1]}, "goal step 1"),
        ({"goals": [True]}, "whole number"),
        ({"diagram": {"a": ["0", "0"]}}, "point `b`"),
        ({"diagram": {"a": ["nan", "0"], "b": ["0", "1"]}}, "finite"),
        ({"diagram": {"a": [0, 0], "b": ["0", "1"]}}, "two strings"),
        ({"steps": [{"fact": "cong a b b", "by": "construction", "clause": 0}]}, "takes 4 points"),
        ({"steps": [{"fact": "midp a b b", "by": "construction", "clause": 0}]}, "not an atomic"),
        ({"steps": [{"fact": "cong a b b a", "by": "magic"}]}, "'magic'"),
        (
            {
                "steps": [
                    {
                        "fact": "cong a b b a",
                        "by": "algebra",
                        "table": "ratio",
                        "premises": [[0, 0, "1"]],
                    }
                ]
            },
            "earlier step",
        ),
        (
            {
                "steps": [
                    {
                        "fact": "cong a b b a",
                        "by": "algebra",
                        "table": "ratio",
                        "premises": [[0, 0, "1/0"]],
                    }
                ]
            },
            "not a fraction",
        ),
        (
            {"steps": [{"fact": "cong a b b a", "by": "algebra", "table": "x", "premises": []}]},
            "table",
        ),
    ],
)
def test_a_damaged_certificate_is_refused_in_one_line(
    change: dict[str, object], words: str
) -> None:
    with pytest.raises(GeometryInputError, match=words) as caught:
        from_json(json.dumps(_small() | change))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"format": 3}'])
def test_text_that_is_no_certificate(text: str) -> None:
    with pytest.raises(GeometryInputError):
        from_json(text)


def test_needed_leaves_out_what_the_goal_does_not_use() -> None:
    fact = Predicate("cong", ("a", "b", "b", "a"))
    steps = (
        Step(fact, Construction(0)),
        Step(fact, Construction(1)),
        Step(fact, ByAlgebra("ratio", ((1, 0, Fraction(1)),))),
    )
    proof = Proof("", "", {"a": (0, 0), "b": (1, 0)}, steps, (2,))
    assert list(proof.needed()) == [1, 2]
