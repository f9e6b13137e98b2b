"""Re-check what lies on disk: a bundle with all its claims, or a certificate alone.

Everything that a bundle claims is checked from the bundle itself; a problem file given beside it
is compared too, for a bundle can only vouch for the statement it carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from prover.bundle.agreement import inner_mismatches
from prover.bundle.bundle import Bundle, BundleDamaged, open_bundle
from prover.bundle.proof_text import render_proof
from prover.bundle.shown import compare_shown, figure_fault
from prover.checkers.judgement import Judgement, judge, no_attempt
from prover.checkers.registry import CheckerRegistry, default_registry
from prover.limits.budget import Budget
from prover.problems.errors import ProblemRecordError
from prover.problems.record import (
    problem_from_record,
    problem_to_record,
    same_problem,
)
from prover.trace.attempt import Attempt, Certificate
from prover.trace.context import RunContext
from prover.trace.events import AttemptMade, VerdictReached
from prover.verdicts.verdict import (
    RUNGS,
    FormallyVerified,
    ModelVerified,
    SymbolicallyVerified,
    Verdict,
)

if TYPE_CHECKING:
    from prover.problems.problem import Problem

CHECK_TOKENS = 1_000_000
"""Most tokens that models may use when a proof in words is judged again."""

_IDENTITY = {"statement_sha256", "certificate_sha256", "proof_sha256", "theorem", "axioms"}
_SCOPE = {"scope", "scope_reason", "position", "conditions", "figures", "figures_held", "branches"}


_OUTCOMES = {
    "holds": "the bundle holds",
    "certificate_holds": "certificate holds, text and figure not vouched for",
    "fails": "the bundle does not hold",
}


@dataclass(frozen=True)
class Recheck:
    """What came of re-checking a bundle.

    `problem` is what the bundle is about, `claimed` the verdict in it, `fresh` the one just
    reached. `mismatches` says what does not agree, one sentence each. `text_vouched` is False
    where text and figure could not be compared with what the certificate gives, because another
    version of the renderer made them. `remarks` say what is otherwise on this machine and speaks
    against nothing in the bundle: another calibration of the jury, other models on it.
    """

    bundle: Bundle
    problem: Problem
    claimed: Verdict
    fresh: Verdict
    mismatches: tuple[str, ...]
    text_vouched: bool = True
    remarks: tuple[str, ...] = ()

    @property
    def outcome(self) -> Literal["holds", "certificate_holds", "fails"]:
        """`holds`: everything the bundle claims was found to be so. `certificate_holds`: all but
        what a person reads in it, which nobody vouches for."""
        if self.mismatches:
            return "fails"
        return "holds" if self.text_vouched else "certificate_holds"

    @property
    def holds(self) -> bool:
        """Whether everything the bundle claims was found to be so, its text and figure too."""
        return self.outcome == "holds"

    @property
    def words(self) -> str:
        """The outcome in words."""
        return _OUTCOMES[self.outcome]


async def recheck_bundle(
    folder: Path,
    *,
    problem: Problem | None = None,
    registry: CheckerRegistry | None = None,
    seconds: float | None = None,
) -> Recheck:
    """Verify hashes, statement, trace and certificate of the bundle at `folder`.

    `problem`, where given, must be the problem that the bundle is about. `seconds` bounds the
    check of the certificate. Raises `BundleMissing`, `ManifestInvalid`, `BundleDamaged`.
    """
    bundle = open_bundle(folder)
    try:
        own = problem_from_record(bundle.problem_record)
    except ProblemRecordError as error:
        raise BundleDamaged("problem.json", f"{folder / 'problem.json'}: {error}") from None
    claimed = bundle.verdict
    mismatches = inner_mismatches(bundle, own)
    if problem is not None and not same_problem(problem_to_record(problem), bundle.problem_record):
        mismatches.append(f"the bundle is about another statement than the problem {problem.id}")
    attempt, vouched = _attempt(bundle), True
    if bundle.figure is not None and (fault := figure_fault(bundle.figure)):
        mismatches.append(f"figure.svg is no plain picture: {fault}")
    if attempt is None:
        fresh: Verdict = no_attempt()
        if bundle.certificate is not None:
            mismatches.append("the certificate belongs to no attempt of the trace")
    else:
        judgement = await judge(
            own, attempt, registry or default_registry(), _context(), seconds=seconds
        )
        fresh = judgement.verdict
        mismatches += _verdict_mismatches(claimed, judgement)
        if isinstance(claimed, ModelVerified) and not _reached(bundle, attempt, claimed):
            mismatches.append("the verdict is not the one that the trace says was reached")
        shown = await compare_shown(bundle, attempt, fresh)
        mismatches += shown.mismatches
        vouched = shown.vouched
    if attempt is None and claimed.rung != "unverified":
        mismatches.append(f"the bundle claims {claimed.rung} and holds no attempt")
    remarks = _remarks(claimed, fresh)
    if problem is not None and problem.name != own.name:
        remarks += (f"the bundle calls the problem {own.name!r}, and the file {problem.name!r}",)
    return Recheck(bundle, own, claimed, fresh, tuple(mismatches), vouched, remarks)


async def recheck_certificate(
    text: str,
    kind: str,
    problem: Problem,
    *,
    registry: CheckerRegistry | None = None,
    seconds: float | None = None,
) -> Judgement:
    """Check a bare certificate against the problem it is said to prove."""
    attempt = Attempt(
        engine="none", proof_markdown="", certificate=Certificate(kind=kind, text=text)
    )
    return await judge(
        problem, attempt, registry or default_registry(), _context(), seconds=seconds
    )


@dataclass(frozen=True)
class BareReport:
    """What a geometry certificate alone shows: it proves `statement`, in the `scope` that the checker
    can tell, or it proves nothing.

    This is no verdict on a problem, because nobody said which problem is meant.
    """

    accepted: bool
    reason: str
    statement: str
    diagrams: int
    step: int | None = None
    scope: Literal["all branches", "drawn configuration"] | None = None
    vouches_for_a_problem: Literal[False] = False


def check_bare_geometry(text: str) -> BareReport:
    """Check a geometry certificate against the statement that it carries itself.

    Raises `CheckerFault` where the checker fails.
    """
    from prover.checkers.geometry import check_text

    report = check_text(text)
    return BareReport(
        accepted=report.accepted,
        reason=report.reason,
        statement=report.statement,
        diagrams=report.diagrams,
        step=report.step,
        scope=report.scope,
    )


def _context() -> RunContext:
    """What a check outside of any run works with."""
    return RunContext(budget=Budget(tokens=CHECK_TOKENS, name="check"))


def _attempt(bundle: Bundle) -> Attempt | None:
    """The attempt that the bundle is about: of the trace's attempts with the bundle's certificate
    and engine, the one whose figure and text the bundle shows, where there is one.
    """
    claimed = bundle.verdict
    found = [
        event.body.attempt
        for event in bundle.events
        if isinstance(event.body, AttemptMade)
        and event.body.attempt.certificate == bundle.certificate
        and event.body.attempt.engine == bundle.manifest.engine
    ]

    def agreement(attempt: Attempt) -> tuple[bool, bool]:
        text = render_proof(bundle.problem_record, attempt, claimed)
        return attempt.figure_svg == bundle.figure, text == bundle.proof

    return max(found, key=agreement, default=None)


def _verdict_mismatches(claimed: Verdict, judgement: Judgement) -> list[str]:
    fresh = judgement.verdict
    if RUNGS.index(fresh.rung) > RUNGS.index(claimed.rung):
        if isinstance(claimed, ModelVerified) and judgement.fault:
            return [f"the jury's judgement could not be repeated here: {judgement.reason}"]
        return [
            f"the bundle claims {claimed.rung}, the check says {fresh.rung}: {judgement.reason}"
        ]
    if isinstance(claimed, ModelVerified) and isinstance(fresh, ModelVerified):
        # A jury is asked anew and may grade otherwise; its rates and the notes on its models are
        # those of the machine that asked. What was read must be the same.
        same = claimed.proof_sha256 == fresh.proof_sha256
        return [] if same else ["the verdict's proof_sha256 is not what the check found"]
    if claimed.rung == fresh.rung and claimed.rung != "unverified":
        ours, theirs = dict(fresh), dict(claimed)
        # Another version of the checker may word and count otherwise; what the verdict is about
        # must be the same all the same.
        same = ours.get("checker_version") == theirs.get("checker_version")
        if not same:
            ours, theirs = _about(fresh), _about(claimed)
        if isinstance(claimed, SymbolicallyVerified) and isinstance(fresh, SymbolicallyVerified):
            if same:
                ours = {k: v for k, v in ours.items() if k not in _not_compared(claimed, fresh)}
            elif claimed.scope == "all_branches":
                ours["scope"], theirs["scope"] = fresh.scope, claimed.scope
        return [
            f"the verdict's {name} is not what the check found"
            for name in sorted(ours.keys() - {"checker_report"})
            if ours[name] != theirs[name]
        ]
    return []


def _not_compared(claimed: SymbolicallyVerified, fresh: SymbolicallyVerified) -> set[str]:
    """What of the scope may differ: all of it where the bundle is from before scopes, and the
    figures where they were not drawn in time on one of the machines."""
    if claimed.scope == "not_stated":
        return _SCOPE
    if not claimed.figures or not fresh.figures:
        return {"figures", "figures_held", "branches", "position"}
    return set()


def _about(verdict: Verdict) -> dict[str, Any]:
    """What a verdict says that no version of the checker may say otherwise: what it is about, who
    wrote the statement and what that passed, and whether other positions have other answers.
    """
    said = {name: value for name, value in dict(verdict).items() if name in _IDENTITY}
    if isinstance(verdict, FormallyVerified | SymbolicallyVerified):
        record = verdict.faithfulness
        passed = frozenset(check.name for check in record.checks if check.passed)
        said["faithfulness"] = (record.statement_sha256, record.author, record.author_kind, passed)
    if isinstance(verdict, SymbolicallyVerified):
        said["other_answers"] = bool(verdict.other_answers)
    return said


def _reached(bundle: Bundle, attempt: Attempt, claimed: ModelVerified) -> bool:
    """Whether the trace has this very verdict on this attempt, rates and jurors included."""
    return any(
        isinstance(event.body, VerdictReached)
        and event.body.attempt_sha256 == attempt.sha256
        and event.body.verdict == claimed
        for event in bundle.events
    )


def _remarks(claimed: Verdict, fresh: Verdict) -> tuple[str, ...]:
    """What is otherwise here than where the jury's verdict was reached, one sentence each."""
    if not isinstance(claimed, ModelVerified) or not isinstance(fresh, ModelVerified):
        return ()
    remarks = []
    there = {juror.model for juror in claimed.jury}
    here = {juror.model for juror in fresh.jury}
    if there != here:
        names = f"{', '.join(sorted(here))} and not {', '.join(sorted(there))}"
        remarks.append(f"the jury that was asked here is {names}")
    if claimed.judge_version != fresh.judge_version:
        remarks.append(
            f"the judge here is {fresh.judge_version}, the bundle's was {claimed.judge_version}"
        )
    if (claimed.false_accept_rate, claimed.false_reject_rate) != (
        fresh.false_accept_rate,
        fresh.false_reject_rate,
    ):
        remarks.append(f"measured here: {'; '.join(fresh.measured)}")
        remarks.append(f"measured where the verdict was reached: {'; '.join(claimed.measured)}")
    return tuple(remarks)
