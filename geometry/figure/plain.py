"""Whether an SVG file is a plain picture: lines, circles, letters, and nothing that acts or loads.

Figures come with bundles from anywhere. What is allowed is listed here, in the words of
`geometry.figure.svg`; everything else is refused, so that nothing needs to be known of what a
browser may do with it.
"""

from __future__ import annotations

import re

_SVG = "http://www.w3.org/2000/svg"
_NUMBER = r"-?\d{1,7}(\.\d{1,6})?"
_WORDS = r"[a-z][a-z -]{0,60}"
_BOX = {"width": _NUMBER, "height": _NUMBER}
_SPOT = {"x": _NUMBER, "y": _NUMBER}

#: Element -> attribute -> what its value may be.
_ALLOWED: dict[str, dict[str, str]] = {
    "svg": {
        **_BOX,
        "viewBox": rf"{_NUMBER}( {_NUMBER}){{3}}",
        "role": "img",
        "aria-labelledby": _WORDS,
    },
    "title": {"id": "title"},
    "desc": {"id": "desc"},
    "style": {},
    "defs": {},
    "clipPath": {"id": "page"},
    "rect": {**_BOX, "rx": _NUMBER, "fill": "#[0-9a-f]{3,6}"},
    "g": {"clip-path": re.escape("url(#page)")},
    "circle": {"class": _WORDS, "cx": _NUMBER, "cy": _NUMBER, "r": _NUMBER},
    "line": {"class": _WORDS, **dict.fromkeys(("x1", "y1", "x2", "y2"), _NUMBER)},
    "path": {"class": _WORDS, "d": r"[MLAZ0-9 .-]+"},
    "text": {"class": _WORDS, "aria-hidden": "true", **_SPOT},
    "tspan": {"class": _WORDS, "dy": _NUMBER},
}
#: Elements that stand within others of the same few kinds only.
_TEXT_ONLY = frozenset({"title", "desc", "style"})
#: Rules of a style sheet without functions, rules that load, escapes and comments.
_STYLE = re.compile(r'[\w\s.#{}:;,"-]*')
_MOST_DEPTH = 6


class _Unplain(Exception):
    """The reason, in half a sentence."""


def figure_fault(svg: str) -> str | None:
    """Why the text is no plain picture, in half a sentence; None if it is one."""
    reader = _Reader()
    from xml.parsers import expat  # for figures of others alone

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.XmlDeclHandler = lambda *_: _refuse("it has an XML declaration")
    parser.StartDoctypeDeclHandler = lambda *_: _refuse("it has a document type")
    parser.ProcessingInstructionHandler = lambda *_: _refuse("it has a processing instruction")
    parser.CommentHandler = lambda *_: _refuse("it has a comment")
    parser.StartCdataSectionHandler = lambda: _refuse("it has a CDATA section")
    try:
        parser.Parse(svg, True)
    except _Unplain as reason:
        return str(reason)
    except (expat.ExpatError, ValueError):
        return "it is no SVG that can be read"
    return None


class _Reader:
    """What the parser calls."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if space != _SVG or tag not in _ALLOWED:
            raise _Unplain(f"it holds the element {_shown(tag)}")
        if (tag == "svg") == bool(self._open):
            raise _Unplain("its outermost element, and no other, must be svg")
        if len(self._open) >= _MOST_DEPTH or (self._open and self._open[-1] in _TEXT_ONLY):
            raise _Unplain(f"it is nested in a way that no figure is, at {_shown(tag)}")
        for attribute, value in attributes.items():
            pattern = _ALLOWED[tag].get(attribute)
            if pattern is None:
                raise _Unplain(f"its element {tag} has the attribute {_shown(attribute)}")
            if not re.fullmatch(pattern, value):
                raise _Unplain(f"its attribute {attribute} has the value {_shown(value)}")
        self._open.append(tag)

    def end(self, name: str) -> None:
        if self._open.pop() == "style":
            if not _STYLE.fullmatch(self._style):
                raise _Unplain("its style sheet does more than name colours, lines and letters")
            self._style = ""

    def text(self, data: str) -> None:
        if self._open[-1] == "style":
            self._style += data


def _refuse(reason: str) -> None:
    raise _Unplain(reason)


def _shown(text: str) -> str:
    printable = "".join(c if c.isprintable() else "?" for c in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"
