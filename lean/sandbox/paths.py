"""Which host paths must be in sight for a program to start.

Paths are followed here as the kernel does it, one component after the other: each link on the way
is made again inside the walls, and what the way ends at is shown. So a venv reached through `..`,
through a link, or through a folder with spaces works inside as it does outside.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable
from pathlib import Path

_MOST_LINKS = 40  # as many as Linux follows
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")


def resolved(program: str) -> str:
    """Return a program's absolute path without `..` and without links among its folders.

    The program itself may stay a link: that is how a venv's Python knows that it is one.
    """
    path = Path(program)
    return str(path.parent.resolve() / path.name)


def _interpreter() -> str:
    """This Python's program. Python's own word for it can be wrong, for it takes `..` as text."""
    found = resolved(sys.executable)
    own = Path("/proc/self/exe")
    return found if Path(found).is_file() or not own.exists() else str(own.resolve())


# Read once: a path that is relative today points elsewhere after a change of folder.
INTERPRETER = _interpreter()


def trail(path: str) -> tuple[str, ...]:
    """Return every link on the way to a path, and last where the way ends.

    None of them leads through a link. A circle of links ends nowhere: then only links come back.
    """
    found: list[str] = []
    here = "/"
    left = deque(str(Path.cwd() / path).split("/"))
    while left:
        part = left.popleft()
        if part in ("", "."):
            continue
        if part == "..":
            here = os.path.dirname(here)  # noqa: PTH120  # text, not a question to the disk
            continue
        place = f"{here.rstrip('/')}/{part}"
        if not Path(place).is_symlink():
            here = place
            continue
        if len(found) == _MOST_LINKS:
            return tuple(found)
        found.append(place)
        target = os.readlink(place)  # noqa: PTH115  # `Path` would drop a last `/.`
        here = "/" if target.startswith("/") else here
        left.extendleft(reversed(target.split("/")))
    return (*found, here)


def visible(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the links and the folders and files to show so that all `paths` work, outer first.

    Paths that are not there are left out, and so is what lies inside another one.
    """
    kept: list[str] = []
    wanted = {place for path in paths for place in trail(path)}
    for path in sorted(wanted, key=lambda path: (len(path), path)):
        inside = any(path.startswith(outer + "/") for outer in kept)
        if not inside and os.path.lexists(path):
            kept.append(path)
    return tuple(kept)


def python_paths() -> tuple[str, ...]:
    """Host paths that a Python program of this interpreter needs to start."""
    own = (sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix, INTERPRETER)
    return (*_SYSTEM, *own)
