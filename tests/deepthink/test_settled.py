"""When the loop stops: soon where nothing speaks against a text, and not because it is tired."""

from __future__ import annotations

from typing import Any

import pytest

from prover.deepthink.control.adaptive import SIDE_BY_SIDE
from prover.deepthink.control.presets import preset
from prover.deepthink.pipelines import Outcome, run_pipeline
from prover.llm.errors import Refused
from tests.deepthink.scripted import REJECT, Asked, Scripted, always_right, session

TOKENS = {"attempt": 9_000, "improve": 9_000, "refine": 9_000, "writeup": 6_000, "verify": 5_000}


class Priced(Scripted):
    """Writing costs more than reading, as it does."""

    async def complete(self, *args: Any, **kwargs: Any) -> Any:
        self.tokens = TOKENS.get(kwargs["purpose"], 3_000)
        return await super().complete(*args, **kwargs)


async def run(name: str, script: Any, tokens: float = 1e6) -> tuple[Outcome, Scripted, int]:
    model = Priced(script)
    one = session(model, tokens=tokens)
    outcome = await run_pipeline(one, preset(name))
    return outcome, model, int(one.budget.used("tokens"))


async def test_a_model_that_is_always_right_costs_at_most_twice_the_chain() -> None:
    chain, _, least = await run("huang-yang", always_right)
    ours, model, tokens = await run("light", always_right)
    assert chain.accepted and ours.accepted
    assert tokens <= 2 * least
    assert len(set(model.purposes())) == 2


@pytest.mark.parametrize("name", ["medium", "heavy"])
async def test_the_larger_presets_stop_as_soon_as_that_is_settled_too(name: str) -> None:
    outcome, _, tokens = await run(name, always_right)
    assert outcome.accepted and tokens <= 200_000


async def test_a_model_that_is_always_wrong_is_looked_into_as_long_as_there_is_something() -> None:
    def wrong(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "review":
            return {"upheld": True}
        return REJECT if asked.purpose == "verify" else always_right(asked, earlier)

    outcome, model, tokens = await run("light", wrong)
    assert not outcome.accepted and tokens > 500_000
    assert model.purposes().count("verify") > 20


async def test_one_objection_is_enough_to_go_on() -> None:
    def script(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "verify" and earlier == 1:
            return REJECT
        if asked.purpose == "review":
            return {"upheld": True}
        return always_right(asked, earlier)

    _, _, settled = await run("light", always_right)
    outcome, _, tokens = await run("light", script)
    assert tokens > settled and outcome.why.startswith("no further step")


async def test_readings_of_one_text_run_side_by_side_in_different_stances() -> None:
    _, model, _ = await run("light", always_right)
    first = [asked.text for asked in model.asked if asked.purpose == "verify"][:SIDE_BY_SIDE]
    assert len({text.partition("<proof>")[0] for text in first}) == SIDE_BY_SIDE
    assert len({text.partition("<proof>")[2] for text in first}) == 1


@pytest.mark.parametrize("name", ["light", "huang-yang"])
async def test_after_a_reading_that_brought_nothing_another_stance_has_its_turn(name: str) -> None:
    stances: list[str] = []

    def script(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "verify":
            stances.append(asked.text.partition("<proof>")[0])
            return Refused("no") if earlier < 4 else always_right(asked, earlier)
        return always_right(asked, earlier)

    outcome, _, _ = await run(name, script)
    assert outcome.accepted and len(set(stances[:5])) == 5
