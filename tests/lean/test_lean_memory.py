"""What a process takes is counted with all that it started."""

from __future__ import annotations

import subprocess
import sys

from lean.sandbox.memory import memory_in_use

HOLD = "x = bytearray(96 << 20); print(flush=True); input()"
START = (
    "import subprocess, sys; "
    f"c = subprocess.Popen([sys.executable, '-c', {HOLD!r}], stdin=0, stdout=1); c.wait()"
)


def test_a_child_of_a_child_counts() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", START], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as family:
        assert family.stdin is not None and family.stdout is not None
        family.stdout.readline()  # the grandchild of this test holds its 96 MiB
        assert memory_in_use(family.pid) > 96 << 20
        family.stdin.write(b"\n")
    assert memory_in_use(family.pid) == 0
