"""What an untrusted program can and cannot do."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lean.checker.check import Checker
from lean.driver.pool import Pool
from lean.driver.state import ProofState
from lean.library.profile import Profile
from lean.sandbox.errors import SandboxFault
from lean.sandbox.job import Limits, SandboxJob, SandboxResult, Walls
from lean.sandbox.run import run
from lean.sandbox.walls import BY_NAME, SETTING, probe

PYTHON = (sys.executable, "-S", "-E", "-c")


def where_it_works(mode: Walls) -> object:
    found = probe(mode)
    reason = f"{mode} cannot be used on this machine: {found.why}"
    return pytest.param(mode, marks=pytest.mark.skipif(not found.stand, reason=reason))


locked = pytest.mark.parametrize(
    "mode", [where_it_works("user namespaces"), where_it_works("bubblewrap")]
)
every_mode = pytest.mark.parametrize(
    "mode",
    ["resource limits", where_it_works("user namespaces"), where_it_works("bubblewrap")],
)


async def execute(code: str, mode: Walls | None = None, **limits: float) -> SandboxResult:
    job = SandboxJob((*PYTHON, code), output="out", limits=Limits(**limits))  # type: ignore[arg-type]
    return await run(job, mode)


def processes(marker: str) -> int:
    found = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found += marker.encode() in (folder / "cmdline").read_bytes()
            except OSError:
                continue
    return found


@every_mode
async def test_input_output_and_exit_code(mode: Walls) -> None:
    job = SandboxJob(
        (*PYTHON, "open('out','w').write(open('in').read().upper()); raise SystemExit(7)"),
        inputs={"in": "hello"},
        output="out",
    )
    result = await run(job, mode)
    assert (result.exit_code, result.output) == (7, b"HELLO")
    assert result.walls == mode
    assert bool(result.note) == (mode == "resource limits")
    assert result.stderr == b""


@every_mode
async def test_nothing_survives_the_time_limit(mode: Walls) -> None:
    marker = f"survivor-{mode[:4]}-{time.monotonic_ns()}"
    code = (
        "import os, time\n"
        "for _ in range(3):\n"
        "    if os.fork() == 0:\n"
        "        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(300)\n"
        f"time.sleep(300) # {marker}"
    )
    result = await execute(code, mode, wall_seconds=1.0)
    assert result.timed_out
    assert processes(marker) == 0


@every_mode
async def test_nothing_survives_the_end_of_the_program(mode: Walls) -> None:
    marker = f"orphan-{mode[:4]}-{time.monotonic_ns()}"
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        f"    os.close(1); os.close(2); time.sleep(300) # {marker}\n"
    )
    result = await execute(code, mode, wall_seconds=20.0)
    assert result.exit_code == 0
    assert processes(marker) == 0


@every_mode
def test_nothing_survives_the_death_of_whoever_started_it(mode: Walls) -> None:
    marker = f"widow-{mode[:4]}-{time.monotonic_ns()}"
    program = (
        "import asyncio, sys; from lean.sandbox.job import *; from lean.sandbox.run import *\n"
        f"code = 'import time; time.sleep(300) # {marker}'\n"
        "job = SandboxJob((sys.executable, '-S', '-E', '-c', code))\n"
        f"asyncio.run(run(job, {mode!r}))\n"
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


@every_mode
async def test_the_memory_limit_strikes(mode: Walls) -> None:
    code = "x = [bytearray(1 << 24) for _ in range(200)]; open('out','w').write('survived')"
    result = await execute(code, mode, memory=200 << 20, wall_seconds=30.0)
    assert result.exit_code != 0
    assert result.output is None


async def test_output_is_capped() -> None:
    result = await execute("import os\nwhile True: os.write(1, b'x' * 65536)", wall_seconds=2.0)
    assert result.timed_out
    assert result.truncated
    assert len(result.stdout) <= 16 << 20


@every_mode
async def test_an_output_that_is_a_link_is_not_followed(mode: Walls) -> None:
    result = await execute("import os; os.symlink('/etc/passwd', 'out')", mode)
    assert result.output is None


@locked
async def test_the_users_files_are_out_of_sight(mode: Walls, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    code = (
        "import os\n"
        f"seen = os.path.exists({str(secret)!r}) or os.path.exists('/etc/passwd')\n"
        f"try: os.makedirs({str(tmp_path)!r}); open({str(tmp_path / 'mark')!r}, 'w').write('x')\n"
        "except OSError: pass\n"
        "open('out', 'w').write(str(seen))"
    )
    result = await execute(code, mode)
    assert result.output == b"False"
    assert not (tmp_path / "mark").exists()


@locked
async def test_readable_paths_cannot_be_written(mode: Walls, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before")
    code = (
        f"text = open({str(tmp_path / 'file')!r}).read()\n"
        f"try: open({str(tmp_path / 'file')!r}, 'w').write('after'); text += ' written'\n"
        "except OSError: pass\n"
        "open('out', 'w').write(text)"
    )
    result = await run(SandboxJob((*PYTHON, code), readable=(str(tmp_path),), output="out"), mode)
    assert result.output == b"before"
    assert (tmp_path / "file").read_text() == "before"


@locked
async def test_there_is_no_network(mode: Walls) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    code = (
        "import socket\n"
        f"try: socket.create_connection(('127.0.0.1', {port}), 2); word = 'connected'\n"
        "except OSError: word = 'nothing'\n"
        "open('out', 'w').write(word)"
    )
    # `socket` is a compiled module of the standard library; -S leaves the library's path alone.
    result = await execute(code, mode)
    server.close()
    assert result.output == b"nothing"


@locked
async def test_scratch_space_is_limited(mode: Walls) -> None:
    code = (
        "try:\n"
        "    for n in range(100): open(str(n), 'wb').write(bytes(1 << 20))\n"
        "    word = 'endless'\n"
        "except OSError: word = 'full'\n"
        "import os\n"
        "os.remove('0'); open('out', 'w').write(word)"
    )
    result = await execute(code, mode, scratch=16 << 20)
    assert result.output == b"full"


def test_limits_must_be_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        Limits(wall_seconds=0)


bubblewrapped = pytest.mark.skipif(
    not probe("bubblewrap").stand, reason="bubblewrap cannot be used on this machine"
)


@bubblewrapped
async def test_a_command_cannot_pass_itself_off_as_bubblewrap() -> None:
    code = "import os; os.write(2, b'bwrap: no permission\\n'); raise SystemExit(1)"
    result = await execute(code, "bubblewrap")
    assert (result.exit_code, result.stderr) == (1, b"bwrap: no permission\n")


@bubblewrapped
async def test_a_command_cannot_end_or_enter_its_keeper() -> None:
    code = (
        "import os, signal\n"
        "os.kill(1, signal.SIGKILL)\n"
        "try: open('/proc/1/mem', 'r+b'); word = 'entered'\n"
        "except OSError: word = 'shut'\n"
        "open('out', 'w').write(word + str(os.getppid()))"
    )
    result = await execute(code, "bubblewrap")
    assert result.output == b"shut1"


async def test_a_bubblewrap_that_fails_is_our_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxFault, match="apt-get install bubblewrap"):
        await execute("pass", "bubblewrap")
    program = tmp_path / "bwrap"
    program.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    with pytest.raises(SandboxFault, match="No permissions"):
        await execute("pass", "bubblewrap")


@pytest.mark.lean
@every_mode
async def test_lean_works_behind_it_and_the_outcome_says_so(
    profile: Profile, mode: Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, next(name for name, walls in BY_NAME.items() if walls == mode))
    statement = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry"
    outcome = await Checker(profile).check(statement, "by exact ⟨h.2, h.1⟩")
    assert outcome.verdict == "accepted", outcome
    assert outcome.sandbox == mode
    assert bool(outcome.sandbox_note) == (mode == "resource limits")
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        assert isinstance(await session.apply(session.root, "constructor"), ProofState)
