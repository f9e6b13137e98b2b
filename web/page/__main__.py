"""`python -m web.page HOST PORT [--json]`: serve the page; what `olympiad ui` starts."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from prover.run.processes import environment
from prover.walls import NoWalls, require_walls
from web.processes import announce, refuse

OPTIONS = {
    "server.headless": "true",  # no browser is opened, no address asked for
    "server.maxUploadSize": "1",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.primaryColor": "#1f6f5c",
    "theme.baseRadius": "medium",
}


def main(arguments: list[str]) -> int:
    """Become Streamlit with our page; 2 when address or sandbox cannot be used."""
    host, port, as_json = arguments[0], int(arguments[1]), "--json" in arguments
    try:
        require_walls()
        port = _free(host, port)
    except NoWalls as fault:
        return refuse(str(fault), as_json=as_json)
    except OSError as fault:
        why = fault.strerror or str(fault)
        text = f"cannot serve on {host}:{port}: {why}; choose others with --host and --port"
        return refuse(text, as_json=as_json)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    announce(url, None, f"Page on {url}. Ctrl-C stops it.", as_json=as_json)
    options = {**OPTIONS, "server.address": host, "server.port": str(port)}
    os.dup2(2, 1)  # what Streamlit itself says is no result of ours
    os.execve(
        sys.executable,
        [
            *(sys.executable, "-P", "-m", "streamlit", "run"),
            str(Path(__file__).with_name("app.py")),
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        environment(),
    )


def _free(host: str, port: int) -> int:
    """`port`, or a free one for 0. Raises `OSError` when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))
        return int(trial.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
