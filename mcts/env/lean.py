"""The search's environment on Lean: a state is one goal of an open session of `lean.driver`.

The driver applies tactics to the first of a state's goals. A tactic that leaves several gives
states that differ only in which of them was rotated to the front; each is proved without looking
at its siblings, which is why the finished proof, laid out with a bullet for each goal, replays.
Goals that share metavariables are not independent: they stay together in one state.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from lean.driver.goals import Goal
from lean.driver.state import ProofState, StepResult, TacticFailure, TacticSession
from lean.driver.tactic import indent
from lean.errors import WorkerDied, WorkerOutOfMemory, WorkerTimeout
from mcts.protocols.environment import Failed, Subgoals
from mcts.search.proof import ProofTree

# What Lean's parser says. A tactic that does not parse ends the document, so that whatever stands
# after it was not looked at, whatever the answer about it says.
_UNPARSED = re.compile(
    r"unknown tactic|unexpected (token|identifier|end of input)|expected |unterminated|invalid '"
)


@dataclass(frozen=True)
class LeanState:
    """The first `focus` goals of a driver's state; what comes after them is somebody else's."""

    proof_state: ProofState
    focus: int

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals to prove here; more than one only where they share metavariables."""
        return self.proof_state.goals[: self.focus]

    @property
    def goal(self) -> Goal:
        """The goal that the next tactic acts on."""
        return self.proof_state.goals[0]


class LeanEnvironment:
    """Goals and tactics of one open session. Steps wait for each other."""

    def __init__(self, session: TacticSession) -> None:
        self._session = session
        self._unknown: set[str] = set()
        self.steps = 0

    def root(self) -> LeanState:
        """The state of the statement itself."""
        return LeanState(self._session.root, len(self._session.root.goals))

    def key(self, state: LeanState) -> Hashable:
        """Return the goals as printed, without their tags: equal texts, equal proofs."""
        return tuple(replace(goal, case="").pretty() for goal in state.goals)

    async def apply(
        self, state: LeanState, actions: Sequence[str]
    ) -> list[Subgoals[LeanState] | Failed]:
        """Try tactics on the first goal. Raises the driver's errors."""
        results: dict[str, Subgoals[LeanState] | Failed] = {}
        waiting: list[str] = []
        for action in dict.fromkeys(actions):
            if _head(action) in self._unknown:
                results[action] = Failed("this Lean has no such tactic")
            else:
                waiting.append(action)
        while waiting:
            waiting = await self._try(state, waiting, results)
        return [results[action] for action in actions]

    async def _try(
        self,
        state: LeanState,
        actions: list[str],
        results: dict[str, Subgoals[LeanState] | Failed],
    ) -> list[str]:
        """Try a batch, file what came out, and return those that were not looked at."""
        self.steps += len(actions)
        answers = await self._session.apply_batch(state.proof_state, actions)
        for number, (action, answer) in enumerate(zip(actions, answers, strict=True)):
            if not _unparsed(answer):
                results[action] = await self._file(state, action, answer)
                continue
            # The fault may be its predecessor's, and what comes after it was not looked at.
            if len(actions) > 1:
                answer = await self._session.apply(state.proof_state, action)
            if isinstance(answer, TacticFailure) and answer.message.startswith("unknown tactic"):
                self._unknown.add(_head(action))
            results[action] = await self._file(state, action, answer)
            return actions[number + 1 :]
        return []

    async def _file(
        self, state: LeanState, action: str, answer: StepResult
    ) -> Subgoals[LeanState] | Failed:
        """Turn the driver's answer into goals of their own; a closed goal is confirmed alone."""
        if isinstance(answer, TacticFailure):
            return Failed(answer.message)
        others = len(state.proof_state.goals) - state.focus
        left = len(answer.goals) - others
        if left < 0:
            return Failed("the tactic touched goals that are not its own")
        if left == 0:
            # In a batch a goal can seem closed because of a neighbour's fault.
            alone = await self._session.apply(state.proof_state, action)
            if isinstance(alone, TacticFailure):
                return Failed(alone.message)
            if len(alone.goals) != others:
                return Failed("the goal is closed only in company")
        return Subgoals(_separate(answer, left))

    async def replay(self, proof: ProofTree) -> bool:
        """Whether the proof, laid out as text, proves the statement when run from the start."""
        try:
            result = await self._session.apply(self._session.root, layout(proof))
        except (WorkerDied, WorkerTimeout, WorkerOutOfMemory):
            return False
        return isinstance(result, ProofState) and result.complete


def layout(proof: ProofTree) -> str:
    """Write a proof as lines of tactics, with a bullet for each goal where there are several."""
    lines = proof.action.split("\n")
    for subproof in proof.subproofs:
        text = layout(subproof)
        if len(proof.subproofs) == 1:
            lines.append(text)
        else:
            inner = indent(text, 2)
            lines.extend(["· " + inner[0][2:], *inner[1:]])
    return "\n".join(lines)


def _separate(answer: ProofState, count: int) -> tuple[LeanState, ...]:
    """Split the first `count` goals into states, all in one where they share metavariables."""
    if any(goal.has_metavariables for goal in answer.goals[:count]):
        return (LeanState(answer, count),)
    return tuple(LeanState(_rotated(answer, place), 1) for place in range(count))


def _rotated(state: ProofState, place: int) -> ProofState:
    """Bring a goal to the front. The rotation is spelt out here; asking Lean would cost a step."""
    if place == 0:
        return state
    goals = (*state.goals[place:], *state.goals[:place])
    return replace(state, tactics=(*state.tactics, f"rotate_left {place}"), goals=goals)


def _unparsed(answer: StepResult) -> bool:
    if isinstance(answer, ProofState) or answer.kind == "refused":
        return False
    return _UNPARSED.match(answer.message) is not None


def _head(tactic: str) -> str:
    match = re.match(r"[\w.'?!]+", tactic)
    return match[0] if match else tactic
