"""Only a checker's evidence, about this attempt and this problem's statement, makes a verdict."""

from __future__ import annotations

import ast
import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prover.checkers import (
    PROSE,
    Accepted,
    CheckerFault,
    CheckerRegistry,
    CheckOutcome,
    Rejected,
    Undecided,
    default_registry,
)
from prover.checkers.judgement import judge
from prover.problems.problem import FormalStatement, Problem
from prover.trace.attempt import Attempt, Certificate
from prover.trace.context import RunContext
from prover.verdicts.faithfulness import FaithfulnessCheck
from prover.verdicts.verdict import (
    FormalEvidence,
    Juror,
    ModelEvidence,
    NoneMeasured,
    SymbolicEvidence,
)
from tests.prover_spine.helpers import GEOMETRY, attempt, make_problem, sha256, toy_registry
from tests.working import context

PACKAGE = Path(__file__).parents[2] / "prover"
PROBLEM = make_problem()


class Saying:
    """A checker that says what it was made with, or raises it."""

    def __init__(self, outcome: CheckOutcome | Exception) -> None:
        self.outcome = outcome

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def saying(outcome: CheckOutcome | Exception, kind: str = "parity") -> CheckerRegistry:
    return CheckerRegistry({kind: lambda: Saying(outcome)})


def symbolic(**changes: Any) -> SymbolicEvidence:
    certificate = attempt(4).certificate
    assert certificate is not None
    fields = {
        "checker_version": "1",
        "statement": GEOMETRY,
        "statement_sha256": sha256(GEOMETRY),
        "certificate_sha256": certificate.sha256,
        "diagrams": 1,
        "steps": 0,
    }
    return SymbolicEvidence(**{**fields, **changes})


async def test_accepted_certificate_carries_its_faithfulness() -> None:
    judgement = await judge(PROBLEM, attempt(4), toy_registry(), context())
    verdict = judgement.verdict
    assert judgement.accepted and verdict.rung == "symbolically_verified"
    assert verdict.faithfulness.author == "A. Person"
    assert verdict.faithfulness.statement_sha256 == sha256(GEOMETRY)
    assert "A. Person (a person)" in verdict.caveats[0]


async def test_rejected_certificate_keeps_what_the_engine_knew() -> None:
    judgement = await judge(
        PROBLEM, attempt(3, known_problems=("a gap",)), toy_registry(), context()
    )
    assert judgement.verdict.caveats == ("3 is not even", "a gap")
    assert not judgement.accepted and not judgement.fault


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"certificate_sha256": "0" * 64}, "another certificate"),
        ({"statement_sha256": "0" * 64}, "another statement"),
    ],
)
async def test_evidence_about_something_else(changes: dict[str, Any], says: str) -> None:
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic(**changes))), context())
    assert judgement.verdict.rung == "unverified" and says in judgement.reason


async def test_evidence_without_a_trusted_statement() -> None:
    judgement = await judge(make_problem(None), attempt(4), saying(Accepted(symbolic())), context())
    assert judgement.verdict.rung == "unverified" and "another statement" in judgement.reason


async def test_failed_faithfulness_check_is_no_proof_of_the_problem() -> None:
    checks = (FaithfulnessCheck(name="not vacuous", passed=False),)
    judgement = await judge(PROBLEM, attempt(4), saying(Accepted(symbolic(), checks)), context())
    assert judgement.verdict.rung == "unverified" and "not vacuous" in judgement.reason


@pytest.mark.parametrize(
    ("outcome", "says", "fault"),
    [
        (Rejected("step 3 does not follow"), "step 3 does not follow", False),
        (Undecided("out of memory"), "out of memory", True),
        (CheckerFault("the checker is not installed"), "not installed", True),
        (ZeroDivisionError("oh\nno"), "the parity checker failed: ZeroDivisionError: oh no", True),
    ],
)
async def test_anything_but_acceptance_is_unverified(
    outcome: CheckOutcome | Exception, says: str, fault: bool
) -> None:
    judgement = await judge(PROBLEM, attempt(4), saying(outcome), context())
    assert judgement.verdict.rung == "unverified"
    assert says in judgement.verdict.caveats[0] and judgement.fault is fault


async def test_slow_check_is_bounded() -> None:
    class Slow:
        async def check(
            self, problem: Problem, attempt: Attempt, context: RunContext
        ) -> CheckOutcome:
            await asyncio.sleep(60)
            return Rejected("late")

    registry = CheckerRegistry({"parity": Slow})
    judgement = await asyncio.wait_for(
        judge(PROBLEM, attempt(4), registry, context(), seconds=0.05), 10
    )
    assert "out of time" in judgement.reason and judgement.fault


async def test_no_checker_and_no_certificate() -> None:
    judgement = await judge(PROBLEM, attempt(4), default_registry(), context())
    assert "no checker for parity certificates" in judgement.reason
    prose = Attempt(engine="llm", proof_markdown="Clearly.")
    judgement = await judge(PROBLEM, prose, default_registry(), context())
    assert "no certificate, and no jury" in judgement.reason


async def test_checker_that_cannot_be_loaded() -> None:
    def missing() -> Any:
        raise ImportError("No module named 'kernel'")

    judgement = await judge(PROBLEM, attempt(4), CheckerRegistry({"parity": missing}), context())
    assert "cannot be loaded" in judgement.reason and judgement.fault


def test_no_checker_replaces_another() -> None:
    registry = toy_registry()
    with pytest.raises(ValueError, match="already"):
        registry.register("parity", lambda: Saying(Rejected("x")))
    registry.register("lean", lambda: Saying(Rejected("x")))
    assert registry.kinds == ("lean", "parity")


async def test_jury_vouches_for_the_text_it_read() -> None:
    proof = Attempt(engine="llm", proof_markdown="Since $n$ is even, …")
    evidence = ModelEvidence(
        proof_sha256=sha256(proof.proof_markdown),
        jury=(Juror(model="m", prompt_sha256="0" * 64, accepts=True, grade=7),),
        fresh_context=True,
        false_accept_rate=NoneMeasured(),
        judge_version="1",
    )
    registry = saying(Accepted(evidence), PROSE)
    assert (await judge(PROBLEM, proof, registry, context())).verdict.rung == "model_verified"
    other = proof.model_copy(update={"proof_markdown": "Trust me."})
    judgement = await judge(PROBLEM, other, registry, context())
    assert judgement.verdict.rung == "unverified" and "another proof" in judgement.reason


async def test_formal_evidence_needs_the_lean_statement() -> None:
    certificate = Certificate(kind="lean", text="theorem t : True := trivial")
    candidate = Attempt(engine="lean", proof_markdown="…", certificate=certificate)
    evidence = FormalEvidence(
        profile="core",
        lean_version="4.35.0",
        theorem="t",
        statement_sha256=sha256("theorem t : True"),
        certificate_sha256=certificate.sha256,
        axioms=frozenset({"propext"}),
        replayed=True,
        checker_version="1",
    )
    registry = saying(Accepted(evidence), "lean")
    judgement = await judge(PROBLEM, candidate, registry, context())
    assert judgement.verdict.rung == "unverified"
    lean = FormalStatement("theorem t : True", author="gpt", author_kind="model")
    judgement = await judge(replace(PROBLEM, lean=lean), candidate, registry, context())
    assert judgement.verdict.rung == "formally_verified"
    assert "gpt (a model)" in judgement.verdict.caveats[0]


def test_nobody_else_makes_verdicts() -> None:
    """The three rungs that somebody vouches for are constructed in `judgement.py` alone."""
    rungs = {"FormallyVerified", "SymbolicallyVerified", "ModelVerified"}
    makers: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func
                while isinstance(called, ast.Attribute) and called.attr.startswith("model_"):
                    called = called.value
                name = getattr(called, "id", getattr(called, "attr", ""))
                if name in rungs:
                    makers.setdefault(path.name, set()).add(name)
    assert makers == {"judgement.py": rungs}
