"""Limits are for all processes of a command together, behind each kind of walls."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lean.sandbox.command import host_command, specification
from lean.sandbox.job import Limits, SandboxJob, SandboxResult, Walls
from lean.sandbox.report import open_report
from lean.sandbox.run import run
from lean.sandbox.walls import probe

PYTHON = (sys.executable, "-S", "-E", "-c")
MODES: tuple[Walls, ...] = ("user namespaces", "bubblewrap", "resource limits")

every_mode = pytest.mark.parametrize(
    "mode",
    [
        pytest.param(
            mode,
            marks=pytest.mark.skipif(
                not probe(mode).stand, reason=f"{mode} cannot be used here: {probe(mode).why}"
            ),
        )
        for mode in MODES
    ],
)

# Waits until every child has said that it is ready, then says that it has survived.
FAMILY = """
import mmap, os, time
def ready(pipe):
    os.write(pipe, b'x')
    time.sleep(120)
def family(count, work):
    reading, writing = os.pipe()
    for _ in range(count):
        if os.fork() == 0:
            work()
            ready(writing)
            os._exit(0)
    seen = b''
    while len(seen) < count:
        seen += os.read(reading, count)
def survive():
    time.sleep(1)
    open('out', 'w').write('survived')
"""
HOARD = "hoard = mmap.mmap(-1, 100 << 20, mmap.MAP_PRIVATE); hoard.write(b'x' * (100 << 20))"


async def execute(code: str, mode: Walls, **limits: float) -> SandboxResult:
    job = SandboxJob(
        (*PYTHON, FAMILY + code),
        output="out",
        limits=Limits(wall_seconds=60, **limits),  # type: ignore[arg-type]
    )
    return await run(job, mode)


@every_mode
async def test_the_memory_of_children_is_added_up(mode: Walls) -> None:
    code = f"def work():\n    global hoard\n    {HOARD}\nfamily(4, work)\nsurvive()"
    result = await execute(code, mode, memory=300 << 20)
    assert (result.exceeded, result.output) == ("memory", None)
    assert result.exit_code != 0
    # The same children within the limit: it was the limit that struck.
    result = await execute(code, mode, memory=800 << 20)
    assert (result.exceeded, result.output) == ("", b"survived")


@every_mode
async def test_orphans_in_sessions_of_their_own_are_added_up(mode: Walls) -> None:
    code = (
        "def work():\n"
        "    global hoard\n"
        "    os.setsid()\n"
        "    if os.fork(): os._exit(0)\n"
        f"    {HOARD}\n"
        "family(4, work)\nsurvive()"
    )
    result = await execute(code, mode, memory=300 << 20)
    assert (result.exceeded, result.output) == ("memory", None)


@every_mode
async def test_what_processes_share_is_counted_once(mode: Walls) -> None:
    code = f"{HOARD}\nfamily(4, lambda: hoard.read(1 << 20))\nsurvive()"
    result = await execute(code, mode, memory=300 << 20)
    assert (result.exceeded, result.output) == ("", b"survived")


@every_mode
async def test_a_process_that_hides_how_it_uses_memory_counts_in_full(mode: Walls) -> None:
    code = (
        "import ctypes\n"
        "def work():\n"
        "    global hoard\n"
        "    ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\n"
        f"    {HOARD}\n"
        "family(4, work)\nsurvive()"
    )
    result = await execute(code, mode, memory=300 << 20)
    assert (result.exceeded, result.output) == ("memory", None)


@every_mode
async def test_threads_children_count_too(mode: Walls) -> None:
    code = (
        "import threading\n"
        "def work():\n"
        "    global hoard\n"
        f"    {HOARD}\n"
        "threading.Thread(target=family, args=(4, work)).start()\n"
        "time.sleep(5); survive()"
    )
    result = await execute(code, mode, memory=300 << 20)
    assert (result.exceeded, result.output) == ("memory", None)


@every_mode
async def test_memory_that_belongs_to_no_process_cannot_be_had(mode: Walls) -> None:
    code = (
        "import ctypes\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "got = []\n"
        "try: got.append(os.memfd_create('hidden'))\n"
        "except OSError: pass\n"
        "if libc.shmget(0, 1 << 20, 0o1600) >= 0: got.append('segment')\n"
        "libc.unshare(0x10000000 | 0x00020000)\n"
        "if libc.mount(b'tmpfs', b'/tmp', b'tmpfs', ctypes.c_ulong(0), None) == 0: got.append('mount')\n"
        "open('out', 'w').write(repr(got))"
    )
    result = await execute(code, mode)
    assert result.output == b"[]", result.stderr


@every_mode
async def test_the_number_of_processes_is_limited(mode: Walls) -> None:
    result = await execute("family(20, lambda: None)\nsurvive()", mode, processes=8)
    # The kernel refuses the ninth, or all are killed: as root it refuses none.
    assert result.output is None
    assert result.exit_code != 0
    result = await execute("family(6, lambda: None)\nsurvive()", mode, processes=8)
    assert result.output == b"survived"


@every_mode
async def test_all_files_together_are_limited(mode: Walls) -> None:
    code = (
        "try:\n"
        "    for folder in ('.', '/tmp') if os.getcwd() == '/sandbox' else ('.',):\n"
        "        for n in range(24 if folder == '.' else 24): \n"
        "            open(f'{folder}/file-{n}', 'wb').write(bytes(1 << 20))\n"
        "except OSError: raise SystemExit(9)\n"
        "time.sleep(2); survive()"
    )
    result = await execute(code, mode, scratch=32 << 20 if mode != "resource limits" else 16 << 20)
    assert result.output is None
    assert result.exit_code != 0
    assert result.exceeded in ("", "scratch space")
    assert result.exceeded or mode == "user namespaces"


@every_mode
def test_processor_time_is_added_up(mode: Walls, tmp_path: Path) -> None:
    """Four children, one after the other, each within the limit of one process."""
    code = (
        "import os, time\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0:\n"
        "        while time.process_time() < 0.6: pass\n"
        "        os._exit(0)\n"
        "    os.wait()\n"
    )
    with open_report() as report:
        job = SandboxJob((*PYTHON, code))
        spec = specification(job, str(tmp_path), mode, report=report.descriptor)
        spec["limits"]["cpu_seconds"] = 1
        done = subprocess.run(host_command(spec), pass_fds=(report.descriptor,), check=False)
        assert report.read().exceeded == "processor time"
    assert done.returncode != 0


@every_mode
async def test_one_process_has_a_hard_limit_that_needs_no_watching(mode: Walls) -> None:
    code = (
        "try: mmap.mmap(-1, 2 << 30); word = 'had'\n"
        "except OSError: word = 'refused'\n"
        "open('out', 'w').write(word)"
    )
    result = await execute(code, mode, memory=256 << 20, reserve=256 << 20)
    assert result.output == b"refused"
