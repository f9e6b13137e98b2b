"""One trial: the tests of a change, run in a copy that holds the change."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from benchmarks.mutations.mutant import Mutant, MutationError
from benchmarks.mutations.tree import Tree

Outcome = Literal["killed", "survived", "broken"]

_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
_PASSED, _TESTS_FAILED, _INTERRUPTED = 0, 1, 2


@dataclass(frozen=True)
class Trial:
    """What came of a change.

    Attributes:
        name: of the change.
        outcome: `killed` by a test, `survived` all of them, or `broken`: the tests could not run.
        by: the test that failed, `time` when they did not end, else empty or what is broken.
        seconds: how long it took.
    """

    name: str
    outcome: Outcome
    by: str
    seconds: float


class Runner:
    """Runs tests in one tree, in children of one warm process (`benchmarks.mutations.warm`)."""

    def __init__(self, tree: Tree, *, nice: int = 5) -> None:
        self.tree = tree
        self._output = tree.folder / "output"
        self._child: int | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.mutations.warm"],
            cwd=tree.root,
            env=tree.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            start_new_session=True,  # Ctrl-C is for us; we stop it
            preexec_fn=lambda: os.nice(nice) and None,
        )

    def run(self, tests: Sequence[str], seconds: float) -> tuple[int | None, str, float]:
        """Exit code of pytest (None: stopped after `seconds`), its output, seconds taken."""
        arguments = [
            *("-x", "-q", "--no-header", "--tb=line", "-p", "no:cacheprovider"),
            *("--hypothesis-seed=0", *tests),
        ]
        started = time.monotonic()
        request = {"arguments": arguments, "output": str(self._output)}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._child = child = int(self._answer())
        late = threading.Event()

        def stop() -> None:
            late.set()
            _kill_group(child)

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            code = int(self._answer())
        finally:
            timer.cancel()
            _kill_group(child)  # what a test started dies with it, also when this is interrupted
            self._child = None
        output = self._output.read_text("utf-8", "replace") if self._output.exists() else ""
        return None if late.is_set() else code, output, time.monotonic() - started

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise MutationError("the process that runs the tests ended by itself; see its errors")
        return line

    def close(self) -> None:
        """End the warm process and what it runs."""
        child = self._child
        if child is not None:
            _kill_group(child)
        _kill_group(self._process.pid)
        self._process.wait()


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def attempt(runner: Runner, mutant: Mutant, seconds: float) -> Trial:
    """Try one change. Tests that do not end within `seconds` have noticed it."""
    code: int | None = _PASSED
    output, taken = "", 0.0
    with runner.tree.changed(mutant):
        # The first alone: pytest reads all files that it is given before it runs any test.
        for tests in (mutant.tests[:1], mutant.tests[1:]):
            if tests and code == _PASSED and mutant.text is not None:
                code, output, more = runner.run(tests, seconds)
                taken += more
        if mutant.text is None:
            code, output, taken = runner.run(mutant.tests, seconds)
    failed = _FAILED.search(output)
    if code is None:
        return Trial(mutant.name, "killed", "time", taken)
    if code == _PASSED:
        return Trial(mutant.name, "survived", "", taken)
    if code in (_TESTS_FAILED, _INTERRUPTED) and failed:
        return Trial(mutant.name, "killed", failed[1], taken)
    if code < 0:
        return Trial(mutant.name, "killed", f"signal {-code}", taken)
    last = (output.strip().splitlines() or [f"pytest ended with {code}"])[-1]
    return Trial(mutant.name, "broken", last, taken)
