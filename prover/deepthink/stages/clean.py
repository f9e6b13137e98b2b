"""A model's answer as a proof: thinking, fences and chatter around it taken off."""

from __future__ import annotations

import re

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_UNOPENED = re.compile(r"\A.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"\A\s*```(?:markdown|md|tex|latex)?[ \t]*\n(.*?)\n```\s*\Z", re.DOTALL)
_FRAME = re.compile(r"\A\s*<proof>\s*(.*?)\s*</proof>\s*\Z", re.DOTALL)
_OPENING = re.compile(
    r"\A\s*(?:#{1,6}\s*|\*\*)?(?:(?:here is|here's|below is)\b[^\n]{0,80}:|"
    r"(?:sure|certainly|okay|ok)\b[,.!][^\n]{0,80})(?:\*\*)?\s*\n+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\n+\s*(?:let me know if|i hope this|feel free to|if you (?:have|would like))\b[^\n]*\s*\Z",
    re.IGNORECASE,
)


def clean_proof(text: str) -> str:
    """`text` without the model's thinking, a fence around the whole, or a greeting.

    The proof itself is not touched; what remains is what the judge reads and the user gets.
    """
    text = text.replace("\r\n", "\n")
    text = _THINKING.sub("", text)
    if re.search(r"</think", text, re.IGNORECASE):
        text = _UNOPENED.sub("", text)
    for pattern in (_FENCE, _FRAME):
        framed = pattern.match(text)
        if framed:
            text = framed[1]
    text = _OPENING.sub("", text)
    return _CLOSING.sub("", text).strip()
