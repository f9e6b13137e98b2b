"""What the parts of a bundle say of each other is held together, whoever renewed the hashes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prover.bundle.bundle import BundleDamaged
from prover.bundle.lean_text import is_lean_section, lean_section
from prover.bundle.recheck import Recheck, recheck_bundle
from tests.prover_spine.test_shown import CIRCLE, problem, proved, seal

Edit = Callable[[Any], object]


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    folder = tmp_path_factory.mktemp("bundles") / "circle"
    asyncio.run(proved(folder, CIRCLE))
    return folder


@pytest.fixture
def bundle(honest: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(honest, tmp_path / "b"))


def edit_json(path: Path, edit: Edit) -> None:
    record = json.loads(path.read_text())
    edit(record)
    path.write_text(json.dumps(record))


def edit_events(bundle: Path, edit: Edit) -> None:
    path = bundle / "events.jsonl"
    events = [json.loads(line) for line in path.read_text().splitlines()]
    edit(events)
    path.write_text("".join(json.dumps(event) + "\n" for event in events))


async def rechecked(bundle: Path) -> Recheck:
    seal(bundle)
    return await recheck_bundle(bundle)


async def test_an_honest_bundle_holds(bundle: Path) -> None:
    checked = await rechecked(bundle)
    assert checked.outcome == "holds", checked.mismatches


@pytest.mark.parametrize("name", ["solution.pdf", "certificate.lean", "proof2.md"])
async def test_a_file_more_in_the_manifest_is_no_part_of_the_bundle(
    bundle: Path, name: str
) -> None:
    (bundle / name).write_text("PA + PB = 2 PC")
    checked = await rechecked(bundle)
    assert [m for m in checked.mismatches if name in m] and checked.outcome == "fails"


@pytest.mark.parametrize(
    "name", ["events.jsonl", "verdict.json", "problem.json", "proof.md", "certificate.json"]
)
async def test_a_part_that_is_not_listed_is_missing(bundle: Path, name: str) -> None:
    edit_json(bundle / "manifest.json", lambda record: record["files"].pop(name))
    with pytest.raises(BundleDamaged, match="is missing from the bundle"):
        await recheck_bundle(bundle)


MANIFESTS: dict[str, Edit] = {
    "another end": lambda m: m.update(ending="interrupted"),
    "no end": lambda m: m.update(ending="running"),
    "another rung was asked for": lambda m: m.update(asked_rung="formally_verified"),
    "another command": lambda m: m.update(command=["olympiad", "prove", "other.md"]),
}


@pytest.mark.parametrize("edit", MANIFESTS.values(), ids=MANIFESTS)
async def test_the_manifest_says_what_the_trace_says(bundle: Path, edit: Edit) -> None:
    edit_json(bundle / "manifest.json", edit)
    checked = await rechecked(bundle)
    assert len(checked.mismatches) == 1 and "trace" in checked.mismatches[0]


TRACES: dict[str, Edit] = {
    "another problem": lambda e: e[0].update(problem="other"),
    "another statement": lambda e: e[0].update(statement_sha256="0" * 64),
    "its end is missing": lambda e: e.pop(),
    "it ended otherwise": lambda e: e[-1].update(ending="out_of_budget"),
    "another verdict at its end": lambda e: e[-1].update(rung="unverified"),
}


@pytest.mark.parametrize("edit", TRACES.values(), ids=TRACES)
async def test_the_trace_says_what_the_manifest_says(bundle: Path, edit: Edit) -> None:
    edit_events(bundle, edit)
    checked = await rechecked(bundle)
    assert len(checked.mismatches) == 1 and "trace" in checked.mismatches[0]


FAITHFUL: dict[str, Edit] = {
    "another author": lambda v: v["faithfulness"].update(author="the IMO jury"),
    "another kind of author": lambda v: v["faithfulness"].update(author_kind="given"),
    "a check more": lambda v: v["faithfulness"]["checks"].append(
        {"name": "read by ten people", "passed": True, "detail": ""}
    ),
    "a check less": lambda v: v["faithfulness"]["checks"].clear(),
    "a caveat more": lambda v: v.update(other_answers=["120"]),
}


@pytest.mark.parametrize("version", ["0.1.0", "99.0"])
@pytest.mark.parametrize("edit", FAITHFUL.values(), ids=FAITHFUL)
async def test_no_version_of_the_checker_excuses_another_record_of_the_statement(
    bundle: Path, edit: Edit, version: str
) -> None:
    def forge(verdict: dict[str, Any]) -> None:
        edit(verdict)
        verdict["checker_version"] = version

    edit_json(bundle / "verdict.json", forge)
    checked = await rechecked(bundle)
    assert [m for m in checked.mismatches if "is not what the check found" in m]


async def test_another_version_of_the_checker_may_count_otherwise(bundle: Path) -> None:
    edit_json(bundle / "verdict.json", lambda v: v.update(checker_version="99.0", steps=1))
    assert (await rechecked(bundle)).outcome == "holds"


async def test_another_title_than_the_problems_file_is_said(bundle: Path) -> None:
    from dataclasses import replace

    checked = await recheck_bundle(bundle, problem=replace(problem(CIRCLE), title="Fermat"))
    assert checked.outcome == "holds"
    assert any("Fermat" in remark for remark in checked.remarks)


FILE = (
    "theorem t (n : Nat) : n = n := by\n  induction n with\n  | zero => rfl\n  | succ n h => simp\n"
)
LEAN = "Lean 4.35.0 with our core library"
STEPS = (
    "- With `n : Nat`: show `n = n`. By `induction n with`, which leaves 2:\n"
    "  - Show ``0 = `zero``. By `| zero => rfl`, then `simp`, which closes it.\n"
    "  - Show `n + 1 = n + 1`. As above."
)


@pytest.mark.parametrize("steps", ["", STEPS])
def test_the_text_of_a_lean_proof_is_known_again(steps: str) -> None:
    assert is_lean_section(lean_section(LEAN, FILE, steps), LEAN, FILE)


@pytest.mark.parametrize(
    "forge",
    [
        lambda t: "We show that 1 = 2.\n\n" + t,
        lambda t: t + "\nHence 1 = 2.\n",
        lambda t: t + "- Hence `1 = 2`.\n",
        lambda t: t + "\n![Figure](x.svg)\n",
        lambda t: t.replace("found by search", "which shows that 1 = 2"),
        lambda t: t.replace("theorem t", "theorem u"),
        lambda t: t.replace("n = n := by", "n = n + 1 := by"),
        lambda t: t.replace("which leaves 2", "which shows that 1 = 2"),
        lambda t: t.replace("`simp`", "`simp`, hence 1 = 2, `simp`"),
        lambda t: t.replace("``0 = `zero``", "``0`` and 1 = 2 and ``zero``"),
        lambda t: t.replace("By `induction n with`", "By `magic`"),
        lambda t: t.replace("```lean", "```text"),
        lambda t: t.replace(LEAN, "everybody"),
    ],
)
def test_nothing_is_said_in_words_under_the_kernels_name(forge: Callable[[str], str]) -> None:
    text = lean_section(LEAN, FILE, STEPS)
    assert forge(text) != text
    assert not is_lean_section(forge(text), LEAN, FILE)
