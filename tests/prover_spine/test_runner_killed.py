"""A real process proves, and is killed or interrupted: what is on disk, and how it goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prover.bundle.bundle import open_bundle
from prover.bundle.recheck import recheck_bundle
from prover.limits.budget import Budget
from prover.run.engine import prepare
from prover.run.recorder import log_path
from prover.run.runner import find_unfinished, prove
from prover.store import open_store
from tests.prover_spine.helpers import (
    ScriptedEngine,
    attempt,
    make_problem,
    returning,
    toy_registry,
)

ROOT = Path(__file__).parents[2]

_PROVER = """
import asyncio, sys
from pathlib import Path
from prover.limits.budget import Budget
from prover.trace.events import AttemptMade
from prover.run.engine import prepare
from prover.run.runner import prove
from prover.store import open_store
from tests.prover_spine.helpers import ScriptedEngine, attempt, make_problem, toy_registry

async def script(budget, emit):
    emit(AttemptMade(attempt=attempt(3)))
    await asyncio.sleep(600)
    return []

def tell(event):
    print(event.kind, flush=True)

async def main():
    folder = Path(sys.argv[1])
    with open_store(folder.parent / "runs.db") as store:
        await prove(
            make_problem(), prepare(make_problem(), [ScriptedEngine("e", script)]), Budget(wall=60, tokens=9), store,
            folder, tell, "symbolically_verified", registry=toy_registry(), command=("olympiad",),
        )

try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
"""


@contextmanager
def proving(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has sealed its first attempt and goes on looking."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROVER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        while process.stdout.readline() not in ("verdict_reached\n", ""):
            pass
        deadline = time.monotonic() + 20
        while not (folder / "manifest.json").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        yield process
    finally:
        process.kill()
        process.wait()


def test_interrupt_leaves_a_valid_bundle_that_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    with proving(folder) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    bundle = open_bundle(folder)
    assert bundle.manifest.ending == "interrupted"
    assert bundle.verdict.caveats == ("3 is not even",)
    assert bundle.events[-1].kind == "run_finished"
    assert not log_path(folder).exists()
    with open_store(tmp_path / "runs.db") as store:
        assert store.runs()[0].ending == "interrupted"


async def test_kill_leaves_the_best_so_far_and_the_run_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    with proving(folder) as process:
        process.kill()
    died = time.time()
    assert open_bundle(folder).manifest.ending == "running"
    assert (await recheck_bundle(folder, registry=toy_registry())).holds
    with open_store(tmp_path / "runs.db") as store:
        unfinished = find_unfinished(store, make_problem(), folder)
        assert unfinished is not None
        time.sleep(0.2)  # noqa: ASYNC251  the process is dead and its clock runs
        budget = Budget.from_record(unfinished.budget)
        assert budget.used("wall") >= 0.2 and budget.started < died
        result = await prove(
            make_problem(),
            prepare(
                make_problem(),
                [ScriptedEngine("second", returning(attempt(4, engine="second")))],
            ),
            budget,
            store,
            folder,
            None,
            "symbolically_verified",
            registry=toy_registry(),
            command=("olympiad",),
            resume=unfinished,
        )
        assert result.reached and result.run == unfinished.run
        assert len(store.attempts(result.run)) == 2
        assert store.events(result.run) == list(open_bundle(folder).events)
    assert (await recheck_bundle(folder, registry=toy_registry())).holds
