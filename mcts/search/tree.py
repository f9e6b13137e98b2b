"""The AND/OR tree: goals (OR nodes), applied tactics (edges, which are AND nodes), and status.

Equal goals share a node (a transposition), so the tree is a graph that may hold cycles. A goal
counts as proved only through goals that were proved before it, hence never by a circle.

Values are in [0, 1]: `discount ** n` for a goal that n tactics are expected to prove. Proved
goals have exactly the value of their shortest known proof, measured along its longest branch;
goals that nothing is left to try on have 0.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

State = TypeVar("State")


class Status(Enum):
    """What is known of a goal.

    ``DEAD``: every tactic the policy has for it was refuted. ``LEFT``: nothing is left to try on
    it, but some tactic never came to an end, here or below, so that nothing is refuted.
    """

    OPEN = "open"
    SOLVED = "solved"
    DEAD = "dead"
    LEFT = "left"


@dataclass(eq=False, repr=False)  # a field-wise repr would print the whole graph, many times
class Edge(Generic[State]):
    """A tactic that worked on a goal; all of `children` must be proved.

    ``weight`` comes from the policy's; the prior is its share among the node's edges (``puct``).
    ``cost`` is the action's, ``child_visits`` the descents through this edge to each child, and
    ``in_flight`` those that have not come back yet (``child_in_flight`` to each child).
    """

    action: str
    weight: float
    children: tuple[Node[State], ...]
    cost: float = 0.0
    visits: int = 0
    child_visits: list[int] = field(default_factory=list)
    in_flight: int = 0
    child_in_flight: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.child_visits = self.child_visits or [0] * len(self.children)
        self.child_in_flight = [0] * len(self.children)

    def __repr__(self) -> str:
        return f"Edge({self.action!r}, {len(self.children)} goals, {self.visits} visits)"

    @property
    def solved(self) -> bool:
        """Whether every child is proved."""
        return all(child.status is Status.SOLVED for child in self.children)

    @property
    def dead(self) -> bool:
        """Whether some child cannot be proved."""
        return any(child.status is Status.DEAD for child in self.children)

    @property
    def closed(self) -> bool:
        """Whether nothing is left to try on some child, so that the edge leads nowhere."""
        return any(child.status in (Status.DEAD, Status.LEFT) for child in self.children)

    @property
    def length(self) -> int:
        """Tactics of the longest branch of the shortest known proof through a solved edge."""
        return 1 + max((child.length for child in self.children), default=0)


@dataclass(eq=False, repr=False)
class Node(Generic[State]):
    """A goal.

    ``estimate`` is its value before any visit, 0 until it is ``estimated``. ``visits`` counts
    descents that reached it and ``value_sum`` what they brought back; ``samplings`` is how often
    the policy answered and ``unavailable`` how often it could not, ``tried`` every action that
    was settled and the edge it became, if any, ``undecided`` those that came to no end, ``exhausted`` that the
    policy has no more, ``pending`` that an answer about it is awaited. ``length`` is that of the shortest known proof once the goal is solved.
    """

    state: State
    key: Hashable
    estimate: float = 0.0
    estimated: bool = False
    status: Status = Status.OPEN
    edges: list[Edge[State]] = field(default_factory=list)
    parents: list[tuple[Node[State], Edge[State]]] = field(default_factory=list)
    tried: dict[str, Edge[State] | None] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)
    visits: int = 0
    value_sum: float = 0.0
    samplings: int = 0
    unavailable: int = 0
    exhausted: bool = False
    pending: bool = False
    length: int = 0
    solution: Edge[State] | None = None

    def __repr__(self) -> str:
        return f"Node({self.key!r}, {self.status.value}, {self.visits} visits)"

    @property
    def expanded(self) -> bool:
        """Whether the policy was asked about it at least once."""
        return self.samplings > 0


class Tree(Generic[State]):
    """The nodes of one search and the bookkeeping of what is proved."""

    def __init__(self, discount: float, transpose: bool = True) -> None:
        self.discount = discount
        self._transpose = transpose
        self._nodes: dict[Hashable, Node[State]] = {}
        self._order: list[Node[State]] = []

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Node[State]]:
        return iter(self._order)

    def find(self, key: Hashable) -> Node[State] | None:
        """Return the node of a goal that was met before; None without transpositions."""
        return self._nodes.get(key) if self._transpose else None

    def add(self, state: State, key: Hashable, remaining: float | None = None) -> Node[State]:
        """Add a goal, ``remaining`` tactics away from proved where that was estimated."""
        node = Node(state, key)
        if remaining is not None:
            self.estimate(node, remaining)
        self._nodes.setdefault(key, node)
        self._order.append(node)
        return node

    def estimate(self, node: Node[State], remaining: float) -> None:
        """Record how many tactics a goal is away; what is no number counts as infinitely many."""
        node.estimate = 0.0 if math.isnan(remaining) else self.discount ** max(0.0, remaining)
        node.estimated = True

    def connect(self, node: Node[State], edge: Edge[State]) -> None:
        """Hang an edge below a node and draw the conclusions."""
        node.edges.append(edge)
        for child in edge.children:
            child.parents.append((node, edge))
        if edge.solved:
            self._prove(node, edge)

    def value(self, node: Node[State]) -> float:
        """Return a goal's value: exact when its fate is known, else the mean of its visits."""
        known = self.known_value(node)
        if known is not None:
            return known
        return node.value_sum / node.visits if node.visits else node.estimate

    def known_value(self, node: Node[State]) -> float | None:
        """Return a goal's value where its fate is known, else None."""
        if node.status is Status.SOLVED:
            return self.discount**node.length
        if node.status is Status.OPEN:
            return None
        return 0.0

    def edge_value(self, edge: Edge[State]) -> float:
        """Return the AND node's value, seen from its goal: one tactic plus the hardest child.

        Children that were neither visited nor estimated do not count; if none does, it is 0.
        """
        if not edge.children:
            return self.discount
        known = [
            self.value(child)
            for child in edge.children
            if child.visits or child.estimated or child.status is not Status.OPEN
        ]
        return self.discount * min(known, default=0.0)

    def settle(self, node: Node[State]) -> None:
        """Mark a goal that nothing is left to try on, and what ends with it."""
        pending = [node]
        while pending:
            current = pending.pop()
            if current.status in (Status.SOLVED, Status.DEAD) or not current.exhausted:
                continue
            if not current.undecided and all(edge.dead for edge in current.edges):
                ended = Status.DEAD
            elif all(edge.closed for edge in current.edges):
                ended = Status.LEFT
            else:
                continue
            if current.status is not ended:
                current.status = ended
                pending.extend(parent for parent, _ in current.parents)

    def _prove(self, node: Node[State], edge: Edge[State]) -> None:
        """Record a proof, or a shorter one, and pass the news on to the parents."""
        pending = [(node, edge)]
        while pending:
            current, found = pending.pop()
            length = found.length
            if current.status is Status.SOLVED and current.length <= length:
                continue
            current.status = Status.SOLVED
            current.length = length
            current.solution = found
            pending.extend((parent, above) for parent, above in current.parents if above.solved)
