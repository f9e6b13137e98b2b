"""`olympiad prove`, and what check, show and runs say about its bundle."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from prover.cli import exits

from .conftest import Run
from .problems import HARD, ORTHOCENTRE, algebra

DEMO = Path(__file__).parents[2] / "contests" / "demo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    (tmp_path / "algebra.md").write_text(algebra("algebra"))
    return tmp_path


def test_a_theorem_is_proved_printed_and_bundled(run: Run, folder: Path) -> None:
    done = run("prove", "p.md")
    assert done.returncode == 0, done.stderr
    assert "Proof" in done.stdout and "\\perp" not in done.stdout
    assert "symbolically_verified (all branches): vouched for by the geometry" in done.stdout
    assert "Bundle: runs/p (proof.md, figure.svg, certificate.json)" in done.stdout
    assert done.stderr == ""
    bundle = folder / "runs" / "p"
    manifest = json.loads((bundle / "manifest.json").read_text())
    assert manifest["command"] == ["olympiad", "prove", "p.md"]
    assert set(manifest["files"]) <= {file.name for file in bundle.iterdir()}


def test_json_is_one_document_with_the_proof(run: Run, folder: Path) -> None:
    done = run("prove", "p.md", "--json", "--out", "here")
    data = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert data["proved"] and data["exit_code"] == 0
    assert data["verdict"]["rung"] == "symbolically_verified"
    assert data["bundle"] == str(folder / "here")
    assert data["proof"] == (folder / "here" / "proof.md").read_text()


def test_a_rung_that_is_not_reached_is_not_proved(run: Run, folder: Path) -> None:
    done = run("prove", "p.md", "--rung", "formally_verified")
    assert done.returncode == 1
    assert "symbolically_verified" in done.stdout
    assert "not proved: no engine reached formally_verified" in done.stderr


def test_a_problem_without_an_engine_is_unverified_and_says_what_is_needed(
    run: Run, folder: Path
) -> None:
    done = run("prove", "algebra.md", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == data["exit_code"] == 1
    assert data["verdict"]["rung"] == "unverified" and not data["proved"]
    assert "no engine that is usable here accepts this problem" in data["caveats"][0]
    assert (folder / "runs" / "algebra" / "proof.md").exists()


@pytest.mark.parametrize("command", [("prove", "p.md"), ("compete", str(DEMO))])
def test_ray_that_is_missing_is_bad_input_with_the_command(
    run: Run, folder: Path, command: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # as if it were not installed
    done = run(*command, "--ray")
    assert done.returncode == 2
    assert "pip install 'olympiad-prover[ray]'" in done.stderr
    assert not (folder / "runs").exists() and not (folder / "submissions").exists()


@pytest.mark.slow
@pytest.mark.skipif(find_spec("ray") is None, reason="needs the package ray")
def test_prove_on_ray(run: Run, folder: Path) -> None:
    (folder / "hard.md").write_text(HARD)
    done = run("prove", "hard.md", "--ray", "--budget", "40s")
    assert done.returncode == 3 and "sets of auxiliary points did not help" in done.stdout


def test_out_of_budget_has_its_own_exit_code(run: Run, folder: Path) -> None:
    (folder / "hard.md").write_text(HARD)
    done = run("prove", "hard.md", "--budget", "12s")
    assert done.returncode == 3
    assert "out of budget" in done.stderr
    verdict = json.loads((folder / "runs" / "hard" / "verdict.json").read_text())
    assert verdict["rung"] == "unverified"
    assert "no proof was found: the search ran out of time" in verdict["known_problems"]
    assert "not derived: cong j l j k" in verdict["known_problems"]


def test_check_confirms_the_bundle_and_its_certificate(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    done = run("check", "b", "--problem", "p.md")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The bundle holds" in done.stdout
    bare = run("check", "b/certificate.json")
    assert bare.returncode == 0 and "perp a h b c" in bare.stdout
    against = run("check", "b/certificate.json", "--problem", "p.md", "--json")
    assert json.loads(against.stdout)["verdict"]["rung"] == "symbolically_verified"


def test_check_finds_another_statement(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    other = (folder / "p.md").read_text().replace("perp a h b c", "perp b h a c")
    (folder / "other.md").write_text(other)
    assert run("check", "b", "--problem", "other.md").returncode == 1
    done = run("check", "b/certificate.json", "--problem", "other.md")
    assert done.returncode == 1 and "another statement" in done.stdout


def test_check_finds_an_altered_file(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    proof = folder / "b" / "proof.md"
    proof.write_text(proof.read_text().replace("perp", "para") + "\n")
    done = run("check", "b")
    assert done.returncode == 2 and "proof.md" in done.stderr
    assert done.stderr.count("\n") == 1


def renew(bundle: Path, **versions: str) -> None:
    """All hashes of a bundle made to fit, as a liar would, and versions put into its manifest."""
    record = json.loads((bundle / "manifest.json").read_text())
    for name in record["files"]:
        content = (bundle / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        record["files"][name] = {"bytes": len(content), "sha256": digest}
    record["versions"] |= {name.replace("_", "-"): value for name, value in versions.items()}
    (bundle / "manifest.json").write_text(json.dumps(record))


def test_check_finds_a_text_that_the_certificate_does_not_give(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    proof = folder / "b" / "proof.md"
    proof.write_text(proof.read_text() + "\nHence $PA + PB = 2\\,PC$.\n")
    renew(folder / "b")
    done = run("check", "b")
    assert done.returncode == 1 and "The bundle does not hold" in done.stdout
    assert "proof.md is not the text that the certificate gives" in done.stdout


@pytest.mark.parametrize("forged", [True, False])
def test_check_vouches_for_no_text_of_another_renderer(
    run: Run, folder: Path, forged: bool
) -> None:
    """Forged or honest: exit code and words of its own, on a terminal and in JSON."""
    run("prove", "p.md", "--out", "b")
    proof = folder / "b" / "proof.md"
    if forged:
        proof.write_text(proof.read_text() + "\nHence $PA + PB = 2\\,PC$.\n")
    renew(folder / "b", geometry_renderer="0")
    done = run("check", "b")
    assert done.returncode == exits.TEXT_NOT_VOUCHED == 4
    said = " ".join(done.stdout.split())
    assert "Certificate holds, text and figure not vouched for" in said
    assert "bundle holds" not in said.lower()
    done = run("check", "b", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == data["exit_code"] == 4
    assert data["outcome"] == "certificate_holds" and data["mismatches"] == []
    assert not data["holds"] and not data["text_vouched"] and not data["proved"]
    assert data["words"] == "certificate holds, text and figure not vouched for"
    # The asked rung is not reached in any case: that weighs more.
    assert run("check", "b", "--rung", "formally_verified").returncode == 1


def test_check_says_which_statement_it_is_about(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    record = json.loads((folder / "b" / "problem.json").read_text())
    said = " ".join(run("check", "b").stdout.split())
    assert " ".join(record["statement"].split()) in said
    assert record["id"] in said and "? perp a h b c" in said
    data = json.loads(run("check", "b", "--json").stdout)
    assert data["statement"] == record["statement"] and data["problem"] == record["id"]


def test_check_gives_a_terminal_no_control_characters(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    path = folder / "b" / "problem.json"
    record = json.loads(path.read_text())
    record["title"] = "A \x1b[31mred\x07 title"
    path.write_text(json.dumps(record, indent=2, ensure_ascii=False, sort_keys=True) + "\n")
    renew(folder / "b")
    done = run("check", "b")
    assert done.returncode in (1, 2)
    assert "\x1b" not in done.stdout + done.stderr and "\x07" not in done.stdout + done.stderr


def test_check_of_an_unverified_bundle_is_not_a_success(run: Run, folder: Path) -> None:
    run("prove", "algebra.md", "--out", "b")
    done = run("check", "b", "--json")
    data = json.loads(done.stdout)
    assert data["holds"] and not data["proved"]
    assert done.returncode == data["exit_code"] == 1
    assert run("check", "b", "--rung", "unverified").returncode == 0


def test_show_prints_what_the_bundle_claims(run: Run, folder: Path) -> None:
    printed = run("prove", "p.md", "--out", "b").stdout
    done = run("show", "b")
    assert done.returncode == 0
    assert done.stdout.startswith(printed.split("symbolically_verified")[0])
    assert "Command: olympiad prove p.md --out b" in done.stdout
    data = json.loads(run("show", "b", "--json", "--trace").stdout)
    assert [e["seq"] for e in data["events"]] == list(range(len(data["events"])))
    assert data["events"][-1]["kind"] == "run_finished"


def test_show_of_a_moved_bundle(run: Run, folder: Path) -> None:
    run("prove", "algebra.md", "--out", "b")
    shutil.copytree(folder / "b", folder / "elsewhere")
    assert run("show", "elsewhere").returncode == 0


def test_runs_lists_what_was_done_and_creates_nothing(run: Run, folder: Path) -> None:
    assert run("runs").stdout == "No runs yet.\n"
    assert not (folder / "runs").exists()
    run("prove", "algebra.md")
    data = json.loads(run("runs", "--json").stdout)
    assert [(r["problem"], r["ending"], r["rung"]) for r in data["runs"]] == [
        ("algebra", "finished", "unverified")
    ]
    assert "algebra" in run("runs").stdout
    assert json.loads(run("runs", "--unfinished", "--json").stdout)["runs"] == []


def test_the_trace_is_a_line_for_each_event(run: Run, folder: Path) -> None:
    run("prove", "p.md", "--out", "b")
    lines = run("show", "b", "--trace").stdout.split("\n\n")[-1].strip().split("\n")
    events = (folder / "b" / "events.jsonl").read_text().strip().split("\n")
    assert len(lines) == len(events)
    assert any("check finished: accepted, geometry" in line for line in lines)
    assert any("verdict reached: symbolically_verified (all branches)" in line for line in lines)
    assert lines[-1].endswith("run finished: finished")
