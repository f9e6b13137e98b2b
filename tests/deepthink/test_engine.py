"""The engine on simulated models: a clean proof, a report beside it, and no verdict of its own."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from prover.deepthink.session.session import ModelUnusable
from prover.deepthink.state.calls import Caps
from prover.engines import ENGINES, load_engines
from prover.engines.deepthink import DeepThinkEngine
from prover.limits.budget import Budget
from prover.llm.config import LLMConfig
from prover.llm.errors import ConfigError
from prover.simulated import Reply, Simulator
from prover.trace.events import AttemptMade
from tests.deepthink.simulated import engine, problem
from tests.working import attempts_of, context


def test_it_is_an_engine_and_needs_a_model() -> None:
    assert "deepthink" in ENGINES and load_engines(["deepthink"])[0].needs().model
    assert engine().prepare(problem(1)) is not None
    assert DeepThinkEngine(config=LLMConfig()).prepare(problem(1)) is None


async def test_a_broken_configuration_is_told_when_it_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "olympiad.toml").write_text("[roles]\nwriter = 'nobody'\n")
    broken = DeepThinkEngine()
    with pytest.raises(ConfigError, match="nobody"):
        await attempts_of(broken, problem(1), Budget(tokens=1e6), lambda body: None)


async def test_a_proof_and_the_grader_report_beside_it() -> None:
    seen: list[Any] = []
    budget = Budget(tokens=2e6)
    (attempt,) = await attempts_of(engine(), problem(1), budget, seen.append)
    assert attempt.certificate is not None and attempt.certificate.kind == "jury"
    report = json.loads(attempt.certificate.text)
    assert report["opinions"] and set(report["prompts"]) >= {"attempt", "verify", "grader"}
    for trace in ("grade", "critique", "<proof>", "refine", "juror"):
        assert trace not in attempt.proof_markdown
    assert attempt.cost.tokens == budget.used("tokens")
    assert any(isinstance(body, AttemptMade) for body in seen)


async def test_a_cancelled_run_has_handed_over_its_best() -> None:
    seen: list[Any] = []
    found = asyncio.Event()

    def emit(body: Any) -> None:
        seen.append(body)
        if isinstance(body, AttemptMade):
            found.set()

    task = asyncio.create_task(attempts_of(engine("heavy"), problem(1), Budget(tokens=1e8), emit))
    await asyncio.wait_for(found.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert any(isinstance(body, AttemptMade) for body in seen)


async def test_longer_texts_that_pass_less_often_show_in_the_report() -> None:
    groups: list[dict[str, Any]] = []
    for number in (2, 5, 8):  # wrong texts of the simulator are 1.4 times as long
        (attempt,) = await attempts_of(
            engine("best-of-n"), problem(number), Budget(), lambda body: None
        )
        assert attempt.certificate is not None
        groups.append(json.loads(attempt.certificate.text)["votes_by_length"])
    for one in groups:
        assert [group["tokens"] for group in one] == sorted(group["tokens"] for group in one)
        assert (
            len(one) == 4
            and one[0]["tokens"] > 0
            and 28 <= sum(group["texts"] for group in one) <= 32
        )
    shorter, longer = (
        sum(one[place]["passes"] for one in groups) / sum(one[place]["votes"] for one in groups)
        for place in (0, -1)
    )
    assert shorter > longer


async def test_when_the_server_dies_the_texts_that_were_written_are_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("prover.deepthink.session.session.MAX_FAILURES", 2)
    monkeypatch.setattr("prover.deepthink.session.session.MAX_OUTAGE", 2)
    calls = 0

    class Dying(Simulator):
        def reply(self, body: dict[str, Any], *, purpose: str = "", key: str = "") -> Reply:
            nonlocal calls
            calls += 1
            if calls > 3:
                raise KeyError("gone")  # the simulator answers 404: the model is not there
            return super().reply(body, purpose=purpose, key=key)

    seen: list[Any] = []
    dying = engine("light", Dying(seed=4))
    with pytest.raises(ModelUnusable):
        await attempts_of(dying, problem(1), Budget(tokens=2e6), seen.append)
    made = [body for body in seen if isinstance(body, AttemptMade)]
    assert made and all(one.provisional and one.attempt.proof_markdown for one in made)


@pytest.mark.parametrize(
    ("writer", "write", "max_effort"),
    [(32_768, 32_768, 0), (64_000, 64_000, 0), (128_000, 64_000, 1), (1_000_000, 64_000, 2)],
)
@pytest.mark.parametrize("thinking", ["none", "reasoning_effort"])
def test_the_caps_are_those_that_the_models_can_keep(
    writer: int, write: int, max_effort: int, thinking: str
) -> None:
    config = LLMConfig.model_validate(
        {
            "endpoints": {"e": {"url": "http://localhost:1/v1"}},
            "models": {
                "w": {"endpoint": "e", "name": "w", "max_tokens": writer, "thinking": thinking},
                "v": {"endpoint": "e", "name": "v", "max_tokens": 20_000},
            },
            "roles": {"writer": "w", "verifier": "v"},
        }
    )
    session = engine()._session(problem(1), None, Budget(), config, context())
    assert session.caps == Caps(write=write, grade=20_000, short=16_000)
    # A model with a field for thinking can be asked to think longer without a larger answer.
    assert session.max_effort == max(max_effort, thinking != "none")
