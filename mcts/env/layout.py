"""A found proof written as lines of Lean, with goals that occur often proved once, in front.

A shared goal becomes ``have shared : ∀ (its context), its target := by ...`` at the top of the
proof, and ``exact shared ...`` at its places. Its statement is what Lean printed, and Lean may
read that otherwise; so the text is a suggestion until it was run as a whole. ``layouts`` gives
the suggestions in order: with shared goals, then written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lean.driver.goals import Goal
from lean.driver.tactic import indent
from mcts.env.states import LeanState
from mcts.search.proof import Proof, Step

# A goal whose proof is shorter is written out at each of its places.
_WORTH_SHARING = 4
# The longest proof, in tactics, that is worth trying with everything written out.
_MOST_WRITTEN = 5_000
_NAME = re.compile(r"[^\W\d][\w'!?₀-₉]*")


def layouts(proof: Proof[LeanState]) -> Iterator[str]:
    """Yield the texts that may stand for a proof, the best first."""
    shared = _shared(proof)
    if shared:
        yield _write(proof, shared)
    if proof.written <= _MOST_WRITTEN:
        yield _write(proof, {})


def layout(proof: Proof[LeanState]) -> str:
    """Write a proof with a bullet for each goal where there are several, shared goals in front."""
    return _write(proof, _shared(proof))


def _write(proof: Proof[LeanState], shared: dict[int, str]) -> str:
    lines: list[str] = []
    for number, name in shared.items():
        state = proof.steps[number].state
        assert state is not None
        goal = state.goal
        lines += [f"have {name} : {_statement(goal)} := by"]
        body = _names(goal)
        if body:
            lines.append("  intro " + " ".join(body))
        lines += ["  " + line for line in _lines(proof, number, shared)]
    return "\n".join([*lines, *_lines(proof, len(proof.steps) - 1, shared)])


def _lines(proof: Proof[LeanState], start: int, shared: dict[int, str]) -> Iterator[str]:
    """Yield the lines of the proof of one step; shared steps below it are only named."""
    # (step, columns, what stands before its first line); bullets indent, chains do not.
    stack: list[tuple[int, int, str]] = [(start, 0, "")]
    while stack:
        number, columns, mark = stack.pop()
        step = proof.steps[number]
        action, children = step.action, step.children
        if number in shared and number != start:
            action, children = _use(step, shared[number]), ()
        for line in indent(action, columns):
            yield mark + line[columns:] if mark else line
            mark = ""
        several = len(children) > 1
        for child in reversed(children):
            bullet = " " * columns + "· " if several else ""
            stack.append((child, columns + 2 * several, bullet))


def _use(step: Step[LeanState], name: str) -> str:
    assert step.state is not None
    return " ".join(["exact", name, *_names(step.state.goal)])


def _shared(proof: Proof[LeanState]) -> dict[int, str]:
    """Return the steps that are written once in front, with names for them, in proof order."""
    uses = proof.uses()
    taken = {
        name
        for step in proof.steps
        if step.state is not None
        for goal in step.state.goals
        for name in _names(goal)
    }
    taken.update(word for step in proof.steps for word in _NAME.findall(step.action))
    sizes: list[int] = []
    shared: dict[int, str] = {}
    count = 0
    for number, step in enumerate(proof.steps):
        size = 1 + sum(1 if child in shared else sizes[child] for child in step.children)
        sizes.append(size)
        if uses[number] > 1 and size >= _WORTH_SHARING and _can_stand_alone(step):
            count += 1
            while (name := f"shared{count}") in taken:
                count += 1
            shared[number] = name
    return shared


def _can_stand_alone(step: Step[LeanState]) -> bool:
    """Whether the step's goal can be stated by itself: one goal, all of it in names one can type."""
    state = step.state
    if state is None or len(state.goals) != 1:
        return False
    goal = state.goal
    return (
        not goal.has_metavariables
        and "✝" not in goal.pretty()
        and all(hypothesis.value is None for hypothesis in goal.hypotheses)
    )


def _names(goal: Goal) -> list[str]:
    return [name for hypothesis in goal.hypotheses for name in hypothesis.names]


def _statement(goal: Goal) -> str:
    context = [
        f"({' '.join(hypothesis.names)} : {_line(hypothesis.type.text)})"
        for hypothesis in goal.hypotheses
    ]
    target = _line(goal.target.text)
    return f"∀ {' '.join(context)}, {target}" if context else target


def _line(text: str) -> str:
    return " ".join(text.split())
