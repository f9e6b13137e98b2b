"""A program is asked for and run, and what it prints is told to the writers from then on."""

from __future__ import annotations

from prover.deepthink.session.session import Session
from prover.deepthink.stages.experiment import ExperimentPlan, ask_experiment, tell_experiment

EXPERIMENTS_AFTER = (4, 16)
"""Failed texts after which an experiment is made: an easy problem needs none."""


def experiment_due(session: Session, allowed: int, made: int, failed: int) -> bool:
    """Whether the next of `allowed` experiments should be made, `made` before, given the number
    of failed texts."""
    allowed = min(allowed, len(EXPERIMENTS_AFTER)) if session.tool is not None else 0
    return made < allowed and failed >= EXPERIMENTS_AFTER[made]


async def make_experiment(session: Session) -> None:
    """Ask for a program and run it in the sandbox. Raises `ModelUnusable`; may be cancelled."""
    from lean.sandbox.errors import SandboxFault

    (reply,) = await session.ask([ask_experiment(session.state, session.caps)])
    plan = reply.parsed
    if session.tool is None or not isinstance(plan, ExperimentPlan) or not plan.program.strip():
        return
    try:
        result = await session.tool.run(plan.program)
    except SandboxFault:
        session.tool = None  # it would not start for the next one either
        return
    session.state = tell_experiment(session.state, plan, result)
