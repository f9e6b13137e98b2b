"""What is known of each server's dialect: learned from its refusals, kept for the process.

    trial = dialects.trial(model, endpoint, dialects.of(model, endpoint), schema=True)
    ...
    other = trial.after(fault, body, prompt)    # None: there is nothing more to give up
    trial.answered()                            # what was given up was the reason: remember it

Only what was followed by an answer is remembered, for all calls to this model of this endpoint.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from prover.llm.concessions import blind, named
from prover.llm.config import EndpointConfig, ModelConfig
from prover.llm.dialect import Dialect, JsonObject
from prover.llm.wire import WireError, WireStatus

MAX_CONCESSIONS = 16
"""Requests of one call that may be refused before it is given up."""

_ASKS_OTHERWISE = frozenset({400, 404, 405, 409, 413, 415, 422})
"""Statuses with which servers refuse a field; 5xx too, where the text names one."""

_SAYS_NOTHING = frozenset({400, 422})
"""Statuses after which something is left out although the text names nothing."""


@dataclass
class _Known:
    dialect: Dialect
    shapes: set[bool] = field(
        default_factory=set
    )  # whether calls with and without schema went well
    hopeless: set[str] = field(default_factory=set)  # refusals that nothing given up has mended


class Dialects:
    """The dialects of all models that were asked, by endpoint and name."""

    def __init__(self) -> None:
        # Configurations hold dictionaries, so their text stands for them.
        self._known: dict[tuple[str, str], _Known] = {}

    def of(self, model: ModelConfig, endpoint: EndpointConfig) -> Dialect:
        """How the model is asked, as far as is known now."""
        return self._of(model, endpoint).dialect

    def trial(
        self, model: ModelConfig, endpoint: EndpointConfig, dialect: Dialect, *, schema: bool
    ) -> Trial:
        """The way of one call that begins in `dialect` and may ask for an object (`schema`)."""
        return Trial(self._of(model, endpoint), dialect, schema)

    def _of(self, model: ModelConfig, endpoint: EndpointConfig) -> _Known:
        key = (endpoint.model_dump_json(), model.model_dump_json())
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known(Dialect.of(model, endpoint))
        return known


class Trial:
    """One call's way to a request that the server takes."""

    def __init__(self, known: _Known, dialect: Dialect, schema: bool) -> None:
        self._known = known
        self._schema = schema
        self._began = self.dialect = dialect
        self._seen = {dialect}
        self._first = ""
        self._guesses: list[Dialect] | None = None
        self.refusals: list[str] = []

    def after(self, fault: WireError, body: JsonObject, prompt: int) -> Dialect | None:
        """How to ask instead, after `fault` refused `body` with a prompt of about `prompt` tokens;
        None where nothing that can be given up would mend it."""
        if not isinstance(fault, WireStatus) or len(self.refusals) >= MAX_CONCESSIONS:
            return None
        if fault.status not in _ASKS_OTHERWISE and fault.status < 500:
            return None
        self._first = self._first or fault.words
        for option in self._options(fault, body, prompt):
            if option not in self._seen:
                self._seen.add(option)
                self.refusals.append(str(fault))
                self.dialect = option
                return option
        if fault.status < 500:
            self._known.hopeless.add(self._first)
        return None

    def _options(self, fault: WireStatus, body: JsonObject, prompt: int) -> list[Dialect]:
        if self._guesses is not None:
            return self._guesses
        options = list(named(self.dialect, body, fault.words, prompt))
        guess = (
            fault.status in _SAYS_NOTHING
            and self._schema not in self._known.shapes
            and self._first not in self._known.hopeless
        )
        if not options and guess:
            options = self._guesses = list(blind(self.dialect, body))
        # Another call may have learned in the meantime what this one would have to find out.
        return [self._known.dialect, *options] if options else []

    def answered(self) -> tuple[str, ...]:
        """Remember what went well; one line for each thing that is new."""
        known, now = self._known, self.dialect
        known.shapes.add(self._schema)
        learned = {
            one.name: value
            for one in fields(Dialect)
            if (value := getattr(now, one.name)) != getattr(self._began, one.name)
            and value != getattr(known.dialect, one.name)
            and one.name != "room"
        }
        known.dialect = known.dialect.changed(**learned)
        return tuple(f"{name} = {value!r}" for name, value in learned.items())
