"""A found Lean proof told goal by goal, for a person who reads it beside the file."""

from __future__ import annotations

from collections.abc import Iterator

from lean.driver.goals import Goal
from mcts.env.lean import LeanState
from mcts.search.tree import Node, Status


def narrate(root: Node[LeanState]) -> str:
    """Return a Markdown list: each goal, the tactic used on it, and below it the goals it left.

    A goal's context is told where it is new. Raises `ValueError` if the root is not proved.
    """
    if root.status is not Status.SOLVED:
        raise ValueError("the goal is not proved")
    return "\n".join(_lines(root, (), 0))


def _lines(node: Node[LeanState], known: tuple[str, ...], depth: int) -> Iterator[str]:
    assert node.solution is not None
    indent = "  " * depth
    goal = node.state.goal
    context = tuple(hypothesis.pretty() for hypothesis in goal.hypotheses)
    new = [line for line in context if line not in known]
    given = f"With {', '.join(map(_code, new))}: show" if new else "Show"
    children = node.solution.children
    ending = {0: ", which closes it.", 1: ":"}.get(
        len(children), f", which leaves {len(children)}:"
    )
    yield f"{indent}- {given} {_code(_target(goal))}. By {_tactic(node.solution.action)}{ending}"
    for child in children:
        # A chain stays on one level; only goals side by side are indented.
        yield from _lines(child, context, depth + (len(children) > 1))


def _target(goal: Goal) -> str:
    return " ".join(goal.target.text.split())


def _tactic(action: str) -> str:
    return ", then ".join(_code(line.strip()) for line in action.split("\n"))


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"
