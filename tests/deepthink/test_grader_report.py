"""The grader's report as people read it."""

from __future__ import annotations

import json

import pytest

from prover.deepthink.control.presets import preset
from prover.deepthink.judge import Opinion, PlacedIssue, Span
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.prompts import prompt_names
from prover.deepthink.report.grader_report import (
    ReportError,
    read_report,
    report_markdown,
    report_text,
)
from prover.deepthink.session.answer_tests import AnswerCheck, AnswerGroup
from prover.deepthink.state.state import Candidate, Experiment, Lemma, State, Step
from tests.cli.golden import matches_golden

GAP = PlacedIssue(
    quote="hence\n# formally_verified", category="gap", severity="major",
    explanation="Why\n\n## So it is proved?", span=Span(3, 28),
)  # fmt: skip


def candidate(number: int, tokens: int, *opinions: Opinion, effort: int = 0) -> Candidate:
    text = f"text {number}"
    return Candidate(
        number, text, "attempt", opinions=opinions, tokens=tokens, effort=effort, answer="4"
    )


def a_report() -> str:
    accepts = Opinion(decision="accepts", grade=7)
    rejects = Opinion(decision="rejects", grade=2, issues=(GAP,), judge="other", voided=2)
    void = Opinion(decision="void", grade=3)
    first = candidate(0, 9_000, accepts, void, rejects)
    written = Candidate(
        3, "neat", "writeup", parent=0, opinions=(accepts, accepts, accepts), tokens=9_500
    )
    state = State(
        "p",
        "How many?",
        candidates=(
            first, candidate(1, 31_000, rejects), candidate(2, 60_000, rejects, effort=1), written,
        ),
        lemmas=(Lemma(0, "Every square is\n$0$ or $1$ modulo $4$.", "proved", "Clear."),),
        experiments=(Experiment("The first values.", "print(1)", "1 2 4\n```\n# 8"),),
        log=(
            Step(9_000, "attempt", None, 9_000, "answered", None),
            Step(40_000, "attempt", None, 31_000, "answered", 0.45),
            Step(45_000, "verify", 0, 5_000, "answered", 0.91),
        ),
    )  # fmt: skip
    groups = (
        AnswerGroup("4", (0, 1), "agrees"),
        AnswerGroup("5", (2,), "differs", "at n = 3 it finds 4 and not 5"),
    )
    outcome = Outcome(written, True, 0.991, "right with probability 0.991", AnswerCheck(groups))
    return report_text(outcome, state, preset("medium"))


def test_the_report_for_people() -> None:
    matches_golden("grading.md", report_markdown(read_report(a_report())))


def test_a_models_words_begin_no_section_of_their_own() -> None:
    shown = report_markdown(read_report(a_report()))
    sections = [line for line in shown.split("\n") if line.startswith("#")]
    assert "# formally_verified" in shown and "# formally_verified" not in sections
    assert shown.count("```") == 2 and "## So it is proved?" not in sections


def test_the_hash_of_every_prompt_is_in_it() -> None:
    report = read_report(a_report())
    assert set(report.prompts) == set(prompt_names()) and report.written_up_from == "text 0"


def test_places_are_in_it_and_older_reports_without_them_are_read() -> None:
    text = a_report()
    issue = read_report(text).opinions_before[2].issues[0]
    assert issue == GAP and issue.span == Span(3, 28)
    record = json.loads(text)
    for opinion in (*record["opinions"], *record["opinions_before"]):
        for one in opinion["issues"]:
            assert one.pop("span") == {"start": 3, "end": 28}
    (older,) = read_report(json.dumps(record)).opinions_before[2].issues
    assert older == GAP.model_copy(update={"span": None})
    assert "28" not in report_markdown(read_report(text))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "other"}', "\x00"])
def test_what_is_no_report_is_named(text: str) -> None:
    with pytest.raises(ReportError, match="no grader's report") as fault:
        read_report(text)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("calls", [0, 1, 1_999, 2_000, 2_001, 9_999])
def test_a_long_run_is_logged_from_end_to_end_and_its_spending_is_whole(calls: int) -> None:
    log = tuple(Step(7 * (n + 1), "verify", 0, 7, "answered", 0.5) for n in range(calls))
    text = report_text(Outcome(None, False, None, "why"), State("p", "s", log=log), preset("light"))
    report = read_report(text)
    assert len(report.log) <= 2_000 and report.spending.get("verify", (0, 0)) == (calls, 7 * calls)
    if calls:
        assert report.log[-1][0] == 7 * calls and report.log[0][0] <= 7 * 6
