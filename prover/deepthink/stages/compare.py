"""The knockout between two finalists."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.deepthink.state.calls import Answer, Call, Caps, make_call
from prover.deepthink.state.state import State


class Comparison(BaseModel):
    """Which of two proofs a jury would mark higher."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    better: Literal["first", "second"]
    explanation: Annotated[str, Field(max_length=4_000)] = ""


def ask_compare(state: State, caps: Caps, first: int, second: int) -> Call:
    """Candidates `first` and `second` against each other. Ask both orders: place persuades."""
    return make_call(
        state,
        "compare",
        stage="compare",
        max_tokens=caps.grade,
        schema=Comparison,
        target=first,
        about=(first, second),
        values={"first": state.candidates[first].text, "second": state.candidates[second].text},
    )


def tell_compare(state: State, call: Call, answer: Answer) -> State:
    """The state with the duel's result; unchanged when the answer says nothing."""
    if not isinstance(answer.parsed, Comparison):
        return state
    first, second = call.about
    duel = (first, second) if answer.parsed.better == "first" else (second, first)
    return replace(state, duels=(*state.duels, duel))
