"""Locks between processes: one holder, several readers, none left by a kill."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prover.base.locks import Locked, locked

HOLDER = """
import sys, time
from pathlib import Path
from prover.base.locks import locked
with locked(Path(sys.argv[1]), shared=sys.argv[2] == "shared"):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def held(path: Path, kind: str = "alone") -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), kind], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_lock_has_one_holder_and_a_kill_gives_it_back(tmp_path: Path, kind: str) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "lock"
    with held(path) as holder:
        with pytest.raises(Locked), locked(path):
            pass
        with pytest.raises(Locked), locked(path, shared=True):
            pass
        holder.kill()
        with locked(path, seconds=20):
            pass
    with locked(path):
        pass


def test_readers_share_and_keep_a_writer_out(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with held(path, "shared"), locked(path, shared=True):
        pass
    with held(path, "shared"), pytest.raises(Locked), locked(path):
        pass


def test_waiting_ends_when_the_time_is_up(tmp_path: Path) -> None:
    with held(tmp_path):
        began = time.monotonic()
        with pytest.raises(Locked), locked(tmp_path, seconds=0.2):
            pass
        assert time.monotonic() - began >= 0.2
