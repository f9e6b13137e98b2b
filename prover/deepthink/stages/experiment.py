"""Experiments: a program that a model writes tries out cases, and writers are told what it prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from prover.deepthink.programs.tool import ToolResult
from prover.deepthink.state.calls import Call, Caps, bulleted, make_call
from prover.deepthink.state.state import Experiment, State

MAX_SHOWN = 3_000
"""Characters of an output that writers are told."""


class ExperimentPlan(BaseModel):
    """What a program is to find out, and the program. An empty one: none would help."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    aim: Annotated[str, Field(max_length=1_000)] = ""
    program: Annotated[str, Field(max_length=16_000)] = ""


def ask_experiment(state: State, caps: Caps) -> Call:
    """A program that would help the next attempts."""
    return make_call(
        state,
        "experiment",
        stage="experiment",
        max_tokens=caps.grade,
        schema=ExperimentPlan,
        values={"earlier": bulleted([one.aim for one in state.experiments])},
    )


def tell_experiment(state: State, plan: ExperimentPlan, result: ToolResult) -> State:
    """The state with what the program printed; unchanged when it failed or printed nothing."""
    output = result.output[:MAX_SHOWN].strip()
    if not result.ok or not output:
        return state
    aim = " ".join(plan.aim.split()) or "no aim was given"
    return replace(state, experiments=(*state.experiments, Experiment(aim, plan.program, output)))
