"""A model that brings the same text again: one piece of evidence, and no reason to go on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from prover.deepthink.control.arms import MAX_REPEATS
from prover.deepthink.control.presets import preset
from prover.deepthink.pipelines import Outcome, run_pipeline
from prover.deepthink.stages.write import ask_attempt, ask_refine, tell_text
from prover.deepthink.state.calls import Answer, Caps
from prover.deepthink.state.state import State
from tests.deepthink.hostile import HONEST, STATEMENT
from tests.deepthink.scripted import ACCEPT, REJECT, Asked, Scripted, session

WRITING = {"attempt", "improve", "refine"}


def stubborn(asked: Asked, earlier: int) -> Any:
    """A writer with one text, which no reader accepts."""
    if asked.purpose == "verify":
        return REJECT
    return {"upheld": True} if asked.purpose == "review" else HONEST


@pytest.mark.parametrize("name", ["light", "huang-yang", "nomos", "dsm-v2"])
async def test_a_writer_with_one_text_is_not_asked_for_it_for_ever(name: str) -> None:
    model = Scripted(stubborn, tokens=1_000, repeats=True)
    one = session(model, tokens=1_000_000)
    await run_pipeline(one, preset(name))
    assert len(one.state.candidates) == 1
    written = sum(call.purpose in WRITING for call in model.asked)
    assert written <= (128 if name == "dsm-v2" else 20)


async def test_a_repeated_text_is_one_piece_of_evidence() -> None:
    state = State("p", STATEMENT)
    for _ in range(3):
        state = tell_text(state, ask_attempt(state, Caps()), Answer(text=HONEST))
    spaced = HONEST.replace(". ", ".\n\n")
    state = tell_text(state, ask_refine(state, Caps(), 0), Answer(text=spaced))
    (only,) = state.candidates
    assert only.repeats == MAX_REPEATS
    other = HONEST.replace("no such", "never such")
    state = tell_text(state, ask_attempt(state, Caps()), Answer(text=other))
    state = tell_text(state, ask_refine(state, Caps(), 1), Answer(text=HONEST))
    assert [one.repeats for one in state.candidates] == [MAX_REPEATS + 1, 1]


async def test_what_an_interrupted_run_knew_of_its_best_is_told() -> None:
    told: list[Outcome] = []
    reached = asyncio.Event()

    class Stuck(Scripted):
        async def complete(self, *args: Any, **kwargs: Any) -> Any:
            if kwargs["purpose"] == "verify" and self.purposes().count("verify") >= 7:
                reached.set()
                await asyncio.sleep(3600)
            return await super().complete(*args, **kwargs)

    def script(asked: Asked, earlier: int) -> Any:
        return ACCEPT if asked.purpose == "verify" else HONEST

    one = session(Stuck(script, repeats=True), tokens=None)
    task = asyncio.create_task(run_pipeline(one, preset("light"), on_best=told.append))
    await asyncio.wait_for(reached.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    best = told[-1].candidate
    assert best is not None and best.passes == one.state.candidates[best.number].passes >= 3
