"""Reading server-sent events from bytes that come in any pieces."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.llm.sse import EventReader
from prover.llm.wire import Answer, WireBroken, WireNonsense, WireStatus

VALUES = st.lists(
    st.dictionaries(st.text(max_size=5), st.text(max_size=20), min_size=1), max_size=8
)


@given(VALUES, st.lists(st.integers(1, 30), max_size=50), st.sampled_from([b"\n\n", b"\r\n\r\n"]))
def test_any_cut_gives_the_same_values(
    values: list[dict[str, str]], sizes: list[int], end: bytes
) -> None:
    data = b": hello" + end
    for value in values:
        data += b"data: " + json.dumps(value, ensure_ascii=False).encode() + end
    data += b"data: [DONE]" + end
    reader, found = EventReader(), []
    for size in (*sizes, len(data)):
        found += reader.feed(data[:size])
        data = data[size:]
    assert found == values
    assert reader.done


def test_a_last_line_without_its_end_counts() -> None:
    reader = EventReader()
    assert reader.feed(b'data: {"a": 1}') == []
    assert reader.finish() == [{"a": 1}]


def test_after_done_nothing_counts() -> None:
    reader = EventReader()
    assert reader.feed(b'data: [DONE]\n\ndata: {"a": 1}\n\n') == []


@pytest.mark.parametrize("line", [b"data: nonsense\n", b"data: {\n", b"data: \xff\xfe\n"])
def test_a_line_that_is_no_json_is_an_error(line: bytes) -> None:
    with pytest.raises(WireNonsense, match="no JSON"):
        EventReader().feed(line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "delta", "message", "content", "usage", "finish_reason"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_record_breaks_the_answer(record: Any) -> None:
    answer = Answer(max_bytes=1000)
    try:
        answer.take(record)
    except (WireNonsense, WireStatus, WireBroken):  # the last two: it says that it failed
        return
    assert all(isinstance(piece, str) for piece in answer.text)


@pytest.mark.parametrize("tokens", [-1, 10**12, True, "7", 1.5, None])
def test_usage_that_cannot_be_is_not_believed(tokens: object) -> None:
    answer = Answer(max_bytes=1000)
    answer.take({"usage": {"prompt_tokens": 1, "completion_tokens": tokens}})
    assert answer.usage is None


def test_an_answer_past_its_limit_is_stopped() -> None:
    answer = Answer(max_bytes=100)
    answer.grow(100)
    with pytest.raises(WireNonsense, match="longer than 100 bytes"):
        answer.grow(1)
