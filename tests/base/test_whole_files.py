"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prover.base.whole_files import replace_file, write_new


def test_replacing_a_file_in_one_step_and_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    replace_file(file, "old")
    replace_file(file, "new")
    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [file]


KILLED = """
import sys
from pathlib import Path
from prover.base.whole_files import replace_file
file = Path(sys.argv[1])
print("ready", flush=True)
n = 0
while True:
    n += 1
    replace_file(file, str(n % 10) * 200_000)
"""


def test_a_kill_leaves_the_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(file)],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
        while not file.exists():
            os.sched_yield()
        writer.kill()
        writer.wait()
        writer.stdout.close()
        text = file.read_text()
        assert len(text) == 200_000 and set(text) == {text[0]}


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    replace_file(file, "old")
    with pytest.raises(UnicodeEncodeError):
        replace_file(file, "half of it \ud800")
    assert file.read_text() == "old" and list(tmp_path.iterdir()) == [file]


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
