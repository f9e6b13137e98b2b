"""`olympiad demo`: the demo contest in a folder of the user's, and nothing there is replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prover.problems.contest import load_contest

from .conftest import ROOT, Run

DEMO = ROOT / "contests" / "demo"
NAMES = sorted(file.name for file in DEMO.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_contest_is_written_byte_for_byte(run: Run, tmp_path: Path) -> None:
    done = run("demo")
    assert done.returncode == 0
    assert contents(tmp_path / "demo") == contents(DEMO)
    assert load_contest(tmp_path / "demo").problems == load_contest(DEMO).problems
    assert "Sit it with: olympiad compete demo" in done.stdout


def test_a_folder_may_be_named_and_asked_for_twice(run: Run, tmp_path: Path) -> None:
    first = json.loads(run("demo", "deep/er", "--json").stdout)
    assert first == {
        "format": "olympiad-demo/1",
        "folder": str(tmp_path / "deep" / "er"),
        "files": NAMES,
    }
    (tmp_path / "deep" / "er" / NAMES[0]).unlink()
    assert json.loads(run("demo", "deep/er", "--json").stdout) == first
    assert contents(tmp_path / "deep" / "er") == contents(DEMO)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_the_users_is_never_replaced(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / name).write_text("mine")
    (folder / "notes").write_text("mine, too")
    done = run("demo")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert name in done.stderr and "name another folder" in done.stderr
    assert contents(folder) == {name: b"mine", "notes": b"mine, too"}


def test_links_and_files_in_the_way_are_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / NAMES[0]).symlink_to(tmp_path / "elsewhere")
    assert run("demo").returncode == 2
    assert not (tmp_path / "elsewhere").exists()
    (tmp_path / "file").write_text("mine")
    done = run("demo", "file")
    assert done.returncode == 2 and "is a file" in done.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_it_is_written_and_sat_in_one(run: Run, tmp_path: Path) -> None:
    data = json.loads(run("demo", "--run", "--json").stdout)
    assert data["finished"] and len(data["problems"]) == 3
    assert data["problems"][0]["verdict"] == "symbolically_verified"
    assert (tmp_path / "demo" / "contest.yaml").is_file()
