"""From the kind of a certificate to the checker that can vouch for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from prover.checkers.protocol import Checker, CheckerFault

BUILT_IN: Mapping[str, str] = {
    "geometry": "prover.checkers.geometry:GeometryChecker",
    "lean": "prover.checkers.lean:LeanChecker",
}
"""Kind of certificate to `module:class`, imported when the first such certificate turns up."""


class CheckerRegistry:
    """The checkers of a process; each is made once, when it is first needed."""

    def __init__(self, factories: Mapping[str, Callable[[], Checker]]) -> None:
        self._factories = dict(factories)
        self._made: dict[str, Checker] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of certificates there is a checker for, sorted."""
        return tuple(sorted(self._factories))

    def register(self, kind: str, factory: Callable[[], Checker]) -> None:
        """Add a checker. Raises `ValueError` when the kind has one: none replaces another."""
        if kind in self._factories:
            raise ValueError(f"there is a checker for {kind!r} certificates already")
        self._factories[kind] = factory

    def find(self, kind: str) -> Checker | None:
        """The checker for this kind, None when there is none.

        Raises `CheckerFault` when it exists and cannot be loaded.
        """
        if kind not in self._made:
            if kind not in self._factories:
                return None
            try:
                self._made[kind] = self._factories[kind]()
            except ImportError as error:
                raise CheckerFault(f"the {kind} checker cannot be loaded: {error}") from error
        return self._made[kind]


def default_registry() -> CheckerRegistry:
    """A new registry with the checkers of `BUILT_IN`; others register themselves with it (a jury
    of models: `prover.deepthink.jury_checker.register`)."""
    return CheckerRegistry({kind: _importer(place) for kind, place in BUILT_IN.items()})


def _importer(place: str) -> Callable[[], Checker]:
    module, _, name = place.partition(":")

    def make() -> Checker:
        checker: Checker = getattr(import_module(module), name)()
        return checker

    return make
