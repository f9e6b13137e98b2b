"""A found proof as data: a list of steps, in which a goal that occurs often is proved once.

A proof is a graph, as the search's is: written out as a tree, one of 17 goals can have 131,071
tactics. Nothing here recurses, so that a proof may be thousands of tactics deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mcts.search.tree import Node, Status

State = TypeVar("State")


@dataclass(frozen=True)
class Step(Generic[State]):
    """A tactic on a goal; ``children`` are the numbers of the steps that prove what it leaves."""

    action: str
    children: tuple[int, ...] = ()
    state: State | None = None


@dataclass(frozen=True)
class Proof(Generic[State]):
    """Steps, each after those it builds on; the last proves the goal itself."""

    steps: tuple[Step[State], ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("a proof has at least one step")
        for number, step in enumerate(self.steps):
            if any(not 0 <= child < number for child in step.children):
                raise ValueError("a step of a proof builds on steps before it")

    @property
    def root(self) -> Step[State]:
        """The step on the goal itself."""
        return self.steps[-1]

    @property
    def size(self) -> int:
        """Number of tactics, each shared goal's counted once."""
        return len(self.steps)

    @property
    def length(self) -> int:
        """Number of tactics on the longest branch."""
        lengths: list[int] = []
        for step in self.steps:
            lengths.append(1 + max((lengths[child] for child in step.children), default=0))
        return lengths[-1]

    @property
    def written(self) -> int:
        """Number of tactics if everything is written out wherever it occurs."""
        sizes: list[int] = []
        for step in self.steps:
            sizes.append(1 + sum(sizes[child] for child in step.children))
        return sizes[-1]

    def uses(self) -> list[int]:
        """Return for each step how often others build on it."""
        counts = [0] * len(self.steps)
        for step in self.steps:
            for child in step.children:
                counts[child] += 1
        return counts

    def actions(self) -> Iterator[str]:
        """Yield the tactics from the goal down, each shared goal's at its first place."""
        seen: set[int] = set()
        stack = [len(self.steps) - 1]
        while stack:
            number = stack.pop()
            if number in seen:
                continue
            seen.add(number)
            yield self.steps[number].action
            stack.extend(reversed(self.steps[number].children))


def proof(action: str, *subproofs: Proof[State]) -> Proof[State]:
    """Put a tactic on top of the proofs of the goals that it leaves; nothing is shared."""
    steps: list[Step[State]] = []
    children = []
    for subproof in subproofs:
        shift = len(steps)
        steps.extend(
            Step(step.action, tuple(child + shift for child in step.children), step.state)
            for step in subproof.steps
        )
        children.append(len(steps) - 1)
    return Proof((*steps, Step(action, tuple(children))))


def extract(node: Node[State]) -> Proof[State]:
    """Return the shortest known proof of a solved goal. Raises ``ValueError`` if it is not."""
    numbers: dict[int, int] = {}
    steps: list[Step[State]] = []
    stack = [(node, False)]
    while stack:
        current, ready = stack.pop()
        if id(current) in numbers:
            continue
        edge = current.solution
        if current.status is not Status.SOLVED or edge is None:
            raise ValueError("the goal is not proved")
        if ready:
            children = tuple(numbers[id(child)] for child in edge.children)
            numbers[id(current)] = len(steps)
            steps.append(Step(edge.action, children, current.state))
            continue
        stack.append((current, True))
        stack.extend((child, False) for child in reversed(edge.children))
    return Proof(tuple(steps))
