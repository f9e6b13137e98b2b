"""Starts vLLM under Ray Serve from a plan, waits until it answers, and ends it as a group."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from prover.llm.serving.plan import ServePlan

NEEDED = ("ray", "vllm")
INSTALL = "pip install '.[gpu]'"
START_SECONDS = 3600.0
"""A large model is read from a slow disk for half an hour."""

STOP_SECONDS = 30.0


class ServingError(RuntimeError):
    """The model cannot be served here; one line with the fix."""


def missing() -> tuple[str, ...]:
    """The packages that serving needs and that are not installed."""
    return tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)


def check_installed() -> None:
    """Raise `ServingError` where a package that serving needs is not installed."""
    if absent := missing():
        raise ServingError(
            f"not installed: {', '.join(absent)}; {INSTALL} on a machine with a GPU, or use "
            "an endpoint (OLYMPIAD_LLM_URL), or olympiad llm up --embedded"
        )


def serve_command(config: Path) -> list[str]:
    """The command that serves a configuration in the foreground."""
    return [sys.executable, "-m", "ray.serve.scripts", "run", str(config)]


class ServingProcess:
    """The server as a context manager. `command` makes the command from the path of the
    configuration. Raises `ServingError` on entering when it cannot be started."""

    def __init__(
        self, plan: ServePlan, *, command: Callable[[Path], list[str]] = serve_command
    ) -> None:
        self.plan = plan
        self._command = command
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ServingProcess:
        if self._command is serve_command:
            check_installed()
        self._folder = tempfile.TemporaryDirectory(prefix="olympiad-serve-")
        config = Path(self._folder.name) / "serve.yaml"
        config.write_text(self.plan.render(), "utf-8")
        # A session of its own, so that its workers end with it.
        self._process = subprocess.Popen(self._command(config), start_new_session=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._end(self._process)
        if self._folder is not None:
            self._folder.cleanup()

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until the endpoint lists the model. Raises `ServingError`."""
        assert self._process is not None
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            code = self._process.poll()
            if code is not None:
                raise ServingError(f"the server ended with code {code}; see its output above")
            if self.plan.served_name in listed_models(self.plan.url):
                return
            time.sleep(1.0)
        raise ServingError(f"the server does not answer at {self.plan.url} after {seconds:g} s")

    def wait(self) -> int:
        """Wait until the server ends; its exit code."""
        assert self._process is not None
        return self._process.wait()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for what in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, what)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            if what is signal.SIGKILL:
                return


def listed_models(url: str) -> tuple[str, ...]:
    """The models that an endpoint lists; none when it does not answer as one."""
    import httpx

    try:
        answer = httpx.get(f"{url}/models", timeout=5.0)
        answer.raise_for_status()
        return tuple(str(model["id"]) for model in answer.json()["data"])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return ()
