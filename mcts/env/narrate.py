"""A found Lean proof told goal by goal, for a person who reads it beside the file."""

from __future__ import annotations

from collections.abc import Iterator

from lean.driver.goals import Goal
from mcts.env.states import LeanState
from mcts.search.proof import Proof


def narrate(proof: Proof[LeanState]) -> str:
    """Return a Markdown list: each goal, the tactic used on it, and below it the goals it left.

    A goal's context is told where it is new; a goal that occurs again is told once.
    """
    return "\n".join(_lines(proof))


def _lines(proof: Proof[LeanState]) -> Iterator[str]:
    told: set[int] = set()
    # (step, context that is known, level)
    stack: list[tuple[int, tuple[str, ...], int]] = [(len(proof.steps) - 1, (), 0)]
    while stack:
        number, known, depth = stack.pop()
        step = proof.steps[number]
        assert step.state is not None
        goal = step.state.goal
        context = tuple(_one_line(hypothesis.pretty()) for hypothesis in goal.hypotheses)
        new = [line for line in context if line not in known]
        given = f"With {', '.join(map(_code, new))}: show" if new else "Show"
        start = f"{'  ' * depth}- {given} {_code(_target(goal))}."
        children = step.children
        if number in told and children:
            yield f"{start} As above."
            continue
        told.add(number)
        ending = {0: ", which closes it.", 1: ":"}.get(
            len(children), f", which leaves {len(children)}:"
        )
        yield f"{start} By {_tactic(step.action)}{ending}"
        # A chain stays on one level; only goals side by side are indented.
        below = depth + (len(children) > 1)
        stack.extend((child, context, below) for child in reversed(children))


def _target(goal: Goal) -> str:
    return _one_line(goal.target.text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tactic(action: str) -> str:
    return ", then ".join(_code(line.strip()) for line in action.split("\n"))


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"
