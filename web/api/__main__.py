"""`python -m web.api HOST PORT [--json]`: serve the API; what `olympiad serve` starts."""

from __future__ import annotations

import socket
import sys

import uvicorn

from prover.store import StoreError
from prover.walls import NoWalls, require_walls
from web.api.app import create_app
from web.api.guards import LOOPBACK
from web.processes import announce, refuse
from web.settings import settings

SHUTDOWN_SECONDS = 2
"""How long open streams may go on when the server is stopped."""


def main(arguments: list[str]) -> int:
    """Serve until stopped; 2 when address, store or sandbox cannot be used, 130 when stopped."""
    host, port, as_json = arguments[0], int(arguments[1]), "--json" in arguments
    try:
        require_walls()
        app = create_app(settings(), hosts=LOOPBACK | {host} if _local(host) else None)
        listening = _listen(host, port)
    except (NoWalls, StoreError, ValueError) as fault:
        return refuse(str(fault), as_json=as_json)
    except OSError as fault:
        why = fault.strerror or str(fault)
        text = f"cannot serve on {host}:{port}: {why}; choose others with --host and --port"
        return refuse(text, as_json=as_json)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}"
    words = f"REST API on {url} (description: {url}/docs). Ctrl-C stops it."
    announce(url, f"{url}/docs", words, as_json=as_json)
    if not _local(host):
        print("olympiad: everybody who reaches this address may submit problems", file=sys.stderr)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        server_header=False,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return 130
    return 0


def _local(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
