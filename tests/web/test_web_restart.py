"""A server that is stopped or killed and started again, with runs under way."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.web_problems import HARD, ORTHOCENTRE
from tests.web.web_server import PATIENCE, Server, kill_workers

pytestmark = pytest.mark.slow

Start = Callable[..., Server]


def test_a_stopped_server_interrupts_its_runs_and_keeps_its_queue(start: Start) -> None:
    first = start("--workers", "1")
    running = first.submit(HARD)
    first.searching(running)
    waiting = first.submit(ORTHOCENTRE)
    assert first.stop(signal.SIGTERM) in (0, -signal.SIGTERM)

    second = start("--workers", "1")
    detail = second.get(f"/runs/{running}")
    assert (detail["state"], detail["ending"]) == ("ended", "interrupted")
    assert second.get(f"/runs/{running}/bundle")["ending"] == "interrupted"
    assert second.ended(waiting)["proved"]


def test_a_run_goes_on_while_its_server_is_killed(start: Start) -> None:
    first = start()
    run = first.submit(HARD)
    first.searching(run)
    first.stop(signal.SIGKILL)

    second = start()
    before = second.get(f"/runs/{run}")
    assert before["state"] == "running"
    second.wait(run, lambda d: d["progress"]["events"] > before["progress"]["events"])
    assert kinds(second, run).count("run_started") == 1  # it was not started again
    assert second.http.delete(f"/runs/{run}").status_code == 202
    assert second.ended(run)["ending"] == "interrupted"


def test_a_run_that_was_killed_with_its_server_is_taken_up_with_its_clock(start: Start) -> None:
    first = start()
    run = first.submit(HARD)
    first.searching(run)
    first.stop(signal.SIGKILL)
    kill_workers(first.folder)
    time.sleep(1.0)

    second = start()
    second.wait(run, lambda _: kinds(second, run).count("run_started") == 2)
    started = [e for e in events(second, run) if e["kind"] == "run_started"]
    assert [e["resumed"] for e in started] == [False, True]
    walls = [e["limits"][0] for e in started]
    assert [w["limit"] for w in walls] == ["wall", "wall"]
    assert walls[1]["used"] > walls[0]["used"] + 1.0  # time went on while nobody lived
    assert [e["seq"] for e in events(second, run)] == list(range(len(events(second, run))))
    second.http.delete(f"/runs/{run}")
    assert second.ended(run)["ending"] == "interrupted"


def test_a_run_whose_process_keeps_dying_is_given_up(start: Start) -> None:
    server = start()
    run = server.submit(HARD)
    end = time.monotonic() + PATIENCE
    deaths = 0
    while (detail := server.get(f"/runs/{run}"))["state"] not in ("ended", "failed"):
        assert time.monotonic() < end, detail
        if deaths < 3 and kinds(server, run).count("engine_started") > deaths:
            kill_workers(server.folder)
            deaths += 1
        time.sleep(0.1)
    assert deaths == 3
    assert (detail["state"], detail["ending"]) == ("ended", "interrupted")


def test_two_servers_share_one_folder(start: Start) -> None:
    first, second = start("--workers", "1"), start("--workers", "1")
    run = first.submit(ORTHOCENTRE)
    assert second.ended(run)["proved"]
    assert kinds(second, run).count("run_started") == 1


def events(server: Server, run: str) -> list[dict[str, Any]]:
    """The events of a run so far, from its live log or its bundle."""
    folder = server.folder / "runs"
    for file in (folder / f".{run}.events.jsonl", folder / run / "events.jsonl"):
        if file.exists():
            lines = file.read_text().split("\n")[:-1]  # what stands after the last end is torn
            return [json.loads(line) for line in lines]
    return []


def kinds(server: Server, run: str) -> list[str]:
    return [str(event["kind"]) for event in events(server, run)]
