"""Structured output is asked for in the server's dialect and read without trust."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from prover.llm.structured import NotStructured, parse, response_format


class Inner(BaseModel):
    quote: str
    severity: str = "minor"


class Report(BaseModel):
    grade: int = Field(ge=0, le=7)
    issues: list[Inner] = []


class Words(BaseModel):
    text: str


def test_the_schema_dialect_is_strict() -> None:
    form: Any = response_format(Report, "json_schema")
    assert form["type"] == "json_schema"
    schema = form["json_schema"]["schema"]
    assert schema["required"] == ["grade", "issues"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Inner"]["required"] == ["quote", "severity"]
    assert form["json_schema"]["strict"] is True


def test_the_object_dialect_has_the_schema_beside_it() -> None:
    form: Any = response_format(Report, "json_object")
    assert form == {"type": "json_object", "schema": Report.model_json_schema()}
    assert response_format(Report, "prompt") is None


@pytest.mark.parametrize(
    "text",
    [
        '{"grade": 3}',
        '```json\n{"grade": 3}\n```',
        'Here is my report:\n\n{"grade": 3}\n\nI hope it helps.',
        '\ufeff{"grade": 3}',
        'The set {1, 2} is small. {"grade": 3}',
        '{"grade": 3} and again {"grade": 3}',
    ],
)
def test_one_object_is_found(text: str) -> None:
    assert parse(text, Report).grade == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "The grade is 7.",
        '{"grade": 3',
        '{"grade": 8}',
        '{"grade": "seven"}',
        '{"grade": NaN}',
        '{"grade": 7} no, rather {"grade": 0}',
        '{"grade": 0, "grade": 7}',
        '{"outer": {"grade": 7}}',
        "[" * 100_000,
        "{" * 100_000,
        '{"a":' * 100_000,
        '{"grade": ' + "9" * 10_000 + "}",
    ],
)
def test_everything_else_is_an_error(text: str) -> None:
    with pytest.raises(NotStructured):
        parse(text, Report)


@pytest.mark.parametrize(
    "written", [r"\(x\)", r"\alpha", r"\frac12", r"\beta", r"\theta", r"\times", r"\{1\}"]
)
def test_tex_with_single_backslashes_survives(written: str) -> None:
    assert parse('{"text": "so ' + written + ' holds"}', Words).text == f"so {written} holds"


def test_two_objects_with_tex_are_both_seen() -> None:
    with pytest.raises(NotStructured, match="contradict"):
        parse(r'{"text": "\(a\)"} {"text": "b"}', Words)


@given(st.text())
def test_what_json_wrote_comes_back(text: str) -> None:
    # Form feeds and backspaces are taken for TeX: no text of ours has them.
    if not set(text) & set("\f\b\t"):
        assert parse(json.dumps({"text": text}), Words).text == text


@given(st.text(alphabet='{}[]":,\\ abu0178\n', max_size=200))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        parse(text, Report)
    except NotStructured as fault:
        assert "\n" not in str(fault)
