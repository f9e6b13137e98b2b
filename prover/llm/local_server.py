"""Runs an ASGI application on a port of this machine, in a thread, for tests and local models."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType
from typing import Any

START_SECONDS = 20.0
LOOPBACK = "127.0.0.1"


class LocalServer:
    """A server as a context manager; `url` is its OpenAI base URL.

    `port` 0 takes a free one. Raises `OSError` when the port is taken, with the fix.
    """

    def __init__(self, app: Any, *, port: int = 0) -> None:
        self._app = app
        self._address = (LOOPBACK, port)
        self._thread: threading.Thread | None = None
        self._server: Any = None
        self.url = ""

    def __enter__(self) -> LocalServer:
        self.start()
        return self

    def start(self) -> None:
        """Start serving; `stop` ends it."""
        import uvicorn

        listener = listening(*self._address)
        port = listener.getsockname()[1]
        self.url = f"http://{self._address[0]}:{port}/v1"
        config = uvicorn.Config(
            self._app,
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=1,
            backlog=2048,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, daemon=True
        )
        self._thread.start()
        end = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > end or not self._thread.is_alive():
                raise OSError(f"the server on port {port} does not start")
            time.sleep(0.01)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop serving; answers that are under way get a second."""
        self._server.should_exit = True
        assert self._thread is not None
        self._thread.join(timeout=10)


def listening(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `OSError` with the fix when the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        listener.close()
        text = f"port {port} cannot be used ({fault.strerror}); choose another with --port"
        raise OSError(text) from None
    listener.listen(2048)
    return listener
