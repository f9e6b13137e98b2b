"""The search: descend by PUCT, expand a goal, back up; until proved, hopeless, or out of budget.

One simulation is AlphaProof's: from the root, at each goal the edge with the best PUCT score, at
each AND node the hardest goal that is still open, down to a goal that is new or has earned new
tactics. The caller owns the clock: `should_stop` is asked between simulations, and cancelling
the task stops the search at the next await.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from mcts.protocols.environment import Environment
from mcts.protocols.policy import Policy
from mcts.search.backup import backup
from mcts.search.config import SearchConfig
from mcts.search.expand import expand, sampling_due
from mcts.search.proof import ProofTree, extract
from mcts.search.puct import select
from mcts.search.tree import Edge, Node, Status, Tree

State = TypeVar("State")
Ending = Literal["proved", "exhausted", "budget", "stopped"]
Path = list[tuple[Node[State], Edge[State]]]


@dataclass(frozen=True)
class Statistics:
    """What a search did so far."""

    simulations: int = 0
    nodes: int = 1
    tactics: int = 0


@dataclass(frozen=True)
class SearchResult(Generic[State]):
    """How a search ended. `proof` is set exactly when `ending` is `proved`.

    `exhausted`: no goal is left that the policy has a new tactic for; `budget`: the limits of
    the configuration; `stopped`: `should_stop`. `tree` is kept for those who look into it.
    """

    ending: Ending
    proof: ProofTree | None
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

    `progress` is told the statistics after every simulation. Deterministic as far as policy and
    environment are. Raises what they raise.
    """
    config = config or SearchConfig()
    rng = random.Random(config.seed)
    tree: Tree[State] = Tree(config.discount, config.transpose)
    (distance,) = await policy.remaining([state])
    root = tree.add(state, environment.key(state), distance)
    simulations = tactics = 0

    def result(ending: Ending) -> SearchResult[State]:
        proof = extract(root) if ending == "proved" else None
        return SearchResult(ending, proof, Statistics(simulations, len(tree), tactics), tree, root)

    while True:
        if root.status is Status.SOLVED:
            return result("proved")
        if root.status is Status.DEAD:
            return result("exhausted")
        if simulations >= config.max_simulations or len(tree) >= config.max_nodes:
            return result("budget")
        if should_stop():
            return result("stopped")
        found = descend(tree, root, config)
        if found is None:
            return result("exhausted")
        path, leaf = found
        tactics += await expand(tree, leaf, environment, policy, config, rng)
        backup(tree, path, leaf)
        simulations += 1
        if progress is not None:
            progress(Statistics(simulations, len(tree), tactics))


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
        edge, child = chosen
        path.append((node, edge))
        above.add(id(child))
        node = child
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
            if edge.dead:
                continue
            for child in edge.children:
                if child.status is Status.OPEN and id(child) not in seen:
                    seen.add(id(child))
                    queue.append(([*path, (node, edge)], child))
    return None
