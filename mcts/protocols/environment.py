"""What the search asks of the world: states, actions, and the goals an action leaves.

A *state* is one goal to prove (an OR node). An *action* either fails or replaces the goal by
finitely many new ones, all of which must be proved (an AND node); none left means proved.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")


@dataclass(frozen=True)
class Subgoals(Generic[State]):
    """The action works and leaves these goals, in order; an empty tuple closes the goal."""

    states: tuple[State, ...]


@dataclass(frozen=True)
class Failed:
    """The action does not apply to the state; `reason` is for the trace."""

    reason: str = ""


class Environment(Protocol[State]):
    """The rules of the game. All methods are free of side effects on earlier states."""

    def key(self, state: State) -> Hashable:
        """Return what two states share exactly when a proof of one is a proof of the other."""
        ...

    async def apply(self, state: State, actions: Sequence[str]) -> list[Subgoals[State] | Failed]:
        """Try actions on one state; results in their order. May be cancelled."""
        ...
