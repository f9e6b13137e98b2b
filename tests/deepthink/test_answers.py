"""Final answers: read exactly, grouped, and held against a program that knows small cases."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from typing import Any

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from prover.deepthink.control.presets import preset
from prover.deepthink.judge import Opinion, PlacedIssue, unread
from prover.deepthink.pipelines import run_pipeline
from prover.deepthink.pipelines.finish import settled
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.programs.tool import PythonTool
from prover.deepthink.session.answer_tests import AnswerCheck, AnswerChecker
from prover.deepthink.session.session import Session
from prover.deepthink.stages.answers import normal_answer
from prover.deepthink.state.state import Candidate, State
from prover.deepthink.texts.expressions import sympy_text
from prover.engines.deepthink import DeepThinkEngine
from prover.limits.budget import Budget
from prover.llm.errors import Malformed, Refused
from prover.problems.rules import HUMAN, OPEN
from tests.deepthink.scripted import Asked, Script, Scripted, session
from tests.deepthink.simulated import engine, problem
from tests.working import attempts_of

N = sympy.Symbol("v_n")
FOUR_TO_THE_N = "def truth(n):\n    return sum(1 for _ in range(4 ** n))"


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (r"$\frac{2^{n+1}}{2}$", 2**N),
        (r"\boxed{2^n}", 2**N),
        ("f(n) = 2n", 2 * N),
        (r"x=\sqrt{8}", 2 * sympy.sqrt(2)),
        (r"\sqrt[3]{27}", 3),
        (r"\left(n+1\right)!\cdot n", sympy.factorial(N + 1) * N),
        (r"\binom{n}{2}", sympy.binomial(N, 2)),
        ("1{,}000", None),
        ("1,024", 1024),
        ("0.1", sympy.Rational(1, 10)),
        ("-3/4", sympy.Rational(-3, 4)),
        ("2^10", None),
        ("1/2n", None),
        ("all primes", None),
        ("n is odd", None),
        ("f(2)", None),
        ("(1, 2)", None),
        ("007", 7),
        ("", None),
        ("((((", None),
        ("(" * 9 + "n" + ")" * 9, N),
        ("(" * 120 + "n" + ")" * 120, None),
        (r"\frac12", None),
    ],
)
def test_an_answer_is_read_exactly_or_not_at_all(answer: str, value: Any) -> None:
    text = sympy_text(answer)
    if value is None:
        assert text is None
    else:
        assert text is not None and sympy.simplify(sympy.sympify(text) - value) == 0


@given(st.text(alphabet="0123456789nx+-*/^(){}[]\\ !.,fracsqrt", max_size=60))
@example("01")
def test_nothing_else_comes_out_than_sympys_own_words(answer: str) -> None:
    """The text is parsed and not evaluated: 9!!! has more digits than fit anywhere."""
    text = sympy_text(answer)
    if text is not None:
        tree = ast.parse(text, mode="eval")  # it is Python
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        own = {"Integer", "Rational", "binomial", "factorial", "pi", "root"}
        assert all(name in own or name.startswith("v_") for name in names)


@given(st.integers(-999, 999), st.integers(1, 99), st.integers(0, 9))
def test_numbers_keep_their_value(top: int, bottom: int, power: int) -> None:
    text = sympy_text(rf"\frac{{{top}}}{{{bottom}}} - {bottom}^{power}")
    assert sympy.sympify(text) == sympy.Rational(top, bottom) - bottom**power


def with_answers(*answers: str, passes: int = 2) -> tuple[Candidate, ...]:
    accepted = Opinion(decision="accepts", grade=7)
    return tuple(
        Candidate(number, f"text {number}", "attempt", answer=answer, opinions=(accepted,) * passes)
        for number, answer in enumerate(answers)
    )


async def checked(work: Session, tool: PythonTool | None) -> AnswerCheck:
    return await AnswerChecker(tool).check(work)


def asking(program: Any, *answers: str) -> Session:
    work = session(Scripted(lambda asked, earlier: program))
    work.state = State("p", "How many?", candidates=with_answers(*answers))
    return work


async def test_answers_that_are_equal_are_one_group_and_a_program_finds_the_wrong_one() -> None:
    program = {"variable": "n", "values": [0, 1, 2, 3], "program": FOUR_TO_THE_N}
    work = asking(program, "2^n + 2", r"4^{n}", r"(2^n)^2", "all of them")
    check = await checked(work, PythonTool())
    found = {group.candidates: group.finding for group in check.groups}
    assert found == {(1, 2): "agrees", (0,): "differs", (3,): "unknown"}
    wrong = check.of(0)
    assert wrong is not None and "at n = 0 it finds 1 and not 3" in wrong.detail
    # The contradicted text gives way to one with a confirmed answer, which is not accepted for it.
    first = Outcome(work.state.candidates[0], True, 0.99, "accepted")
    swapped = settled(first, check, work.state)
    assert swapped.candidate is not None and swapped.candidate.number == 1
    assert not swapped.accepted and "contradicts" in swapped.why
    kept = Outcome(work.state.candidates[2], True, 0.99, "accepted")
    assert settled(kept, check, work.state) == replace(kept, answers=check)


@pytest.mark.parametrize("against", ["objection", "unread", "no reading"])
async def test_a_confirmed_answer_does_not_replace_one_when_its_text_was_objected_to(
    against: str,
) -> None:
    """A right answer is no proof: a text that a reader refuses is handed in for no answer."""
    program = {"variable": "", "values": [0], "program": "def truth(n):\n    return 4"}
    work = asking(program, "5", "4")
    issue = PlacedIssue(quote="text 1", category="gap", severity="fatal")
    one = work.state.candidates[1]
    opinions = {
        "objection": (*one.opinions, Opinion(decision="rejects", grade=1, issues=(issue,))),
        "unread": (*one.opinions, unread("verifier")),
        "no reading": (),
    }
    work.state = work.state.with_candidate(replace(one, opinions=opinions[against]))
    check = await checked(work, PythonTool())
    outcome = settled(Outcome(work.state.candidates[0], True, 0.9, "accepted"), check, work.state)
    assert outcome.candidate is not None and outcome.candidate.number == 0
    assert not outcome.accepted


async def test_a_contradicted_answer_without_a_better_one_is_not_accepted() -> None:
    program = {"variable": "", "values": [0], "program": "def truth(n):\n    return 4"}
    work = asking(program, "5")
    check = await checked(work, PythonTool())
    outcome = settled(Outcome(work.state.candidates[0], True, 0.9, "accepted"), check, work.state)
    assert outcome.candidate is not None and not outcome.accepted and "it finds 4" in outcome.why


@pytest.mark.parametrize(
    "program",
    [
        "",
        "def truth(n):\n    return 4.0",
        "def truth(n):\n    return True",
        "def truth(n):\n    raise ValueError",
        "truth = None",
        "import sys\nprint('{}')\nsys.exit(0)",
        "print('[' * 100000)\nraise SystemExit",
        "syntax error",
    ],
)
async def test_a_program_that_says_nothing_exact_decides_nothing(program: str) -> None:
    work = asking({"variable": "n", "values": [0], "program": program}, "5", "6")
    check = await checked(work, PythonTool())
    assert {group.finding for group in check.groups} == {"unknown"}


async def test_a_model_that_gives_no_program_and_a_tool_that_is_off() -> None:
    def refuses(asked: Asked, earlier: int) -> Any:
        return Refused("no")

    work = session(Scripted(refuses))
    work.state = State("p", "How many?", candidates=with_answers("5", "5", "6"))
    check = await checked(work, PythonTool())
    assert [len(group.candidates) for group in check.groups] == [2, 1] and "Refused" in check.why
    model = Scripted(refuses)
    off = session(model)
    off.state = work.state
    assert "off" in (await checked(off, None)).why and not model.asked
    empty = await checked(session(Scripted(refuses)), PythonTool())
    assert empty == AnswerCheck(why="no candidate states a final answer")


async def test_an_answer_that_no_computer_evaluates_costs_no_other_its_check() -> None:
    program = {"variable": "", "values": [0], "program": "def truth(n):\n    return 4"}
    work = asking(program, "9!!!!!", "4", "5")
    check = await checked(work, PythonTool(seconds=8))
    assert [group.finding for group in check.groups] == ["unknown", "agrees", "differs"]


PAIR = "The product of two consecutive integers is even, because one of the two is even. "
LINES = (
    "Let $n$ be an integer. If $n=2k$ then $n(n+1)=2k(n+1)$ is even, and if $n=2k+1$ then "
    "$n(n+1)=2n(k+1)$ is even. So $f(n)=n(n+1)/2$ is an integer, and counting pairs gives its value."
)


def stating(answer: int) -> str:
    return f"Answer: ${answer}$.\n\n{PAIR}{LINES} Hence $f(1)={answer}$, which completes the proof."


def grading() -> dict[str, Any]:
    steps = [{"quote": "is even, because one of the two is even", "why": "parity"}]
    return {"grade": 7, "key_steps": steps, "issues": []}


def counting(truth: int, upheld: bool) -> Script:
    """A writer that says 5, and 4 once it is told why not; graders that like everything."""

    def script(asked: Asked, earlier: int) -> Any:
        if asked.purpose == "small_cases":
            return {"variable": "", "values": [0], "program": f"def truth(n):\n    return {truth}"}
        if asked.purpose == "experiment":
            return {"program": ""}
        if asked.purpose == "verify":
            return grading()
        if asked.purpose == "review":
            return {"upheld": upheld}
        return stating(4 if asked.purpose == "refine" and "it finds 4" in asked.text else 5)

    return script


async def test_a_program_that_was_cut_off_is_asked_for_once_more() -> None:
    program = {"variable": "", "values": [0], "program": "def truth(n):\n    return 4"}
    model = Scripted(lambda asked, earlier: program if earlier else Malformed("cut off"))
    work = session(model)
    work.state = State("p", "How many?", candidates=with_answers("4"))
    checker = AnswerChecker(PythonTool())
    await checker.update(work)
    assert [group.finding for group in (await checker.check(work)).groups] == ["agrees"]
    lost = Scripted(lambda asked, earlier: Malformed("cut off"))
    work = session(lost)
    work.state = State("p", "How many?", candidates=with_answers("4"))
    checker = AnswerChecker(PythonTool())
    for _ in range(4):
        await checker.update(work)
    assert lost.purposes() == ["small_cases"] * 2
    assert "cut off" in (await checker.check(work)).why


async def test_a_contradicted_text_is_refined_with_what_the_program_finds() -> None:
    model = Scripted(counting(4, upheld=True), tokens=1_000)
    work = session(model, tokens=400_000)
    work.tool = PythonTool()
    outcome = await run_pipeline(work, preset("light"))
    assert outcome.accepted and outcome.candidate is not None
    assert outcome.candidate.answer == "$4$" and outcome.candidate.origin == "refine"
    assert all(one.fails for one in work.state.alive if one.answer == "$5$")
    assert model.purposes().count("small_cases") == 1


async def test_a_review_may_find_that_the_program_is_what_is_wrong() -> None:
    model = Scripted(counting(6, upheld=False), tokens=1_000)
    work = session(model, tokens=400_000)
    work.tool = PythonTool()
    outcome = await run_pipeline(work, preset("light"))
    assert outcome.accepted and outcome.candidate is not None
    assert outcome.candidate.answer == "$5$" and not outcome.candidate.fails
    assert outcome.answers is not None
    (group,) = outcome.answers.groups
    assert group.finding == "unknown" and "overruled" in group.detail and "finds 6" in group.detail
    assert model.purposes().count("review") == 1


async def test_an_upheld_contradiction_is_accepted_by_nobody() -> None:
    model = Scripted(counting(6, upheld=True), tokens=1_000)
    work = session(model, tokens=400_000)
    work.tool = PythonTool()
    outcome = await run_pipeline(work, preset("light"))
    assert not outcome.accepted and outcome.candidate is not None


def test_rules_for_people_and_the_environment_turn_the_tool_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OLYMPIAD_TOOL", raising=False)
    engine = DeepThinkEngine()
    assert engine._tool(OPEN) is not None
    assert engine._tool(HUMAN) is None
    monkeypatch.setenv("OLYMPIAD_TOOL", "off")
    assert engine._tool(OPEN) is None


async def test_in_a_run_the_report_says_what_the_program_found() -> None:
    simulated = engine("light")
    (attempt,) = await attempts_of(simulated, problem(3), Budget(tokens=2e6), lambda body: None)
    assert attempt.certificate is not None
    answers = json.loads(attempt.certificate.text)["answers"]
    assert "def truth" in answers["program"]
    found = {normal_answer(group["answer"]): group["finding"] for group in answers["groups"]}
    assert found.pop("24") == "agrees" and set(found.values()) <= {"differs"}
    (off,) = await attempts_of(simulated, problem(3), Budget(tokens=2e6), rules=HUMAN)
    assert off.certificate is not None
    assert json.loads(off.certificate.text)["answers"]["program"] == ""
