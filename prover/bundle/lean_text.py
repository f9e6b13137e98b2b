"""The text of a Lean proof: the file, and below it the goals that its tactics were used on.

What Lean's kernel vouches for is the file. The text shows it whole and says nothing else in
words, so that no sentence of anybody's stands under the kernel's name. The goals were told by the
search and cannot be derived from the file alone; they stand as code.
"""

from __future__ import annotations

import re

_CODE = r"(?:`[^`\n]+`|``(?:[^`\n]|`(?!`))+``)"
_STEP = re.compile(
    rf" *- (?:With {_CODE}(?:, {_CODE})*: show|Show) {_CODE}\."
    rf"(?: As above\.| By (?P<tactics>{_CODE}(?:, then {_CODE})*)"
    r"(?::|, which closes it\.|, which leaves \d+:))"
)


def lean_section(description: str, file: str, steps: str = "") -> str:
    """The Markdown of a proof: `file`, and where there are any the `steps` that
    `mcts.env.narrate` tells. `description` names the Lean and its library.
    """
    told = f"A formal proof for {description}, found by search:\n\n```lean\n{file.strip()}\n```\n"
    if not steps:
        return told
    return (
        f"{told}\nThe same step by step, each goal with the tactic that it is met with:\n\n"
        f"{steps.rstrip()}\n"
    )


def is_lean_section(text: str, description: str, file: str) -> bool:
    """Whether `text` shows `file` whole and beside it nothing but steps with tactics of it."""
    told = lean_section(description, file)
    if text.rstrip() == told.rstrip():
        return True
    head = lean_section(description, file, "-").removesuffix("-\n")
    if not text.startswith(head):
        return False
    for line in text.removeprefix(head).rstrip().split("\n"):
        step = _STEP.fullmatch(line)
        if step is None:
            return False
        tactics = re.findall(_CODE, step["tactics"] or "")
        if any(tactic.strip("`") not in file for tactic in tactics):
            return False
    return True
