"""How a run stands, as both the API and the page tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.trace.events import Event, LimitUse, Progress
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung, Verdict, answered

State = Literal["queued", "running", "cancelling", "ended", "refused", "failed", "unfinished"]
"""`queued`: waits for a free place. `cancelling`: is being stopped. `ended`: there is a bundle,
and `ending` says how. `refused`: the problem turned out to be wrong. `failed`: a fault of the
program. `unfinished`: began on the command line and has not ended, or its process died."""

ENDED: frozenset[str] = frozenset({"ended", "refused", "failed"})
"""The states that do not change any more."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class RunSummary(_Model):
    """One run in a list. Times are in UTC; `rung` and `proved` are null until it has ended."""

    run: Annotated[str, Field(examples=["20260102T030405-1a2b3c4d"])]
    problem: Annotated[str, Field(description="The problem's id.", examples=["imo-2014-p4"])]
    title: Annotated[str, Field(examples=["IMO 2014 Problem 4"])]
    state: State
    asked_rung: Rung
    asked_scope: AskedScope = "all"
    submitted: Annotated[datetime, Field(examples=["2026-01-02T03:04:05Z"])]
    finished: Annotated[datetime | None, Field(examples=["2026-01-02T03:04:09Z"])] = None
    ending: Annotated[
        str | None,
        Field(description="finished, out_of_budget or interrupted.", examples=["finished"]),
    ] = None
    rung: Rung | None = None
    scope: Annotated[
        Scope | None,
        Field(
            description="Of a symbolic verdict: whether it holds in all configurations of the "
            "statement or in the drawn one."
        ),
    ] = None
    proved: Annotated[
        bool | None,
        Field(
            description="Whether somebody vouches, at the asked rung or above it, as far as asked."
        ),
    ] = None


class ProgressNow(_Model):
    """What a run is doing, and how much of its wall clock (seconds), its tokens and its money (US
    dollars) is used; null where there is no limit.
    """

    message: Annotated[str, Field(examples=["trying auxiliary points, 120 sets so far"])]
    engine: Annotated[str | None, Field(examples=["geometry"])] = None
    fraction: Annotated[float | None, Field(ge=0, le=1)] = None
    seconds: Annotated[float, Field(ge=0, examples=[3.5])] = 0.0
    budget: Annotated[float | None, Field(examples=[600.0])] = None
    tokens: Annotated[float, Field(ge=0, examples=[120000.0])] = 0.0
    max_tokens: Annotated[float | None, Field(examples=[2000000.0])] = None
    cost: Annotated[float, Field(ge=0, examples=[0.31])] = 0.0
    max_cost: Annotated[float | None, Field(examples=[5.0])] = None
    events: Annotated[int, Field(ge=0, description="How many events there are so far.")] = 0


class VerdictView(_Model):
    """The verdict, who vouches in words, and what a reader must still believe (or what is known
    to be wrong).
    """

    verdict: Annotated[Verdict, Field(description="The verdict with its evidence.")]
    heading: Annotated[
        str, Field(description="The rung, a symbolic one with its scope.", examples=["unverified"])
    ]
    vouches: Annotated[str, Field(examples=["nobody"])]
    caveats: Annotated[list[str], Field(examples=[["no proof was found"]])]

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictView:
        """The view of `verdict`."""
        return cls(
            verdict=verdict,
            heading=verdict.heading,
            vouches=verdict.vouches,
            caveats=list(verdict.caveats),
        )


class RunDetail(RunSummary):
    """Everything about one run. `verdict` is that of the best attempt so far while it works."""

    progress: ProgressNow
    verdict: VerdictView | None = None
    error: Annotated[
        str | None, Field(description="Why there is no result, where there is none.")
    ] = None
    files: Annotated[
        list[str], Field(examples=[["certificate.json", "figure.svg", "proof.md", "verdict.json"]])
    ] = []


class Tracker:
    """Follows one run's events: what it does now, and the best verdict so far."""

    def __init__(self) -> None:
        self.seen = -1
        self.message: str | None = None
        self.engine: str | None = None
        self.fraction: float | None = None
        self.best: Verdict | None = None
        self.tokens: LimitUse | None = None
        self.cost: LimitUse | None = None

    def take(self, events: list[Event]) -> None:
        """Take in the events that are new."""
        for event in events:
            if event.seq <= self.seen:
                continue
            self.seen = event.seq
            body = event.body
            if isinstance(body, Progress):
                self.message, self.engine = body.message, body.engine
                self.fraction = body.fraction
            elif body.kind in ("run_started", "budget_tick"):
                uses = {use.limit: use for use in body.limits}
                self.tokens, self.cost = uses.get("tokens"), uses.get("cost")
            elif body.kind == "engine_started":
                self.message, self.engine, self.fraction = "at work", body.engine, None
            elif body.kind == "attempt_made" and not body.provisional:
                self.message, self.fraction = "checking the proof", None
            elif body.kind == "verdict_reached" and body.best:
                self.best = body.verdict
            elif body.kind == "interrupted":
                self.message, self.engine, self.fraction = "interrupted", None, None

    def now(self, default: str, seconds: float, budget: float | None) -> ProgressNow:
        """The progress; `default` is said when nothing was heard yet."""
        return ProgressNow(
            message=self.message or default,
            engine=self.engine,
            fraction=self.fraction,
            seconds=max(0.0, seconds),
            budget=budget,
            tokens=self.tokens.used if self.tokens else 0.0,
            max_tokens=self.tokens.allowed if self.tokens else None,
            cost=self.cost.used if self.cost else 0.0,
            max_cost=self.cost.allowed if self.cost else None,
            events=self.seen + 1,
        )


def seconds_between(start: datetime, end: datetime | None) -> float:
    """Seconds from `start` to `end`, to now when it is None."""
    return ((end or datetime.now(UTC)) - start).total_seconds()


def budget_of(record: Any) -> float | None:
    """The wall clock that a stored budget allows, in seconds."""
    end = record.get("end")
    return float(end) if isinstance(end, int | float) else None


def reached(
    rung: Rung | None, scope: Scope | None, asked: Rung, asked_scope: AskedScope
) -> bool | None:
    """Whether a verdict is what was asked for and somebody vouches; None while there is none."""
    if rung is None:
        return None
    return rung != "unverified" and answered(rung, scope, asked, asked_scope)
