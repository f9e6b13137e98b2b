"""The process that checks one upload: `python -m web.rechecks.worker KIND` in the upload's folder.

It finds there `bundle/` (KIND `bundle`) or `certificate`, and `expected.json` where the problem
was sent too or `statement.json` where a Lean statement was, and prints the result as JSON. It is killed when it takes too long.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prover import service
from prover.bundle.manifest import BundleError
from prover.problems.errors import ProblemError
from prover.problems.record import problem_from_record
from web.rechecks.lean_question import LeanQuestion
from web.rechecks.result import CheckResult, LeanCheck
from web.runs.status import VerdictView

if TYPE_CHECKING:
    from prover.problems.problem import Problem


def check(kind: str) -> CheckResult:
    """Check what lies in the current folder."""
    expected: Problem | None = None
    if Path("expected.json").exists():
        expected = problem_from_record(json.loads(Path("expected.json").read_text("utf-8")))
    if kind == "bundle":
        return _bundle(expected)
    text = Path("certificate").read_text("utf-8")
    if Path("statement.json").exists():
        return _lean(text, LeanQuestion.model_validate_json(Path("statement.json").read_bytes()))
    if expected is None:
        report = service.check_bare_geometry(text)
        return CheckResult(
            accepted=report.accepted,
            about="statement",
            statement=report.statement,
            reason=_placed(report.reason, report.step),
        )
    judgement = asyncio.run(service.check_certificate(text, kind, expected))
    return CheckResult(
        accepted=judgement.accepted,
        about="problem",
        problem=expected.id,
        verdict=VerdictView.of(judgement.verdict),
        reason=judgement.reason,
    )


def _lean(proof: str, asked: LeanQuestion) -> CheckResult:
    try:
        found = asyncio.run(
            service.check_lean(asked.statement, proof, asked.theorem, asked.permit, asked.negation)
        )
    except ProblemError as fault:
        return CheckResult(
            accepted=False, about="statement", statement=asked.statement, reason=str(fault)
        )
    lean = LeanCheck.model_validate(found)
    return CheckResult(
        accepted=lean.verdict == "accepted",
        about="statement",
        statement=asked.statement,
        reason="" if lean.verdict == "accepted" else lean.reason,
        lean=lean,
    )


def _placed(reason: str, step: int | None) -> str:
    return reason if step is None or not reason else f"step {step}: {reason}"


def _bundle(expected: Problem | None) -> CheckResult:
    try:
        recheck = asyncio.run(service.check_bundle(Path("bundle"), expected))
    except BundleError as fault:
        return CheckResult(accepted=False, about="bundle", reason=str(fault))
    return CheckResult(
        accepted=recheck.holds,
        about="bundle",
        problem=recheck.bundle.manifest.problem,
        verdict=VerdictView.of(recheck.fresh),
        claimed=recheck.claimed.rung,
        mismatches=list(recheck.mismatches),
        text_vouched=recheck.text_vouched,
        reason="" if recheck.holds else "; ".join(recheck.mismatches) or recheck.words,
    )


if __name__ == "__main__":
    print(check(sys.argv[1]).model_dump_json())
