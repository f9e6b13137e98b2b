"""Tasks in processes that outlive their executor: results, deaths, cancellations, the bell."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from prover.limits.budget import Budget
from prover.run import keeper
from prover.run.executor import FINAL, Executor, Task, TaskStatus, UnknownTask
from prover.run.local_processes import LocalProcesses
from prover.run.task_folder import TaskFolder

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds to wait for anything on a busy machine before the test fails."""

Make = Callable[..., LocalProcesses]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Executors on one folder, begun. What they leave alive is killed after the test."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    made: list[LocalProcesses] = []

    def call(places: int = 2, **more: Any) -> LocalProcesses:
        executor = LocalProcesses(tmp_path / "tasks", places, **more)
        executor.start()
        made.append(executor)
        return executor

    yield call
    for executor in made:
        executor._stopping = True
        if executor._thread.is_alive():
            executor._thread.join()
    for folder in (tmp_path / "tasks").glob("*/"):
        if (record := TaskFolder(folder).record()) is not None:
            keeper.kill_all(keeper.marked(record["mark"]))


def task(work: str, id: str = "t", **more: Any) -> Task:
    return Task(id=id, work=f"tests.prover_spine.task_work:{work}", **more)


def until(happened: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while not (seen := happened()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return seen


def ended(executor: Executor, id: str = "t") -> TaskStatus:
    until(lambda: executor.status(id).state in FINAL)
    return executor.status(id)


def told(executor: Executor, id: str = "t", count: int = 1) -> Any:
    """What the worker told, once it told `count` things."""
    return until(
        lambda: d if len(d := [e.data for e in executor.events(id) if e.data]) >= count else None
    )


def states(executor: Executor, id: str = "t") -> list[str]:
    return [str(event.state) for event in executor.events(id) if event.state]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def with_marker(marker: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker.encode() in (entry / "cmdline").read_bytes() and alive(int(entry.name)):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


# --- results --------------------------------------------------------------------------------------


def test_a_task_hands_back_its_result_and_tells_on_the_way(make: Make) -> None:
    executor = make()
    executor.submit(task("add", arguments={"numbers": [1, 2]}))
    executor.submit(task("fail", "other"))
    status = ended(executor)
    assert (status.state, status.result, status.tries) == ("done", {"sum": 3, "try": 1}, 1)
    until(lambda: "done" in states(executor))
    events = executor.events("t")
    assert states(executor) == ["queued", "running", "done"]
    assert [event.data for event in events if event.data] == [{"adding": [1, 2]}]
    seqs = [event.seq for event in events]
    assert seqs == sorted(set(seqs))
    assert executor.events("t", after=seqs[1]) == events[2:]
    assert executor.events("t", after=seqs[-1]) == []
    failed = ended(executor, "other")
    assert (failed.state, failed.tries, failed.result) == ("failed", 1, None)
    assert failed.detail == "ValueError: two lines"
    assert sorted(executor.tasks()) == ["other", "t"]


def test_a_result_that_is_no_json_is_a_failure(make: Make) -> None:
    executor = make()
    executor.submit(task("unlike_json"))
    status = ended(executor)
    assert (status.state, status.tries) == ("failed", 1) and "JSON" in status.detail


def test_a_task_is_taken_once_however_often_it_is_submitted(make: Make) -> None:
    executor = make()
    for number in (1, 2, 3):
        executor.submit(task("add", arguments={"numbers": [number]}))
    assert ended(executor).result == {"sum": 1, "try": 1}


@pytest.mark.parametrize("wrong", ["", "../x", "a/b", ".hidden", "x" * 300])
def test_an_id_is_no_path(wrong: str, make: Make) -> None:
    with pytest.raises(ValidationError):
        task("add", wrong)
    with pytest.raises(UnknownTask):
        make().status(wrong)


def test_no_more_work_at_a_time_than_there_are_places(make: Make) -> None:
    executor = make(places=2)
    executor.submit(task("wait", "wide", places=2))
    told(executor, "wide")
    executor.submit(task("add", "narrow", arguments={"numbers": []}))
    executor.look()
    assert executor.status("narrow").state == "queued"
    executor.cancel("wide")
    assert ended(executor, "narrow").state == "done"
    assert executor.status("wide").state == "cancelled"


def test_a_worker_holds_a_lease_of_the_budget(make: Make) -> None:
    executor, budget = make(), Budget(wall=300, tokens=100)
    for name in ("a", "b"):
        lease = budget.lease(name, tokens=40)
        executor.submit(
            task("spend", name, arguments={"lease": lease, "calls": 4}, bell=lease["ends"])
        )
    assert budget.remaining("tokens") == 20
    for name in ("a", "b"):
        result = ended(executor, name).result
        assert result["deadline"] == pytest.approx(budget.deadline, abs=0.1)
        budget.settle(name, result["used"])
    assert (budget.used("tokens"), budget.remaining("tokens")) == (40, 60)


# --- deaths ---------------------------------------------------------------------------------------


def test_a_process_that_dies_is_replaced(make: Make) -> None:
    executor = make()
    executor.submit(task("die", arguments={"deaths": 2}))
    assert ended(executor).result == {"try": 3}
    until(lambda: "done" in states(executor))
    again = ["queued", "running"]
    assert states(executor) == [*again, *again, *again, "done"]


def test_one_that_keeps_dying_fails_or_is_written_up(make: Make) -> None:
    executor = make()
    executor.submit(task("die", arguments={"deaths": 9}))
    executor.submit(task("die", "closes", arguments={"deaths": 9}, closing_seconds=60, tries=2))
    status = ended(executor)
    assert (status.state, status.tries) == ("failed", 3) and "died 3 times" in status.detail
    closed = ended(executor, "closes")
    assert (closed.state, closed.result) == ("done", {"closed": 3})


_SERVER = """
import sys, time
from pathlib import Path
from prover.run.executor import Task
from prover.run.local_processes import LocalProcesses
executor = LocalProcesses(Path(sys.argv[1]))
executor.submit(Task(id="t", work="tests.prover_spine.task_work:" + sys.argv[2]))
executor.start()
time.sleep(600)
"""


def test_a_task_survives_the_death_of_its_server_and_is_found_again(
    make: Make, tmp_path: Path
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(tmp_path / "tasks"), "wait_politely"], cwd=ROOT
    )
    folder = tmp_path / "tasks" / "t"
    until(lambda: (folder / "events.jsonl").exists() and TaskFolder(folder).events()[2:])
    server.kill()
    server.wait()
    second = make()
    (pid,) = [one["pid"] for one in told(second)]
    assert alive(pid) and second.status("t").state == "running"
    second.cancel("t")
    assert ended(second).state == "cancelled" and not alive(pid)
    assert states(second).count("running") == 1  # it was not started again


@pytest.mark.parametrize("victim", ["worker", "keeper", "both", "group"])
def test_whoever_of_a_task_is_killed_it_is_taken_up_again(make: Make, victim: str) -> None:
    executor = make()
    executor.submit(task("wait_politely"))
    first = told(executor)[0]["pid"]
    keeper_pid = TaskFolder(executor.folder / "t").pid
    assert keeper_pid is not None
    if victim in ("keeper", "both"):
        os.kill(keeper_pid, signal.SIGKILL)
    if victim in ("worker", "both") and alive(first):
        os.kill(first, signal.SIGKILL)
    if victim == "group":
        os.killpg(keeper_pid, signal.SIGKILL)
    second = told(executor, count=2)[1]["pid"]
    assert second != first and not alive(first)
    assert executor.status("t").tries == 2
    executor.cancel("t")
    ended(executor)


def test_what_a_killed_keeper_leaves_behind_is_swept_before_the_next_try(make: Make) -> None:
    executor, marker = make(), f"swept-{time.monotonic_ns()}"
    executor.submit(task("fork", arguments={"marker": marker}, tries=1))
    told(executor)
    until(lambda: len(with_marker(marker)) == 6)
    os.killpg(TaskFolder(executor.folder / "t").pid or 0, signal.SIGKILL)
    assert ended(executor).state == "failed"
    until(lambda: not with_marker(marker))


def test_nothing_survives_the_end_of_its_worker(make: Make) -> None:
    executor, marker = make(), f"orphan-{time.monotonic_ns()}"
    executor.submit(task("fork", arguments={"marker": marker, "end": True}))
    assert ended(executor).state == "done"
    assert not with_marker(marker)


def test_a_stopped_executor_interrupts_what_it_started_and_the_next_takes_it_up(
    make: Make,
) -> None:
    first = make()
    first.submit(task("wait_politely"))
    pid = told(first)[0]["pid"]
    first.stop()
    assert not alive(pid) and first.status("t").state == "queued"
    second = make()
    assert told(second, count=2)[1]["pid"] != pid
    second.cancel("t")
    assert ended(second).state == "cancelled"


def test_two_executors_share_one_folder(make: Make) -> None:
    executors = [make(places=3), make(places=3)]
    for number in range(8):
        executors[number % 2].submit(task("add", f"t{number}", arguments={"numbers": [number]}))
    for number in range(8):
        status = ended(executors[1 - number % 2], f"t{number}")
        assert (status.result, status.tries) == ({"sum": number, "try": 1}, 1)
    for number in range(8):
        until(lambda number=number: "done" in states(executors[0], f"t{number}"))
        assert states(executors[0], f"t{number}") == ["queued", "running", "done"]


# --- cancelling -----------------------------------------------------------------------------------


@pytest.mark.parametrize("work", ["wait", "wait_politely"])
def test_a_worker_that_cooperates_is_cancelled_at_once(make: Make, work: str) -> None:
    executor = make()
    executor.submit(task(work, grace=300))
    pid = told(executor)[0]["pid"]
    executor.cancel("t")  # long before its grace is over, else `ended` runs out of patience
    assert ended(executor).state == "cancelled" and not alive(pid)
    executor.cancel("t")
    assert executor.status("t").state == "cancelled"


def test_one_that_does_not_is_killed_after_its_grace_with_all_it_started(make: Make) -> None:
    executor, marker = make(), f"deaf-{time.monotonic_ns()}"
    executor.submit(task("fork", arguments={"marker": marker}, grace=0.5))
    pid = told(executor)[0]["pid"]
    until(lambda: len(with_marker(marker)) == 6)
    executor.cancel("t")
    assert executor.status("t").cancelling
    assert ended(executor).state == "cancelled"
    assert not alive(pid) and not with_marker(marker)


def test_what_waits_is_cancelled_without_being_started(make: Make) -> None:
    executor = make(places=1)
    executor.submit(task("wait_politely", "first"))
    told(executor, "first")
    executor.submit(task("wait", "second"))
    executor.submit(task("die", "third", arguments={"deaths": 9}, closing_seconds=60))
    executor.cancel("second")
    executor.cancel("third")
    assert ended(executor, "second").tries == 0
    assert ended(executor, "third").result == {"closed": 1}  # it was only written up
    executor.cancel("first")
    ended(executor, "first")


def test_a_cancelled_task_that_closes_is_written_up_after_it_was_killed(make: Make) -> None:
    executor = make()
    executor.submit(task("write_up", closing_seconds=60, grace=0.3))
    told(executor)
    executor.cancel("t")
    status = ended(executor)
    assert status.state == "done" and status.result["closed"] >= 2


def test_an_outer_task_takes_the_executor_inside_it_along(make: Make, tmp_path: Path) -> None:
    executor = make()
    executor.submit(task("serve", arguments={"folder": str(tmp_path / "inner")}, grace=0.3))
    told(executor)
    inner = LocalProcesses(tmp_path / "inner")
    pid = told(inner, "inner")[0]["pid"]
    executor.cancel("t")
    ended(executor)
    assert not alive(pid)


# --- the bell -------------------------------------------------------------------------------------


def began(executor: LocalProcesses, submit: Callable[[str, float], Task]) -> tuple[str, int, float]:
    """Id, process and bell of a task that was at work before its bell: a busy machine starts
    processes late, so tasks with ever later bells are tried."""
    for seconds in (3.0, 12.0, 60.0):
        id, bell = f"t{seconds:.0f}", time.time() + seconds
        executor.submit(submit(id, bell))
        while time.time() < bell - 0.5:
            if data := [event.data for event in executor.events(id) if event.data]:
                return id, data[0]["pid"], bell
            time.sleep(0.02)
        ended(executor, id)
    raise AssertionError("no worker starts within a minute")


@pytest.mark.parametrize("server_lives", [True, False])
def test_at_the_bell_everything_is_dead_also_without_a_server(
    make: Make, server_lives: bool
) -> None:
    executor, marker = make(), f"bell-{time.monotonic_ns()}"
    id, pid, bell = began(
        executor,
        lambda id, bell: task(
            "fork", id, arguments={"marker": marker}, bell=bell, notice=0.2, tries=1
        ),
    )
    if not server_lives:
        executor._stopping = True
        executor._thread.join()
    until(lambda: not alive(pid) and not with_marker(marker))
    assert time.time() >= bell - 0.1  # and not before it
    status = ended(make(), id)
    assert status.state == "failed" and "time ended" in status.detail and status.tries == 1
    assert not TaskFolder(executor.folder / id).alive()


def test_the_bell_of_an_executor_holds_for_each_of_its_tasks(make: Make) -> None:
    bell = time.time() + 5
    executor = make(bell=bell)
    executor.submit(task("ignore_signals", "later", bell=bell + 1000))
    executor.submit(task("ignore_signals", "never"))
    executor.submit(task("ignore_signals", "sooner", bell=bell - 1000))
    for id, expected in (("later", bell), ("never", bell), ("sooner", bell - 1000)):
        asked = TaskFolder(executor.folder / id).task()
        assert asked is not None and asked.bell == expected
        assert ended(executor, id).state == "failed"
    assert time.time() >= bell == executor.bell


def test_a_task_whose_bell_rang_before_its_turn_is_never_started(make: Make) -> None:
    executor = make()
    executor.submit(task("wait", bell=time.time() - 1))
    status = ended(executor)
    assert (status.state, status.tries) == ("failed", 0) and "before its turn" in status.detail


def test_a_worker_is_told_before_the_bell(make: Make) -> None:
    executor = make()
    id, pid, _ = began(
        executor,
        lambda id, bell: task("wait_politely", id, bell=bell + 600, notice=600, tries=1),
    )
    # Ten minutes before it is killed: else `ended` runs out of patience.
    status = ended(executor, id)
    assert (status.state, status.tries) == ("failed", 1) and not alive(pid)


def test_the_end_of_its_seconds_is_written_up(make: Make) -> None:
    executor = make()
    executor.submit(task("write_up", seconds=3.0, notice=0.5, closing_seconds=60))
    assert ended(executor).result["closed"] >= 2


def test_a_keeper_that_was_stopped_does_not_outlive_the_bell(make: Make) -> None:
    executor = make()
    id, pid, _ = began(executor, lambda id, bell: task("ignore_signals", id, bell=bell, tries=1))
    os.killpg(TaskFolder(executor.folder / id).pid or 0, signal.SIGSTOP)
    assert ended(executor, id).state == "failed"
    assert not alive(pid)


def test_a_clock_that_is_set_gives_no_time() -> None:
    now = keeper.moment()
    task_record = {"bell": now["wall"] + 100, "seconds": 50, "submitted": now}
    assert keeper.seconds_left(task_record, now) == pytest.approx(50, abs=1)
    # Twenty seconds later, the clock an hour back.
    earlier = {**now, "wall": now["wall"] + 3580, "boot": now["boot"] - 20}
    record = {"bell": earlier["wall"] + 100, "seconds": 50, "submitted": earlier}
    assert keeper.seconds_left(record, earlier) == pytest.approx(30, abs=1)
    assert keeper.seconds_left({**record, "seconds": None}, None) == pytest.approx(80, abs=1)
    other_boot = {**earlier, "boot_id": "another"}  # only the wall clock is left
    assert keeper.since(other_boot) == 0
    assert keeper.seconds_left({"bell": None, "seconds": None, "submitted": now}, now) is None


# --- stalling -------------------------------------------------------------------------------------


def test_a_worker_without_a_sign_of_life_is_stalled_until_it_goes_on(make: Make) -> None:
    executor = make()
    executor.submit(task("stand_still", stalls_after=1.5))
    pid = told(executor)[0]["pid"]
    until(lambda: "stalled" in states(executor))
    assert executor.status("t").state == "stalled"
    os.kill(pid, signal.SIGCONT)
    assert ended(executor).result == "went on"


# --- files ----------------------------------------------------------------------------------------


def test_a_torn_line_costs_one_event(tmp_path: Path) -> None:
    folder = TaskFolder(tmp_path / "t")
    assert folder.create(task("add")) and not folder.create(task("fail"))
    with (folder.folder / "events.jsonl").open("ab") as file:
        file.write(b'{"at": 1, "sta')
    before = folder.events()
    folder.tell(data={"n": 1})
    assert [event.data for event in folder.events()] == [None, {"n": 1}]
    assert [event.data for event in folder.events(before[-1].seq)] == [{"n": 1}]


def test_a_broken_task_file_stops_nobody_else(make: Make) -> None:
    executor = make()
    (executor.folder / "broken").mkdir(parents=True)
    (executor.folder / "broken" / "task.json").write_text('{"format": "olympiad-task/1"')
    executor.submit(task("add", arguments={"numbers": []}))
    assert ended(executor).state == "done"
    assert json.loads((executor.folder / "t" / "task.json").read_text())["format"]
