"""The engine on simulated models, and the problems of their world."""

from __future__ import annotations

from pathlib import Path

from prover.engines.deepthink import DeepThinkEngine
from prover.limits.budget import Budget
from prover.llm.client import Client
from prover.llm.config import LLMConfig
from prover.problems.problem import Problem, ProblemKind
from prover.simulated import Simulator, simulated_client, simulator_config
from prover.trace.events import Emit

SIMULATOR = Simulator(seed=4)


def problem(number: int) -> Problem:
    """Problem `number` of the simulated world."""
    return Problem(
        id=f"simulated-{number}",
        source="the simulator",
        kind=ProblemKind.ALGEBRA,
        statement=SIMULATOR.problem(number).statement,
    )


def engine(preset: str = "light", simulator: Simulator = SIMULATOR) -> DeepThinkEngine:
    """The engine whose calls `simulator` answers in this process."""

    def make(config: LLMConfig, budget: Budget, emit: Emit, journal: Path | None = None) -> Client:
        return simulated_client(simulator, budget=budget, emit=emit)

    return DeepThinkEngine(preset=preset, config=simulator_config(), make_client=make)
