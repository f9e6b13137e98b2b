"""The final jury: independent readings of the very text that is sealed; only a unanimous jury accepts.

The jury never sees the search: not the writer's thinking, not the loop's opinions. Its models are
those of the role `jury`; where that is one model, its jurors differ in how they are told to read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from prover.deepthink.gates import Finding, inspect_proof
from prover.deepthink.judge.aggregate import Decision, Opinion, aggregate
from prover.deepthink.prompts.styles import verify_stances
from prover.deepthink.session.session import Session
from prover.deepthink.stages.grading import ask_verify, opinion_of
from prover.deepthink.state.calls import Answer, Call
from prover.deepthink.state.state import Candidate, State

JURORS = 5
"""Readings of a jury, spread over models and styles."""

TRIES = 2
"""Readings of one juror whose answer cannot be read."""


@dataclass(frozen=True)
class JurorReport:
    """One juror: the model asked, the hash of its prompt files, its opinion (None: the call
    brought none; `failed` says why, `too_long` that the model cannot hold the proof) and the
    tokens of its calls."""

    model: str
    stance: str
    prompt_sha256: str
    opinion: Opinion | None
    failed: str = ""
    tokens: int = 0
    too_long: bool = False

    @property
    def accepts(self) -> bool:
        """Whether its opinion accepts; without one it does not."""
        return self.opinion is not None and self.opinion.accepts


@dataclass(frozen=True)
class JuryReport:
    """What a jury of `asked` jurors found in the text with hash `proof_sha256`. `refused`: a gate
    refused it and no juror was asked. Decision and reason follow from these and are kept nowhere.
    """

    asked: int
    proof_sha256: str
    jurors: tuple[JurorReport, ...] = ()
    refused: Finding | None = None

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """Those of the jurors that gave one."""
        return tuple(one.opinion for one in self.jurors if one.opinion is not None)

    @property
    def decision(self) -> Decision:
        """Rejected by a gate or one objection; accepted when every juror asked accepts."""
        if self.refused is not None:
            return "rejects"
        found = aggregate(self.opinions)
        if found == "accepts" and sum(one.accepts for one in self.jurors) < self.asked:
            return "void"
        return found

    @property
    def reason(self) -> str:
        """Why, in one line."""
        return " ".join(self._reason.split())[:600]

    @property
    def _reason(self) -> str:
        if self.refused is not None:
            return f"gate {self.refused.gate}: {self.refused.reason}"
        decision = self.decision
        if decision == "accepts":
            return f"all {self.asked} jurors accept"
        if decision == "rejects":
            issue = next(one for opinion in self.opinions for one in opinion.fatal)
            return f"the jury objects ({issue.category}) {issue.place}: {issue.explanation}"
        silent = self.asked - sum(not opinion.unread for opinion in self.opinions)
        if silent:
            why = next((one.failed for one in self.jurors if one.failed), "no usable report")
            return f"{silent} of {self.asked} jurors gave no report: {why}"
        count = sum(not one.accepts for one in self.jurors)
        return f"{count} of {self.asked} jurors gave no vote that rests on the proof's own words"

    @property
    def tokens(self) -> int:
        """Tokens of all its calls."""
        return sum(one.tokens for one in self.jurors)


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
) -> JuryReport:
    """Have `proof` judged by `jurors` readings of `models` (one name at least).

    The gates look first. Every juror reads `proof` as it is, and nothing else: what is sealed is
    what was read. They read side by side. An answer that cannot be read is asked for again, then read
    afresh once, unless another juror objects. Raises `ModelUnusable`.
    """
    digest = hashlib.sha256(proof.encode("utf-8", "surrogatepass")).hexdigest()
    finding = inspect_proof(proof, statement=statement, answer=answer)
    if finding is not None:
        return JuryReport(jurors, digest, refused=finding)
    state = State(problem="jury", statement=statement).with_candidate(
        Candidate(number=0, text=proof, origin="attempt")
    )
    stances = list(verify_stances())
    calls = [
        ask_verify(
            state,
            session.caps,
            0,
            stance=stances[number % len(stances)],
            role=models[number % len(models)],
        )
        for number in range(jurors)
    ]
    reports = [_report(proof, call, reply) for call, reply in await _asked(session, calls)]
    for _ in range(TRIES - 1):
        again = [
            place
            for place, one in enumerate(reports)
            if one.opinion is not None and one.opinion.unread
        ]
        if not again or session.over or any(o.opinion and o.opinion.objects for o in reports):
            break
        for place, (call, reply) in zip(
            again, await _asked(session, [calls[place] for place in again]), strict=True
        ):
            fresh = _report(proof, call, reply)
            reports[place] = replace(fresh, tokens=reports[place].tokens + fresh.tokens)
    return JuryReport(jurors, digest, tuple(reports))


async def _asked(session: Session, calls: list[Call]) -> list[tuple[Call, Answer]]:
    """The calls side by side: a jury of a slow model takes no longer than its slowest juror."""
    return list(zip(calls, await session.ask(calls), strict=True))


def _report(proof: str, call: Call, reply: Answer) -> JurorReport:
    opinion = None if reply.too_long else opinion_of(proof, reply, call.role)
    return JurorReport(
        call.role, call.about, jury_prompt_sha256(call), opinion, reply.failed, reply.tokens,
        reply.too_long,
    )  # fmt: skip
