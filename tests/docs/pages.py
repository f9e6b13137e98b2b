"""The pages of the documentation, taken apart: fenced blocks, links, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^( *)(`{3,})([^`\n]*)\n(.*?)^\1\2 *$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what else its first line says, its text, the line it begins at,
    and the HTML comment right above it ('' where there is none)."""

    language: str
    info: str
    text: str
    line: int
    comment: str

    @property
    def file(self) -> str | None:
        """The file that this block is the whole of, as `file=PATH` says."""
        words = [word for word in self.info.split() if word.startswith("file=")]
        return words[0].removeprefix("file=") if words else None

    @property
    def not_run(self) -> str | None:
        """Why the block is not run, as `<!-- not run: REASON -->` above it says."""
        if not self.comment.startswith("not run:"):
            return None
        return self.comment.removeprefix("not run:").strip()


def pages() -> list[Path]:
    """Every page for people: all of docs/, the README and CONTRIBUTING."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def name_of(page: Path) -> str:
    """The page's path from the root, as tests call it."""
    return page.relative_to(ROOT).as_posix()


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        language, _, info = match[3].strip().partition(" ")
        before = text[: match.start()].rstrip()
        comment = ""
        if before.endswith("-->"):
            comment = _COMMENT.findall(before)[-1].strip()
        line = text.count("\n", 0, match.start()) + 1
        indent = match[1]
        body = "".join(one.removeprefix(indent) for one in match[4].splitlines(keepends=True))
        found.append(Block(language, info, body, line, comment))
    return tuple(found)


@cache
def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Where the page's links and images lead."""
    return [one or other for one, other in _LINK.findall(prose(page))]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in _HEADING.findall(prose(page)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        number = 0
        while (anchor if not number else f"{anchor}-{number}") in found:
            number += 1
        found.add(anchor if not number else f"{anchor}-{number}")
    return found
