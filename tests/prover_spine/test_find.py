"""Problems that ask for a value: the value is found, proved, and checked against the question."""

from __future__ import annotations

import hashlib

from geometry import parse_statement, prepare, prove
from prover.checkers import default_registry
from prover.checkers.geometry import GeometryChecker
from prover.checkers.judgement import judge
from prover.checkers.protocol import Accepted, Rejected
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.problem import FormalStatement, Problem
from prover.trace.attempt import Attempt, Certificate
from tests.working import attempts_of, context

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


ANGLES = "a b c = triangle a b c, aconst a b a c 50o, aconst b c b a 70o"


async def test_an_angle_of_a_triangle_is_vouched_for_from_either_side() -> None:
    text = f"{ANGLES} ? find angle a c b"
    found = await GeometryChecker().check(problem(text), attempt(text), context())
    assert isinstance(found, Accepted)
    assert "1/3" in found.evidence.statement  # type: ignore[union-attr]


async def test_what_an_angle_lacks_to_180_degrees_is_no_answer() -> None:
    """The directed angle from the wrong side is proved as well, and is not the triangle's."""
    wanted = f"{ANGLES} ? find angle a c b"
    goal = prepare(wanted).statement.goals[0]
    turned = " ".join((*goal.points[2:], *goal.points[:2]))
    other = attempt(f"{ANGLES} ? aconst {turned} 2/3")
    found = await GeometryChecker().check(problem(wanted), other, context())
    assert isinstance(found, Rejected) and "asks to find" in found.reason


async def test_other_answers_stand_in_the_notes() -> None:
    text = "a b = segment; c d = square a b; e = eq_triangle a b ? find aconst d e d c"
    (made,) = await attempts_of(GeometryEngine(), problem(text), Budget(wall=60))
    assert any("75°" in note and "15°" in note for note in made.notes)


async def test_the_verdict_names_other_answers() -> None:
    text = "a b = segment; c d = square a b; e = eq_triangle a b ? find aconst d e d c"
    asked, made = problem(text), attempt(text)
    judgement = await judge(asked, made, default_registry(), context())
    assert judgement.verdict.rung == "symbolically_verified"
    assert any("75°" in caveat and "15°" in caveat for caveat in judgement.verdict.caveats)
    other = await judge(problem(CENTROID), attempt(CENTROID), default_registry(), context())
    assert not any("°" in caveat for caveat in other.verdict.caveats)
