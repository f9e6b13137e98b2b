"""Independent checkers: how they are called, and what their answers do to an outcome.

None of them runs without a full toolchain; programs that note how they are called stand in, each
in the place where elan puts the real one.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lean.checker import external
from lean.checker.check import Checker
from lean.checker.external import Case, ask, installed
from lean.library.profile import Profile
from lean.sandbox.job import Limits
from lean.sandbox.walls import SETTING, isolation

pytestmark = pytest.mark.lean

CASE = Case(("Some.theorem",), b"the statement", b"the proof")
# Writes what it was called with and what it saw.
EXPORT = 'echo "export of $1"; shift; echo "$@"; cat ./*.olean'
OKAY = "exit 0"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A toolchain's folder of programs, empty but for Lean itself."""
    folder = tmp_path / "toolchain" / "bin"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def mathlib(profile: Profile, tools: Path) -> Profile:
    """The core profile under the name of the other one, with its Lean beside the tools."""
    lean = program(tools, "lean", f'exec {" ".join(profile.toolchain.command)} "$@"')
    toolchain = replace(
        profile.toolchain,
        command=(str(lean),),
        readable=(*profile.toolchain.readable, sys.prefix, str(tools)),
    )
    return replace(profile, name="mathlib", toolchain=toolchain)


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_what_is_beside_lean_is_found_and_nothing_else_claimed(
    mathlib: Profile, profile: Profile, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert installed(mathlib) == ()
    program(tools, "lake", OKAY)
    program(tools, "nanoda_bin", OKAY)
    assert installed(mathlib) == ()  # neither can do without exports
    program(tools, "leanexport", OKAY)
    program(tools, "leanchecker", OKAY)
    assert [tool.name for tool in installed(mathlib)] == ["leanchecker", "nanoda", "comparator"]
    assert installed(profile) == ()


async def test_leanchecker_gets_the_compiled_proof(mathlib: Profile, tools: Path) -> None:
    program(
        tools,
        "leanchecker",
        '[ "$*" = Candidate ] && [ "$(cat Candidate.olean)" = "the proof" ] && '
        '[ "${LEAN_PATH%%:*}" = . ]',
    )
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert report.accepted, report


async def test_nanoda_gets_an_export_and_its_settings(mathlib: Profile, tools: Path) -> None:
    program(tools, "leanexport", EXPORT)
    program(
        tools,
        "nanoda_bin",
        """[ "$*" = config.json ] || exit 3
export=$(sed 's/.*"export_file_path": "\\([^"]*\\)".*/\\1/' config.json)
head -1 "$export" | grep -qx "export of Candidate" || exit 4
sed -n 2p "$export" | grep -q -- "^-- Some.theorem propext " || exit 5
grep -q "the proof" "$export" || exit 6
grep -q '"unpermitted_axiom_hard_error": true' config.json || exit 7""",
    )
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert report.accepted, report


COMPARATOR = """[ "$1 $2 $3" = "comparator --config config.json" ] || exit 3
[ "$4" = --challenge-from-export ] || exit 4
[ "$6" = --solution-from-export ] || exit 5
head -1 "$5" | grep -qx "export of Challenge" || exit 6
grep -q "the statement" "$5" || exit 7
head -1 "$7" | grep -qx "export of Candidate" || exit 8
sed -n 2p "$7" | grep -q " Nat.add .* outParam$" || exit 9
grep -q '"theorem_names": \\["Some.theorem"\\]' config.json || exit 10
grep -q '"permitted_axioms": \\["propext", "Quot.sound", "Classical.choice"\\]' config.json || exit 11
[ "${8:-none}" = WANTED ] || exit 12
echo "Your solution is okay!"
"""


@pytest.mark.parametrize(("walls", "flag"), [(True, "--inadvisably-no-sandbox"), (False, "none")])
async def test_the_comparator_gets_both_exports_and_its_own_walls_where_we_have_none(
    mathlib: Profile, tools: Path, walls: bool, flag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if walls and not isolation():
        pytest.skip("neither user namespaces nor bubblewrap on this machine")
    if not walls:
        monkeypatch.setenv(SETTING, "limits")
    program(tools, "leanexport", EXPORT)
    program(tools, "lake", COMPARATOR.replace("WANTED", flag))
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert report == external.ExternalReport("comparator", True, "accepted")


async def test_the_statement_is_exported_out_of_the_proofs_sight(
    mathlib: Profile, tools: Path
) -> None:
    program(tools, "leanexport", 'echo "$1:" ./*.olean')
    program(tools, "lake", 'cat "$5" "$7" >&2; exit 1')
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert report.accepted is False
    program(
        tools,
        "lake",
        'grep -qx "Challenge: ./Challenge.olean" "$5" && '
        'grep -qx "Candidate: ./Candidate.olean" "$7"',
    )
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert report.accepted, report


SECONDS = 2.0


@pytest.mark.parametrize(
    ("script", "accepted", "detail"),
    [
        ("echo 'error: statements do not match: t' >&2; echo more >&2; exit 1", False,
         "statements do not match: t"),
        ("echo 'error: `bwrap` was not found' >&2; exit 2", None, "no answer: `bwrap` was not found"),
        (f"exec {sys.executable} -S -c 'x = bytes([1]) * (1 << 30); import time; time.sleep(9)'", None, "no answer: it used too much memory"),
        (f"exec {sys.executable} -S -c 'import os; os.abort()'", None, "no answer: it crashed"),
        ("sleep 60", None, "no answer within 2 s"),
    ],
)  # fmt: skip
async def test_a_refusal_is_one_thing_and_no_answer_another(
    mathlib: Profile,
    tools: Path,
    script: str,
    accepted: bool | None,
    detail: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(external, "_LIMITS", Limits(wall_seconds=SECONDS, memory=256 << 20))
    program(tools, "leanexport", EXPORT)
    program(tools, "lake", script)
    (report,) = await ask(installed(mathlib), mathlib, CASE)
    assert (report.accepted, report.detail) == (accepted, detail)


async def test_an_export_that_fails_is_no_answer(mathlib: Profile, tools: Path) -> None:
    program(tools, "leanexport", '[ "$1" = Candidate ] && exit 1; echo x')
    program(tools, "lake", OKAY)
    program(tools, "nanoda_bin", OKAY)
    reports = await ask(installed(mathlib), mathlib, CASE)
    assert [report.accepted for report in reports] == [None, None]
    assert all("could not be exported" in report.detail for report in reports)


STATEMENT = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry"
PROOF = "by exact ⟨h.2, h.1⟩"


async def test_what_an_answer_does_to_an_outcome(mathlib: Profile, tools: Path) -> None:
    checker = Checker(mathlib)
    program(tools, "leanexport", EXPORT)
    for script, verdict in ((OKAY, "accepted"), ("exit 2", "accepted"), ("exit 1", "rejected")):
        program(tools, "lake", f"echo 'error: no' >&2; {script}")
        outcome = await checker.check(STATEMENT, PROOF)
        assert outcome.verdict == verdict
        assert [report.tool for report in outcome.external] == ["comparator"]
    assert outcome.code == "external"
    assert outcome.reason == "comparator refuses the proof: no"
    # Nobody is asked about a proof that we reject.
    assert (await checker.check(STATEMENT, "by exact h")).external == ()
