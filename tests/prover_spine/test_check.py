"""Re-checking: a bundle that lies is found out, and a good one holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prover.bundle.bundle import BundleDamaged
from prover.bundle.recheck import Recheck, recheck_bundle, recheck_certificate
from prover.limits.budget import Budget
from prover.run.engine import prepare
from prover.run.runner import prove
from tests.prover_spine.helpers import (
    ScriptedEngine,
    attempt,
    make_problem,
    returning,
    toy_registry,
)

PROBLEM = make_problem()


async def bundle(folder: Path, *numbers: int) -> Path:
    await prove(
        PROBLEM,
        prepare(
            PROBLEM,
            [ScriptedEngine("toy", returning(*(attempt(number) for number in numbers)))],
        ),
        Budget(wall=60),
        None,
        folder,
        None,
        "symbolically_verified",
        registry=toy_registry(),
        command=("olympiad",),
    )
    return folder


async def recheck(folder: Path, **more: Any) -> Recheck:
    return await recheck_bundle(folder, registry=toy_registry(), **more)


def forge(folder: Path, name: str, change: Callable[[str], str]) -> None:
    """Alter a file the way a liar would: with the hashes of the manifest made to fit."""
    path = folder / name
    before = path.read_text()
    after = change(before)
    assert after != before
    path.write_text(after)
    manifest = folder / "manifest.json"
    record = json.loads(manifest.read_text())
    digest = hashlib.sha256(after.encode()).hexdigest()
    record["files"][name] = {"bytes": len(after.encode()), "sha256": digest}
    if name == "problem.json":
        record["statement_sha256"] = digest
    manifest.write_text(json.dumps(record))


async def test_good_bundle_holds(tmp_path: Path) -> None:
    checked = await recheck(await bundle(tmp_path / "b", 3, 4, 6), problem=PROBLEM)
    assert checked.holds, checked.mismatches
    assert checked.fresh == checked.claimed
    assert checked.fresh.rung == "symbolically_verified"


@pytest.mark.parametrize("numbers", [(3,), ()])
async def test_unverified_bundle_holds_too(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    checked = await recheck(await bundle(tmp_path / "b", *numbers))
    assert checked.holds, checked.mismatches
    assert checked.fresh.rung == "unverified"


async def test_plain_damage_is_an_error(tmp_path: Path) -> None:
    folder = await bundle(tmp_path / "b", 4)
    (folder / "proof.md").write_text("A better proof.")
    with pytest.raises(BundleDamaged, match=r"proof\.md was altered"):
        await recheck(folder)


async def test_another_problem_file(tmp_path: Path) -> None:
    checked = await recheck(await bundle(tmp_path / "b", 4), problem=make_problem("a b ? x"))
    assert "another statement than the problem" in checked.mismatches[0]


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("certificate.txt", lambda text: "even 8", "no attempt"),
        ("proof.md", lambda text: text + "Q.E.D.", "proof.md is not the proof"),
        ("events.jsonl", lambda text: text.replace("even 4", "even 5"), "no attempt"),
        ("events.jsonl", lambda text: text.split("\n", 1)[1], "gaps"),
        (
            "verdict.json",
            lambda text: text.replace('"diagrams": 3', '"diagrams": 30'),
            "diagrams is not what the check found",
        ),
        (
            "verdict.json",
            lambda text: text.replace("A. Person", "The IMO"),
            "faithfulness is not what the check found",
        ),
        (
            "verdict.json",
            lambda text: '{"rung": "unverified", "known_problems": ["none"]}',
            "the manifest says symbolically_verified",
        ),
        (
            "problem.json",
            lambda text: text.replace("a b c = triangle", "c b a = triangle"),
            "statement_sha256 is not what the check found",
        ),
    ],
)
async def test_forgeries_are_found_out(
    tmp_path: Path, name: str, change: Callable[[str], str], says: str
) -> None:
    folder = await bundle(tmp_path / "b", 4)
    forge(folder, name, change)
    checked = await recheck(folder)
    assert not checked.holds
    assert any(says in line for line in checked.mismatches), checked.mismatches


async def test_claimed_rung_above_the_checked_one(tmp_path: Path) -> None:
    good = await bundle(tmp_path / "good", 4)
    folder = await bundle(tmp_path / "b", 3)
    verdict = (good / "verdict.json").read_text()
    forge(folder, "verdict.json", lambda _: verdict)
    record = json.loads((folder / "manifest.json").read_text())
    record["rung"] = "symbolically_verified"
    (folder / "manifest.json").write_text(json.dumps(record))
    checked = await recheck(folder)
    assert checked.fresh.rung == "unverified"
    assert any(
        "claims symbolically_verified, the check says unverified: 3 is not even" in line
        for line in checked.mismatches
    )


async def test_broken_problem_or_trace_is_damage(tmp_path: Path) -> None:
    folder = await bundle(tmp_path / "b", 4)
    forge(folder, "events.jsonl", lambda text: text + "{}\n")
    with pytest.raises(BundleDamaged, match=r"events\.jsonl:\d+: "):
        await recheck(folder)
    folder = await bundle(tmp_path / "c", 4)
    forge(folder, "problem.json", lambda text: text.replace('"kind"', '"sort"'))
    with pytest.raises(BundleDamaged, match=r"problem\.json: fields missing or unknown: kind, so"):
        await recheck(folder)


async def test_bare_certificate() -> None:
    good = await recheck_certificate("even 4", "parity", PROBLEM, registry=toy_registry())
    assert good.accepted and good.verdict.rung == "symbolically_verified"
    bad = await recheck_certificate("even 5", "parity", PROBLEM, registry=toy_registry())
    assert not bad.accepted and bad.reason == "5 is not even"
