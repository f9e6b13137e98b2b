"""Runs a pipeline over simulated problems in this process, and knows the truth about the result.

The pipelines are those of `prover.deepthink`, unchanged; the model is the simulator of
`prover.simulated`, asked directly and not over HTTP, which changes no answer
(`tests/deepthink/test_pipelines.py` compares the two).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Unpack

from pydantic import BaseModel, ValidationError

from prover.deepthink.control.posterior import Beliefs
from prover.deepthink.control.presets import Preset
from prover.deepthink.jury.jury import run_jury
from prover.deepthink.pipelines import run_pipeline
from prover.deepthink.programs.tool import PythonTool
from prover.deepthink.session.session import Session
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.model import Options
from prover.deepthink.state.state import State
from prover.limits.budget import Budget
from prover.llm.errors import Malformed, OutOfBudget, Truncated
from prover.llm.messages import Completion, Message, Usage
from prover.simulated import Simulator


class DirectModel:
    """The simulator as a `prover.deepthink.state.model.Model`, under a token budget."""

    def __init__(self, simulator: Simulator, roles: dict[str, str], budget: Budget) -> None:
        self._simulator = simulator
        self._roles = roles
        self._budget = budget

    async def complete(
        self,
        role_or_model: str,
        messages: tuple[Message, ...],
        **options: Unpack[Options],
    ) -> Completion[Any]:
        """See `prover.deepthink.state.model.Model.complete`."""
        schema, max_tokens = options.get("schema"), options["max_tokens"]
        left = self._budget.remaining("tokens")
        prompt = sum(len(message.content) for message in messages) // 4
        if left is not None and left <= prompt + 16:
            raise OutOfBudget("the tokens are spent")
        cap = max_tokens if left is None else min(max_tokens, int(left) - prompt)
        model = self._roles.get(role_or_model, role_or_model)
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "max_tokens": cap,
            "temperature": options.get("temperature"),
            "seed": options.get("seed"),
        }
        if schema is not None:
            body["response_format"] = {"json_schema": {"schema": _schema(schema)}}
        reply = self._simulator.reply(body, purpose=options["purpose"])
        usage = Usage(prompt_tokens=reply.prompt_tokens, completion_tokens=reply.completion_tokens)
        self._budget.spend(tokens=usage.tokens)
        parsed, fault = None, None
        if schema is not None and reply.finish_reason == "stop":
            try:
                parsed = schema.model_validate(json.loads(reply.text))
            except (ValueError, ValidationError) as error:
                fault = str(error)
        completion = Completion[Any](
            call_id="direct",
            model=model,
            text=reply.text,
            parsed=parsed,
            finish_reason="stop" if reply.finish_reason == "stop" else "length",
            usage=usage,
            cost=0.0,
            attempts=1,
            latency=0.0,
        )
        if reply.finish_reason != "stop":
            raise Truncated("the answer hit its cap", completion=completion, attempts=1)
        if fault is not None:
            raise Malformed(fault, completion=completion, attempts=1)
        return completion


_SCHEMAS: dict[type[BaseModel], dict[str, Any]] = {}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    if model not in _SCHEMAS:
        _SCHEMAS[model] = model.model_json_schema()
    return _SCHEMAS[model]


@dataclass(frozen=True)
class Result:
    """What came of one problem. `solved`: the text handed in is truly a proof; `accepted`: by the
    pipeline; `vouched`: it would be `model_verified`, since no objection to it stands and a jury of
    five readings by model `jury`, which had no part in the search, accepts it."""

    problem: int
    solved: bool
    accepted: bool
    vouched: bool
    believed: float | None
    tokens: int
    calls: int
    why: str


async def run_one(
    simulator: Simulator,
    roles: dict[str, str],
    preset: Preset,
    number: int,
    tokens: float,
    beliefs: Beliefs | None = None,
    judges: tuple[str, ...] = ("verifier",),
    tool: PythonTool | None = None,
) -> Result:
    """Run `preset` on simulated problem `number` with `tokens` tokens."""
    problem = simulator.problem(number)
    budget = Budget(tokens=tokens)
    model = DirectModel(simulator, roles, budget)
    state = State(f"simulated-{number}", problem.statement)
    session = Session(model, state, Caps(), budget, judges=judges, tool=tool)
    outcome = await run_pipeline(session, preset, beliefs=beliefs)
    text = outcome.candidate.text if outcome.candidate else ""
    vouched = False
    if outcome.candidate is not None and outcome.candidate.clean:
        # Its tokens are those that a run keeps back for it (`writers_share`).
        court = Session(DirectModel(simulator, roles, Budget()), state, Caps(), Budget())
        report = await run_jury(court, problem.statement, text, ("jury",))
        vouched = report.decision == "accepts"
    return Result(
        problem=number,
        solved=simulator.truly_proves(text, number),
        accepted=outcome.accepted,
        vouched=vouched,
        believed=outcome.believed,
        tokens=session.state.tokens,
        calls=len(session.state.log),
        why=outcome.why,
    )


def run_many(
    simulator: Simulator,
    roles: dict[str, str],
    preset: Preset,
    numbers: Iterable[int],
    tokens: float,
    beliefs: Beliefs | None = None,
    judges: tuple[str, ...] = ("verifier",),
    tool: PythonTool | None = None,
) -> list[Result]:
    """Run `preset` on each problem, one after the other."""

    async def go() -> list[Result]:
        return [
            await run_one(simulator, roles, preset, number, tokens, beliefs, judges, tool)
            for number in numbers
        ]

    return asyncio.run(go())
