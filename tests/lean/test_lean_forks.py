"""Processes that stand ready: a fork of one is as fresh, and as walled in, as a program that is started."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.lean_turns import differences, names, turns
from lean.checker.audited import kernel_preload
from lean.checker.check import Checker
from lean.checker.compile import library_preload
from lean.checker.slots import Slots
from lean.errors import CheckBusy
from lean.library.profile import Profile
from lean.sandbox.forks import NotReady, Preload, Servers
from lean.sandbox.job import Limits, SandboxJob, SandboxResult, Walls
from lean.sandbox.run import Ready, run
from lean.sandbox.walls import isolation, probe
from tests.lean.test_lean_attacks import REACHING, Surroundings, around, attack, parse

__all__ = ["around"]

SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n"
PROOF = "by\n  exact ⟨h.2, h.1⟩\n"
# What stands ready in the tests of the sandbox alone: a function that runs Python.
PYTHON = Preload.of("tests.lean.forked_python", mark="loaded before")
MODES: tuple[Walls, ...] = ("user namespaces", "resource limits")

# What a job finds around itself.
LOOK = """
import ctypes, json, os
def is_open(number):
    try: os.fstat(number)
    except OSError: return False
    return True
libc = ctypes.CDLL(None)
capabilities = (ctypes.c_uint32 * 6)()
libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), capabilities)
start = '/proc/self/environ'
found = {
    'mark': arguments['mark'],
    'env': dict(os.environ),
    'files': [number for number in range(256) if is_open(number)],
    'given': open('given').read(),
    'capabilities': list(capabilities),
    'no new privileges': libc.prctl(39, 0, 0, 0, 0),
    'start': open(start).read() if os.path.exists(start) else '',
}
arguments['mark'] = 'changed'
open('out', 'w').write(json.dumps(found))
print('said')
"""

every_mode = pytest.mark.parametrize("mode", MODES)


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    found = Servers()
    yield found
    found.close()


async def execute(
    servers: Servers, code: str, mode: Walls, output: str | None = None, **limits: float
) -> SandboxResult:
    if not probe(mode).stand:
        pytest.skip(f"{mode} cannot be used here: {probe(mode).why}")
    await asyncio.to_thread(servers.warm, PYTHON)
    job = SandboxJob(
        ("/bin/false",),  # what would be started: nobody may come to that
        inputs={"given": "what was given"},
        output=output,
        environment={"ONLY": "this"},
        limits=Limits(**{"wall_seconds": 60.0, **limits}),  # type: ignore[arg-type]
    )
    return await run(job, mode, ready=Ready(servers, PYTHON, (code,)))


@every_mode
async def test_a_fork_has_what_a_program_would_have_and_nothing_else(
    servers: Servers, mode: Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "of the one who asks")
    for _ in range(2):  # nothing of the first is seen by the second
        result = await execute(servers, LOOK, mode, "out")
        assert (result.exit_code, result.stdout, result.walls) == (0, b"said\n", mode), result
        found = json.loads(result.output or b"")
        assert (found["mark"], found["given"]) == ("loaded before", "what was given")
        assert found["env"] == {"ONLY": "this"} and "SECRET" not in found["start"]
        assert found["files"] == [0, 1, 2]
        assert found["no new privileges"] == 1
        if mode == "user namespaces":
            assert found["capabilities"] == [0] * 6


@every_mode
async def test_how_a_fork_ends_is_told(servers: Servers, mode: Walls) -> None:
    assert (await execute(servers, "raise SystemExit(7)", mode)).exit_code == 7
    assert b"ValueError: no" in (await execute(servers, "raise ValueError('no')", mode)).stderr
    killed = await execute(servers, "import os; os.kill(os.getpid(), 11)", mode)
    # The first process of a namespace gets no signal that it does not ask for.
    assert killed.killed_by == (signal.SIGSEGV if mode == "resource limits" else None)
    much = await execute(
        servers, "x = b'x' * (200 << 20); import time; time.sleep(60)", mode, memory=100 << 20
    )
    assert much.exceeded == "memory"
    late = await execute(servers, "while True: pass", mode, wall_seconds=0.5)
    assert late.timed_out and late.output is None


@every_mode
async def test_what_a_fork_leaves_behind_is_gone(servers: Servers, mode: Walls) -> None:
    mark = f"left-behind-{os.getpid()}-{mode.split()[0]}"
    code = (
        "import os\nfor session in (False, True):\n    if os.fork() == 0:\n"
        "        if session: os.setsid()\n"
        f"        os.execv('/bin/sh', ['sh', '-c', 'sleep 60; : {mark}'])\n"
        "import time; time.sleep(0.3)"
    )
    assert (await execute(servers, code, mode)).exit_code == 0
    task = asyncio.create_task(execute(servers, code + "; time.sleep(60)", mode))
    await asyncio.sleep(1.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0.3)
    assert not any(mark in line for line in command_lines())


def command_lines() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text(errors="replace"))
        except OSError:
            continue
    return found


async def test_one_is_started_for_what_is_asked_again_and_replaced_after_its_uses() -> None:
    servers = Servers(uses=2, after=1)
    try:
        assert servers.get(PYTHON) is None  # asked once: nothing is started in vain
        assert servers.get(PYTHON) is None  # asked again: it is being started
        first = await until_ready(servers)
        for _ in range(2):
            await execute(servers, "pass", "resource limits")
        assert (first.uses, first.running) == (2, 0)
        assert servers.get(PYTHON) is None
        assert not first.alive
        assert await until_ready(servers) is not first
    finally:
        servers.close()


async def until_ready(servers: Servers):  # type: ignore[no-untyped-def]
    for _ in range(600):
        server = servers.get(PYTHON)
        if server is not None:
            return server
        await asyncio.sleep(0.1)
    raise AssertionError("nothing came to stand ready")


async def test_one_that_died_is_no_fault_of_the_jobs(servers: Servers) -> None:
    server = await asyncio.to_thread(servers.warm, PYTHON)
    server.close()
    job = SandboxJob(("/bin/echo", "started"))
    result = await run(job, "resource limits", ready=Ready(servers, PYTHON, ("pass",)))
    assert result.stdout == b"started\n"
    with pytest.raises(NotReady):
        servers.warm(Preload.of("no_such_module"))


async def test_one_that_does_not_answer_is_not_asked_again(servers: Servers) -> None:
    server = await asyncio.to_thread(servers.warm, PYTHON)
    with pytest.raises(NotReady):
        server.fork({"much": "x" * (1 << 20)}, [0, 0, 0, 0])
    assert not server.alive and server.running == 0


@pytest.mark.lean
async def test_checks_take_forks_and_say_the_same(profile: Profile, servers: Servers) -> None:
    """Two attacks with their twins, one after the other; `python -m benchmarks.lean_turns` has all."""
    if not isolation():
        pytest.skip("there are no walls here, behind which a process could stand ready")
    chosen = ["skip_kernel_tactic", "environment_axiom"]
    assert set(chosen) <= set(names()) and len(turns(chosen)) == 4
    assert await differences(profile, chosen, servers) == []
    preloads = [library_preload(profile), kernel_preload(profile)]
    used = [servers.warm(preload).uses for preload in preloads if preload is not None]
    assert all(uses >= 4 for uses in used) and used


@pytest.mark.lean
@pytest.mark.parametrize("name", REACHING)
async def test_walls_stand_around_forks(
    profile: Profile, servers: Servers, name: str, around: Surroundings
) -> None:
    preload = library_preload(profile)
    if preload is None:
        pytest.skip("Lean is not forked behind the walls of this machine")
    await asyncio.to_thread(servers.warm, preload)
    _, statement, text = parse(attack(name))
    outcome = await Checker(profile, servers=servers).check(
        statement, around.fill(text), filters=False
    )
    assert (outcome.verdict, outcome.code) == ("rejected", "sorry"), outcome
    assert outcome.sandbox == "user namespaces"
    assert not (around.folder / "written").exists() and not around.called()
    assert servers.warm(preload).uses > 0


async def test_no_more_than_so_many_run_and_those_who_wait_come_in_order() -> None:
    slots = Slots(2)
    order: list[int] = []
    most = 0

    async def one(number: int) -> None:
        nonlocal most
        async with slots.place():
            most = max(most, slots.taken)
            order.append(number)
            await asyncio.sleep(0.01)

    # From threads with loops of their own, too.
    other = asyncio.to_thread(lambda: asyncio.run(one(99)))
    await asyncio.gather(other, *(one(number) for number in range(8)))
    assert most <= 2 and (slots.taken, slots.waiting) == (0, 0)
    assert [number for number in order if number != 99] == list(range(8))


async def test_waiting_has_an_end() -> None:
    slots = Slots(1, wait_seconds=0.05)
    async with slots.place():
        with pytest.raises(CheckBusy, match=r"within 0\.05 s"):
            async with slots.place():
                raise AssertionError("two at a time")
        waiting = asyncio.create_task(slots.place().__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with slots.place():
        assert slots.taken == 1
    assert (slots.taken, slots.waiting) == (0, 0)


@pytest.mark.lean
async def test_a_check_that_waits_too_long_says_so(profile: Profile) -> None:
    slots = Slots(1, wait_seconds=0.05)
    checker = Checker(profile, slots=slots)
    async with slots.place():
        with pytest.raises(CheckBusy):
            await checker.check(SWAP, PROOF)
    assert (await checker.check(SWAP, PROOF)).ok
