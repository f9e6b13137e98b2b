"""Small worlds with known answers: explicit AND/OR graphs, and propositional sequents."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from mcts.protocols.environment import Failed, Spent, Subgoals


class GraphGame:
    """An AND/OR graph given as `{goal: {action: (goals left)}}`; goals are names."""

    def __init__(self, graph: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self.graph = graph
        self.applied: list[tuple[str, str]] = []

    def key(self, state: str) -> Hashable:
        return state

    def spent(self) -> Spent:
        return Spent(len(self.applied), 0.0)

    async def apply(self, state: str, actions: Sequence[str]) -> list[Subgoals[str] | Failed]:
        self.applied.extend((state, action) for action in actions)
        moves = self.graph.get(state, {})
        return [Subgoals(moves[a]) if a in moves else Failed("no such move") for a in actions]

    def actions(self, state: str) -> list[str]:
        return list(self.graph.get(state, {}))

    def shortest(self) -> dict[str, int]:
        """The length of the shortest proof of each provable goal, by brute force.

        A proof's length is that of its longest branch. Least fixed point, one length at a time.
        """
        known: dict[str, int] = {}
        for length in range(1, len(self.graph) + 2):
            for goal, moves in self.graph.items():
                if goal not in known and any(
                    all(known.get(left, length) < length for left in lefts)
                    for lefts in moves.values()
                ):
                    known[goal] = length
        return known


Formula = str | tuple["Formula", str, "Formula"]


@dataclass(frozen=True)
class Sequent:
    """Formulas on the left, one on the right; atoms are words, connectives `and or imp`."""

    left: frozenset[Formula]
    right: Formula


class Propositions:
    """Intuitionistic sequents with the usual rules as actions; contraction-free enough for tests."""

    def key(self, state: Sequent) -> Hashable:
        return state

    def spent(self) -> Spent:
        return Spent()

    def actions(self, state: Sequent) -> list[str]:
        left = sorted(map(repr, (f for f in state.left if isinstance(f, tuple))))
        return ["assumption", "intro", "split", "left", "right", *(f"use {f}" for f in left)]

    async def apply(
        self, state: Sequent, actions: Sequence[str]
    ) -> list[Subgoals[Sequent] | Failed]:
        return [self._step(state, action) for action in actions]

    def _step(self, state: Sequent, action: str) -> Subgoals[Sequent] | Failed:
        goal, left = state.right, state.left
        if action == "assumption" and goal in left:
            return Subgoals(())
        if isinstance(goal, tuple):
            first, word, second = goal
            if (action, word) == ("intro", "imp"):
                return Subgoals((Sequent(left | {first}, second),))
            if (action, word) == ("split", "and"):
                return Subgoals((Sequent(left, first), Sequent(left, second)))
            if (action, word) == ("left", "or"):
                return Subgoals((Sequent(left, first),))
            if (action, word) == ("right", "or"):
                return Subgoals((Sequent(left, second),))
        for formula in left:
            if isinstance(formula, tuple) and action == f"use {formula!r}":
                return self._use(state, formula)
        return Failed("the rule does not apply")

    def _use(self, state: Sequent, formula: tuple[Formula, str, Formula]) -> Subgoals[Sequent]:
        first, word, second = formula
        rest = state.left - {formula}
        if word == "and":
            return Subgoals((Sequent(rest | {first, second}, state.right),))
        if word == "or":
            sides = (first, second)
            return Subgoals(tuple(Sequent(rest | {side}, state.right) for side in sides))
        return Subgoals((Sequent(state.left, first), Sequent(rest | {second}, state.right)))
