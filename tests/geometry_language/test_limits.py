"""Statements beyond what the checker reads are refused by the language, with the limit."""

from __future__ import annotations

import pytest

from geometry.errors import GeometryInputError
from geometry.language import parse_statement
from geometry.language.tokens import MAX_CONDITIONS, MAX_FACTS, MAX_GOALS


def test_conditions_and_goals_have_limits() -> None:
    start = "a b c = triangle; d = "
    enough = ", ".join(["on_line a b"] * (MAX_CONDITIONS - 1))
    parse_statement(f"{start}{enough} ? coll a b d")
    with pytest.raises(GeometryInputError, match=f"more than {MAX_CONDITIONS} conditions"):
        parse_statement(f"{start}{enough}, on_line a b ? coll a b d")
    many = f"{start}{', '.join(['coll d ' + ' '.join(f'p{i}' for i in range(100))] * 20)}"
    points = "; ".join(f"p{i} = free" for i in range(100))
    parse_statement(f"{points}; {many} ? coll a b d")
    with pytest.raises(GeometryInputError, match=f"more than {MAX_FACTS} facts"):
        parse_statement(
            f"{points}; {many.replace('; d', '; e = free; d')}, {many.split(' = ')[-1]}"
        )
    names = [f"p{i}" for i in range(MAX_GOALS + 1)]
    points = "; ".join(f"{p} = free" for p in names)
    goals = [f"cong a b a {p}" for p in names]
    parse_statement(f"a b = segment; {points} ? {', '.join(goals[:MAX_GOALS])}")
    with pytest.raises(GeometryInputError, match=f"more than {MAX_GOALS} goals"):
        parse_statement(f"a b = segment; {points} ? {', '.join(goals)}")
