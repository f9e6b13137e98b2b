"""Runs the jury over graded proofs and counts, resumably."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from prover.deepthink.calibration.data import GradedProof
from prover.deepthink.jury import JuryReport, run_jury
from prover.deepthink.session import ModelUnusable, Session


class Judged(BaseModel):
    """The jury's word on one graded proof. `score` is the share of its jurors that accept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
        z = 1.959964
        share = hits / cases
        scale = 1 + z * z / cases
        middle = share + z * z / (2 * cases)
        root = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
        return cls(
            hits=hits,
            cases=cases,
            estimate=share,
            low=min(share, max(0.0, (middle - root) / scale)),
            high=max(share, min(1.0, (middle + root) / scale)),
        )


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


async def measure(
    proofs: Sequence[GradedProof],
    models: tuple[str, ...],
    make_session: Callable[[], Session],
    record: Path,
    *,
    jurors: int,
    width: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Judged]:
    """Judge each proof once, `width` of them side by side; results are appended to `record` (JSON
    lines) as they come, and proofs that stand there already are not judged again. Stops early
    when the budget ends. `make_session` gives each proof a session whose budget is its own.

    Raises `ModelUnusable`, also when no juror of a proof is answered: silence is no judgement.
    """
    known = {(judged.dataset, judged.id): judged for judged in read_record(record)}
    waiting = [proof for proof in proofs if (proof.dataset, proof.id) not in known]
    waiting.reverse()
    record.parent.mkdir(parents=True, exist_ok=True)

    async def work() -> None:
        while waiting:
            proof = waiting.pop()
            session = make_session()
            report = await run_jury(session, proof.problem, proof.proof, models, jurors=jurors)
            if session.over:
                waiting.clear()
                return  # what the budget cut off is no judgement
            judged = _judged(proof, report, session)
            known[(proof.dataset, proof.id)] = judged
            with record.open("a", encoding="utf-8") as file:
                file.write(judged.model_dump_json() + "\n")
            progress(len(known), len(proofs))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(width, len(waiting))):
                group.create_task(work())
    except* ModelUnusable as faults:
        raise faults.exceptions[0] from None
    return [known[key] for proof in proofs if (key := (proof.dataset, proof.id)) in known]


def _judged(proof: GradedProof, report: JuryReport, session: Session) -> Judged:
    opinions = [juror.opinion for juror in report.jurors if juror.opinion is not None]
    if report.jurors and not opinions and not any(juror.tokens for juror in report.jurors):
        failed = next((juror.failed for juror in report.jurors if juror.failed), report.reason)
        raise ModelUnusable(f"no juror is answered about the proof {proof.id}: {failed}")
    accepting = sum(opinion.decision == "accepts" for opinion in opinions)
    return Judged(
        id=proof.id,
        dataset=proof.dataset,
        right=proof.right,
        decision=report.decision,
        score=accepting / len(opinions) if opinions else 0.0,
        tokens=session.state.tokens,
        cost=session.budget.used("cost"),
        reason=report.reason,
    )


def read_record(record: Path) -> list[Judged]:
    """What stands in a record; a last line that a kill cut in two is passed over."""
    if not record.exists():
        return []
    judged = []
    for line in record.read_text("utf-8").splitlines():
        try:
            judged.append(Judged.model_validate(json.loads(line)))
        except ValueError:
            continue
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
