"""Problems that ask for a value: the value is found, proved, and checked against the question."""

from __future__ import annotations

import hashlib

from geometry import parse_statement, prove
from prover.checkers.geometry import GeometryChecker
from prover.checkers.protocol import Accepted, Rejected
from prover.problems.problem import FormalStatement, Problem
from prover.trace.attempt import Attempt, Certificate
from tests.working import context

CENTROID = "a b c = triangle a b c; x y z g = centroid x y z g a b c ? find rconst a g g x"


def problem(text: str) -> Problem:
    formal = FormalStatement(text=text, author="a test", author_kind="person", line=1)
    return Problem(
        id="find", source="a test", kind="geometry", statement="Find it.", geometry=formal
    )


def attempt(text: str) -> Attempt:
    outcome = prove(parse_statement(text), seconds=60)
    assert outcome.certificate_json is not None
    return Attempt(
        engine="geometry",
        proof_markdown="",
        certificate=Certificate(kind="geometry", text=outcome.certificate_json),
    )


async def test_the_value_is_found_and_vouched_for() -> None:
    found = await GeometryChecker().check(problem(CENTROID), attempt(CENTROID), context())
    assert isinstance(found, Accepted)
    assert "rconst a g g x 2" in found.evidence.statement  # type: ignore[union-attr]
    assert found.evidence.statement_sha256 == hashlib.sha256(CENTROID.encode()).hexdigest()  # type: ignore[union-attr]


async def test_an_answer_to_another_question_is_refused() -> None:
    other = CENTROID.replace("a g g x", "b g g y")
    found = await GeometryChecker().check(problem(CENTROID), attempt(other), context())
    assert isinstance(found, Rejected) and "asks to find" in found.reason
