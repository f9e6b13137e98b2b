"""What an untrusted program can and cannot do."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lean.sandbox import NO_WALLS, Limits, SandboxJob, SandboxResult, isolation, run

PYTHON = (sys.executable, "-S", "-E", "-c")
needs_walls = pytest.mark.skipif(not isolation(), reason="no user namespaces on this machine")


async def execute(code: str, walls: bool | None = None, **limits: float) -> SandboxResult:
    job = SandboxJob((*PYTHON, code), output="out", limits=Limits(**limits))  # type: ignore[arg-type]
    return await run(job, walls)


def processes(marker: str) -> int:
    found = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found += marker.encode() in (folder / "cmdline").read_bytes()
            except OSError:
                continue
    return found


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
async def test_input_output_and_exit_code(walls: bool) -> None:
    job = SandboxJob(
        (*PYTHON, "open('out','w').write(open('in').read().upper()); raise SystemExit(7)"),
        inputs={"in": "hello"},
        output="out",
    )
    result = await run(job, walls)
    assert (result.exit_code, result.output) == (7, b"HELLO")
    assert result.note == ("" if walls else NO_WALLS)


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
async def test_nothing_survives_the_time_limit(walls: bool) -> None:
    marker = f"survivor-{walls}-{time.monotonic_ns()}"
    code = (
        "import os, time\n"
        "for _ in range(3):\n"
        "    if os.fork() == 0:\n"
        "        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(300)\n"
        f"time.sleep(300) # {marker}"
    )
    result = await execute(code, walls, wall_seconds=1.0)
    assert result.timed_out
    assert processes(marker) == 0


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
async def test_nothing_survives_the_end_of_the_program(walls: bool) -> None:
    marker = f"orphan-{walls}-{time.monotonic_ns()}"
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        f"    os.close(1); os.close(2); time.sleep(300) # {marker}\n"
    )
    result = await execute(code, walls, wall_seconds=20.0)
    assert result.exit_code == 0
    assert processes(marker) == 0


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
def test_nothing_survives_the_death_of_whoever_started_it(walls: bool) -> None:
    marker = f"widow-{walls}-{time.monotonic_ns()}"
    program = (
        "import asyncio, sys; from lean.sandbox import *\n"
        f"code = 'import time; time.sleep(300) # {marker}'\n"
        "job = SandboxJob((sys.executable, '-S', '-E', '-c', code))\n"
        f"asyncio.run(run(job, {walls}))\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 20
    while processes(marker) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes(marker) >= 3  # the starter, the sandbox, the command
    starter.kill()
    starter.wait()
    while processes(marker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes(marker) == 0


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
async def test_the_memory_limit_strikes(walls: bool) -> None:
    code = "x = [bytearray(1 << 24) for _ in range(200)]; open('out','w').write('survived')"
    result = await execute(code, walls, memory=200 << 20, wall_seconds=30.0)
    assert result.exit_code != 0
    assert result.output is None


async def test_output_is_capped() -> None:
    result = await execute("import os\nwhile True: os.write(1, b'x' * 65536)", wall_seconds=2.0)
    assert result.timed_out
    assert result.truncated
    assert len(result.stdout) <= 16 << 20


@pytest.mark.parametrize("walls", [False, pytest.param(True, marks=needs_walls)])
async def test_an_output_that_is_a_link_is_not_followed(walls: bool) -> None:
    result = await execute("import os; os.symlink('/etc/passwd', 'out')", walls)
    assert result.output is None


@needs_walls
async def test_the_users_files_are_out_of_sight(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    code = (
        "import os\n"
        f"seen = os.path.exists({str(secret)!r}) or os.path.exists('/etc/passwd')\n"
        f"try: os.makedirs({str(tmp_path)!r}); open({str(tmp_path / 'mark')!r}, 'w').write('x')\n"
        "except OSError: pass\n"
        "open('out', 'w').write(str(seen))"
    )
    result = await execute(code, True)
    assert result.output == b"False"
    assert not (tmp_path / "mark").exists()


@needs_walls
async def test_readable_paths_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before")
    code = (
        f"text = open({str(tmp_path / 'file')!r}).read()\n"
        f"try: open({str(tmp_path / 'file')!r}, 'w').write('after'); text += ' written'\n"
        "except OSError: pass\n"
        "open('out', 'w').write(text)"
    )
    result = await run(SandboxJob((*PYTHON, code), readable=(str(tmp_path),), output="out"), True)
    assert result.output == b"before"
    assert (tmp_path / "file").read_text() == "before"


@needs_walls
async def test_there_is_no_network() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    code = (
        "import socket\n"
        f"try: socket.create_connection(('127.0.0.1', {port}), 2); word = 'connected'\n"
        "except OSError: word = 'nothing'\n"
        "open('out', 'w').write(word)"
    )
    # `socket` is a compiled module of the standard library; -S leaves the library's path alone.
    result = await execute(code, True)
    server.close()
    assert result.output == b"nothing"


@needs_walls
async def test_scratch_space_is_limited() -> None:
    code = (
        "try:\n"
        "    for n in range(100): open(str(n), 'wb').write(bytes(1 << 20))\n"
        "    word = 'endless'\n"
        "except OSError: word = 'full'\n"
        "import os\n"
        "os.remove('0'); open('out', 'w').write(word)"
    )
    result = await execute(code, True, scratch=16 << 20)
    assert result.output == b"full"


def test_limits_must_be_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        Limits(wall_seconds=0)
