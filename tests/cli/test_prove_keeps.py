"""Running again: the better bundle stays, and different problems never share a folder."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from prover.bundle.bundle import open_bundle

from .conftest import Run
from .problems import HARD, ORTHOCENTRE, algebra
from .test_interrupt import engine_starts, start, wait_for

EMPTY = ("--budget", "0.02s")


@pytest.fixture
def proved(run: Run, tmp_path: Path) -> bytes:
    """The manifest of a proof of p.md in runs/p."""
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    assert run("prove", "p.md").returncode == 0
    return (tmp_path / "runs" / "p" / "manifest.json").read_bytes()


def test_a_run_without_time_keeps_the_proof_and_says_both(
    run: Run, tmp_path: Path, proved: bytes
) -> None:
    for _ in range(2):
        done = run("prove", "p.md", *EMPTY)
        assert done.returncode == 3, "the exit code says what this run found"
        assert "unverified: vouched for by nobody" in done.stdout
        assert (
            "This run's result was not written: runs/p keeps the symbolically_verified (all branches) bundle"
            in done.stdout
        )
        assert (tmp_path / "runs" / "p" / "manifest.json").read_bytes() == proved
    data = json.loads(run("prove", "p.md", *EMPTY, "--json").stdout)
    assert (data["proved"], data["exit_code"], data["verdict"]["rung"]) == (False, 3, "unverified")
    assert data["kept"]["rung"] == "symbolically_verified"
    assert data["kept"]["run"] == json.loads(proved)["run"]
    assert run("check", "runs/p", "--problem", "p.md").returncode == 0


def test_force_replaces_it(run: Run, tmp_path: Path, proved: bytes) -> None:
    done = run("prove", "p.md", *EMPTY, "--force", "--json")
    assert json.loads(done.stdout)["kept"] is None
    assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "unverified"


def test_a_new_title_is_the_same_problem(run: Run, tmp_path: Path, proved: bytes) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE.replace("source: the tests", "title: Renamed"))
    data = json.loads(run("prove", "p.md", *EMPTY, "--json").stdout)
    assert data["kept"] is not None and data["bundle"] == str(tmp_path / "runs" / "p")
    assert run("check", "runs/p", "--problem", "p.md").returncode == 0


def test_another_statement_goes_to_another_folder_and_is_told(
    run: Run, tmp_path: Path, proved: bytes
) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE.replace("Prove it.", "Prove this."))
    done = run("prove", "p.md", *EMPTY)
    (folder,) = {p.name for p in (tmp_path / "runs").iterdir() if p.is_dir()} - {"p"}
    assert folder.startswith("p-")
    assert f"runs/p is another problem's; the bundle goes to runs/{folder}" in done.stderr
    assert (tmp_path / "runs" / "p" / "manifest.json").read_bytes() == proved
    # With --out there is no other folder to go to.
    done = run("prove", "p.md", "--out", "runs/p")
    assert done.returncode == 2
    assert "runs/p holds the bundle of another problem (p); choose another folder" in done.stderr
    assert (tmp_path / "runs" / "p" / "manifest.json").read_bytes() == proved
    assert run("prove", "p.md", "--out", "runs/p", *EMPTY, "--force").returncode == 3
    assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "unverified"


def test_names_in_other_scripts_get_folders_of_their_own(run: Run, tmp_path: Path) -> None:
    names = ["äb.txt", "öb.txt", "b.txt", "中文.txt", "日本.txt"]
    for name in names:
        (tmp_path / name).write_text("Prove it.\n")
    bundles = [json.loads(run("prove", name, "--json").stdout)["bundle"] for name in names * 2]
    assert len(set(bundles)) == len(names)
    assert bundles[: len(names)] == bundles[len(names) :], "the same file keeps its folder"
    assert bundles[2] == str(tmp_path / "runs" / "b")
    titles = [open_bundle(Path(bundle)).proof.split("\n")[0] for bundle in bundles]
    assert titles[0] == "# äb" and titles[3] == "# 中文"


def test_a_contest_of_such_files_has_a_folder_for_each(run: Run, tmp_path: Path) -> None:
    for name in ("äb.txt", "öb.txt", "中文.txt"):
        (tmp_path / name).write_text(f"Prove {name}.\n")
    (tmp_path / "contest.yaml").write_text(
        "name: Cup\nid: cup\nsessions:\n  - duration: 1m\n    problems: [äb.txt, öb.txt, 中文.txt]\n"
    )
    data = json.loads(run("compete", ".", "--json").stdout)
    assert [p["title"] for p in data["problems"]] == ["äb", "öb", "中文"]
    assert len({p["bundle"] for p in data["problems"]}) == 3
    assert len({p["submission"] for p in data["problems"]}) == 3


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_stopped_half_way_keeps_the_better_bundle(
    run: Run, tmp_path: Path, blow: signal.Signals
) -> None:
    # The better bundle of a problem that nobody proves here: as if an earlier version had.
    (tmp_path / "hard.md").write_text(HARD)
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    hard = tmp_path / "runs" / "hard"
    assert run("prove", "p.md", "--out", str(hard)).returncode == 0
    _pretend_about(hard, run, tmp_path)
    before = (hard / "manifest.json").read_bytes()
    starts = engine_starts(tmp_path)
    process = start(tmp_path, "prove", "hard.md", "--out", "runs/hard")
    wait_for(process, lambda: engine_starts(tmp_path) > starts)
    process.send_signal(blow)
    _, error = process.communicate(timeout=60)
    assert (hard / "manifest.json").read_bytes() == before
    if blow is not signal.SIGKILL:
        assert process.returncode == 130
        assert (
            "interrupted; runs/hard keeps the symbolically_verified (all branches) bundle" in error
        )
    # And again, to the end of a small budget, over what the killed run left behind.
    done = run("prove", "hard.md", "--out", "runs/hard", "--budget", "0.5s")
    assert (
        done.returncode == 3
        and "keeps the symbolically_verified (all branches) bundle" in done.stdout
    )
    assert (hard / "manifest.json").read_bytes() == before


def _pretend_about(folder: Path, run: Run, root: Path) -> None:
    """Put the record of hard.md into the bundle, with its hash: a proof that is not ours to judge
    here, only to keep.
    """
    import hashlib

    assert run("prove", "hard.md", "--budget", "0.02s", "--out", "other").returncode == 3
    text = (root / "other" / "problem.json").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text())
    digest = hashlib.sha256(text).hexdigest()
    manifest["statement_sha256"] = digest
    manifest["files"]["problem.json"] = {"bytes": len(text), "sha256": digest}
    (folder / "problem.json").write_bytes(text)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_submission_keeps_the_better_bundle(run: Run, tmp_path: Path) -> None:
    """A contest that goes on without time left does not lose what it had sealed."""
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    (tmp_path / "a.md").write_text(algebra("a"))
    (tmp_path / "contest.yaml").write_text(
        "name: Cup\nid: cup\nsessions:\n  - duration: 1m\n    problems: [p.md, a.md]\n"
    )
    assert run("compete", ".").returncode == 0
    state = tmp_path / "submissions" / "cup" / "submission.json"
    data = json.loads(state.read_text())
    # As if it had been killed behind the seal, and its clock had run out meanwhile.
    data["sessions"][0]["finished"] = False
    data["sessions"][0]["budget"]["started"] -= 3600
    entry = {"status": "running", "rung": "unverified", "vouches": "nobody", "bundle": None}
    data["problems"][0] |= entry
    state.write_text(json.dumps(data))
    done = json.loads(run("compete", ".", "--json").stdout)
    assert done["problems"][0]["verdict"] == "symbolically_verified"
    bundle = open_bundle(Path(done["problems"][0]["bundle"]))
    assert bundle.verdict.rung == "symbolically_verified"
    text = (tmp_path / "submissions" / "cup" / "p.md").read_text()
    assert "**Verdict: `symbolically_verified` (all branches).**" in text
