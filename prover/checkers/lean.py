"""Lean certificates, checked by `lean.checker` against the problem's own lean block.

The certificate is a whole Lean file and an untrusted program. The statement that counts is the
problem's; Lean's kernel and the audit around it run in fresh processes.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from prover.checkers.protocol import (
    Accepted,
    CheckerFault,
    CheckOutcome,
    Rejected,
    Undecided,
)
from prover.limits.threads import run_in_thread
from prover.settings.version import __version__
from prover.verdicts.faithfulness import FaithfulnessCheck
from prover.verdicts.verdict import FormalEvidence

if TYPE_CHECKING:
    from lean.checker.outcome import CheckOutcome as LeanOutcome
    from lean.library.profile import Profile
    from prover.problems.problem import Problem
    from prover.trace.attempt import Attempt
    from prover.trace.context import RunContext

_BEGUN = re.compile(r":=\s*(by\s*)?\Z")


class LeanChecker:
    """Vouches for a file whose theorem is exactly the problem's own Lean statement."""

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        """See `Checker.check`. Every Lean process is a child that dies with the check."""
        formal, certificate = problem.lean, attempt.certificate
        if certificate is None:
            return Rejected("there is no certificate")
        if formal is None:
            return Rejected("the problem has no lean block that the certificate could prove")
        outcome = await _outcome(trusted_source(formal.text), certificate.text)
        if outcome.verdict == "resource":
            return Undecided(f"Lean: {outcome.reason}")
        if outcome.verdict != "accepted":
            place = "" if outcome.position is None else f"line {outcome.position.line}: "
            return Rejected(f"Lean: {place}{outcome.reason}")
        for second in outcome.external:
            if second.accepted is False:
                return Rejected(f"{second.tool} refuses what Lean accepts: {second.detail}")
        evidence = FormalEvidence(
            profile="mathlib" if outcome.profile == "mathlib" else "core",
            lean_version=outcome.version,
            theorem=outcome.theorem,
            statement_sha256=hashlib.sha256(formal.text.encode()).hexdigest(),
            certificate_sha256=certificate.sha256,
            axioms=frozenset(outcome.axioms),
            replayed=True,
            checker_version=__version__,
            checker_report=_report(outcome),
        )
        return Accepted(evidence, _statement_checks(outcome))


async def _outcome(statement: str, proof: str) -> LeanOutcome:
    """Run Lean's checker. Raises `CheckerFault` for whatever is not the proof's fault."""
    from lean.checker.check import Checker
    from lean.errors import LeanError, StatementError
    from lean.sandbox.errors import SandboxFault

    try:
        profile = await usable_profile()
        return await Checker(profile).check(statement, proof)
    except StatementError as error:
        raise CheckerFault(f"the problem's lean block cannot be used: {error}") from None
    except (LeanError, SandboxFault) as error:
        raise CheckerFault(f"the Lean checker cannot run: {error}") from None


async def usable_profile() -> Profile:
    """The strongest profile that works here; compiles the core library at first use.

    Raises `lean.errors.LeanError`, whose text names the command that mends it.
    """
    from lean.library.profile import find_profile

    return await run_in_thread(find_profile, name="lean-profile")


def trusted_source(text: str) -> str:
    """A lean block as a file whose theorem ends in `:= by sorry`, which may be left out there."""
    from lean.checker.source import blank_comments, is_open

    bare = blank_comments(text).rstrip()
    if is_open(text):
        return text + "\n"
    # What is added must not end up in a comment on the last line.
    joint = " " if bare == text.rstrip() else "\n"
    begun = _BEGUN.search(bare)
    if begun is None:
        return f"{text}{joint}:= by sorry\n"
    return f"{text}{joint}{'sorry' if begun[1] else 'by sorry'}\n"


def _report(outcome: LeanOutcome) -> tuple[str, ...]:
    """The checker's words, one item a line."""
    lines = [
        f"{outcome.reason}; vouched for by {outcome.vouched_by}, {outcome.toolchain}",
        *(f"answer: {hole.words()}" for hole in outcome.holes if hole.answer),
        f"declarations replayed by the kernel: {outcome.declarations_checked}",
        *(f"second opinion: {second.tool}: {second.detail}" for second in outcome.external),
        *outcome.warnings,
        *(f"remark on the statement: {note}" for note in outcome.notes),
        outcome.sandbox_note,
    ]
    return tuple(line for line in lines if line)


def _statement_checks(outcome: LeanOutcome) -> tuple[FaithfulnessCheck, ...]:
    """What the checker found out about the statement. A remark on it is not a failed check:
    that hypotheses contradict each other is just what a proof of impossibility shows.
    """
    if outcome.notes:
        return ()
    seen = "no contradiction between the hypotheses was found by omega, simp and decide"
    return (FaithfulnessCheck(name="not plainly vacuous", passed=True, detail=seen),)
