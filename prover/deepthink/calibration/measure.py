"""Runs the jury over graded proofs and counts, resumably."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from prover.deepthink.calibration.data import GradedProof
from prover.deepthink.calibration.remember import Remembering
from prover.deepthink.jury.jury import JuryReport, run_jury
from prover.deepthink.session.session import ModelUnusable, Session
from prover.llm.trace import JsonLinesTrace


class Judged(BaseModel):
    """The word of `jury` on one graded proof, which `sha256` names. `score` is the share of its
    jurors that accept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jury: str
    sha256: str
    id: str
    dataset: str
    right: bool
    decision: str
    score: float
    tokens: int
    cost: float
    reason: str


class Share(BaseModel):
    """A share of cases with its 95 % interval (Wilson). `estimate` is None without a case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hits: int
    cases: int
    estimate: float | None
    low: float
    high: float

    @classmethod
    def of(cls, hits: int, cases: int) -> Share:
        """The share of `hits` in `cases`."""
        if not cases:
            return cls(hits=0, cases=0, estimate=None, low=0.0, high=1.0)
        # Slow to import, and whoever reads a stored share needs none of it.
        from scipy.stats import binomtest

        share = hits / cases
        interval = binomtest(hits, cases).proportion_ci(0.95, method="wilson")
        # Rounding must not put the share outside its interval.
        low, high = min(share, float(interval.low)), max(share, float(interval.high))
        return cls(hits=hits, cases=cases, estimate=share, low=low, high=high)


class Calibration(BaseModel):
    """What was measured. `curve` pairs the share of accepting jurors (in fifths) with the share
    of right proofs among those that got it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: tuple[str, ...]
    judge_version: str
    dataset: str
    false_accept: Share
    false_reject: Share
    undecided: int
    curve: tuple[tuple[float, Share], ...]
    tokens: int
    cost: float

    @property
    def cases(self) -> int:
        """The number of proofs that were judged."""
        return self.false_accept.cases + self.false_reject.cases


def cost_of(session: Session) -> float:
    """US dollars paid for a proof, answers taken over from an earlier run included."""
    earlier = session.model.earlier if isinstance(session.model, Remembering) else 0.0
    return session.budget.used("cost") + earlier


async def measure(
    proofs: Sequence[GradedProof],
    models: tuple[str, ...],
    make_session: Callable[[], Session],
    record: Path,
    *,
    jury: str,
    jurors: int,
    width: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Judged]:
    """Judge each proof once, `width` of them side by side; results are appended to `record` (JSON
    lines) as they come, and proofs that this `jury` judged there already are not judged again.
    Stops early when the budget ends. `make_session` gives each proof a session whose budget is its
    own.

    Raises `ModelUnusable`, also when no juror of a proof is answered: silence is no judgement.
    """
    known = read_record(record, jury)
    waiting = [one for one in proofs if one.sha256 not in known]
    waiting.reverse()
    lines = JsonLinesTrace(record)

    async def work() -> None:
        while waiting:
            proof = waiting.pop()
            session = make_session()
            report = await run_jury(session, proof.problem, proof.proof, models, jurors=jurors)
            if session.over:
                waiting.clear()
                return  # what the budget cut off is no judgement
            judged = _judged(proof, report, session, jury)
            known[proof.sha256] = judged
            lines.write(judged.model_dump())
            progress(sum(one.sha256 in known for one in proofs), len(proofs))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(width, len(waiting))):
                group.create_task(work())
    except* ModelUnusable as faults:
        raise faults.exceptions[0] from None
    finally:
        lines.close()
    # What people found is as the data say now, whatever they said when the jury read it.
    return [
        known[one.sha256].model_copy(
            update={"id": one.id, "dataset": one.dataset, "right": one.right}
        )
        for one in proofs
        if one.sha256 in known
    ]


def _judged(proof: GradedProof, report: JuryReport, session: Session, jury: str) -> Judged:
    opinions = [opinion for opinion in report.opinions if not opinion.unread]
    # A model that cannot hold the proof has said all it can: the proof stays undecided.
    answered = any(juror.tokens or juror.too_long for juror in report.jurors)
    if report.jurors and not opinions and not answered:
        failed = next((juror.failed for juror in report.jurors if juror.failed), report.reason)
        raise ModelUnusable(f"no juror is answered about the proof {proof.id}: {failed}")
    accepting = sum(opinion.accepts for opinion in opinions)
    return Judged(
        jury=jury,
        sha256=proof.sha256,
        id=proof.id,
        dataset=proof.dataset,
        right=proof.right,
        decision=report.decision,
        score=accepting / len(opinions) if opinions else 0.0,
        tokens=session.state.tokens,
        cost=cost_of(session),
        reason=report.reason,
    )


def read_record(record: Path, jury: str) -> dict[str, Judged]:
    """What `jury` said in a record, by the proof's `sha256`; a line that a kill cut in two is
    passed over."""
    if not record.exists():
        return {}
    judged = {}
    for line in record.read_text("utf-8", "replace").splitlines():
        try:
            one = Judged.model_validate_json(line)
        except ValueError:
            continue
        if one.jury == jury:
            judged[one.sha256] = one
    return judged


def summarise(judged: Sequence[Judged], models: tuple[str, ...], judge_version: str) -> Calibration:
    """Rates and curve. An undecided proof was not accepted: it counts against false rejects and
    not for false accepts."""
    wrong = [one for one in judged if not one.right]
    right = [one for one in judged if one.right]
    curve = []
    for fifth in range(6):
        group = [one for one in judged if round(one.score * 5) == fifth]
        curve.append((fifth / 5, Share.of(sum(one.right for one in group), len(group))))
    return Calibration(
        models=models,
        judge_version=judge_version,
        dataset=", ".join(sorted({one.dataset for one in judged})),
        false_accept=Share.of(sum(one.decision == "accepts" for one in wrong), len(wrong)),
        false_reject=Share.of(sum(one.decision != "accepts" for one in right), len(right)),
        undecided=sum(one.decision == "void" for one in judged),
        curve=tuple(curve),
        tokens=sum(one.tokens for one in judged),
        cost=sum(one.cost for one in judged),
    )
