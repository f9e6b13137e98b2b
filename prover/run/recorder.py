"""Stamps what engines emit and writes it down: to the log, to the store, to whoever follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prover.limits.budget import Clock
from prover.trace.event_log import EventLog
from prover.trace.events import Ending, Event, EventBody, Listener, Message
from prover.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from prover.store import Store


def log_path(bundle_dir: Path) -> Path:
    """Where the live trace of a run stands until it is sealed into the bundle: beside it."""
    folder = bundle_dir.absolute()
    return folder.parent / f".{folder.name}.events.jsonl"


class Recorder:
    """The only writer of a run's events. Its `emit` may be called from any thread.

    A store or a listener that fails costs the run nothing but itself: it is left out from then
    on, and the trace says so.
    """

    def __init__(
        self,
        run: str,
        log: EventLog,
        store: Store | None,
        listener: Listener | None,
        clock: Clock,
    ) -> None:
        self.run = run
        self.log = log
        self.store = store
        self._listener = listener
        self._clock = clock
        self._lock = threading.RLock()
        self._last = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The time of the next event; never before the last one, should the clock be set back."""
        self._last = max(self._last, datetime.fromtimestamp(self._clock.wall(), UTC))
        return self._last

    def emit(self, body: EventBody) -> None:
        """Number, date and write down what happened. Raises `EventLogError` on a full disk."""
        with self._lock:
            event = Event(run=self.run, seq=len(self.log.events), at=self.now(), body=body)
            self.log.append(event)
            self._to_store(event)
            self._to_listener(event)

    def save_budget(self, record: Mapping[str, Any]) -> None:
        """Keep the use of the budget in the store, for the case that the process dies."""
        self._with_store(lambda store: store.save_budget(self.run, record))

    def finish(self, ending: Ending, verdict: Verdict) -> None:
        """Mark the run as finished in the store."""
        at = self.now()
        rung, scope = verdict.rung, verdict.stated_scope
        self._with_store(
            lambda store: store.finish_run(self.run, at=at, ending=ending, rung=rung, scope=scope)
        )

    def forget(self) -> None:
        """Take the run out of the store: its input was refused, there was no run."""
        self._with_store(lambda store: store.forget_run(self.run))

    def _to_store(self, event: Event) -> None:
        self._with_store(lambda store: store.append(event))

    def _with_store(self, act: Callable[[Store], None]) -> None:
        from prover.store import StoreError

        if self.store is None:
            return
        try:
            act(self.store)
        except StoreError as error:
            self.store = None
            self._warn("store", str(error))

    def _to_listener(self, event: Event) -> None:
        if self._listener is None:
            return
        try:
            self._listener(event)
        except Exception as error:  # whatever a display does, the proof goes on
            self._listener = None
            self._warn("listener", f"{type(error).__name__}: {error}")

    def _warn(self, source: str, text: str) -> None:
        self.emit(Message(level="warning", source=source, text=f"left out from here on: {text}"))
