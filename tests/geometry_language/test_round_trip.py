"""Text and statement carry the same information."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.errors import GeometryInputError
from geometry.language import Statement, parse_statement

from .collections_of_problems import ALL
from .strategies import statements


@given(statements())
@settings(max_examples=80, deadline=None)
def test_canonical_form_parses_to_the_same_statement(statement: Statement) -> None:
    parsed = parse_statement(str(statement))
    assert parsed == statement
    assert str(parsed) == str(statement)
    assert parsed.givens == statement.givens


@given(statements())
@settings(max_examples=40, deadline=None)
def test_short_spelling_means_the_same(statement: Statement) -> None:
    constructions = []
    for construction in statement.constructions:
        left, _, _ = str(construction).partition(" = ")
        right = []
        for clause in construction.clauses:
            definition = clause.definition
            if definition is None:  # relations have one spelling
                right.append(str(clause))
                continue
            kept = [
                a
                for a, p in zip(clause.args, definition.parameters, strict=True)
                if p not in definition.new
            ]
            right.append(" ".join([clause.name, *kept]))
        constructions.append(f"{left} = {', '.join(right)}")
    goals = " ? " + "; ".join(map(str, statement.goals)) if statement.goals else ""
    assert parse_statement(";\n".join(constructions) + goals) == statement


@given(statements())
@settings(max_examples=40, deadline=None)
def test_renaming_and_back_is_the_identity(statement: Statement) -> None:
    there = {p: f"q{i}" for i, p in enumerate(statement.points)}
    renamed = statement.renamed(there)
    assert renamed.points == tuple(there.values())
    assert renamed == parse_statement(str(renamed))
    assert renamed.renamed({q: p for p, q in there.items()}) == statement


def test_two_points_cannot_get_one_name() -> None:
    statement = parse_statement("a b c = triangle")
    with pytest.raises(GeometryInputError, match="one name"):
        statement.renamed({"a": "b"})


@pytest.mark.parametrize("name", ALL)
def test_problem_collections_round_trip(name: str) -> None:
    statement = parse_statement(ALL[name])
    assert parse_statement(str(statement)) == statement
    assert statement.goals and statement.givens


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        statement = parse_statement(text)
    except GeometryInputError as error:
        assert "\n" not in str(error)
    else:
        assert parse_statement(str(statement)) == statement


@given(statements(), st.data())
@settings(max_examples=80, deadline=None)
def test_a_changed_word_is_read_or_refused(statement: Statement, data: st.DataObject) -> None:
    words = str(statement).split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = data.draw(
        st.sampled_from(["", ";", ",", "=", "?", "a", "on_line", "coll", "1/0"])
    )
    try:
        changed = parse_statement(" ".join(words))
    except GeometryInputError as error:
        assert "\n" not in str(error)
    else:
        assert parse_statement(str(changed)) == changed
