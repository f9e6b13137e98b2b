"""The geometry checker behind the registry: real certificates, and statements swapped for others."""

from __future__ import annotations

import json

import pytest

from prover.bundle.recheck import check_bare_geometry, recheck_certificate
from prover.checkers import default_registry
from prover.checkers.judgement import Judgement, judge
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.problem import Problem
from prover.trace.attempt import Attempt, Certificate
from tests.prover_spine.helpers import make_problem
from tests.working import attempts_of, context

CIRCLE = "a b c = triangle a b c; o = circle o a b c; m = midpoint m a b ? perp o m a b"
EASIER = "a b c = triangle a b c; o = circle o a b c; m = midpoint m a b ? cong o a o b"
OTHER_ROLES = "a b c = triangle a b c; o = circle o a b c; m = midpoint m b c ? perp o m b c"


async def proved(problem: Problem) -> Attempt:
    attempts = await attempts_of(GeometryEngine(), problem, Budget(wall=60), lambda body: None)
    assert attempts[0].certificate is not None
    return attempts[0]


async def judged(problem: Problem, text: str) -> Judgement:
    certificate = Certificate(kind="geometry", text=text)
    attempt = Attempt(engine="e", proof_markdown="…", certificate=certificate)
    return await judge(problem, attempt, default_registry(), context())


@pytest.mark.parametrize("statement", [CIRCLE, EASIER])
async def test_real_proof_is_accepted(statement: str) -> None:
    problem = make_problem(statement)
    judgement = await judge(problem, await proved(problem), default_registry(), context())
    assert judgement.verdict.rung == "symbolically_verified", judgement.reason
    assert judgement.verdict.diagrams >= 1
    assert judgement.verdict.faithfulness.checks[0].name == "not vacuous"


async def test_layout_and_comments_do_not_matter() -> None:
    certificate = (await proved(make_problem(CIRCLE))).certificate
    assert certificate is not None
    laid_out = "# the circle\n" + CIRCLE.replace("; ", ";\n  ") + "\n"
    assert (await judged(make_problem(laid_out), certificate.text)).accepted


@pytest.mark.parametrize("trusted", [EASIER, OTHER_ROLES, CIRCLE.replace("; m", "; x = free x; m")])
async def test_proof_of_another_statement_is_no_proof(trusted: str) -> None:
    """A correct proof of something else, however near, must not count."""
    certificate = (await proved(make_problem(CIRCLE))).certificate
    assert certificate is not None
    judgement = await judged(make_problem(trusted), certificate.text)
    assert judgement.verdict.rung == "unverified"
    assert "another statement" in judgement.reason


async def test_altered_and_ambiguous_certificates_are_rejected() -> None:
    problem = make_problem(CIRCLE)
    certificate = (await proved(problem)).certificate
    assert certificate is not None
    record = json.loads(certificate.text)
    altered = {**record, "steps": record["steps"][:-1]}
    assert not (await judged(problem, json.dumps(altered))).accepted
    # The same key twice: which of the two statements would the proof be of?
    twice = certificate.text.replace("{", '{"problem": ' + json.dumps(EASIER) + ",", 1)
    assert not (await judged(problem, twice)).accepted
    for text in ("", "{}", "null", "[" * 100_000, "\x00"):
        judgement = await judged(problem, text)
        assert not judgement.accepted and not judgement.fault, judgement.reason


async def test_problem_without_geometry_cannot_be_proved_by_geometry() -> None:
    certificate = (await proved(make_problem(CIRCLE))).certificate
    assert certificate is not None
    judgement = await judged(make_problem(None), certificate.text)
    assert "no geometry block" in judgement.reason


async def test_bare_certificate_shows_its_statement_and_vouches_for_no_problem() -> None:
    certificate = (await proved(make_problem(CIRCLE))).certificate
    assert certificate is not None
    report = check_bare_geometry(certificate.text)
    assert report.accepted and report.statement == CIRCLE
    assert report.vouches_for_a_problem is False
    assert not check_bare_geometry("{}").accepted
    judgement = await recheck_certificate(certificate.text, "geometry", make_problem(CIRCLE))
    assert judgement.accepted


HALVES = "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c"


async def test_a_question_is_answered_by_its_own_value_alone() -> None:
    """What was asked is the ratio of bc and mn; a proof of something else about the figure is none."""
    answer = (await proved(make_problem(f"{HALVES} ? rconst b c m n 2"))).certificate
    other = (await proved(make_problem(f"{HALVES} ? rconst a b a m 2"))).certificate
    assert answer is not None and other is not None
    asked = make_problem(f"{HALVES} ? find rconst b c m n")
    assert (await judged(asked, answer.text)).accepted
    judgement = await judged(asked, other.text)
    assert judgement.verdict.rung == "unverified"
    assert "does not answer what the problem asks to find" in judgement.reason
    both = make_problem(f"{HALVES} ? find rconst b c m n, rconst a b a m 2")
    assert not (await judged(both, answer.text)).accepted
