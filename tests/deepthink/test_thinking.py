"""Models that think: a cap that they use up without a word is raised once, and then it is said."""

from __future__ import annotations

from typing import Any

import pytest

from prover.deepthink.session.session import MAX_EMPTY, ModelUnusable
from prover.deepthink.stages.grading import ask_verify
from prover.deepthink.stages.write import ask_attempt
from prover.llm.errors import Truncated
from prover.llm.messages import Completion, Usage
from tests.deepthink.scripted import Asked, Scripted, always_right, session


def thought(asked: Asked, tokens: int | None = None, text: str = "") -> Truncated:
    """An answer that is cut off at `tokens` (None: at its cap) after `text`."""
    used = asked.max_tokens if tokens is None else tokens
    partial = Completion[Any](
        call_id="1", model="m", text=text, reasoning="hm", finish_reason="length",
        usage=Usage(completion_tokens=used), cost=0.0, attempts=1, latency=0.0,
    )  # fmt: skip
    return Truncated("the answer was cut off", completion=partial)


async def test_the_cap_is_raised_once_and_stays_raised() -> None:
    caps: list[int] = []

    def script(asked: Asked, earlier: int) -> Any:
        caps.append(asked.max_tokens)
        return thought(asked) if asked.max_tokens < 100_000 else always_right(asked, earlier)

    one = session(Scripted(script), tokens=None)
    for _ in range(2):
        (answer,) = await one.step(ask_attempt(one.state, one.caps))
        assert not answer.failed
    assert caps == [one.caps.write, 2 * one.caps.write, 2 * one.caps.write]
    await one.step(ask_verify(one.state, one.caps, 0))
    assert caps[-1] == one.caps.grade * 2  # a reader is another kind of call, raised on its own


async def test_a_model_that_never_says_a_word_is_given_up_soon_and_by_name() -> None:
    model = Scripted(lambda asked, earlier: thought(asked))
    one = session(model, tokens=None)
    with pytest.raises(ModelUnusable, match="said nothing: raise max_tokens of its model"):
        for _ in range(20):
            await one.step(ask_attempt(one.state, one.caps))
    assert len(model.asked) == MAX_EMPTY + 1


@pytest.mark.parametrize(("tokens", "text"), [(100, ""), (None, "Let n be")])
async def test_what_the_budget_cut_off_or_said_something_is_not_asked_for_again(
    tokens: int | None, text: str
) -> None:
    model = Scripted(lambda asked, earlier: thought(asked, tokens, text))
    one = session(model, tokens=None)
    await one.step(ask_attempt(one.state, one.caps))
    assert len(model.asked) == 1


async def test_the_level_of_effort_reaches_the_model() -> None:
    model = Scripted(always_right)
    one = session(model)
    await one.step(ask_attempt(one.state, one.caps, effort=2), ask_attempt(one.state, one.caps))
    assert [asked.effort for asked in model.asked] == [2, 0]
