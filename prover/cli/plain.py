"""Text for a terminal: what would steer the terminal is shown instead of obeyed.

A Lean message, a problem's title, a model's words or an error may hold escape sequences that
recolour, retitle or clear the terminal, and marks that turn the order of letters round. All that
goes to the terminal passes through `plain`, all JSON through `plain_json`.
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line end, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction
    "\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PICTURES = 0x2400
"""Unicode has a picture of each C0 character: U+2400 and the character."""


def plain(text: str) -> str:
    """`text` with each steering character shown: `␛` for ESC, `<U+202E>` for those without a picture.

    Line ends of Windows become those of Unix; tabs and line ends stay.
    """
    return _STEERING.sub(_shown, text.replace("\r\n", "\n"))


def plain_json(text: str) -> str:
    """JSON `text` in which the steering characters are escaped, which changes no value."""
    # Outside of strings JSON has none of them; the writer has escaped those below U+0020.
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
