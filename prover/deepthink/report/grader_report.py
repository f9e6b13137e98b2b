"""The grader's report of a run: what was said of the proof, and what the search spent where.

    text = report_text(outcome, session.state, preset)     # JSON
    kept = Certificate(kind=REPORT_KIND, text=text)        # its place in attempt and bundle
    report = report_beside(kept)
    print(report_markdown(report))                          # for people

It stands beside the proof and vouches for nothing: the jury reads the proof afresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from prover.base.validation import one_line
from prover.deepthink.control.presets import Preset
from prover.deepthink.control.scaling import LengthGroup, by_length
from prover.deepthink.judge import Opinion
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.prompts import load_prompt, prompt_names
from prover.deepthink.prompts.styles import styles_sha256
from prover.deepthink.session.answer_tests import AnswerCheck
from prover.deepthink.state.state import Candidate, Experiment, Lemma, State, Step
from prover.trace.attempt import Certificate

REPORT_FORMAT: Literal["olympiad-grader-report/1"] = "olympiad-grader-report/1"
LOG_ENTRIES = 2_000
"""Calls in the log, at most: of more, every second, third, ... one."""

LogEntry = tuple[int, str, int | None, int, float | None]
"""Tokens so far, stage, candidate or lemma, tokens of this call, belief in the best text."""


REPORT_KIND = "jury"
"""Under which the report is stored, as `certificate.json`. It certifies nothing: the name is older
than the word "grader's report"."""


class ReportError(ValueError):
    """The text is no grader's report; one line that says why."""


class GraderReport(BaseModel):
    """What is in a report. `opinions` are those on the text that was handed in; where that is a
    write-up, `written_up_from` is the proof before it and `opinions_before` are those on that.
    `spending` has the calls and tokens of each stage."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["olympiad-grader-report/1"] = REPORT_FORMAT
    preset: dict[str, JsonValue]
    accepted_in_the_loop: bool
    believed: float | None
    why: str
    opinions: tuple[Opinion, ...] = ()
    written_up_from: str | None = None
    opinions_before: tuple[Opinion, ...] = ()
    prompts: dict[str, str]
    styles_sha256: str
    lemmas: tuple[Lemma, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    answers: AnswerCheck | None = None
    candidates: int
    votes_by_length: tuple[LengthGroup, ...] = ()
    refused_by_gates: tuple[str, ...] = ()
    spending: dict[str, tuple[int, int]] = {}
    log: tuple[LogEntry, ...] = ()


def report_text(outcome: Outcome, state: State, preset: Preset) -> str:
    """The report as JSON, with the hash of every prompt."""
    candidate = outcome.candidate
    before = _before(candidate, state)
    report = GraderReport(
        preset=preset.model_dump(mode="json"),
        accepted_in_the_loop=outcome.accepted,
        believed=outcome.believed,
        why=outcome.why,
        opinions=candidate.opinions if candidate else (),
        written_up_from=before.text if before else None,
        opinions_before=before.opinions if before else (),
        prompts={name: load_prompt(name).sha256 for name in prompt_names()},
        styles_sha256=styles_sha256(),
        lemmas=state.lemmas,
        experiments=state.experiments,
        answers=outcome.answers,
        candidates=len(state.candidates),
        votes_by_length=by_length(state.candidates),
        refused_by_gates=tuple(one.refused.gate for one in state.candidates if one.refused),
        spending=_spent(state),
        log=tuple(
            (step.tokens, step.stage, step.target, step.spent, step.believed)
            for step in _thinned(state.log)
        ),
    )
    return report.model_dump_json(indent=1) + "\n"


def _spent(state: State) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for step in state.log:
        calls, tokens = found.get(step.stage, (0, 0))
        found[step.stage] = calls + 1, tokens + step.spent
    return found


def _thinned(log: Sequence[Step]) -> Sequence[Step]:
    """The whole run in at most `LOG_ENTRIES` entries, its last one among them."""
    every = -(-len(log) // LOG_ENTRIES)
    return log if every <= 1 else log[(len(log) - 1) % every :: every]


def _before(candidate: Candidate | None, state: State) -> Candidate | None:
    if candidate is None or candidate.origin != "writeup" or candidate.parent is None:
        return None
    return state.candidates[candidate.parent]


def read_report(text: str) -> GraderReport:
    """The report in `text`. Raises `ReportError`."""
    try:
        return GraderReport.model_validate_json(text)
    except ValidationError as error:
        said = one_line(error, whole="the whole")
        raise ReportError(f"this is no grader's report: {said}") from None


def report_beside(kept: Certificate | None) -> GraderReport | None:
    """The grader's report that is kept beside a proof in words, in the place where other proofs
    have their certificate; None where there is none. Raises `ReportError`.
    """
    if kept is None or kept.kind != REPORT_KIND:
        return None
    return read_report(kept.text)


def report_markdown(report: GraderReport) -> str:
    """The report for people, in Markdown without tables."""
    decided = "The pipeline accepts the proof" if report.accepted_in_the_loop else "Not accepted"
    parts = [
        "# Grader's report",
        f"{decided}: {_line(report.why)}. This vouches for nothing; the verdict says who does.",
        _section("Readings of the proof", [_opinion(one) for one in report.opinions]),
    ]
    if report.written_up_from is not None:
        before = [_opinion(one) for one in report.opinions_before]
        parts.append(_section("Readings of the proof before it was written up", before))
    if report.answers is not None and report.answers.groups:
        parts.append(_section("Final answers", _answers(report.answers)))
    if report.experiments:
        parts.append("## Cases tried by a program")
        parts += [_experiment(one) for one in report.experiments]
    if report.lemmas:
        lines = [f"{lemma.status}: {_line(lemma.statement)}" for lemma in report.lemmas]
        parts.append(_section("Lemmas", lines))
    parts.append(_section("Where the tokens went", _spending(report)))
    if report.votes_by_length:
        lines = [_group(group) for group in report.votes_by_length]
        parts.append(_section("Do longer texts pass more readings?", lines))
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: list[str]) -> str:
    return f"## {title}\n\n" + ("\n".join(f"- {line}" for line in lines) or "None.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("s" if number != 1 else "")


def _line(text: str) -> str:
    """A model's words as a part of one line, so that they cannot begin a section of their own."""
    return " ".join(text.split())


def _experiment(one: Experiment) -> str:
    output = one.output.replace("```", "''")
    return f"{_line(one.aim)}\n\n```\n{output}\n```"


def _opinion(one: Opinion) -> str:
    if one.unread:
        after = "" if one.waits else "; a fresh reading took its place"
        return f"{one.judge}: an answer that could not be read{after}"
    words = f"{one.judge} {one.decision}" if one.decision != "void" else f"{one.judge}: no vote"
    said = [f"{words}, grade {one.grade}"]
    said += [
        f"  - {issue.severity}, {issue.category.replace('_', ' ')}, {_line(issue.place)}: "
        f"{_line(issue.explanation)}"
        for issue in one.issues
    ]
    if one.voided:
        said.append(f"  - {one.voided} of its quotes do not occur in the proof")
    return "\n".join(said)


def _answers(check: AnswerCheck) -> list[str]:
    words = {
        "agrees": "confirmed by a program",
        "differs": "contradicted",
        "unknown": "not checked",
    }
    lines = []
    for group in check.groups:
        detail = f" ({group.detail})" if group.detail else ""
        texts = _count(len(group.candidates), "text")
        lines.append(f"{_line(group.answer)}, {texts}: {words[group.finding]}{detail}")
    return lines + ([f"note: {check.why}"] if check.why else [])


def _spending(report: GraderReport) -> list[str]:
    by_tokens = sorted(report.spending.items(), key=lambda item: -item[1][1])
    lines = [
        f"{stage.replace('_', ' ')}: {tokens:,} tokens in {_count(calls, 'call')}"
        for stage, (calls, tokens) in by_tokens
    ]
    refused = len(report.refused_by_gates)
    return [*lines, f"texts: {report.candidates}, of which gates refused {refused}"]


def _group(group: LengthGroup) -> str:
    share = f"{group.passes} of {group.votes} readings accept"
    effort = f", thinking budget times {1 << group.effort}" if group.effort else ""
    return (
        f"{_count(group.texts, 'text')} of {group.tokens:,.0f} tokens on average{effort}: {share}"
    )
