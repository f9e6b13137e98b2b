"""The engines there are, by name, each imported only when it is asked for.

To add an engine, write a module with a class that has the members of `prover.run.engine.Engine` and
whose constructor needs no argument, and name it in `ENGINES`; and in `ON_RAY` if the constructor
takes `ray=True` for work on all cores of Ray. The order is the order of trying:
the engines whose proofs are vouched for best, and that answer soonest, first.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence

from prover.run.engine import Engine

ENGINES: dict[str, str] = {
    "geometry": "prover.engines.geometry:GeometryEngine",
    "deepthink": "prover.engines.deepthink:DeepThinkEngine",
    "lean": "prover.engines.lean_search:LeanEngine",
}

ON_RAY = frozenset({"geometry"})


class UnknownEngine(ValueError):
    """A name that no engine has; one line that lists the names there are."""


class RayNotInstalled(RuntimeError):
    """Ray was asked for and is not installed; one line with the command that gets it."""


def load_engines(names: Sequence[str] | None = None, *, ray: bool = False) -> list[Engine]:
    """The engines of these names in the order of `ENGINES`; all of them by default.

    With `ray`, those of `ON_RAY` do their wide work on Ray. Raises `UnknownEngine`,
    `RayNotInstalled`.
    """
    if ray and importlib.util.find_spec("ray") is None:
        raise RayNotInstalled("Ray is not installed: pip install 'olympiad-prover[ray]'")
    for name in names or ():
        if name not in ENGINES:
            raise UnknownEngine(f"there is no engine {name!r}; use one of {', '.join(ENGINES)}")
    return [_load(name, ray) for name in ENGINES if names is None or name in names]


def _load(name: str, ray: bool) -> Engine:
    module, _, attribute = ENGINES[name].partition(":")
    options = {"ray": True} if ray and name in ON_RAY else {}
    engine: Engine = getattr(importlib.import_module(module), attribute)(**options)
    return engine
