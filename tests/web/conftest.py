"""Servers for the tests of the web.

This folder is no package: it would hide the package `web` that it tests.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.web_server import Server, kill_workers


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it as it was."""
    running = Server(tmp_path_factory.mktemp("server"), "--max-budget", "5m")
    yield running
    running.stop()
    kill_workers(running.folder)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """`start()` starts a server in `tmp_path`, as often as a test likes."""
    servers: list[Server] = []

    def call(*options: str) -> Server:
        servers.append(Server(tmp_path, *options))
        return servers[-1]

    yield call
    for running in servers:
        running.stop(signal.SIGKILL)
    kill_workers(tmp_path)
