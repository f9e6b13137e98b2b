"""Tactics as text: what may be sent to a worker, and how lines are laid out."""

from __future__ import annotations

import re

from lean.checker.source import blank_comments

MAX_TACTIC = 1 << 16

# Words that start a command or switch things off. A tactic that contains one as a word of its own
# is either none or does something a tactic search must not do.
_REFUSED = re.compile(
    r"(?<![\w.'])(sorry|admit|theorem|lemma|axiom|example|instance|namespace|section|"
    r"set_option|import|prelude|initialize|run_tac|run_elab|run_cmd|run_meta|by_elab|"
    r"native_decide|stop)(?![\w'])"
)
_COMMAND_START = re.compile(r"(?m)^\s*(def|opaque|end|open|macro|syntax|elab|notation|#\w+)\b")
_PAIRS = {")": "(", "]": "[", "}": "{", "⟩": "⟨"}
# Tactics that look at goals other than the first, or at their tags.
_WIDE = re.compile(
    r"(?<![\w.'])(all_goals|any_goals|case|case'|rotate_left|rotate_right|swap|next|pick_goal|"
    r"on_goal|iterate|repeat|repeat'|repeat1'|done|case_bash|unhygienic)(?![\w'])|<;>|^\s*·"
)


def refusal(tactic: str) -> str | None:
    """Say why a text cannot be a tactic of a search, or None if it may be tried.

    Purely lexical: it keeps a candidate from escaping the place that is laid out for it in the
    document. Soundness does not rest on it.
    """
    if not tactic.strip():
        return "the tactic is empty"
    if len(tactic) > MAX_TACTIC:
        return f"the tactic is longer than {MAX_TACTIC} characters"
    if "\0" in tactic or "\t" in tactic or "\r" in tactic:
        return "the tactic contains a tab, a carriage return or a NUL; use spaces"
    bare = blank_comments(tactic)
    # An open comment or string would swallow what follows.
    probe = blank_comments(tactic + "\n§")
    if not probe.endswith("§"):
        return "the tactic leaves a comment or a string open"
    if not bare.strip():
        return "the tactic is only a comment"
    match = _REFUSED.search(bare) or _COMMAND_START.search(bare)
    if match is not None:
        return f"{match[1]} is not allowed in a tactic"
    opened: list[str] = []
    for char in bare:
        if char in "([{⟨":
            opened.append(char)
        elif char in _PAIRS and (not opened or opened.pop() != _PAIRS[char]):
            return f"unbalanced {char}"
    if opened:
        return f"unbalanced {opened[-1]}"
    return None


def looks_wide(tactic: str) -> bool:
    """Say whether a tactic may look beyond the first goal."""
    return _WIDE.search(blank_comments(tactic)) is not None


def normalise(tactic: str) -> str:
    """Remove blank lines and common indentation, so that equal tactics have equal texts."""
    lines = [line.rstrip() for line in tactic.split("\n") if line.strip()]
    if not lines:
        return ""
    first = len(lines[0]) - len(lines[0].lstrip())
    rest = [len(line) - len(line.lstrip()) for line in lines[1:]]
    # A text whose later lines are all deeper than its first keeps that depth.
    common = min([first, *rest])
    return "\n".join([lines[0].lstrip(), *(line[common:] for line in lines[1:])])


def indent(tactic: str, columns: int) -> list[str]:
    """Return the lines of a normalised tactic, moved to the right."""
    return [" " * columns + line for line in tactic.split("\n")]
