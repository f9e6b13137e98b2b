"""The final jury: independent readings of a neutral copy, and only a unanimous jury accepts.

The jury never sees the search: not the writer's thinking, not the loop's opinions. Its models are
those of the role `jury`; where that is one model, its jurors differ in how they are told to read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from prover.deepthink.gates import inspect_proof
from prover.deepthink.judge.aggregate import Decision, Opinion, aggregate, validate
from prover.deepthink.judge.report import Grading
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.session import Session
from prover.deepthink.stages.check import ask_verify
from prover.deepthink.stages.clean import clean_proof
from prover.deepthink.state.calls import Call, make_call
from prover.deepthink.state.state import Candidate, State

JURORS = 5
"""Readings of a jury, spread over models and styles."""

MIN_KEPT = 0.5
"""A neutral copy shorter than this share of the proof left steps out and is not used."""


@dataclass(frozen=True)
class JurorReport:
    """One juror: the model asked, the hash of its prompt files, its opinion (None: the call
    brought none; `failed` says why, `too_long` that the model cannot hold the proof) and the
    tokens of the call."""

    model: str
    stance: str
    prompt_sha256: str
    opinion: Opinion | None
    failed: str = ""
    tokens: int = 0
    too_long: bool = False


@dataclass(frozen=True)
class JuryReport:
    """What a jury found. `reason` is one line; `neutral`: a neutral copy was read."""

    decision: Decision
    reason: str
    jurors: tuple[JurorReport, ...] = ()
    neutral: bool = False
    tokens: int = 0


def jury_prompt_sha256(call: Call) -> str:
    """Hash of what a juror was told: the files of its call, and which stance of theirs."""
    return hashlib.sha256(f"{call.prompt_hash}{call.about}".encode()).hexdigest()


async def run_jury(
    session: Session,
    statement: str,
    proof: str,
    models: tuple[str, ...],
    *,
    answer: str | None = None,
    jurors: int = JURORS,
    neutral: bool = True,
) -> JuryReport:
    """Have `proof` judged by `jurors` readings of `models` (one name at least).

    The gates look first. Then the first model copies the proof in neutral words; a copy that a gate refuses or
    that is much shorter is not used. Quotes are looked up in the text that was read. The first
    rejection that stands ends it. Raises `ModelUnusable`.
    """
    finding = inspect_proof(proof, statement=statement, answer=answer)
    if finding is not None:
        return JuryReport("rejects", f"gate {finding.gate}: {finding.reason}")
    text = await _neutral_copy(session, statement, proof, models[0]) if neutral else None
    read = text or proof
    state = State(problem="jury", statement=statement).with_candidate(
        Candidate(number=0, text=read, origin="attempt")
    )
    stances = list(verify_stances())
    reports: list[JurorReport] = []
    for number in range(jurors):
        model, stance = models[number % len(models)], stances[number % len(stances)]
        call = ask_verify(state, session.caps, 0, stance=stance, role=model)
        (reply,) = await session.ask([call])
        opinion = None
        if isinstance(reply.parsed, Grading):
            opinion = validate(read, reply.parsed).model_copy(update={"judge": model})
        prompt = jury_prompt_sha256(call)
        reports.append(
            JurorReport(model, stance, prompt, opinion, reply.failed, reply.tokens, reply.too_long)
        )
        if opinion is not None and opinion.decision == "rejects":
            break
        if session.over:
            break
    return _report(reports, jurors, text is not None, session.state.tokens)


async def _neutral_copy(session: Session, statement: str, proof: str, model: str) -> str | None:
    state = State(problem="jury", statement=statement)
    call = make_call(
        state,
        "neutral",
        stage="neutral",
        role=model,
        max_tokens=session.caps.write,
        values={"proof": proof},
    )
    (reply,) = await session.ask([call])
    text = clean_proof(reply.text)
    unusable = reply.failed or len(text) < MIN_KEPT * len(proof)
    return None if unusable or inspect_proof(text, statement=statement) else text


def _report(reports: list[JurorReport], asked: int, neutral: bool, tokens: int) -> JuryReport:
    opinions = [report.opinion for report in reports if report.opinion is not None]
    decision = aggregate(opinions)
    missing = asked - len(opinions)
    if decision == "rejects":
        issue = next(one for opinion in opinions for one in opinion.fatal)
        reason = f"the jury objects ({issue.category}) at “{issue.quote}”: {issue.explanation}"
    elif missing:
        decision = "void"
        why = next((report.failed for report in reports if report.failed), "no usable report")
        reason = f"{missing} of {asked} jurors gave no report: {why}"
    elif decision == "void":
        count = sum(opinion.decision == "void" for opinion in opinions)
        reason = f"{count} of {asked} jurors gave no vote that rests on the proof's own words"
    else:
        reason = f"all {asked} jurors accept"
    return JuryReport(decision, " ".join(reason.split())[:600], tuple(reports), neutral, tokens)
