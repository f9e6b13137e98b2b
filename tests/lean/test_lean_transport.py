"""The driver against a server that misbehaves: every failure has a name, nothing hangs."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lean.driver.transport import Connection
from lean.driver.worker import Worker, WorkerSettings
from lean.errors import (
    DriverError,
    TransportError,
    WorkerDied,
    WorkerRefused,
    WorkerTimeout,
)
from lean.library.profile import Profile
from lean.toolchain.find import Toolchain

SERVER = Path(__file__).with_name("lean_fake_server.py")


def fake_profile() -> Profile:
    toolchain = Toolchain("elan", (4, 35, 0), ("lean",), Path("lib.so"), ())
    return Profile("core", toolchain, "prelude\n", (), (), (), "fake")


async def start(mode: str) -> Worker:
    settings = WorkerSettings(command=(sys.executable, "-S", "-E", str(SERVER), mode))
    return await Worker.start(fake_profile(), settings)


async def test_an_honest_server_is_understood() -> None:
    worker = await start("honest")
    try:
        assert await worker.set_text("example", 5) == []
        (goals,) = await worker.goals_at([(0, 0)], 5)
        assert goals[0].pretty() == "p : Prop\n⊢ p"
        assert goals[0].target.spans[0].path == "/"
    finally:
        await worker.close()


async def test_doubled_answers_are_counted_and_dropped() -> None:
    worker = await start("twice")
    try:
        for _ in range(5):
            await worker.set_text("example", 5)
        assert worker._connection.stray >= 4
        assert worker.alive
    finally:
        await worker.close()


async def test_answers_to_nobody_do_not_reach_anybody() -> None:
    worker = await start("stranger")
    try:
        (goals,) = await worker.goals_at([(0, 0)], 5)
        assert goals[0].target.text == "p"
        assert worker._connection.stray == 2
    finally:
        await worker.close()


async def test_an_id_that_is_not_quite_the_number_is_a_strangers() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-S", "-E", str(SERVER), "true"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    connection = Connection(process.stdout, process.stdin, lambda method, params: None)
    try:
        for _ in range(2):  # the opening, answered honestly
            await connection.request("open", {}, 10)
        connection._next = 0  # the next is request 1, which `true` equals in Python
        assert await connection.request("ask", {}, 10) == {}
        assert connection.stray == 2
    finally:
        process.kill()
        await process.wait()
        await connection.close()


async def test_news_that_make_no_sense_are_dropped() -> None:
    worker = await start("infinite")
    try:
        assert await worker.set_text("example", 5) == []
        (goals,) = await worker.goals_at([(0, 0)], 5)
        assert goals[0].target.text == "p"
    finally:
        await worker.close()


async def test_answers_out_of_order_find_their_questions() -> None:
    worker = await start("out_of_order")
    try:
        first, second = await worker.goals_at([(0, 0), (1, 0)], 5)
        assert first == second
    finally:
        await worker.close()


async def test_a_late_answer_is_a_timeout_and_does_not_answer_the_next_question() -> None:
    worker = await start("late")
    try:
        with pytest.raises(WorkerTimeout, match=r"0\.2 s"):
            await worker.set_text("example", 0.2)
        (goals,) = await worker.goals_at([(0, 0)], 10)
        assert goals[0].target.text == "p"
        assert worker._connection.stray == 1
    finally:
        await worker.close()


async def test_silence_is_a_timeout() -> None:
    worker = await start("silent")
    try:
        with pytest.raises(WorkerTimeout):
            await worker.set_text("example", 0.2)
    finally:
        await worker.close()


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        ("error", WorkerRefused),
        ("empty", TransportError),
        ("garbage", TransportError),
        ("not_json", TransportError),
        ("list", TransportError),
        ("endless", TransportError),
        ("negative", TransportError),
        ("nested", TransportError),
        ("long_number", TransportError),
        ("long_header", TransportError),
        ("half", WorkerDied),
        ("dies", WorkerDied),
    ],
)
async def test_every_misbehaviour_has_its_error(mode: str, error: type[DriverError]) -> None:
    worker = await start(mode)
    try:
        with pytest.raises(error) as caught:
            await worker.set_text("example", 10)
        assert "\n" not in str(caught.value)
        assert str(SERVER) not in str(caught.value)
    finally:
        await worker.close()


async def test_goals_of_an_unknown_form_are_a_transport_error() -> None:
    worker = await start("wrong_goals")
    try:
        with pytest.raises(TransportError, match="unknown form"):
            await worker.goals_at([(0, 0)], 5)
    finally:
        await worker.close()


async def test_every_waiting_request_fails_when_the_server_dies() -> None:
    worker = await start("silent")
    waiting = [asyncio.create_task(worker.goals_at([(i, 0)], 30)) for i in range(5)]
    await asyncio.sleep(0.1)
    await worker.close()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(outcome, WorkerDied) for outcome in outcomes)


async def test_a_cancelled_request_leaves_the_worker_usable() -> None:
    worker = await start("late")
    try:
        task = asyncio.create_task(worker.set_text("example", 10))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (goals,) = await worker.goals_at([(0, 0)], 10)
        assert goals[0].target.text == "p"
    finally:
        await worker.close()


async def test_a_program_that_does_not_exist_is_a_named_error() -> None:
    settings = WorkerSettings(command=("/no/such/lean",))
    with pytest.raises(WorkerDied, match="does not start"):
        await Worker.start(replace(fake_profile()), settings)
