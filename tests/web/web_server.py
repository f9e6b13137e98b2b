"""Real servers in processes of their own, spoken to over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from lean.sandbox.walls import LOCKED, SETTING, probe

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds to wait for anything on a busy machine before the test fails."""


def environment(**extra: str) -> dict[str, str]:
    """The environment of a user without a model endpoint."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "OLYMPIAD_"))}
    paths = [str(ROOT), *filter(None, [env.get("PYTHONPATH")])]
    if not any(probe(walls).stand for walls in LOCKED):
        env[SETTING] = "limits"  # else no server starts on this machine
    return env | {"PYTHONPATH": os.pathsep.join(paths)} | extra


class Server:
    """`olympiad serve` in `folder`, on a free port."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.errors = (folder / "server.err").open("ab")
        self.process = subprocess.Popen(
            [*(sys.executable, "-m", "prover.cli.app", "serve"), "--port", "0", "--json", *options],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, (folder / "server.err").read_text()
        self.url = json.loads(line)["url"]
        self.http = httpx.Client(base_url=self.url, timeout=PATIENCE)

    def submit(self, text: str, kind: str = "text/markdown", **query: str) -> str:
        """Submit a problem and return the run's name."""
        query = {"budget": "60s", **query}
        answer = self.http.post(
            "/problems", content=text, headers={"Content-Type": kind}, params=query
        )
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"] == f"/runs/{answer.json()['run']}"
        return str(answer.json()["run"])

    def get(self, path: str) -> dict[str, Any]:
        """The JSON object at `path`."""
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def wait(self, run: str, happened: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look at a run until `happened`."""
        end = time.monotonic() + PATIENCE
        while not happened(detail := self.get(f"/runs/{run}")):
            assert time.monotonic() < end, detail
            time.sleep(0.1)
        return detail

    def ended(self, run: str) -> dict[str, Any]:
        """The run once it has ended."""
        return self.wait(run, lambda detail: detail["state"] in ("ended", "refused", "failed"))

    def searching(self, run: str) -> dict[str, Any]:
        """The run once its engine has done something."""
        return self.wait(run, lambda detail: detail["progress"]["events"] > 3)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop the server and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self.http.close()
        self.errors.close()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def kill_workers(folder: Path, number: int = signal.SIGKILL) -> None:
    """Kill the processes that work on requests in `folder`; wait until their locks are free."""
    for pid in folder.glob("runs/.served/*/pid"):
        with suppress(ProcessLookupError):
            os.killpg(int(pid.read_text()), number)


def problem_details(answer: httpx.Response, status: int) -> str:
    """The one line of an error, after everything about it was looked at."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:olympiad-prover:error:")
    assert body["title"]
    assert "\n" not in body["detail"] and "Traceback" not in answer.text
    return str(body["detail"])


def raw_get(server: Server, path: str) -> httpx.Response:
    """GET `path` as it stands; ordinary clients tidy dots up before they send it."""
    url = httpx.URL(server.url)
    connection = http.client.HTTPConnection(url.host, url.port, timeout=PATIENCE)
    try:
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        return httpx.Response(answer.status, headers=answer.getheaders(), content=answer.read())
    finally:
        connection.close()
