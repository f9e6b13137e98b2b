"""A model's answer as a proof: thinking, fences and chatter around it taken off.

Texts come from models and may be anything: whatever is done here takes time linear in them.
"""

from __future__ import annotations

import re

from prover.deepthink.state import MAX_TEXT

_THOUGHT = re.compile(r"<(/?)think(?:ing)?>", re.IGNORECASE)
_FENCES = frozenset({"", "markdown", "md", "tex", "latex"})
_OPENING = re.compile(
    r"(?:#{1,6}\s*|\*\*)?(?:(?:here is|here's|below is)\b.{0,80}:|"
    r"(?:sure|certainly|okay|ok)\b[,.!].{0,80})(?:\*\*)?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:let me know if|i hope this|feel free to|if you (?:have|would like))\b", re.IGNORECASE
)
_MAX_OPENING = 120


def clean_proof(text: str) -> str:
    """`text` without the model's thinking, a fence around the whole, or a greeting, and at most
    `MAX_TEXT` characters of it.

    The proof itself is not touched; what remains is what the judge reads and the user gets.
    """
    text = _without_thinking(text.replace("\r\n", "\n")).strip()[:MAX_TEXT].rstrip()
    text = _unframed(_unfenced(text))
    return _without_closing(_without_opening(text))


def _without_thinking(text: str) -> str:
    """`text` without thoughts. One that never ends takes the rest with it; an end without a
    beginning takes what stands before it, for some templates put the beginning into the prompt.
    """
    kept: list[str] = []
    at, thinking = 0, False
    for mark in _THOUGHT.finditer(text):
        if not thinking:
            kept.append(text[at : mark.start()])
        if mark[1]:
            if not thinking:
                kept.clear()
            at = mark.end()
        thinking = not mark[1]
    return "".join(kept) if thinking else "".join([*kept, text[at:]])


def _unfenced(text: str) -> str:
    head, _, rest = text.partition("\n")
    fenced = head.startswith("```") and head[3:].strip() in _FENCES and rest.endswith("\n```")
    return rest.removesuffix("\n```").strip() if fenced else text


def _unframed(text: str) -> str:
    if text.startswith("<proof>") and text.endswith("</proof>"):
        return text.removeprefix("<proof>").removesuffix("</proof>").strip()
    return text


def _without_opening(text: str) -> str:
    line, _, rest = text.partition("\n")
    line = line.rstrip()
    greets = rest and len(line) <= _MAX_OPENING and _OPENING.fullmatch(line)
    return rest.lstrip() if greets else text


def _without_closing(text: str) -> str:
    rest, _, line = text.rpartition("\n")
    return rest.rstrip() if rest and _CLOSING.match(line.lstrip()) else text
