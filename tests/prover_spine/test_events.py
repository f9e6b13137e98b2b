"""Events and their log: what is written is read back, and a kill loses at most the last one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.trace.event_log import EventLog, EventLogBusy, EventLogError, read_log
from prover.trace.events import (
    AttemptMade,
    BudgetRanOut,
    BudgetTick,
    CheckFinished,
    EngineFinished,
    EngineStarted,
    Event,
    EventBody,
    EventError,
    Interrupted,
    LimitUse,
    Message,
    Progress,
    RunFinished,
    RunStarted,
    VerdictReached,
)
from prover.verdicts.verdict import Unverified
from tests.prover_spine.helpers import attempt
from tests.prover_spine.killing import killed_at_line

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
USE = LimitUse(limit="wall", allowed=None, used=1.5)
BODIES: list[EventBody] = [
    RunStarted(
        problem="p",
        statement_sha256="0" * 64,
        asked_rung="unverified",
        engines=("a", "b"),
        limits=(USE,),
        command=("olympiad", "prove"),
    ),
    EngineStarted(engine="a", seconds=3),
    EngineFinished(engine="a", outcome="failed", detail="broke"),
    Progress(engine="a", message="closing", fraction=0.5, data={"facts": 12, "deep": [None, {}]}),
    Message(source="a", text="line one\nline two\u2028\u0085 and “π”"),
    AttemptMade(attempt=attempt(4)),
    CheckFinished(attempt_sha256="x", certificate_kind="parity", accepted=False, reason="odd"),
    VerdictReached(attempt_sha256=None, verdict=Unverified(known_problems=("x",)), best=True),
    BudgetTick(limits=(USE,)),
    BudgetRanOut(scope="run", limit="wall", allowed=1, used=1.5),
    Interrupted(detail="Ctrl-C"),
    RunFinished(ending="interrupted", rung="unverified"),
]


def event(seq: int, body: EventBody = BODIES[3]) -> Event:
    return Event(run="r", seq=seq, at=NOW, body=body)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.kind)
def test_flat_json_line_round_trip(body: EventBody) -> None:
    line = event(3, body).to_line()
    assert line.count("\n") == 1 and line.endswith("\n")
    record = json.loads(line)
    assert list(record)[:4] == ["run", "seq", "at", "kind"]
    assert record["kind"] == body.kind and record["at"] == "2026-01-02T03:04:05.678901Z"
    assert Event.from_line(line) == event(3, body)


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 10**9))
def test_any_text_survives(text: str, seq: int) -> None:
    one = event(seq, Message(source="s", text=text))
    assert Event.from_line(one.to_line().encode()) == one


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "nonsense"}, "kind|tag"),
        ({"seq": -1}, "seq"),
        ({"seq": "1"}, "seq"),
        ({"at": "2026-01-02T03:04:05"}, "at"),
        ({"surplus": 1}, "surplus"),
        ({"fraction": 1.5}, "fraction"),
        ({"run": ""}, "run"),
    ],
)
def test_wrong_records_are_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(EventError, match=says):
        Event.from_record({**event(0).to_record(), **change})


@pytest.mark.parametrize("line", ["", "{", "[]", "3", "[" * 100_000, '{"kind": "progress"}'])
def test_wrong_lines_are_refused(line: str) -> None:
    with pytest.raises(EventError):
        Event.from_line(line)


def test_time_is_kept_in_utc(tmp_path: Path) -> None:
    local = NOW.astimezone(timezone(timedelta(hours=5)))
    one = Event(run="r", seq=0, at=local, body=BODIES[3])
    assert Event.from_line(one.to_line()).at == NOW


# --- the log ------------------------------------------------------------------------------------


def test_append_reopen_and_read(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = EventLog(path)
    for seq, body in enumerate(BODIES):
        log.append(event(seq, body))
    log.close()
    again = EventLog(path)
    assert again.events == [event(seq, body) for seq, body in enumerate(BODIES)]
    again.append(event(len(BODIES)))
    again.close()
    assert len(read_log(path).events) == len(BODIES) + 1


@given(st.integers(0, 10_000))
def test_any_torn_tail_loses_only_the_last_event(tmp_path_factory: object, cut: int) -> None:
    lines = [event(seq, body).to_line().encode() for seq, body in enumerate(BODIES)]
    data = b"".join(lines)
    data = data[: min(cut, len(data))]
    whole = sum(len(b"".join(lines[: n + 1])) <= len(data) for n in range(len(lines)))
    path = tmp_path_factory.mktemp("torn") / "log"  # type: ignore[attr-defined]
    path.write_bytes(data)
    contents = read_log(path)
    assert len(contents.events) == whole
    assert contents.torn == (len(data) > len(b"".join(lines[:whole])))
    log = EventLog(path)
    log.append(event(whole))
    log.close()
    assert [e.seq for e in read_log(path).events] == list(range(whole + 1))


def test_damage_before_the_end_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "log"
    lines = [event(seq).to_line() for seq in range(3)]
    path.write_text(lines[0] + "{}\n" + lines[2])
    with pytest.raises(EventLogError, match=r"log:2: "):
        read_log(path)
    path.write_text(lines[0] + lines[2])
    with pytest.raises(EventLogError, match=r"log:2: event 2 stands where 1 belongs"):
        EventLog(path)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    with pytest.raises(EventLogBusy, match="another process is at work"):
        EventLog(tmp_path / "log")
    log.close()
    EventLog(tmp_path / "log").close(remove=True)
    assert not (tmp_path / "log").exists()


def test_full_disk_is_an_error_and_leaves_whole_lines() -> None:
    code = (
        "import resource, sys; from pathlib import Path; from prover.trace.event_log import *;"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "import tests.prover_spine.test_events as t; p = Path(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900)); log = EventLog(p)\n"
        "try:\n    [log.append(t.event(n)) for n in range(99)]\n"
        "except EventLogError as error:\n    print(error)"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stdout.startswith("cannot write"), done.stderr
        contents = read_log(path)
        assert contents.events and not contents.torn


def test_killed_at_every_line_of_an_append(tmp_path: Path) -> None:
    path = tmp_path / "log"
    line = 0
    killed = True
    while killed:
        path.unlink(missing_ok=True)

        def write() -> None:
            log = EventLog(path)
            for seq in range(3):
                log.append(event(seq, BODIES[5]))
                (tmp_path / "acknowledged").write_text(str(seq + 1))
            log.close()

        (tmp_path / "acknowledged").write_text("0")
        killed = killed_at_line(write, ("/event_log.py",), line)
        acknowledged = int((tmp_path / "acknowledged").read_text())
        if path.exists():
            assert len(read_log(path).events) in (acknowledged, acknowledged + 1)
        else:
            assert acknowledged == 0
        line += 1
    assert line > 20


_WRITER = """
import sys
from pathlib import Path
from prover.trace.event_log import EventLog
from tests.prover_spine.test_events import event
log = EventLog(Path(sys.argv[1]))
while True:
    log.append(event(len(log.events)))
    print(len(log.events), flush=True)
"""


def test_killed_process_loses_at_most_the_last_event(tmp_path: Path) -> None:
    path = tmp_path / "log"
    total = 0
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for _ in range(40):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        said = [total + 40, *(int(line) for line in writer.stdout if line.endswith("\n"))][-1]
        writer.wait()
        written = len(read_log(path).events)
        # What was acknowledged is there; one more may be, written and not yet acknowledged.
        assert written in (said, said + 1)
        total = written
