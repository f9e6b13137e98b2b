"""The engines there are, by name, each imported only when it is asked for.

To add an engine, write a module with a class that has the members of `prover.run.engine.Engine` and
whose constructor needs no argument, and name it in `ENGINES`. The order is the order of trying
where a strategy has no better reason: the engines that answer soonest first.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from prover.run.engine import Engine

ENGINES: dict[str, str] = {
    "geometry": "prover.engines.geometry:GeometryEngine",
    "deepthink": "prover.engines.deepthink:DeepThinkEngine",
    "lean": "prover.engines.lean_search:LeanEngine",
}


class UnknownEngine(ValueError):
    """A name that no engine has; one line that lists the names there are."""


def load_engines(names: Sequence[str] | None = None) -> list[Engine]:
    """The engines of these names in the order of `ENGINES`; all of them by default.

    Raises `UnknownEngine`.
    """
    for name in names or ():
        if name not in ENGINES:
            raise UnknownEngine(f"there is no engine {name!r}; use one of {', '.join(ENGINES)}")
    return [_load(name) for name in ENGINES if names is None or name in names]


def _load(name: str) -> Engine:
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(importlib.import_module(module), attribute)()
    return engine
