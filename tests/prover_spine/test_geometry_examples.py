"""Every example of the documentation from its statement to a verdict, with the rung it reaches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geometry.constructions import CONSTRUCTIONS
from geometry.errors import GeometryInputError
from geometry.language import parse_statement
from geometry.language.reference import GOAL_EXAMPLES, RELATION_EXAMPLES, example
from prover.checkers import default_registry
from prover.checkers.judgement import judge
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from tests.prover_spine.helpers import make_problem
from tests.working import attempts_of, context

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


def _written() -> list[str]:
    """The statements with a goal that stand on the pages: whole code blocks, and single lines."""
    found: dict[str, None] = {}
    for page in PAGES:
        text = page.read_text("utf-8")
        blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S)
        for part in (*(block.strip() for block in blocks), *text.splitlines()):
            if re.match(r"[a-z][a-z0-9@_. -]* = .*\?", part, re.S):
                try:
                    parse_statement(part)
                except GeometryInputError:  # a part of a statement
                    continue
                found[part] = None
    return list(found)


def _words() -> dict[str, str]:
    """The example of each construction, with what it says of itself as the goals."""
    texts = {}
    for definition in CONSTRUCTIONS.values():
        text = example(definition)
        if facts := parse_statement(text).clauses[-1].facts:
            texts[definition.name] = f"{text} ? {', '.join(map(str, facts))}"
    return texts


EXAMPLES = {
    **{f"page {i}": text for i, text in enumerate(_written())},
    **{f"relation {name}": text for name, text in RELATION_EXAMPLES.items()},
    **{f"goal {name}": text for name, text in GOAL_EXAMPLES.items()},
    **{f"word {name}": text for name, text in _words().items()},
}


def test_the_pages_have_examples() -> None:
    written = _written()
    assert "a b c = lconst a b 3, lconst b c 4, lconst c a 5 ? perp a b b c" in written
    assert any("cyclic a b c d" in text for text in written) and len(written) >= 5


@pytest.mark.parametrize("name", EXAMPLES)
async def test_the_example_is_verified(name: str) -> None:
    problem = make_problem(EXAMPLES[name])
    (attempt,) = await attempts_of(GeometryEngine(), problem, Budget(wall=60))
    judgement = await judge(problem, attempt, default_registry(), context())
    assert judgement.verdict.rung == "symbolically_verified", judgement.reason
