"""A goal as the text of a theorem of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lean.driver.goals import Goal, Hypothesis

_HIDDEN = re.compile(r"[^\s()\[\]{}⟨⟩,:]+✝[⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_LEVEL = re.compile(r"\bu_\d+\b")
_LINE = 96


def flat(goal: Goal) -> list[tuple[str, Hypothesis]]:
    """Return the context of a goal, a name at a time."""
    return [(name, hypothesis) for hypothesis in goal.hypotheses for name in hypothesis.names]


def lemma_text(name: str, context: Sequence[tuple[str, Hypothesis]], target: str) -> str:
    """Return `theorem name (context) : target :=`, without a value.

    Names that nobody can type are replaced; a local definition becomes a variable with an equation.
    """
    hidden: dict[str, str] = {}
    taken = {known for known, _ in context}

    def typed(text: str) -> str:
        for word in _HIDDEN.findall(text):
            if word not in hidden:
                stem = word.split("✝")[0]
                number = next(n for n in range(1, 10_000) if f"{stem}_{n}" not in taken)
                hidden[word] = f"{stem}_{number}"
                taken.add(hidden[word])
        return " ".join(_HIDDEN.sub(lambda match: hidden[match[0]], text).split())

    binders: list[str] = []
    for known, hypothesis in context:
        type_ = typed(hypothesis.type.text)
        own = typed(known)
        if hypothesis.is_instance:
            binders.append(f"[{type_}]" if "✝" in known else f"[{own} : {type_}]")
            continue
        binders.append(f"({own} : {type_})")
        if hypothesis.value is not None:
            binders.append(f"({own}_eq : {own} = {typed(hypothesis.value.text)})")
    stated = typed(target)
    levels = sorted(set(_LEVEL.findall(" ".join([*binders, stated]))))
    universes = f".{{{', '.join(levels)}}}" if levels else ""
    return _wrapped(f"theorem {name}{universes}", binders, f": {stated} :=")


def arguments(context: Sequence[tuple[str, Hypothesis]]) -> str:
    """Return what to apply such a theorem to where its context is at hand."""
    words: list[str] = []
    for known, hypothesis in context:
        if hypothesis.is_instance:
            continue
        words.append("(by assumption)" if "✝" in known else known)
        if hypothesis.value is not None:
            words.append("rfl")
    return " ".join(words)


def _wrapped(head: str, binders: Sequence[str], tail: str) -> str:
    """Lay the pieces out in lines of a readable length."""
    lines = [head]
    for piece in (*binders, tail):
        if len(lines[-1]) + 1 + len(piece) > _LINE:
            lines.append("    " + piece)
        else:
            lines[-1] += " " + piece
    return "\n".join(lines)
