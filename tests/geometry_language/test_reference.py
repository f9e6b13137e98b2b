"""The page on the language says what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest

from geometry.constructions import CONSTRUCTIONS
from geometry.diagram import draw_and_check, resolve
from geometry.language import parse_statement
from geometry.language.goals import HELPED
from geometry.language.reference import GOAL_EXAMPLES, RELATION_EXAMPLES, example, updated
from geometry.predicates import RELATIONS

PAGE = Path(__file__).parents[2] / "docs" / "geometry-language.md"


def test_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert updated(page) == page, (
        "run python -m geometry.language.reference docs/geometry-language.md"
    )
    for name in (*CONSTRUCTIONS, *RELATIONS):
        assert f"| `{name} " in page


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_examples_of_words_use_them(name: str) -> None:
    statement = parse_statement(example(CONSTRUCTIONS[name]))
    assert statement.clauses[-1].name == name and not statement.clauses[-1].relation


def test_every_relation_has_an_example_that_is_true() -> None:
    assert set(RELATION_EXAMPLES) == set(RELATIONS)
    for name, text in RELATION_EXAMPLES.items():
        statement = parse_statement(text)
        used = {c.name for c in statement.clauses if c.relation} | {g.name for g in statement.goals}
        assert name in used
        assert draw_and_check(statement).held >= 2


def test_statements_of_the_page_parse() -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = page.split("```\n")[1::2]
    first, conditions = blocks[0], next(b for b in blocks if "eqangle x a x b" in b)
    assert draw_and_check(parse_statement(first)).held >= 1
    for line in conditions.splitlines():
        assert draw_and_check(parse_statement(line)).held >= 1


def test_every_goal_word_has_an_example_that_is_true() -> None:
    assert set(GOAL_EXAMPLES) == {*HELPED, "find"}
    for word, text in GOAL_EXAMPLES.items():
        assert f"? {word} " in text
        # Circles that touch have a helping point with two positions, of which one is meant.
        enough = 1 if word == "circles_touch" else 2
        assert draw_and_check(resolve(parse_statement(text))).held >= enough
