"""Problems in Markdown, plain text and JSON: what is read, and that rendering is the inverse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.problems.errors import ProblemError, ProblemFieldError
from prover.problems.json_form import problem_from_data
from prover.problems.load import load_problem, parse_problem
from prover.problems.markdown import parse_markdown, render_markdown
from prover.problems.problem import FormalStatement, Problem, ProblemKind
from prover.problems.record import problem_to_record

FULL = """\
---
id: imo-2018-p1
title: "Parallel lines: an opener"
source: IMO 2018, Problem 1
kind: geometry
answer: 010
provenance: formal statement from somewhere, CC-BY-4.0
---

Let $ABC$ be a triangle.

```geometry person="A. Geometer"
a b c = triangle a b c ? coll a b c
```

Prove that $DE \\parallel FG$.

```python
print("a block that belongs to the statement")
```

~~~lean model="formalizer-7b"
theorem t : True
~~~
"""


def test_every_part_of_a_markdown_problem_is_read() -> None:
    problem = parse_markdown(FULL)
    assert problem.id == "imo-2018-p1"
    assert problem.title == "Parallel lines: an opener"
    assert problem.kind is ProblemKind.GEOMETRY
    assert problem.answer == "010"  # text as written, not the number eight
    assert problem.geometry == FormalStatement(
        "a b c = triangle a b c ? coll a b c", "A. Geometer", "person"
    )
    assert problem.lean == FormalStatement("theorem t : True", "formalizer-7b", "model")
    assert problem.statement == (
        "Let $ABC$ be a triangle.\n\nProve that $DE \\parallel FG$.\n\n"
        '```python\nprint("a block that belongs to the statement")\n```'
    )


def test_a_formal_statement_knows_the_line_it_stands_on() -> None:
    problem = parse_markdown(FULL)
    lines = FULL.split("\n")
    assert problem.geometry is not None and problem.lean is not None
    assert lines[problem.geometry.line - 1] == problem.geometry.text
    assert lines[problem.lean.line - 1] == problem.lean.text


def test_a_formal_statement_without_an_author_says_so() -> None:
    problem = parse_markdown("Prove it.\n\n```geometry\na b = segment a b ? cong a b b a\n```\n")
    assert problem.geometry is not None
    assert (problem.geometry.author, problem.geometry.author_kind) == ("not stated", "unknown")
    assert problem.kind is ProblemKind.GEOMETRY


def test_plain_text_takes_its_id_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "My first problem!.txt"
    file.write_text("Prove that $1+1=2$.\n")
    problem = load_problem(file)
    assert problem.id == "My-first-problem"
    assert problem.statement == "Prove that $1+1=2$."
    assert problem.kind is ProblemKind.OTHER
    assert problem.path == file


def test_json_problem_with_both_forms_of_formal_statement(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(
        json.dumps(
            {
                "id": "p",
                "source": "here",
                "kind": "algebra",
                "statement": "Show.",
                "answer": 3,
                "geometry": "a b = segment a b ? cong a b b a",
                "lean": {"text": "theorem t : True", "author": "M", "author_kind": "model"},
            }
        )
    )
    problem = load_problem(file)
    assert problem.answer == "3"
    assert problem.geometry is not None and problem.geometry.author_kind == "unknown"
    assert problem.lean == FormalStatement("theorem t : True", "M", "model")


def test_windows_line_ends_and_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "p.md"
    file.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert load_problem(file) == parse_markdown(FULL)


# --- round trip -------------------------------------------------------------------------------

_line = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=30,
)
_text = st.lists(
    _line
    | st.sampled_from(["---", "...", "```", "~~~~", "```geometry", "# x", "    ```", "- a: b"]),
    min_size=1,
    max_size=8,
).map("\n".join)
_authors = st.tuples(_line.filter(lambda s: '"' not in s), st.sampled_from(["person", "model"]))


def _attempt(build: object, **fields: object) -> object | None:
    try:
        return build(**fields)  # type: ignore[operator]
    except ProblemFieldError:
        return None


_formal = st.builds(
    lambda text, author: _attempt(
        FormalStatement, text=text, author=author[0], author_kind=author[1]
    ),
    _text,
    _authors,
)
_problems = st.builds(
    lambda **fields: _attempt(Problem, **fields),
    id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True),
    source=st.none() | _line,
    kind=st.sampled_from(list(ProblemKind)),
    statement=_text,
    title=st.none() | _line.filter(str.strip),
    answer=st.none() | _line.filter(str.strip),
    provenance=st.none() | _line.filter(str.strip),
    geometry=st.none() | _formal,
    lean=st.none() | _formal,
).filter(lambda problem: problem is not None)


@given(_problems)
def test_markdown_round_trip(problem: Problem) -> None:
    assert parse_markdown(render_markdown(problem)) == problem


@given(_problems)
def test_json_round_trip(problem: Problem) -> None:
    record = problem_to_record(problem)
    data = {key: value for key, value in record.items() if value is not None and key != "format"}
    assert problem_from_data(json.loads(json.dumps(data))) == problem


@given(st.text(max_size=400), st.sampled_from([".md", ".txt", ".json"]))
def test_any_text_is_a_problem_or_a_one_line_error(text: str, suffix: str) -> None:
    try:
        parse_problem(text, path=Path("p" + suffix))
    except ProblemError as fault:
        assert "\n" not in str(fault)


@given(st.text(max_size=200))
def test_any_head_is_a_problem_or_a_one_line_error(head: str) -> None:
    try:
        parse_problem(f"---\n{head}\n---\nProve it.\n", path=Path("p.md"))
    except ProblemError as fault:
        assert "\n" not in str(fault)


def test_a_problem_refuses_a_statement_that_its_file_could_not_hold() -> None:
    with pytest.raises(ProblemFieldError, match="never closed"):
        Problem(id="p", source="s", kind=ProblemKind.ALGEBRA, statement="```\nopen")
    with pytest.raises(ProblemFieldError, match="give it as the field 'lean'"):
        Problem(id="p", source="s", kind=ProblemKind.ALGEBRA, statement="```lean\nx\n```")
