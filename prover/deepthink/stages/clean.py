"""A model's answer as a proof: thinking, fences and chatter around it taken off.

Texts come from models and may be anything: whatever is done here takes time linear in them.
"""

from __future__ import annotations

import re

from prover.deepthink.state.state import MAX_TEXT
from prover.deepthink.texts.characters import without_invisible

# Each family of models has marks of its own.
_THOUGHT = re.compile(
    r"(?i:<(/?)(?:think(?:ing)?|thoughts?|reasoning|scratchpad)>)|\[(/?)THINK\]|◁(/?)think▷"
)
_CHANNEL = "<|channel|>final<|message|>"
_MESSAGE_END = re.compile(r"<\|(?:return|end)\|>")
_BARE_CHANNELS = ("analysis", "assistantfinal")
"""What is left of channels where a server took their marks away."""

_FENCES = frozenset({"", "markdown", "md", "tex", "latex"})
_OPENING = re.compile(
    r"(?:#{1,6}\s*|\*\*)?(?:(?:here is|here's|below is)\b.{0,80}:|"
    r"(?:sure|certainly|okay|ok)\b[,.!].{0,80}|"
    r"(?:the\s)?(?:revised|corrected|improved|updated|refined|rewritten)\s"
    r"(?:proof|solution|version)\s?:?)(?:\*\*:?)?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:let me know if|i hope this|feel free to|if you (?:have|would like))\b", re.IGNORECASE
)
_CHANGES = re.compile(
    r"^(?:#{1,6} {0,3}|\*\*)?(?:summary of |list of )?(?:the )?(?:main )?"
    r"(?:changes|revisions|corrections)(?: made)?(?: (?:from|to|in) the [a-z ]{1,30})?"
    r" ?(?:(?::\*\*|\*\*:|:)|\*\*$|$)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(
    r"^(?:#{1,6} |\*\*(?:step|case|claim|lemma|proof|theorem|solution|part|conclusion)\b)"
    r"|\\boxed|\\(?:blacksquare|square|qed)\b|[∎■□]|\bQ\.?E\.?D\b",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_OPENING = 120


def clean_proof(text: str) -> str:
    """`text` without the model's thinking, a fence around the whole, a greeting, a list of what
    was changed at its end, or invisible characters; at most `MAX_TEXT` characters of it.

    The proof itself is not touched; what remains is what the judge reads and the user gets.
    """
    text = without_invisible(text.replace("\r\n", "\n"))
    text = _without_thinking(_final_channel(text)).strip()[:MAX_TEXT].rstrip()
    text = _unframed(_unfenced(text))
    for _ in range(2):  # "Here is the revised proof:" and then "**Revised proof**"
        text = _without_opening(text)
    return _without_changes(_without_closing(text))


def _final_channel(text: str) -> str:
    """What stands in the channel for the reader, where a text has channels."""
    _, mark, said = text.rpartition(_CHANNEL)
    if mark:
        return _MESSAGE_END.split(said, maxsplit=1)[0]
    thought, final = _BARE_CHANNELS
    if text.lstrip().startswith(thought):
        _, mark, said = text.rpartition(final)
        return said if mark else text
    return text


def _without_thinking(text: str) -> str:
    """`text` without thoughts. One that never ends takes the rest with it; an end without a
    beginning takes what stands before it, for some templates put the beginning into the prompt.
    """
    kept: list[str] = []
    at, thinking = 0, False
    for mark in _THOUGHT.finditer(text):
        ends = any(mark.groups())
        if not thinking:
            kept.append(text[at : mark.start()])
        if ends:
            if not thinking:
                kept.clear()
            at = mark.end()
        thinking = not ends
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


def _without_changes(text: str) -> str:
    """`text` without a last section on what was changed in it. Only one that is shorter than the
    rest and in which no part of a proof begins or ends is taken for such a section.
    """
    found = list(_CHANGES.finditer(text))
    if not found:
        return text
    rest, section = text[: found[-1].start()].rstrip(), text[found[-1].end() :]
    if len(section) >= len(rest) or _HEADING.search(section):
        return text
    return rest.removesuffix("\n---").rstrip()
