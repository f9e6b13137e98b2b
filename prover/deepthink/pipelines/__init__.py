"""The loops that decide which stage comes next: `adaptive` (ours), `chain`, `rounds`.

What comes after every loop is in `finish`.

outcome = await run_pipeline(session, preset("medium"))
"""

from __future__ import annotations

from collections.abc import Callable

from prover.deepthink.control.posterior import Beliefs
from prover.deepthink.control.presets import Adaptive, Chain, Preset
from prover.deepthink.pipelines.adaptive import run_adaptive
from prover.deepthink.pipelines.chain import run_chain
from prover.deepthink.pipelines.finish import finish
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.pipelines.rounds import run_rounds
from prover.deepthink.session.answer_tests import AnswerChecker
from prover.deepthink.session.session import Session

__all__ = ["Outcome", "run_pipeline"]


async def run_pipeline(
    session: Session,
    preset: Preset,
    *,
    beliefs: Beliefs | None = None,
    on_best: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Run the pipeline on the session's problem until it is done or out of budget.

    `on_best` hears of each better candidate at once. Raises `ModelUnusable`; may be cancelled.
    """
    tell = on_best or (lambda outcome: None)
    checker = AnswerChecker(session.tool)
    if isinstance(preset, Adaptive):
        outcome = await run_adaptive(session, preset, beliefs or Beliefs(), checker, tell)
    elif isinstance(preset, Chain):
        outcome = await run_chain(session, preset, tell)
    else:
        outcome = await run_rounds(session, preset, tell)
    return await finish(session, outcome, preset, checker, tell)
