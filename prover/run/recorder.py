"""Stamps what engines emit and writes it down: to the log, to the store, to whoever follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from prover.limits.budget import Clock
from prover.run.store_line import StoreLine
from prover.trace.event_log import EventLog
from prover.trace.events import Ending, Event, EventBody, Listener, Message
from prover.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from prover.store import Store


STORE_SECONDS = 2.0
"""How long a run waits for its store: for what it has to know at the beginning, and at its end
for the rest to be written down. The store is a record of runs; their results are in the bundles."""

T = TypeVar("T")


def log_path(bundle_dir: Path) -> Path:
    """Where the live trace of a run stands until it is sealed into the bundle: beside it."""
    folder = bundle_dir.absolute()
    return folder.parent / f".{folder.name}.events.jsonl"


class Recorder:
    """The only writer of a run's events. Its `emit` may be called from any thread.

    A store or a listener that fails costs the run nothing but itself: it is left out from then
    on, and the trace says so. A store that hangs costs it `STORE_SECONDS` at either end.
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
        self._line = None if store is None else StoreLine(store, self._without_store)
        self._ended = False
        self._listener = listener
        self._clock = clock
        self._lock = threading.RLock()
        self._last = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The time of the next event; never before the last one, should the clock be set back."""
        self._last = max(self._last, datetime.fromtimestamp(self._clock.wall(), UTC))
        return self._last

    def emit(self, body: EventBody) -> None:
        """Number, date and write down what happened; nothing once it is closed, whoever was left
        behind and still speaks. Raises `EventLogError` on a full disk."""
        with self._lock:
            if self._ended:
                return
            event = Event(run=self.run, seq=len(self.log.events), at=self.now(), body=body)
            self.log.append(event)
            self._to_store(event)
            self._to_listener(event)

    def save_budget(self, record: Mapping[str, Any]) -> None:
        """Keep the use of the budget in the store, for the case that the process dies."""
        self.tell_store(lambda store: store.save_budget(self.run, record))

    def finish(self, ending: Ending, verdict: Verdict) -> None:
        """Mark the run as finished in the store."""
        at = self.now()
        rung, scope = verdict.rung, verdict.stated_scope
        self.tell_store(
            lambda store: store.finish_run(self.run, at=at, ending=ending, rung=rung, scope=scope)
        )

    def forget(self) -> None:
        """Take the run out of the store: its input was refused, there was no run."""
        self.tell_store(lambda store: store.forget_run(self.run))

    def tell_store(self, act: Callable[[Store], object]) -> None:
        """Have something done with the store, in the order told; nothing without one."""
        if self._line is not None:
            self._line.tell(act)

    def ask_store(self, act: Callable[[Store], T]) -> T | None:
        """What the store answers; None without one, or when it takes too long."""
        return None if self._line is None else self._line.ask(act, STORE_SECONDS)

    def close(self) -> None:
        """Nothing is written any more; what the store was told is done, as far as it answers."""
        with self._lock:
            self._ended = True
        if self._line is not None:
            self._line.close(STORE_SECONDS)

    def _to_store(self, event: Event) -> None:
        self.tell_store(lambda store: store.append(event))

    def _without_store(self, why: str) -> None:
        self._warn("store", why)

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
