"""Structured output is asked for in the server's dialect and read without trust."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from prover.llm.structured import MAX_CANDIDATES, NotStructured, parse, response_format
from tests.growth import FLOOR, assert_linear


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


@given(
    st.lists(
        st.sampled_from(
            [r'{"text": "\(a\)"}', '{"text": "b"}', r"\{", r"\\", '"', "{1}", r"\q ", " "]
        )
    )
)
def test_mending_once_reads_as_mending_at_every_place_does(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = set()
    for start in (place for place, char in enumerate(text) if char == "{"):
        for end in range(start + 1, len(text) + 1):
            try:
                found.add(parse(text[start:end], Words).text)
            except NotStructured:
                continue
    try:
        assert parse(text, Words).text in found
    except NotStructured as fault:
        assert "contradict" not in str(fault) or len(found) > 1


@pytest.mark.parametrize(
    "piece", ["\\(", "\\", "{", "[", '{"a":', '{"a":"', '"', "\\u", '{"text": "\\q"} ', "<think>"]
)
@pytest.mark.parametrize("head", ["", '{"a": "\\q', '{"a": "\\q' * 3])
def test_a_long_answer_is_read_in_time_linear_in_it(head: str, piece: str) -> None:
    def read(text: str) -> None:
        with pytest.raises(NotStructured):
            parse(text, Report)

    assert_linear(read, lambda size: head + piece * (size // len(piece)), 200_000)


def test_many_places_for_an_object_are_mended_together() -> None:
    def took(places: int) -> float:
        text = '{"a": "\\q' * places + "\\(" * 200_000
        start = process_time()
        with pytest.raises(NotStructured):
            parse(text, Report)
        return process_time() - start

    assert took(MAX_CANDIDATES) < 8 * max(took(1), FLOOR)
