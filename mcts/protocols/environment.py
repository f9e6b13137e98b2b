"""What the search asks of the world: states, actions, and the goals an action leaves.

A *state* is one goal to prove (an OR node). An *action* either fails or replaces the goal by
finitely many new ones, all of which must be proved (an AND node); none left means proved. That an
action ran out of time or memory says nothing about the goal: that is a third outcome.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")


@dataclass(frozen=True)
class Subgoals(Generic[State]):
    """The action works and leaves these goals, in order; an empty tuple closes the goal.

    ``cost`` is what the action takes, in CPU seconds, 0 where that is not known: of several
    actions with the same outcome the search keeps the cheapest.
    """

    states: tuple[State, ...]
    cost: float = 0.0


@dataclass(frozen=True)
class Failed:
    """The action does not apply to the state; `reason` is for the trace."""

    reason: str = ""


@dataclass(frozen=True)
class Undecided:
    """The action did not come to an end (time, memory): it may still be the right one."""

    reason: str = ""


Outcome = Subgoals[State] | Failed | Undecided


@dataclass(frozen=True)
class Spent:
    """What an environment used so far: actions tried, and CPU seconds of whatever tries them."""

    steps: int = 0
    cpu_seconds: float = 0.0


class Environment(Protocol[State]):
    """The rules of the game. All methods are free of side effects on earlier states."""

    def key(self, state: State) -> Hashable:
        """Return what two states share exactly when a proof of one is a proof of the other."""
        ...

    async def apply(self, state: State, actions: Sequence[str]) -> Sequence[Outcome[State]]:
        """Try actions on one state; results in their order. May be cancelled."""
        ...

    def spent(self) -> Spent:
        """Return what was used since the environment was made. Asked often, also during apply."""
        ...
