"""What `olympiad bench judge` does: plan, announce the cost, measure, keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prover.base.locks import Locked, locked
from prover.deepthink.calibration.data import GradedDataError, GradedProof, load_graded
from prover.deepthink.calibration.measure import (
    Calibration,
    Judged,
    measure,
    read_record,
    summarise,
)
from prover.deepthink.calibration.remember import Remembering
from prover.deepthink.calibration.store import calibration_folder, jury_name, kept, save
from prover.deepthink.jury.jury import JURORS
from prover.deepthink.jury.version import judge_version
from prover.deepthink.session.session import ModelUnusable, Session
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.model import Model
from prover.deepthink.state.state import State
from prover.limits.budget import Budget
from prover.llm.config import LLMConfig, load_config
from prover.llm.errors import ConfigError
from prover.llm.trace import Journal, JsonLinesTrace

READING_TOKENS = 6_000
"""Tokens of an answer that a plan reckons with; thinking models use about so many."""

PROMPT_TOKENS = 600
"""Tokens of a prompt besides problem and proof, roughly."""


class BenchError(Exception):
    """Something the user can mend; one line."""


@dataclass(frozen=True)
class Plan:
    """A measurement to be made. `left` proofs are not in the record yet; `tokens` and `dollars` are
    what these cost when no juror objects and answers are of `READING_TOKENS`."""

    proofs: tuple[GradedProof, ...]
    models: tuple[str, ...]
    config: LLMConfig
    jurors: int
    record: Path
    left: int
    tokens: int
    dollars: float

    @property
    def own_names(self) -> tuple[str, ...]:
        """The models as their servers call them."""
        return tuple(self.config.resolve(name)[1].name for name in self.models)

    @property
    def jury(self) -> str:
        """Names the jury in a record; one of another size is another jury."""
        return _jury(self.own_names, self.jurors)

    @property
    def announcement(self) -> str:
        """What the run will cost, in one line, and under it what the endpoints' notes say."""
        done = len(self.proofs) - self.left
        known = f" ({done} are in {self.record} already)" if done else ""
        price = f"${self.dollars:.2f}" if self.dollars else "no price is configured"
        notes = self.config.notes(self.models)
        cost = (
            f": about {self.tokens / 1e6:.3g} million tokens, {price} (reckoned with "
            f"{READING_TOKENS:,} tokens an answer and no objection, which would end a jury early)"
        )
        text = (
            f"{self.left} proofs{known}, {self.jurors} readings each by "
            f"{', '.join(self.own_names)}{cost if self.left else ''}"
        )
        return "\n".join([text, *(f"note: {note}" for note in notes)])


@dataclass(frozen=True)
class Measured:
    """What a run found. `left` proofs are not judged; `kept` is where the rates stand for verdicts,
    None when they are not kept, and `remark` says in one line why or that they are."""

    rates: Calibration
    left: int
    kept: Path | None
    remark: str


def plan_bench(
    data: Path,
    models: tuple[str, ...],
    jurors: int,
    limit: int | None,
    record: Path | None,
    config: LLMConfig | None = None,
) -> Plan:
    """What a run would do. Raises `BenchError`, `OSError` where the record cannot be read."""
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
    jury = _jury(own, jurors)
    record = record or calibration_folder() / f"{jury}.jsonl"
    known = read_record(record, jury)
    todo = [one for one in proofs if one.sha256 not in known]
    prompt = sum((len(one.problem) + len(one.proof)) // 4 + PROMPT_TOKENS for one in todo)
    answer = READING_TOKENS * len(todo)
    turns = [resolved[turn % len(resolved)] for turn in range(jurors)]
    dollars = sum(model.price.of(prompt, answer) for model in turns)
    tokens = len(turns) * (prompt + answer)
    return Plan(proofs, names, config, jurors, record, len(todo), tokens, dollars)


def _jury(models: tuple[str, ...], jurors: int) -> str:
    return jury_name(models) + ("" if jurors == JURORS else f"-{jurors}")


async def run_bench(
    plan: Plan,
    *,
    tokens: float | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    model: Model | None = None,
) -> Measured:
    """Measure, and keep the rates where the jury is the one of verdicts (`JURORS` readings) and
    none on more proofs are kept.

    Answers of calls stand beside the record until all proofs are judged, so that a run that is
    killed loses no answer that it had. Raises `BenchError`, `OSError`.
    """
    with _one_at_a_time(plan.record):
        judged = await _judged(plan, tokens, progress, model)
    rates = summarise(judged, plan.own_names, judge_version())
    left = len(plan.proofs) - len(judged)
    if left:
        remark = (
            f"the tokens ended with {left} of {len(plan.proofs)} proofs left: not kept for "
            "verdicts; the same command goes on"
        )
        return Measured(rates, left, None, remark)
    if plan.jurors != JURORS:
        remark = f"not kept for verdicts, which rest on {JURORS} readings"
        return Measured(rates, 0, None, remark)
    path, before = kept(rates.models)
    if before is not None and before.cases > rates.cases:
        remark = f"not kept for verdicts: {path} rests on {before.cases} proofs"
        return Measured(rates, 0, None, remark)
    return Measured(rates, 0, save(rates), f"kept for the verdicts of this jury: {path}")


async def _judged(
    plan: Plan,
    tokens: float | None,
    progress: Callable[[int, int], None],
    model: Model | None,
) -> list[Judged]:
    from prover.llm.client import Client

    budget = Budget(tokens=tokens)
    calls = plan.record.with_name(f"{plan.record.name}.calls")
    trace = JsonLinesTrace(calls)
    client = Client(
        plan.config, budget=budget, emit=lambda b: None, trace=trace, journal=Journal.read(calls)
    )

    def session() -> Session:
        own = budget.child("reading", anew=True)
        asked = model or Remembering(client.within(own))
        return Session(asked, State("calibration", ""), Caps(), own)

    width = min(plan.config.resolve(name)[2].concurrency for name in plan.models)
    try:
        judged = await measure(
            plan.proofs, plan.models, session, plan.record,
            jury=plan.jury, jurors=plan.jurors, width=width, progress=progress,
        )  # fmt: skip
    except ModelUnusable as error:
        raise BenchError(str(error)) from None
    finally:
        await client.close()
    if len(judged) == len(plan.proofs):
        calls.unlink()  # every answer has gone into a judgement
    return judged


@contextmanager
def _one_at_a_time(record: Path) -> Iterator[None]:
    """Hold the record, so that two runs do not pay for the same proofs; the kernel lets go when
    the process dies however it dies."""
    record.parent.mkdir(parents=True, exist_ok=True)
    try:
        with locked(record):
            yield
    except Locked:
        raise BenchError(
            f"{record}: another run is at work on this record; wait for it, or name another "
            "with --record"
        ) from None
