"""Every prompt is a file beside this module: a head with its purpose, then the text.

The head stands between two lines `---` and says `purpose:` and `role:` (writer or verifier). The
text has named places such as `{{proof}}`. What is put there is framed, and the frame's own tags
are taken out of it, so that a proof cannot close its frame and speak as the prompt. Where one
stood there is an ellipsis, so that the pieces around it do not make another, and so that a quote
of the passage is still found in the proof.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from prover.base.shipped import PromptError, prompts_in, read_prompt
from prover.deepthink.texts.characters import is_invisible

PromptRole = Literal["writer", "verifier"]
_PLACE = re.compile(r"\{\{([a-z_]+)\}\}")
_FRAME = re.compile(
    r"<\s*(?:/\s*)?"
    r"(?:problem|proof|issues?|lemmas?|critiques|computed|first|second)"
    r"\s*(?:/\s*)?>",
    re.IGNORECASE,
)
TAKEN_OUT = "…"


@dataclass(frozen=True)
class Prompt:
    """A prompt file. `sha256` is of the whole file, head included."""

    name: str
    purpose: str
    role: PromptRole
    text: str
    sha256: str

    @property
    def places(self) -> frozenset[str]:
        """The names to be filled."""
        return frozenset(_PLACE.findall(self.text))

    def fill(self, **values: str) -> str:
        """The text with every place filled, once: a value's own braces stay as they are.

        Raises `PromptError` for a place without a value or a value without a place.
        """
        if set(values) != self.places:
            odd = ", ".join(sorted(set(values) ^ self.places))
            raise PromptError(f"prompt {self.name}: places and values differ: {odd}")
        return _PLACE.sub(lambda place: without_frames(values[place[1]]), self.text)


def without_frames(text: str) -> str:
    """`text` with each tag of a frame replaced by `TAKEN_OUT`, also where characters that nobody
    sees stand within the tag or its letters are wide or in another style (`＜/proof＞`)."""
    if text.isascii():
        return _FRAME.sub(TAKEN_OUT, text)
    shown, places = _as_shown(text)
    kept, at = [], 0
    for tag in _FRAME.finditer(shown):
        kept += [text[at : places[tag.start()]], TAKEN_OUT]
        at = places[tag.end() - 1] + 1
    return "".join([*kept, text[at:]])


def _as_shown(text: str) -> tuple[str, list[int]]:
    """`text` as a reader sees it, and the place in `text` of each of its characters."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if not char.isascii():
            char = "" if is_invisible(char) else unicodedata.normalize("NFKC", char)
        chars += char
        places += [place] * len(char)
    return "".join(chars), places


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt `name` (the file `name.md`). Raises `PromptError`."""
    file = read_prompt(__package__, name)
    role = file.head.get("role")
    if role not in ("writer", "verifier"):
        raise PromptError(f"{name}.md: the head needs 'role: writer|verifier'")
    return Prompt(name, file.head["purpose"], role, file.text, file.sha256)  # type: ignore[arg-type]


def prompt_names() -> tuple[str, ...]:
    """The names of all prompts, sorted."""
    return prompts_in(__package__)
