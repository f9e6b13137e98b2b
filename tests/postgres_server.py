"""A PostgreSQL server for the tests, from the machine's own binaries, gone when they are done.

It listens on a socket in its own folder and on no port, so that runs beside each other do not
meet. PostgreSQL refuses to run as root; where the tests do, it runs as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "olympiad"
START_SECONDS = 120


def find_programs() -> Path | None:
    """The folder with `initdb` and `postgres`, None where there is none."""
    for name in ("initdb", "postgres"):
        if found := shutil.which(name):
            folder = Path(found).resolve().parent  # Debian's names on PATH are links
            if (folder / "initdb").exists() and (folder / "postgres").exists():
                return folder
    versions = Path("/usr/lib/postgresql").glob("*/bin")  # Debian keeps them off the PATH
    complete = [folder for folder in versions if (folder / "postgres").exists()]
    return max(complete, key=lambda folder: int(folder.parent.name.split(".")[0]), default=None)


MISSING = None
if find_programs() is None:
    MISSING = "PostgreSQL's server is missing: apt-get install postgresql"


@contextmanager
def running_server() -> Iterator[str]:
    """The URL of a new, empty database, as long as the context lasts."""
    programs = find_programs()
    assert programs is not None, MISSING
    # Not pytest's own folder: only its owner may enter that, and the server is somebody else.
    home = Path(tempfile.mkdtemp(prefix="olympiad-pg-", dir="/tmp"))
    who: dict[str, object] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    data, log = home / "data", home / "log"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync"],
            check=True, cwd=home, env=environment, capture_output=True, **who,
        )  # type: ignore[call-overload]  # fmt: skip
        with log.open("wb") as output:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", home, "-h", "", "-c", "fsync=off"],
                cwd=home, env=environment, stdout=output, stderr=output, **who,
            )  # type: ignore[call-overload]  # fmt: skip
        try:
            url = f"postgresql://{USER}@/postgres?host={home}"
            _wait(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL does not start: {log.read_text()}") from None
            time.sleep(0.05)
