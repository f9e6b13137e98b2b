"""A found proof as data: a tactic, and a proof for each goal that it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from mcts.search.tree import Node, Status

State = TypeVar("State")


@dataclass(frozen=True)
class ProofTree:
    """A tactic and the proofs of the goals that it leaves, in their order."""

    action: str
    subproofs: tuple[ProofTree, ...] = ()

    @property
    def size(self) -> int:
        """Number of tactics."""
        return 1 + sum(proof.size for proof in self.subproofs)

    @property
    def length(self) -> int:
        """Number of tactics on the longest branch."""
        return 1 + max((proof.length for proof in self.subproofs), default=0)

    def actions(self) -> Iterator[str]:
        """Yield the tactics in the order in which they are run."""
        yield self.action
        for proof in self.subproofs:
            yield from proof.actions()


def extract(node: Node[State]) -> ProofTree:
    """Return the shortest known proof of a solved goal. Raises `ValueError` if it is not."""
    if node.status is not Status.SOLVED or node.solution is None:
        raise ValueError("the goal is not proved")
    edge = node.solution
    return ProofTree(edge.action, tuple(extract(child) for child in edge.children))
