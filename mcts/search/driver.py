"""The search: descend by PUCT, expand a goal, back up; until proved, hopeless, or out of budget.

One simulation is AlphaProof's: from the root, at each goal the edge with the best PUCT score, at
each AND node the goal that PUCT with ``1 - Q`` chooses, down to a goal that is new or has earned
new tactics. The limits and ``should_stop`` are asked before each simulation and while it waits;
cancelling the task stops the search at the next await.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from mcts.protocols.environment import Environment
from mcts.protocols.policy import Policy
from mcts.search.backup import Step, backup
from mcts.search.budget import Watch, cancel
from mcts.search.config import SearchConfig
from mcts.search.expand import Expansion, expand, sampling_due
from mcts.search.proof import Proof, extract
from mcts.search.puct import select
from mcts.search.tree import Node, Status, Tree

State = TypeVar("State")
Ending = Literal["proved", "exhausted", "budget", "stopped", "unavailable"]
Path = list[Step[State]]


@dataclass(frozen=True)
class Statistics:
    """What a search did so far. ``cpu_seconds`` are those of the environment's workers."""

    simulations: int = 0
    nodes: int = 1
    tactics: int = 0
    cpu_seconds: float = 0.0


@dataclass(frozen=True)
class SearchResult(Generic[State]):
    """How a search ended. `proof` is set exactly when `ending` is `proved`.

    ``exhausted``: no goal is left that the policy has a new tactic for (the root is ``DEAD`` if
    all was refuted, and not if some tactic came to no end); ``budget``: the limits of the
    configuration; ``stopped``: ``should_stop``; ``unavailable``: the policy could not answer, too
    often in a row. ``tree`` is kept for those who look into it.
    """

    ending: Ending
    proof: Proof[State] | None
    statistics: Statistics
    tree: Tree[State]
    root: Node[State]


async def search(
    state: State,
    environment: Environment[State],
    policy: Policy[State],
    config: SearchConfig | None = None,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Statistics], None] | None = None,
) -> SearchResult[State]:
    """Look for a proof of `state`.

    ``progress`` is told the statistics after every simulation. Deterministic as far as policy and
    environment are, with one leaf in flight and no clock that ends it. Raises what policy and environment raise.
    """
    loop = _Loop(state, environment, policy, config or SearchConfig(), should_stop, progress)
    try:
        ending = await loop.run()
    finally:
        await loop.close()
    proof = extract(loop.root) if ending == "proved" else None
    return SearchResult(ending, proof, loop.statistics(), loop.tree, loop.root)


@dataclass(frozen=True)
class _Flight(Generic[State]):
    """A simulation that is out: its path, its leaf, and how many tactics it may try."""

    path: Path[State]
    leaf: Node[State]
    allowed: int


class _Loop(Generic[State]):
    """Simulations, as many at a time as the configuration says, until something ends them."""

    def __init__(
        self,
        state: State,
        environment: Environment[State],
        policy: Policy[State],
        config: SearchConfig,
        should_stop: Callable[[], bool],
        progress: Callable[[Statistics], None] | None,
    ) -> None:
        self._environment = environment
        self._policy = policy
        self._config = config
        self._progress = progress
        self._rng = random.Random(config.seed)
        self.tree: Tree[State] = Tree(config.discount, config.transpose)
        self.root = self.tree.add(state, environment.key(state))
        self._watch = Watch(config, environment, should_stop)
        self.running: dict[asyncio.Task[Expansion], _Flight[State]] = {}
        self._simulations = self._tactics = self._silent = 0

    def statistics(self) -> Statistics:
        """Return what was done so far."""
        cpu_seconds = self._watch.cpu_seconds
        return Statistics(self._simulations, len(self.tree), self._tactics, cpu_seconds)

    async def run(self) -> Ending:
        """Simulate until the search ends, and return how."""
        while True:
            ending = self._ended()
            if ending is not None:
                return ending
            self._launch()
            if not self.running:
                return "exhausted"
            ending = await self._watch.wait(self.running.keys())
            if ending is not None:
                return ending
            for task in [task for task in self.running if task.done()]:
                self._land(self.running.pop(task), task.result())

    async def close(self) -> None:
        """Call back what is still out; it leaves no trace in the counts."""
        flights, self.running = self.running, {}
        await cancel(flights.keys())
        for flight in flights.values():
            _mark(flight, -1)

    def _ended(self) -> Ending | None:
        config = self._config
        if self.root.status is Status.SOLVED:
            return "proved"
        if self.root.status is not Status.OPEN:
            return "exhausted"
        if self._simulations >= config.max_simulations or len(self.tree) >= config.max_nodes:
            return "budget"
        if self._silent >= config.patience:
            return "unavailable"
        return self._watch.over()

    def _launch(self) -> None:
        """Send out simulations as long as there is room, and another leaf to go to."""
        config = self._config
        room = min(config.in_flight, config.max_simulations - self._simulations)
        while len(self.running) < room:
            left = self._watch.steps_left()
            allowed = config.samples
            if left is not None:
                out = sum(flight.allowed for flight in self.running.values())
                allowed = min(allowed, left - out)
            found = descend(self.tree, self.root, config)
            if allowed <= 0 or found is None or found[1].pending:
                return
            flight = _Flight(*found, allowed)
            _mark(flight, 1)
            work = expand(
                self.tree, flight.leaf, self._environment, self._policy, config, self._rng, allowed
            )
            self.running[asyncio.ensure_future(work)] = flight

    def _land(self, flight: _Flight[State], expansion: Expansion) -> None:
        """Take a simulation home."""
        _mark(flight, -1)
        self._tactics += expansion.tactics
        self._silent = 0 if expansion.answered else self._silent + 1
        backup(self.tree, flight.path, flight.leaf, expansion.value)
        self._simulations += 1
        if self._progress is not None:
            self._progress(self.statistics())


def _mark(flight: _Flight[State], change: int) -> None:
    """Count a descent as out along its path, or take the count back."""
    flight.leaf.pending = change > 0
    for _, edge, number in flight.path:
        edge.in_flight += change
        edge.child_in_flight[number] += change


def descend(
    tree: Tree[State], root: Node[State], config: SearchConfig
) -> tuple[Path[State], Node[State]] | None:
    """Return the path of one simulation and the goal to expand at its end.

    None when no goal that could be expanded can be reached any more.
    """
    path: Path[State] = []
    above = {id(root)}
    node = root
    while not sampling_due(node, config):
        chosen = select(tree, node, above, config)
        if chosen is None:
            if not node.exhausted:
                break  # all its tactics lead nowhere: time for new ones
            return _nearest(root)
        edge, number = chosen
        path.append((node, edge, number))
        node = edge.children[number]
        above.add(id(node))
    return path, node


def _nearest(root: Node[State]) -> tuple[Path[State], Node[State]] | None:
    """Return the shortest path to a goal that can still be expanded, breadth first.

    PUCT can walk into a corner of merged goals from which every edge leads back; this walks out.
    """
    seen = {id(root)}
    queue: deque[tuple[Path[State], Node[State]]] = deque([([], root)])
    while queue:
        path, node = queue.popleft()
        if not node.exhausted:
            return path, node
        for edge in node.edges:
            if edge.closed:
                continue
            for number, child in enumerate(edge.children):
                if child.status is Status.OPEN and id(child) not in seen:
                    seen.add(id(child))
                    queue.append(([*path, (node, edge, number)], child))
    return None
