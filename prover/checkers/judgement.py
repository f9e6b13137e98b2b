"""The one place where verdicts are made.

An engine says what it believes; this module has the attempt's certificate checked by the checker
of its kind, against the problem's own trusted statement, and turns what the checker reported into
a verdict. No other module constructs a verdict that somebody vouches for
(`tests/prover_spine/test_judgement.py` holds this).
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prover.checkers.protocol import (
    PROSE,
    Accepted,
    CheckerFault,
    CheckOutcome,
    Rejected,
    Undecided,
)
from prover.checkers.registry import CheckerRegistry
from prover.verdicts.faithfulness import FaithfulnessCheck, FaithfulnessRecord
from prover.verdicts.verdict import (
    FormalEvidence,
    FormallyVerified,
    ModelEvidence,
    ModelVerified,
    SymbolicallyVerified,
    Unverified,
    Verdict,
)

if TYPE_CHECKING:
    from prover.problems.problem import FormalStatement, Problem
    from prover.trace.attempt import Attempt
    from prover.trace.context import RunContext


@dataclass(frozen=True)
class Judgement:
    """A verdict and how it came about.

    `kind` is the kind of certificate looked up; `accepted` whether its checker vouches; `reason`
    why not; `fault` whether that was a fault of the checker and not of the proof.
    """

    verdict: Verdict
    kind: str
    accepted: bool
    reason: str = ""
    fault: bool = False


async def judge(
    problem: Problem,
    attempt: Attempt,
    registry: CheckerRegistry,
    context: RunContext,
    *,
    seconds: float | None = None,
) -> Judgement:
    """Have `attempt` checked and say who vouches for it. `seconds` bounds the check; a checker
    whose work costs tokens or money pays from the budget of `context`, under its rules.

    Never raises for want of a checker, time or a correct proof: those are `unverified` verdicts
    that say so. May be cancelled.
    """
    kind = attempt.certificate.kind if attempt.certificate else PROSE
    if attempt.certificate is None and not attempt.proof_markdown.strip():
        # Nothing to check: what the engine says of its search is all there is to say.
        known = _texts(attempt.known_problems) or ("the engine handed over no proof",)
        return Judgement(Unverified(known_problems=known), kind, False, known[0])
    try:
        checker = registry.find(kind)
        if checker is None:
            return _unverified(attempt, kind, _no_checker(kind, registry))
        async with asyncio.timeout(seconds):
            outcome = await checker.check(problem, attempt, context)
    except TimeoutError:
        return _unverified(attempt, kind, "the check ran out of time", fault=True)
    except CheckerFault as error:
        return _unverified(attempt, kind, str(error), fault=True)
    except Exception as error:  # a broken checker must not cost the run its other attempts
        why = f"the {kind} checker failed: {type(error).__name__}: {' '.join(str(error).split())}"
        return _unverified(attempt, kind, why, fault=True)
    return _decide(problem, attempt, kind, outcome)


def unchecked(attempt: Attempt, reason: str) -> Verdict:
    """The verdict on an attempt that no checker saw."""
    return Unverified(known_problems=(reason, *_texts(attempt.known_problems)))


def no_attempt(*reasons: str) -> Verdict:
    """The verdict when there is nothing to check."""
    return Unverified(known_problems=_texts(reasons) or ("no engine handed over an attempt",))


def _decide(problem: Problem, attempt: Attempt, kind: str, outcome: CheckOutcome) -> Judgement:
    if isinstance(outcome, Rejected):
        return _unverified(attempt, kind, outcome.reason)
    if isinstance(outcome, Undecided):
        return _unverified(attempt, kind, outcome.reason, fault=True)
    mismatch = _evidence_mismatch(problem, attempt, outcome)
    if mismatch:
        return _unverified(attempt, kind, mismatch, fault=True)
    try:
        return Judgement(_verdict(problem, outcome), kind, True)
    except ValueError as error:  # the evidence does not carry the rung: no verdict without it
        return _unverified(attempt, kind, " ".join(str(error).split()), fault=True)


def _evidence_mismatch(problem: Problem, attempt: Attempt, outcome: Accepted) -> str | None:
    """Why the evidence is not about this attempt and this problem; None when it is."""
    evidence = outcome.evidence
    if isinstance(evidence, ModelEvidence):
        proof = hashlib.sha256(attempt.proof_markdown.encode()).hexdigest()
        return None if evidence.proof_sha256 == proof else "the jury read another proof"
    formal = problem.lean if isinstance(evidence, FormalEvidence) else problem.geometry
    if attempt.certificate is None or evidence.certificate_sha256 != attempt.certificate.sha256:
        return "the checker looked at another certificate"
    if formal is None or evidence.statement_sha256 != _sha256(formal):
        return "the checker looked at another statement than the problem's own"
    return None


def _verdict(problem: Problem, outcome: Accepted) -> Verdict:
    evidence = outcome.evidence
    if isinstance(evidence, ModelEvidence):
        return ModelVerified(**dict(evidence))
    if isinstance(evidence, FormalEvidence):
        record = _faithfulness(problem.lean, "lean", outcome.statement_checks)
        return FormallyVerified(**dict(evidence), faithfulness=record)
    record = _faithfulness(problem.geometry, "geometry", outcome.statement_checks)
    return SymbolicallyVerified(**dict(evidence), faithfulness=record)


def _faithfulness(
    formal: FormalStatement | None, language: str, checks: tuple[FaithfulnessCheck, ...]
) -> FaithfulnessRecord:
    if formal is None:
        raise ValueError(f"the problem has no {language} statement")
    return FaithfulnessRecord.model_validate(
        {
            "language": language,
            "statement_sha256": _sha256(formal),
            "author": formal.author,
            "author_kind": formal.author_kind,
            "checks": checks,
        }
    )


def _unverified(attempt: Attempt, kind: str, reason: str, *, fault: bool = False) -> Judgement:
    return Judgement(unchecked(attempt, reason), kind, False, reason, fault)


def _no_checker(kind: str, registry: CheckerRegistry) -> str:
    if kind == PROSE:
        return "the attempt has no certificate, and no jury that could read it is configured"
    return f"there is no checker for {kind} certificates (there is: {', '.join(registry.kinds)})"


def _sha256(formal: FormalStatement) -> str:
    return hashlib.sha256(formal.text.encode()).hexdigest()


def _texts(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in (line.strip() for line in lines) if line)
