"""Typed events: what happened in a run, in order, for people and programs to follow.

An engine emits *bodies* (what happened); the run stamps them with run, sequence number and time,
which makes them *events*. As JSON an event is one flat object on one line:

    {"run": "...", "seq": 3, "at": "2026-01-02T03:04:05.678901Z", "kind": "progress", ...}
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from prover.base.validation import one_line
from prover.trace.attempt import Attempt
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung, Verdict

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Ending = Literal["finished", "out_of_budget", "interrupted", "invalid_problem"]
"""How a run ended. `finished`: every engine had its say or the asked rung was reached."""


class EventError(ValueError):
    """A line that is no event; the text names the line and what is wrong with it."""


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LimitUse(_Body):
    """One limit of a budget: what is allowed (None: no limit) and what was used.

    `waiting` is no limit but counted beside them: seconds of the wall clock in which the run
    waited for retries and for its turn at models.
    """

    limit: Name
    allowed: float | None
    used: Seconds


class RunStarted(_Body):
    """A run began, or went on after its process had died (`resumed`)."""

    kind: Literal["run_started"] = "run_started"
    problem: Name
    statement_sha256: str
    asked_rung: Rung
    asked_scope: AskedScope = "all"
    engines: tuple[str, ...]
    limits: tuple[LimitUse, ...]
    command: tuple[str, ...]
    resumed: bool = False


class EngineStarted(_Body):
    """An engine accepted the problem and begins; `seconds` is its share of the wall clock."""

    kind: Literal["engine_started"] = "engine_started"
    engine: Name
    seconds: Seconds | None = None


class EngineFinished(_Body):
    """An engine ended. `detail` says why when it did not simply return."""

    kind: Literal["engine_finished"] = "engine_finished"
    engine: Name
    outcome: Literal["returned", "out_of_budget", "failed", "interrupted", "invalid_problem"]
    attempts: Annotated[int, Field(ge=0)] = 0
    detail: str = ""


class Progress(_Body):
    """An engine is at work. `fraction` in [0, 1] where it is known; `data` holds its counters."""

    kind: Literal["progress"] = "progress"
    engine: Name
    message: str
    fraction: Annotated[float, Field(ge=0, le=1)] | None = None
    data: dict[str, JsonValue] = {}


class Message(_Body):
    """A sentence for the reader of the trace."""

    kind: Literal["message"] = "message"
    level: Literal["info", "warning", "error"] = "info"
    source: Name
    text: str
    data: dict[str, JsonValue] = {}


class AttemptMade(_Body):
    """An engine handed over an attempt, which is from now on safe from its fate.

    `provisional`: the engine goes on with it and hands over another unless it is stopped. It is
    checked only when the engine ended and left nothing newer.
    """

    kind: Literal["attempt_made"] = "attempt_made"
    attempt: Attempt
    provisional: bool = False


class CheckFinished(_Body):
    """The checker of `certificate_kind` looked at an attempt."""

    kind: Literal["check_finished"] = "check_finished"
    attempt_sha256: str
    certificate_kind: str
    accepted: bool
    reason: str = ""


class VerdictReached(_Body):
    """An attempt has its verdict. `best` says whether it is the best one so far."""

    kind: Literal["verdict_reached"] = "verdict_reached"
    attempt_sha256: str | None
    verdict: Verdict
    best: bool


class BudgetTick(_Body):
    """What was used so far."""

    kind: Literal["budget_tick"] = "budget_tick"
    limits: tuple[LimitUse, ...]


class BudgetRanOut(_Body):
    """A limit of the budget was reached. `scope` is `run` or the name of an engine."""

    kind: Literal["budget_ran_out"] = "budget_ran_out"
    scope: Name
    limit: Name
    allowed: float
    used: Seconds


class Interrupted(_Body):
    """The run was cancelled from outside, say by Ctrl-C."""

    kind: Literal["interrupted"] = "interrupted"
    detail: str = ""


class RunFinished(_Body):
    """The last event of a run."""

    kind: Literal["run_finished"] = "run_finished"
    ending: Ending
    rung: Rung
    scope: Scope | None = None
    detail: str = ""


EventBody = (
    RunStarted
    | EngineStarted
    | EngineFinished
    | Progress
    | Message
    | AttemptMade
    | CheckFinished
    | VerdictReached
    | BudgetTick
    | BudgetRanOut
    | Interrupted
    | RunFinished
)

Emit = Callable[[EventBody], None]
"""What an engine is given. Cheap, never blocks for long, may be called from any thread."""

# Built when an event is read for the first time: a run writes them.
_BODY: TypeAdapter[Any] = TypeAdapter(
    Annotated[EventBody, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)
_STAMP = ("run", "seq", "at")


class Event(BaseModel):
    """A body with its stamp: the run it belongs to, its number from 0, the time (UTC)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: Name
    seq: Annotated[int, Field(ge=0, strict=True)]
    at: AwareDatetime
    body: Annotated[EventBody, Field(discriminator="kind")]

    @property
    def kind(self) -> str:
        """The kind of the body."""
        return self.body.kind

    def to_record(self) -> dict[str, Any]:
        """The flat JSON object of this event."""
        record = self.model_dump(mode="json")
        body = record.pop("body")
        return {**record, "kind": body.pop("kind"), **body}

    def to_line(self) -> str:
        """The event as one line of JSON with its line end."""
        return json.dumps(self.to_record(), ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def from_record(cls, record: object) -> Event:
        """The event of a flat JSON object. Raises `EventError` in one line."""
        if not isinstance(record, dict):
            raise EventError("not a JSON object")
        body = {key: value for key, value in record.items() if key not in _STAMP}
        stamp = {key: record[key] for key in _STAMP if key in record}
        try:
            return cls(**stamp, body=_BODY.validate_python(body))
        except ValidationError as error:
            raise EventError(one_line(error, whole="event")) from None

    @classmethod
    def from_line(cls, line: str | bytes) -> Event:
        """The event of one line of JSON. Raises `EventError` in one line."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise EventError(f"not JSON: {error}") from None
        return cls.from_record(record)


Listener = Callable[[Event], None]
"""Someone who follows a run: a progress display, a server stream."""


def utc_text(moment: datetime) -> str:
    """`moment` as people and JSON write it, in UTC to the microsecond."""
    from datetime import UTC

    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
