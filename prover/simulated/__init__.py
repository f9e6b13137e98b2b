"""Simulated language models with known skills, as an OpenAI-compatible server or in process.

Pipelines run against them unchanged, and the simulator knows the truth about every proof:

    simulator = Simulator(seed=1)
    client = simulated_client(simulator, budget=Budget(tokens=1e6), emit=print)
    problem = simulator.problem(0)
    ...
    simulator.truly_proves(text, problem.number)

What a request is about is read from its texts (codes in them say which problem, proof or lemma)
and from its purpose: one of attempt, improve, refine, verify, review, compare, lemmas,
prove_lemma, writeup, small_cases. `docs/models.md` has the model behind it.
"""

from __future__ import annotations

from prover.simulated.model import Problem, Reply, Simulator
from prover.simulated.setup import simulated_client, simulator_config
from prover.simulated.skills import (
    Lengths,
    ModelSkill,
    Rate,
    VerifierSkill,
    WriterSkill,
    calibrated,
)
from prover.simulated.wire import SimulatorWire

__all__ = [
    "Lengths",
    "ModelSkill",
    "Problem",
    "Rate",
    "Reply",
    "Simulator",
    "SimulatorWire",
    "VerifierSkill",
    "WriterSkill",
    "calibrated",
    "simulated_client",
    "simulator_config",
]
