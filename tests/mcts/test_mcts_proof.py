"""Proofs as steps: thousands deep, shared goals once, as text and as a story."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from lean.driver.goals import Goal, Hypothesis, Term
from lean.driver.state import ProofState
from mcts.env.layout import layout, layouts
from mcts.env.narrate import narrate
from mcts.env.states import LeanState
from mcts.search.config import SearchConfig
from mcts.search.driver import search
from mcts.search.proof import Proof, Step, extract, proof
from mcts.search.tree import Edge, Tree
from tests.mcts.mcts_games import GraphGame
from tests.mcts.mcts_uniform import UniformPolicy


def lean_state(target: str, *names: str) -> LeanState:
    context = tuple(Hypothesis((name,), Term("Nat")) for name in names)
    return LeanState(ProofState(1, (), (Goal(context, Term(target)),)), 1)


def doubling(depth: int) -> Proof[LeanState]:
    """Each goal leaves the next one twice; `depth` goals."""
    steps = [Step[LeanState]("rfl", (), lean_state("p0", "n"))]
    for level in range(1, depth):
        steps.append(Step("constructor", (level - 1, level - 1), lean_state(f"p{level}", "n")))
    return Proof(tuple(steps))


def test_a_proof_may_be_deeper_than_python_recurses() -> None:
    depth = 5000
    graph: dict[str, dict[str, tuple[str, ...]]] = {
        f"g{i}": {"on": (f"g{i + 1}",)} for i in range(depth - 1)
    }
    graph[f"g{depth - 1}"] = {"close": ()}
    tree: Tree[str] = Tree(0.99)
    nodes = [tree.add(name, name) for name in graph]
    for above, below in pairwise(nodes):
        tree.connect(above, Edge("on", 1.0, (below,)))
    tree.connect(nodes[-1], Edge("close", 1.0, ()))
    found = extract(nodes[0])
    assert (found.size, found.length, found.written) == (depth, depth, depth)
    assert list(found.actions())[-2:] == ["on", "close"]
    deep = Proof(tuple(Step(s.action, s.children, lean_state("p", "n")) for s in found.steps))
    assert layout(deep).count("\n") == depth - 1
    assert narrate(deep).count("\n") == depth - 1


def test_a_search_proves_and_extracts_four_hundred_deep() -> None:
    graph: dict[str, dict[str, tuple[str, ...]]] = {
        f"g{i}": {"on": (f"g{i + 1}",)} for i in range(450)
    }
    graph["g450"] = {"close": ()}
    game = GraphGame(graph)
    config = SearchConfig(lookahead=True, no_action_tactics=None)
    result = asyncio.run(search("g0", game, UniformPolicy(game.actions), config))
    assert result.proof is not None
    assert (result.proof.size, result.proof.length) == (451, 451)


def test_seventeen_goals_are_seventeen_steps() -> None:
    graph: dict[str, dict[str, tuple[str, ...]]] = {
        f"g{i}": {"twice": (f"g{i + 1}", f"g{i + 1}")} for i in range(16)
    }
    graph["g16"] = {"close": ()}
    game = GraphGame(graph)
    result = asyncio.run(search("g0", game, UniformPolicy(game.actions), SearchConfig()))
    assert result.proof is not None
    assert (result.proof.size, result.proof.length) == (17, 17)
    assert result.proof.written == 2**17 - 1


def test_shared_goals_are_written_once() -> None:
    text = layout(doubling(17))
    assert len(text.split("\n")) < 120
    # A goal of three tactics is written out, one of more stands in front.
    assert text.startswith("have shared1 : ∀ (n : Nat), p2 := by\n  intro n\n  constructor\n")
    assert "exact shared1 n" in text
    assert len(list(layouts(doubling(17)))) == 1  # nobody writes out 131,071 tactics
    short, long = layouts(doubling(6))
    assert short.count("rfl") < long.count("rfl") == 32
    story = narrate(doubling(17))
    assert len(story.split("\n")) == 33  # each goal, and its second place
    assert story.count("As above.") == 15


def test_a_goal_that_cannot_be_stated_is_written_out() -> None:
    steps = list(doubling(6).steps)
    hidden = [Step(s.action, s.children, lean_state("p", "n✝")) for s in steps]
    assert "have shared" not in layout(Proof(tuple(hidden)))


def test_names_in_front_are_new() -> None:
    steps = [
        Step(step.action, step.children, lean_state(f"p{i}", "shared1"))
        for i, step in enumerate(doubling(5).steps)
    ]
    assert "have shared2 : ∀ (shared1 : Nat), p2 := by" in layout(Proof(tuple(steps)))


def test_a_proof_builds_on_earlier_steps_only() -> None:
    with pytest.raises(ValueError, match="before it"):
        Proof((Step("a", (0,)),))
    with pytest.raises(ValueError, match="at least one"):
        Proof(())
    assert proof("a", proof("b"), proof("c", proof("d"))).length == 3
