"""Finds the commands without importing them, and imports the one that is called.

To add a command, add a file to this folder. It needs two things at module level:

* a docstring whose first line is the help line of the command list;
* `COMMAND = "name"`, or `COMMAND = "group name"` for a command of a group such as `check lean`;

and one of

* `def command(...)`, a function with Typer's annotations: an ordinary command;
* `app = typer.Typer(...)`: a command with commands of its own.

`COMMAND` must be a plain string at the start of a line: it is read from the source, because
importing every command would cost more time than `olympiad --help` may take. Import what is
heavy inside the function.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

HEAD_BYTES = 4096
"""How much of a file is searched for `COMMAND`."""

_COMMAND = re.compile(r'^COMMAND = "([a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*)"$', re.MULTILINE)
_DOCSTRING = re.compile(r'\A\s*"""(.+)')


@dataclass(frozen=True)
class Entry:
    """One command: its words, its help line, and the module that holds it."""

    words: tuple[str, ...]
    help: str
    module: str

    def load(self) -> ModuleType:
        """Import the command's module."""
        return importlib.import_module(self.module)


@cache
def entries() -> tuple[Entry, ...]:
    """Every command, in the order in which the help lists them."""
    folder = Path(__file__).parent
    found = []
    for file in sorted(folder.glob("*.py")):
        with file.open(encoding="utf-8") as source:
            head = source.read(HEAD_BYTES)
        command, docstring = _COMMAND.search(head), _DOCSTRING.match(head)
        if command and docstring:
            text = docstring[1].removesuffix('"""').strip()
            found.append(Entry(tuple(command[1].split()), text, f"{__package__}.{file.stem}"))
    return tuple(sorted(found, key=_rank))


# The order in which a new user meets them; what is not named here follows, by name.
_ORDER = ("prove", "demo", "compete", "check", "show", "runs", "serve", "ui", "doctor")


def _rank(entry: Entry) -> tuple[int, tuple[str, ...]]:
    first = entry.words[0]
    return (_ORDER.index(first) if first in _ORDER else len(_ORDER), entry.words)


def called(arguments: list[str]) -> Entry | None:
    """The command that `arguments` call: the one with the most leading words in common."""
    matching = [e for e in entries() if tuple(arguments[: len(e.words)]) == e.words]
    return max(matching, key=lambda entry: len(entry.words), default=None)
