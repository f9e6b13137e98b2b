"""Where runs are submitted, followed and cancelled: `Desk`."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from prover import service
from prover.bundle.manifest import BundleError
from prover.problems.problem import Problem
from prover.problems.record import problem_to_record
from prover.run.executor import TaskStatus, UnknownTask
from prover.trace.events import Event
from prover.verdicts.scope import AskedScope
from prover.verdicts.verdict import Rung
from web.runs.request import Outcome, Request, RequestFolder
from web.runs.status import (
    ENDED,
    ProgressNow,
    RunDetail,
    RunSummary,
    State,
    Tracker,
    VerdictView,
    budget_of,
    reached,
    seconds_between,
)
from web.runs.tasks import executor_for, task_of
from web.settings import Settings

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle
    from prover.store import RunRecord

REMEMBERED = 64
"""How many runs' trackers are kept, so that a poll reads only what is new."""


class QueueFull(Exception):
    """So many requests wait that no more are taken; one line."""


class UnknownRun(LookupError):
    """There is no run of this name; one line."""


class RunEnded(Exception):
    """The run has ended and cannot be cancelled; one line."""


class NoBundle(LookupError):
    """The run has no bundle (yet, or any more); one line that says why."""


class Desk:
    """Submits, lists, follows and cancels runs. Safe to share by threads.

    Methods that read raise `StoreError` when the run store cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store = service.open_runs()
        self._executor = executor_for(settings)
        self._trackers: OrderedDict[str, Tracker] = OrderedDict()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to work on requests, those of an earlier server included."""
        with self._executor.deciding():
            # Accepted by a server that was killed before it made a task of it, or was an older one.
            for own in self._open_requests():
                self._make_task(own)
        self._executor.start()

    def stop(self) -> None:
        """Interrupt the runs that were started here; requests that wait stay for the next."""
        self._executor.stop()
        self._store.close()

    # --- asking -------------------------------------------------------------------------------

    def submit(
        self,
        problem: Problem,
        rung: Rung,
        budget: float,
        command: tuple[str, ...],
        *,
        tokens: float | None = None,
        cost: float | None = None,
        scope: AskedScope = "all",
    ) -> RunDetail:
        """Take a problem; it is worked on in its turn. `budget` is in seconds, `cost` in US
        dollars; without `tokens` and `cost` there is no such limit. `scope` is how far a geometry
        proof has to reach.

        `service.ready_for` should have accepted the problem. Raises `QueueFull`.
        """
        request = Request(
            run=service.new_run_name(),
            problem=problem_to_record(problem),
            rung=rung,
            scope=scope,
            budget=budget,
            submitted=datetime.now(UTC),
            command=command,
            tokens=tokens,
            cost=cost,
        )
        with self._executor.deciding():
            # Requests that are under way count too: they left the queue a moment ago.
            if len(self._open_requests()) >= self.settings.max_queued + self.settings.workers:
                raise QueueFull(
                    f"{self.settings.max_queued} problems wait already; try again when some of "
                    "them have ended"
                )
            self._make_task(RequestFolder.create(request))
        return self.detail(request.run)

    def cancel(self, run: str) -> RunDetail:
        """Ask a run to stop; its bundle then says interrupted. Raises `UnknownRun`, `RunEnded`."""
        detail = self.detail(run)
        if detail.state in ENDED:
            raise RunEnded(f"the run {run} has ended; there is nothing to cancel")
        own = self._folder(run)
        if own is None:
            raise RunEnded(
                f"the run {run} was started on the command line; stop it there with Ctrl-C"
            )
        with suppress(UnknownTask):
            self._executor.cancel(run)
        return self.detail(run)

    # --- looking ------------------------------------------------------------------------------

    def runs(self, limit: int) -> list[RunSummary]:
        """The newest runs, those that wait and those of the command line among them."""
        summaries = {}
        records = {record.run: record for record in self._store.runs(limit=limit)}
        for own in RequestFolder.all()[-limit:]:
            request = own.request()
            if request is not None:
                record = records.get(own.run) or self._store.run(own.run)
                summaries[own.run] = self._of_request(own, request, record)
        for run, record in records.items():
            if run not in summaries:
                summaries[run] = _of_record(record)
        newest = sorted(summaries.values(), key=lambda s: (s.submitted, s.run), reverse=True)
        return newest[:limit]

    def detail(self, run: str) -> RunDetail:
        """Everything about one run. Raises `UnknownRun`."""
        own, record = self._folder(run), self._store.run(run)
        request = own.request() if own else None
        if own is not None and request is not None:
            summary = self._of_request(own, request, record)
        elif record is not None:
            summary = _of_record(record)
        else:
            raise UnknownRun(f"there is no run {run[:60]!r}; GET /runs lists the runs there are")
        outcome = self._outcome(own, record) if own else None
        verdict, files = None, []
        tracker = self._follow(run) if record is not None else Tracker()
        if summary.state == "ended":
            try:
                bundle = self.bundle(run)
                verdict, files = bundle.verdict, sorted([*bundle.files, "manifest.json"])
            except NoBundle:
                verdict = tracker.best
        else:
            verdict = tracker.best
        return RunDetail(
            **summary.model_dump(),
            progress=_progress(summary, tracker, request, record),
            verdict=VerdictView.of(verdict) if verdict is not None else None,
            error=outcome.message if outcome else None,
            files=files,
        )

    def events(self, run: str, after: int) -> list[Event]:
        """The events of a run with a number greater than `after`; none while it waits.

        Raises `UnknownRun`.
        """
        if self._folder(run) is None and self._store.run(run) is None:
            raise UnknownRun(f"there is no run {run[:60]!r}; GET /runs lists the runs there are")
        return self._store.events(run, after=after)

    def ended(self, run: str) -> bool:
        """Whether nothing will happen in this run any more. Raises `UnknownRun`."""
        own, record = self._folder(run), self._store.run(run)
        if own is None and record is None:
            raise UnknownRun(f"there is no run {run[:60]!r}; GET /runs lists the runs there are")
        return bool(
            (record is not None and record.finished) or (own and self._outcome(own, record))
        )

    def bundle(self, run: str) -> Bundle:
        """The bundle of a run, every hash verified. Raises `NoBundle`, `UnknownRun`."""
        own, record = self._folder(run), self._store.run(run)
        if own is None and record is None:
            raise UnknownRun(f"there is no run {run[:60]!r}; GET /runs lists the runs there are")
        folder = Path(record.bundle) if record is not None else (own.bundle if own else Path())
        try:
            bundle = service.read_bundle(folder)
        except BundleError as fault:
            if record is not None and record.finished:
                why = str(fault).replace(str(folder), folder.name)
                raise NoBundle(f"the bundle of run {run} cannot be read: {why}") from None
            raise NoBundle(
                f"the run {run} has no bundle yet; ask again when its state is 'ended'"
            ) from None
        if bundle.manifest.run != run:
            raise NoBundle(
                f"the folder of run {run} holds the bundle of run {bundle.manifest.run}, which "
                "replaced it or is a better one that was kept"
            )
        return bundle

    # --- how it stands ------------------------------------------------------------------------

    def _folder(self, run: str) -> RequestFolder | None:
        """The request of this run. The name comes from outside: it is looked up, never joined."""
        return next((own for own in RequestFolder.all() if own.run == run), None)

    def _open_requests(self) -> list[RequestFolder]:
        return [
            own
            for own in RequestFolder.all()
            if not ((record := self._store.run(own.run)) is not None and record.finished)
            and self._outcome(own, record) is None
        ]

    def _of_request(
        self, own: RequestFolder, request: Request, record: RunRecord | None
    ) -> RunSummary:
        rung = record.rung if record is not None else None
        scope = record.scope if record is not None else None
        finished = record.finished if record is not None else None
        return RunSummary(
            run=own.run,
            problem=str(request.problem["id"]),
            title=request.name,
            state=self._state(own, record),
            asked_rung=request.rung,
            asked_scope=request.asked_scope,
            submitted=request.submitted,
            finished=datetime.fromisoformat(finished) if finished else None,
            ending=record.ending if record is not None else None,
            rung=rung,
            scope=scope,
            proved=reached(rung, scope, request.rung, request.asked_scope),
        )

    def _make_task(self, own: RequestFolder) -> None:
        request = own.request()
        if request is not None:
            self._executor.submit(task_of(own, request))

    def _task(self, own: RequestFolder) -> TaskStatus | None:
        try:
            return self._executor.status(own.run)
        except UnknownTask:
            return None

    def _outcome(self, own: RequestFolder, record: RunRecord | None) -> Outcome | None:
        """Why there is no result: as the worker says, or because its task failed."""
        outcome = own.outcome()
        if outcome is not None or (record is not None and record.finished):
            return outcome
        task = self._task(own)
        if task is not None and task.state == "failed":
            return Outcome(state="failed", message=f"the run failed: {task.detail}")
        return None

    def _state(self, own: RequestFolder, record: RunRecord | None) -> State:
        outcome = self._outcome(own, record)
        if outcome is not None:
            return outcome.state
        if record is not None and record.finished:
            return "ended"
        task = self._task(own)
        if task is not None and task.cancelling:
            return "cancelling"
        return "running" if task is not None and task.tries else "queued"

    def _follow(self, run: str) -> Tracker:
        with self._lock:
            tracker = self._trackers.setdefault(run, Tracker())
            self._trackers.move_to_end(run)
            while len(self._trackers) > REMEMBERED:
                self._trackers.popitem(last=False)
            tracker.take(self._store.events(run, after=tracker.seen))
            return tracker


def _of_record(record: RunRecord) -> RunSummary:
    """The summary of a run that was started on the command line."""
    return RunSummary(
        run=record.run,
        problem=record.problem,
        title=record.problem,
        state="ended" if record.finished else "unfinished",
        asked_rung=record.asked_rung,
        asked_scope=record.asked_scope or "all",
        submitted=datetime.fromisoformat(record.started),
        finished=datetime.fromisoformat(record.finished) if record.finished else None,
        ending=record.ending,
        rung=record.rung,
        scope=record.scope,
        proved=reached(record.rung, record.scope, record.asked_rung, record.asked_scope or "all"),
    )


_WORDS: dict[str, str] = {
    "queued": "waiting for a free place",
    "running": "starting",
    "cancelling": "stopping",
    "refused": "the problem was refused",
    "failed": "the run failed",
    "unfinished": "running on the command line, or its process died",
}


def _progress(
    summary: RunSummary, tracker: Tracker, request: Request | None, record: RunRecord | None
) -> ProgressNow:
    budget = request.budget if request else budget_of(record.budget) if record else None
    if record is None:
        waiting = Tracker().now(_WORDS[summary.state], 0.0, budget)
        if request is None:
            return waiting
        return waiting.model_copy(update={"max_tokens": request.tokens, "max_cost": request.cost})
    seconds = seconds_between(datetime.fromisoformat(record.started), summary.finished)
    if summary.state == "ended":
        now = tracker.now("", seconds, budget)
        word = (summary.ending or "ended").replace("_", " ")
        return now.model_copy(update={"message": word, "engine": None, "fraction": None})
    if summary.state in ("running", "unfinished"):
        return tracker.now(_WORDS[summary.state], seconds, budget)
    now = tracker.now("", seconds, budget)
    return now.model_copy(update={"message": _WORDS[summary.state]})
