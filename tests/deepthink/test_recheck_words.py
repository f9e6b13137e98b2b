"""A bundle in words is checked for what it seals, wherever its jury was or was not measured."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prover.bundle.recheck import Recheck, recheck_bundle
from prover.checkers.registry import CheckerRegistry
from prover.deepthink.calibration.measure import Calibration, Share
from prover.deepthink.calibration.store import save
from prover.deepthink.jury.version import judge_version
from prover.deepthink.jury_checker import JuryChecker
from prover.limits.budget import Budget
from prover.llm.config import LLMConfig
from prover.run.engine import prepare
from prover.run.runner import prove
from prover.trace.attempt import Attempt
from prover.trace.events import Emit
from tests.deepthink.hostile import HONEST
from tests.deepthink.scripted import ACCEPT, REJECT, Script, Scripted, always_right
from tests.deepthink.test_jury import CONFIG, PROBLEM
from tests.prover_spine.helpers import ScriptedEngine, returning

OTHER = LLMConfig.model_validate(
    {
        "endpoints": {"e": {"url": "http://localhost:1/v1"}},
        "models": {"x": {"endpoint": "e", "name": "elsewhere"}},
        "roles": {"writer": "x", "jury": "x"},
    }
)


SUBMITTED = Attempt(engine="toy", proof_markdown=HONEST)


def registry(script: Script = always_right, config: LLMConfig = CONFIG) -> CheckerRegistry:
    def make(config: LLMConfig, budget: Budget, emit: Emit) -> Scripted:
        return Scripted(script, budget=budget)

    return CheckerRegistry({"prose": lambda: JuryChecker(config, make)})


def measure_here(wrong: int) -> None:
    rates = Calibration(
        models=("first", "second"), judge_version=judge_version(), dataset="graded", undecided=0,
        curve=(), false_accept=Share.of(wrong, 40), false_reject=Share.of(5, 50), tokens=0, cost=0.0,
    )  # fmt: skip
    save(rates)


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Moves to another machine, as far as its calibration goes."""

    def move(name: str) -> None:
        monkeypatch.setenv("OLYMPIAD_CALIBRATION", str(tmp_path / name))

    move("first")
    return move


async def bundle(folder: Path) -> Path:
    result = await prove(
        PROBLEM,
        prepare(PROBLEM, [ScriptedEngine("toy", returning(SUBMITTED))]),
        Budget(wall=60),
        None,
        folder,
        None,
        "model_verified",
        registry=registry(),
    )
    assert result.verdict.rung == "model_verified"
    return folder


async def check(folder: Path, **jury: Any) -> Recheck:
    return await recheck_bundle(folder, registry=registry(**jury))


@pytest.mark.parametrize(("there", "here"), [(3, None), (None, 3), (3, 7), (3, 3), (None, None)])
async def test_another_calibration_is_a_remark_and_no_mismatch(
    tmp_path: Path, moved: Callable[[str], None], there: int | None, here: int | None
) -> None:
    if there is not None:
        measure_here(there)
    folder = await bundle(tmp_path / "b")
    moved("second")
    if here is not None:
        measure_here(here)
    found = await check(folder)
    assert found.holds, found.mismatches
    assert bool(found.remarks) == (there != here)
    for wrong in {there, here} - {None}:
        assert there == here or any(f"{wrong / 40:.1%} of 40" in one for one in found.remarks)


async def test_a_jury_grades_otherwise_the_next_time(
    tmp_path: Path, moved: Callable[[str], None]
) -> None:
    folder = await bundle(tmp_path / "b")
    six = {**ACCEPT, "grade": 6}
    found = await check(folder, script=lambda asked, earlier: six if earlier % 2 else ACCEPT)
    assert found.holds and not found.remarks
    found = await check(folder, config=OTHER)
    assert found.holds and "elsewhere and not first, second" in found.remarks[0]


async def test_a_jury_that_objects_now_is_a_mismatch(
    tmp_path: Path, moved: Callable[[str], None]
) -> None:
    folder = await bundle(tmp_path / "b")
    found = await check(folder, script=lambda asked, earlier: REJECT)
    assert not found.holds and "claims model_verified" in found.mismatches[0]


async def test_rates_that_nobody_measured_are_found_out(
    tmp_path: Path, moved: Callable[[str], None]
) -> None:
    measure_here(3)
    folder = await bundle(tmp_path / "b")
    verdict = json.loads((folder / "verdict.json").read_text())
    verdict["false_accept_rate"] |= {"estimate": 0.0, "low": 0.0}
    forged = json.dumps(verdict)
    (folder / "verdict.json").write_text(forged)
    manifest = json.loads((folder / "manifest.json").read_text())
    digest = hashlib.sha256(forged.encode()).hexdigest()
    manifest["files"]["verdict.json"] = {"bytes": len(forged), "sha256": digest}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    found = await check(folder)
    assert not found.holds
    assert "the verdict is not the one that the trace says was reached" in found.mismatches
