"""What `olympiad bench judge` does: plan, announce the cost, measure, keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prover.budget import Budget
from prover.deepthink import judge_version
from prover.deepthink.calibration.data import GradedDataError, GradedProof, load_graded
from prover.deepthink.calibration.measure import Calibration, measure, read_record, summarise
from prover.deepthink.calibration.store import calibration_folder, jury_name, save
from prover.deepthink.calls import Caps
from prover.deepthink.jury import JURORS
from prover.deepthink.model import Model
from prover.deepthink.session import ModelUnusable, Session
from prover.deepthink.state import State
from prover.llm.config import LLMConfig, load_config
from prover.llm.errors import ConfigError

READING_TOKENS = 6_000
"""Tokens of an answer that a plan reckons with; thinking models use about so many."""


class BenchError(Exception):
    """Something the user can mend; one line."""


@dataclass(frozen=True)
class Plan:
    """A measurement to be made. `left` proofs are not in the record yet."""

    proofs: tuple[GradedProof, ...]
    models: tuple[str, ...]
    config: LLMConfig
    jurors: int
    record: Path
    left: int
    tokens: int
    dollars: float

    @property
    def announcement(self) -> str:
        """What the run will cost, at most, in one line."""
        done = len(self.proofs) - self.left
        known = f" ({done} are in {self.record} already)" if done else ""
        price = f"${self.dollars:.2f}" if self.dollars else "no price is configured"
        return (
            f"{self.left} proofs{known}, {self.jurors} readings each by {', '.join(self.models)}: "
            f"about {self.tokens / 1e6:.1f} million tokens at most, {price}"
        )


def plan_bench(
    data: Path,
    models: tuple[str, ...],
    jurors: int,
    limit: int | None,
    record: Path | None,
    config: LLMConfig | None = None,
) -> Plan:
    """What a run would do. Raises `BenchError`."""
    try:
        proofs = tuple(load_graded(data))[:limit]
        config = config or load_config()
        names = models or config.names_for("jury")
        resolved = [config.resolve(name)[1] for name in names]
    except (GradedDataError, ConfigError) as error:
        raise BenchError(str(error)) from None
    if not names:
        raise BenchError(
            "no model is configured; set OLYMPIAD_LLM_URL and OLYMPIAD_LLM_MODEL, or write "
            "olympiad.toml"
        )
    own = tuple(model.name for model in resolved)
    # A jury of another size is another jury.
    size = "" if jurors == JURORS else f"-{jurors}"
    record = record or calibration_folder() / f"{jury_name(own)}{size}.jsonl"
    known = {(judged.dataset, judged.id) for judged in read_record(record)}
    todo = [proof for proof in proofs if (proof.dataset, proof.id) not in known]
    prompt = sum((len(proof.problem) + len(proof.proof)) // 4 + 600 for proof in todo)
    answers = READING_TOKENS * len(todo)
    copies = sum(len(proof.proof) // 4 for proof in todo)
    dollars = sum(
        model.price.of(prompt * jurors // len(resolved), answers * jurors // len(resolved))
        for model in resolved
    )
    tokens = jurors * (prompt + answers) + prompt + copies
    return Plan(proofs, names, config, jurors, record, len(todo), tokens, dollars)


async def run_bench(
    plan: Plan,
    *,
    tokens: float | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    model: Model | None = None,
) -> Calibration:
    """Measure, and keep the rates where the jury is the one of verdicts (`JURORS` readings).

    Raises `BenchError`.
    """
    from prover.llm.client import Client

    budget = Budget(tokens=tokens)
    client = None if model is not None else Client(plan.config, budget=budget, emit=lambda b: None)

    def session() -> Session:
        own = budget.child()
        asked = model or (client.within(own) if client is not None else None)
        assert asked is not None
        return Session(asked, State("calibration", ""), Caps(), own)

    width = min(plan.config.resolve(name)[2].concurrency for name in plan.models)
    try:
        judged = await measure(
            plan.proofs, plan.models, session, plan.record,
            jurors=plan.jurors, width=width, progress=progress,
        )  # fmt: skip
    except ModelUnusable as error:
        raise BenchError(str(error)) from None
    finally:
        if client is not None:
            await client.close()
    names = tuple(plan.config.resolve(name)[1].name for name in plan.models)
    found = summarise(judged, names, judge_version())
    if len(judged) == len(plan.proofs) and plan.jurors == JURORS:
        save(found)
    return found
