"""LeanDojo's package behind our session, and the data that comes out of its traces.

A stand-in for `lake` speaks for Lean (`lean_fake_lake.py`); LeanDojo itself is the real one.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import io
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from lean.checker.outcome import Position
from lean.dojo.extract import TracedProof, open_project
from lean.dojo.package import INSTALL
from lean.dojo.project import DojoTheorem, theorem_in
from lean.dojo.session import DojoLimits, DojoSession, open_session
from lean.driver.state import ProofState, TacticFailure
from lean.errors import (
    ProfileUnavailable,
    StatementError,
    StateUnknown,
    ToolchainNotFound,
    WorkerDied,
)
from prover.cli.app import main
from tests.lean import dojo_project

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("lean_dojo") is None, reason=f"LeanDojo is not installed: {INSTALL}"
)

FAKE = Path(__file__).with_name("lean_fake_lake.py")
STEP = DojoLimits(open_seconds=120.0, step_seconds=30.0)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo project, traced."""
    folder = tmp_path_factory.mktemp("dojo")
    with pytest.MonkeyPatch.context() as patch:
        # Read once, when LeanDojo is imported.
        patch.setenv("CACHE_DIR", str(folder / "cache"))
        made = dojo_project.make_project(folder / "demo")
        dojo_project.make_trace(made, folder / "cache")
        yield made


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `lake` on PATH; returns the file in which it notes the processes it started."""
    script = tmp_path / "bin" / "lake"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\n{FAKE.read_text(encoding='utf-8')}", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    return script.parent / "started"


@pytest.fixture
async def session(project: Path, lake: Path) -> AsyncIterator[DojoSession]:
    async with open_session(theorem_in(project / "Demo.lean", "Demo.and_swap"), STEP) as opened:
        yield opened


def started(lake: Path) -> list[int]:
    return [int(line) for line in lake.read_text().split()]


async def test_a_proof_step_by_step(session: DojoSession, lake: Path) -> None:
    root = session.root
    assert root.pretty() == "p q : Prop\nh : p ∧ q\n⊢ q ∧ p"
    both = await session.apply(root, "constructor")
    assert isinstance(both, ProofState)
    assert [goal.case for goal in both.goals] == ["left", "right"]
    right = await session.apply(both, "exact h.2")
    assert isinstance(right, ProofState)
    done = await session.apply(right, "exact h.1")
    assert isinstance(done, ProofState)
    assert done.complete
    assert done.proof() == "by\n  constructor\n  exact h.2\n  exact h.1\n"
    # Any earlier state can be gone on from, without a new process.
    again = await session.apply(root, "refine ⟨?left, ?right⟩\nexact h.2")
    assert isinstance(again, ProofState)
    assert again.goals == right.goals
    assert len(started(lake)) == 1


async def test_what_fails_in_a_tactic_is_a_value(session: DojoSession) -> None:
    results = await session.apply_batch(
        session.root,
        ["simp", "exact ⟨h.2, h.1⟩", "sorry", "trust me", "exhaust", "speak", "turnstiles",
         "skip -- a comment", "simp", "exact " + "h" * 5000],
    )  # fmt: skip
    kinds = [r.kind if isinstance(r, TacticFailure) else r.complete for r in results]
    assert kinds == [
        "error", True, "refused", "error", "timeout", False, "error", False, "error", "refused",
    ]  # fmt: skip
    assert isinstance(results[0], TacticFailure)
    assert results[0].message == "unknown tactic simp"
    assert isinstance(results[6], TacticFailure)
    assert "cannot read" in results[6].message


async def test_states_of_others_are_refused(session: DojoSession) -> None:
    with pytest.raises(StateUnknown):
        await session.apply(ProofState(0, (), session.root.goals), "constructor")
    done = await session.apply(session.root, "exact ⟨h.2, h.1⟩")
    assert isinstance(done, ProofState)
    with pytest.raises(StateUnknown):
        await session.apply(done, "skip")
    session.close()
    with pytest.raises(StateUnknown):
        await session.apply(session.root, "constructor")


@pytest.mark.parametrize("word", ["die", "killed", "nonsense", "too much memory"])
async def test_a_process_that_dies_is_replaced(session: DojoSession, lake: Path, word: str) -> None:
    both = await session.apply(session.root, "constructor")
    assert isinstance(both, ProofState)
    failed = await session.apply(both, word)
    assert isinstance(failed, TacticFailure)
    assert failed.kind == "memory"
    right = await session.apply(both, "exact h.2")
    assert isinstance(right, ProofState)
    assert len(started(lake)) == 2


async def test_a_process_that_hangs_is_replaced_and_ended(project: Path, lake: Path) -> None:
    theorem = theorem_in(project / "Demo.lean", "Demo.and_swap")
    async with open_session(theorem, DojoLimits(120.0, step_seconds=1.5)) as session:
        failed = await session.apply(session.root, "hang")
        assert isinstance(failed, TacticFailure)
        assert failed.kind == "timeout"
        assert isinstance(await session.apply(session.root, "constructor"), ProofState)
    assert session.started == 2
    for process in started(lake):
        await ended(process)


async def test_a_cancelled_step_ends_its_process(session: DojoSession, lake: Path) -> None:
    step = asyncio.create_task(session.apply(session.root, "hang"))
    await asyncio.sleep(0.3)
    step.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await step
    await ended(started(lake)[0])
    assert isinstance(await session.apply(session.root, "constructor"), ProofState)


async def test_a_fat_process_is_replaced(project: Path, lake: Path) -> None:
    theorem = theorem_in(project / "Demo.lean", "Demo.and_swap")
    async with open_session(theorem, DojoLimits(120.0, 30.0, memory=200 << 20)) as session:
        both = await session.apply(session.root, "constructor")
        assert isinstance(both, ProofState)
        assert isinstance(await session.apply(session.root, "eat"), ProofState)
        assert session.started == 1
        assert isinstance(await session.apply(both, "exact h.2"), ProofState)
        assert session.started == 2


async def test_nothing_is_left_behind(project: Path, lake: Path) -> None:
    theorem = theorem_in(project / "Demo.lean", "Demo.and_swap")
    async with open_session(theorem, STEP):
        assert len(sources()) == 2
    await ended(started(lake)[0])
    await until(lambda: sources() == ["Demo.lean"], "the file that LeanDojo wrote is still there")


def sources() -> list[str]:
    """The project's own file in its trace, and what LeanDojo wrote beside it."""
    trace = next(Path(os.environ["CACHE_DIR"]).glob("gitpython-demo-*/demo"))
    return sorted(path.name for path in trace.glob("Demo*.lean"))


async def ended(process: int) -> None:
    """Wait until a process is gone (or a zombie, which its parent has yet to ask for)."""
    import psutil

    def gone() -> bool:
        try:
            return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    await until(gone, "the process lives on")


async def until(condition: Callable[[], bool], fault: str) -> None:
    for _ in range(400):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(fault)


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        ("Demo.lean", "Demo.nothing", "has no theorem Demo.nothing"),
        ("Other.lean", "t", "is no file of the traced project"),
    ],
)
async def test_a_theorem_that_is_not_there(
    project: Path, lake: Path, file: str, name: str, said: str
) -> None:
    with pytest.raises(StatementError, match=said):
        async with open_session(DojoTheorem(str(project), file, name), STEP):
            pass


async def test_a_lean_that_does_not_start(project: Path, lake: Path) -> None:
    lake.with_name("lake").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(WorkerDied):
        async with open_session(theorem_in(project / "Demo.lean", "Demo.and_swap"), STEP):
            pass


async def test_without_elan_one_sentence_says_what_to_do(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELAN_HOME", str(tmp_path))
    with pytest.raises(ToolchainNotFound, match="olympiad lean setup --mathlib"):
        async with open_session(theorem_in(project / "Demo.lean", "Demo.and_swap"), STEP):
            pass


def test_an_untraced_project_needs_elan_to_be_traced(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELAN_HOME", str(tmp_path))
    other = dojo_project.make_project(tmp_path / "other")
    with pytest.raises(ToolchainNotFound, match="olympiad lean setup --mathlib"):
        open_project(str(other))


async def test_an_untraced_project_cannot_be_opened(
    tmp_path: Path, project: Path, lake: Path
) -> None:
    other = dojo_project.make_project(tmp_path / "other")
    with pytest.raises(ProfileUnavailable, match="olympiad lean extract"):
        async with open_session(theorem_in(other / "Demo.lean", "Demo.and_swap"), STEP):
            pass


def test_the_steps_of_a_proof_come_out_of_a_trace(project: Path) -> None:
    traced = open_project(str(project))
    assert traced.files == ("Damaged.lean", "Demo.lean", "Empty.lean")
    damaged, demo, empty = traced.modules()
    assert (damaged.proofs, empty.proofs, empty.fault) == ((), (), "")
    assert damaged.fault
    swap, term = demo.proofs
    assert swap.name == "Demo.and_swap"
    assert swap.commit == dojo_project.git(project, "rev-parse", "HEAD")
    assert swap.statement == "theorem and_swap (p q : Prop) (h : p ∧ q) : q ∧ p"
    assert swap.position == Position(3, 1)
    assert [step.tactic for step in swap.steps] == ["constructor", "exact h.2", "exact id h.1"]
    assert [step.premises for step in swap.steps] == [(), (), ("id",)]
    assert swap.steps[1].position == Position(5, 3)
    assert [goal.case for goal in swap.steps[0].after] == ["left", "right"]
    assert swap.steps[1].before == swap.steps[0].after
    assert swap.steps[2].after == ()
    assert (term.name, term.steps) == ("Demo.by_term", ())


def test_the_command_writes_one_line_a_theorem(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "data.jsonl"
    command = ["lean", "extract", str(project), "--out", str(out), "--json"]
    assert main(command) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["theorems"], said["steps"], said["faulty"]) == (2, 3, ["Damaged.lean"])
    swap, _ = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert swap == json.loads(json.dumps(asdict(next(_proofs(project)))))
    assert swap["steps"][0]["before"][0]["target"]["text"] == "q ∧ p"
    # A second run changes nothing.
    before = out.read_bytes()
    assert main(command) == 0
    assert out.read_bytes() == before


def _proofs(project: Path) -> Iterator[TracedProof]:
    for module in open_project(str(project)).modules():
        yield from module.proofs


def test_a_conversation_with_the_dojo_behind_it(
    project: Path,
    lake: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("constructor\n:undo\nexact ⟨h.2, h.1⟩\n"))
    file = str(project / "Demo.lean")
    command = ["lean", "repl", file, "--backend", "dojo", "--theorem", "Demo.and_swap"]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "case right" in out
    assert "LeanDojo" in out
    assert "proved, says LeanDojo; no checker of ours has seen it:\nby\n  exact ⟨h.2, h.1⟩" in out


@pytest.mark.elan
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("lake") is None, reason="elan is not installed on this machine")
async def test_with_elan_a_project_is_traced_and_its_theorem_proved(
    project: Path, tmp_path: Path
) -> None:
    real = dojo_project.make_project(tmp_path / "real")
    traced = {proof.name: proof for proof in _proofs(real)}
    assert traced["Demo.and_swap"].steps[0].tactic == "constructor"
    async with open_session(theorem_in(real / "Demo.lean", "Demo.and_swap")) as session:
        done = await session.apply(session.root, "exact ⟨h.2, h.1⟩")
        assert isinstance(done, ProofState)
        assert done.complete
