"""How further processes of these packages are started."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module` with this Python; `-P` keeps the current folder, which may
    hold anything, from being searched for modules.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """Our environment, in which these packages are found from any folder."""
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = [Path(__file__).parents[2], *(Path(path).absolute() for path in given if path)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
