"""The search's environment on Lean: a state is one goal of an open session of `lean.driver`.

The driver applies tactics to the first of a state's goals. A tactic that leaves several gives
states that differ only in which of them was rotated to the front; each is proved without looking
at its siblings, which is why the finished proof, laid out with a bullet for each goal, replays.
Goals that share metavariables are not independent: they stay together in one state.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Hashable, Sequence
from dataclasses import replace

from lean.driver.state import ProofState, StepResult, TacticFailure, TacticSession
from lean.errors import WorkerDied, WorkerOutOfMemory, WorkerTimeout
from mcts.env.layout import layouts
from mcts.env.states import LeanState
from mcts.protocols.environment import Failed, Outcome, Spent, Subgoals, Undecided
from mcts.search.proof import Proof

# What Lean's parser says. A tactic that does not parse ends the document, so that whatever stands
# after it was not looked at, whatever the answer about it says.
_UNPARSED = re.compile(
    r"unknown tactic|unexpected (token|identifier|end of input)|expected |unterminated|invalid '"
)


class LeanEnvironment:
    """Goals and tactics of one statement, open in one session or in several of a worker each.

    Every session reaches every state, since a state carries its tactics; with several, as many
    goals can be worked on at a time. Steps in one session wait for each other.
    """

    def __init__(self, session: TacticSession, *others: TacticSession) -> None:
        self._sessions = (session, *others)
        self._free = list(reversed(self._sessions))
        self._turn = asyncio.Semaphore(len(self._sessions))
        self._unknown: set[str] = set()
        self._cpu_before = self._cpu_seconds()
        self.steps = 0

    def root(self) -> LeanState:
        """The state of the statement itself."""
        root = self._sessions[0].root
        return LeanState(root, len(root.goals))

    def _cpu_seconds(self) -> float:
        return sum(session.cpu_seconds for session in self._sessions)

    @contextlib.asynccontextmanager
    async def _session(self) -> AsyncIterator[TacticSession]:
        async with self._turn:
            session = self._free.pop()
            try:
                yield session
            finally:
                self._free.append(session)

    def key(self, state: LeanState) -> Hashable:
        """Return the goals' identities, which hold names and types, not what is printed.

        A goal that Lean gave none is like no other: its key is the way that led to it.
        """
        identities = tuple(goal.identity for goal in state.goals)
        return identities if all(identities) else (state.proof_state.tactics, state.focus)

    def spent(self) -> Spent:
        """Return the tactics tried and the CPU seconds of Lean, what runs now included."""
        return Spent(self.steps, max(0.0, self._cpu_seconds() - self._cpu_before))

    async def apply(self, state: LeanState, actions: Sequence[str]) -> list[Outcome[LeanState]]:
        """Try tactics on the first goal. Raises the driver's errors."""
        results: dict[str, Outcome[LeanState]] = {}
        waiting: list[str] = []
        for action in dict.fromkeys(actions):
            if _head(action) in self._unknown:
                results[action] = Failed("this Lean has no such tactic")
            else:
                waiting.append(action)
        self.steps += len(waiting)
        async with self._session() as session:
            here = _moved(state, session)
            while waiting:
                waiting = await self._try(session, here, waiting, results)
        return [results[action] for action in actions]

    async def _try(
        self,
        session: TacticSession,
        state: LeanState,
        actions: list[str],
        results: dict[str, Outcome[LeanState]],
    ) -> list[str]:
        """Try a batch, file what came out, and return those that were not looked at."""
        answers = await session.apply_batch(state.proof_state, actions)
        for number, (action, answer) in enumerate(zip(actions, answers, strict=True)):
            if not _unparsed(answer):
                results[action] = await self._file(session, state, action, answer)
                continue
            # The fault may be its predecessor's, and what comes after it was not looked at.
            if len(actions) > 1:
                answer = await session.apply(state.proof_state, action)
            if isinstance(answer, TacticFailure) and answer.message.startswith("unknown tactic"):
                self._unknown.add(_head(action))
            results[action] = await self._file(session, state, action, answer)
            return actions[number + 1 :]
        return []

    async def _file(
        self, session: TacticSession, state: LeanState, action: str, answer: StepResult
    ) -> Outcome[LeanState]:
        """Turn the driver's answer into goals of their own; a closed goal is confirmed alone."""
        if isinstance(answer, TacticFailure):
            return _failure(answer)
        others = len(state.proof_state.goals) - state.focus
        left = len(answer.goals) - others
        if left < 0:
            return Failed("the tactic touched goals that are not its own")
        if left == 0:
            # In a batch a goal can seem closed because of a neighbour's fault.
            alone = await session.apply(state.proof_state, action)
            if isinstance(alone, TacticFailure):
                return _failure(alone)
            if len(alone.goals) != others:
                return Failed("the goal is closed only in company")
        return Subgoals(_separate(answer, left))

    async def written(self, proof: Proof[LeanState]) -> str | None:
        """Return the proof as text that proves the statement when run from the start, or None."""
        for text in layouts(proof):
            try:
                async with self._session() as session:
                    result = await session.apply(session.root, text)
            except (WorkerDied, WorkerTimeout, WorkerOutOfMemory):
                continue
            if isinstance(result, ProofState) and result.complete:
                return text
        return None


def _moved(state: LeanState, session: TacticSession) -> LeanState:
    """Return the state as one of this session's."""
    return replace(state, proof_state=replace(state.proof_state, session=session.root.session))


def _failure(answer: TacticFailure) -> Failed | Undecided:
    """A tactic that ran out of time or memory was not refuted."""
    if answer.kind in ("timeout", "memory"):
        return Undecided(answer.message)
    return Failed(answer.message)


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
