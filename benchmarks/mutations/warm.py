"""A process that has loaded the libraries, and forks once for each run of the tests.

Most trials end with the first test; loading pytest and NumPy took most of their time. Started as
`python -m benchmarks.mutations.warm` in a copy of the repository. One line of JSON on standard
input, `{"arguments": [...], "output": path}`, is answered by two lines: the pid of the child that
runs pytest (the leader of its own process group), and its exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback

ROOMS = ("benchmarks", "geometry", "lean", "mcts", "prover", "tests", "web")
_LIBRARIES = (
    "pytest", "_pytest.assertion.rewrite", "hypothesis.strategies", "numpy", "networkx",
    "mpmath", "pydantic", "yaml", "asyncio", "sqlalchemy", "httpx",
)  # fmt: skip


def main() -> None:
    """Serve until standard input ends."""
    for library in _LIBRARIES:
        importlib.import_module(library)
    for name in [n for n in sys.modules if n.partition(".")[0] in ROOMS]:
        del sys.modules[name]  # a child must load the changed text, not what was there before
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            answers.close()
            _run(request)
        answers.write(f"{child}\n")
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")


def _run(request: dict) -> None:
    """Become one run of pytest; never returns."""
    code = 70
    try:
        os.setsid()
        output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, null), (1, output), (2, output)):
            os.dup2(source, target)
        sys.path[0:1] = [""]
        import pytest

        code = int(pytest.main(request["arguments"]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
