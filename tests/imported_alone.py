"""Import each module named on the command line in a process of its own, and print what of the
project it brought along: `MODULE LOADED LOADED ...`, one line a module.

Run it with `python -P`: the folder of the tests has rooms of the same names.

The processes are forked from one in which only other people's packages are loaded, so that a
module costs milliseconds.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys

OURS = ("prover", "lean", "geometry", "mcts", "web")
THEIRS = ("pydantic", "typer", "sqlalchemy", "httpx", "networkx", "numpy", "scipy", "fastapi")


def main() -> None:
    for name in THEIRS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    assert not {name for name in sys.modules if name.split(".")[0] in OURS}
    for module in sys.argv[1:]:
        child = os.fork()
        if child == 0:
            _print_loaded(module)
        os.waitpid(child, 0)


def _print_loaded(module: str) -> None:
    try:
        importlib.import_module(module)
        loaded = [name for name in sys.modules if name.split(".")[0] in OURS]
        print(module, *sorted(loaded), flush=True)
    except BaseException as fault:  # reported by the test, which misses the module's line
        print(f"{module}: {type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
