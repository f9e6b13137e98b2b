"""Stands ready and is forked for each job: `python server.py`'s `main`, with a socket and a preload.

The process loads what every job of its kind needs, once, and then waits. Each request is a
specification as `main.py` takes it, with `call` in it, and the descriptors of a job's standard
streams and report. A child is forked for it, becomes the keeper of that one job, builds its walls
and forks once more; there the loaded function is called with `call`, in the place of a command that
would be started. So each job has a process and walls of its own, as fresh as the state that was
loaded before any job was seen; this process itself never reads a byte of a job's.

`PRELOAD` is JSON: `module`, whose `load(arguments)` returns the function, and `arguments`.
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable

from lean.sandbox.keeper.main import keep

MOST = 1 << 17
STREAMS = 4
READY = b"ready"
_FIRST_FREE, _BEYOND = 3, 1 << 20


def main() -> None:
    """Load, say so, and fork for each request until the other end of the socket is closed."""
    descriptor, preload = int(sys.argv[-2]), json.loads(sys.argv[-1])
    connection = socket.socket(fileno=descriptor)
    function = importlib.import_module(preload["module"]).load(preload["arguments"])
    # Children that have ended are gone; how they ended stands in their report.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    connection.send(READY)
    while True:
        request, descriptors, _, _ = socket.recv_fds(connection, MOST, STREAMS)
        if not request:
            os._exit(0)
        child, watched = _forked(connection, request, descriptors, function)
        for number in descriptors:
            os.close(number)
        socket.send_fds(connection, [str(child).encode()], [watched])
        os.close(watched)


def _forked(
    connection: socket.socket,
    request: bytes,
    descriptors: list[int],
    function: Callable[[list[str]], None],
) -> tuple[int, int]:
    """Fork a keeper; returns its number and a descriptor by which it is known whatever becomes of it."""
    # It may not end, and its number be given away, before it has that descriptor.
    waiting, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go)
        connection.close()
        os.read(waiting, 1)
        os.close(waiting)
        _become_keeper(json.loads(request), descriptors, function)
    os.close(waiting)
    watched = os.pidfd_open(child)
    os.close(go)
    return child, watched


def _become_keeper(
    spec: dict, descriptors: list[int], function: Callable[[list[str]], None]
) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    *streams, report = descriptors
    for target, source in enumerate(streams):
        os.dup2(source, target)
    for number in streams:
        os.close(number)

    def call(arguments: list[str]) -> None:
        # What a started command would not have, or would get.
        with contextlib.suppress(OSError):
            os.closerange(_FIRST_FREE, _BEYOND)
        os.environ.clear()
        os.environ.update(spec["environment"])
        function(arguments)

    keep({**spec, "report": report}, call)
