"""Bad input: one line with the fix, exit code 2, nothing written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .conftest import Run
from .problems import algebra, geometry

BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)

CASES: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "p.md: is empty; write the problem's statement into it"),
    "binary": (bytes(range(256)) * 64, "p.md: is a binary file; a problem file is UTF-8 text"),
    "10 MB": (b"x" * 10_000_000, "p.md: is too large for a problem file (10.0 MB)"),
    "YAML bomb": (f"---\n{BOMB}---\nx\n", "p.md:2: uses the YAML anchor &a; remove it"),
    "unknown point": (
        geometry("a b c = triangle a b c; h = orthocenter h a b z ? perp a h b c"),
        "p.md:10: field 'geometry': column ",
    ),
    "false goal": (
        geometry("a b c = triangle a b c; m = midpoint m b c ? perp a m b c"),
        "p.md:10: field 'geometry': the goal `perp a m b c` was not seen to hold in 64 figures that satisfy the hypotheses: it misses by ",
    ),
    "cyclic construction": (
        geometry("a b = segment a b; x = midpoint x a y; y = midpoint y b x ? coll a x y"),
        "p.md:10: field 'geometry': column ",
    ),
}


def untouched(folder: Path, *files: str) -> bool:
    return sorted(entry.name for entry in folder.iterdir()) == sorted(files)


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES.keys())
def test_prove_refuses(run: Run, tmp_path: Path, content: bytes | str, expected: str) -> None:
    (tmp_path / "p.md").write_bytes(content.encode() if isinstance(content, str) else content)
    done = run("prove", "p.md")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"olympiad: {expected}")
    assert done.stderr.count("\n") == 1
    assert untouched(tmp_path, "p.md")


@pytest.mark.parametrize("name", ["empty", "false goal"])
def test_with_json_the_error_is_the_one_document(run: Run, tmp_path: Path, name: str) -> None:
    content, expected = CASES[name]
    (tmp_path / "p.md").write_bytes(content.encode() if isinstance(content, str) else content)
    done = run("prove", "p.md", "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["exit_code"], done.stderr) == (2, 2, "")
    assert data["error"].startswith(expected)
    assert untouched(tmp_path, "p.md")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["prove", "no.md"], "no.md: there is no such file; check the path"),
        (["prove", "."], ".: is a folder; name the problem file in it"),
        (["prove", "p.md", "--budget", "10"], "Invalid value for '--budget': the duration '10'"),
        (["prove", "p.md", "--rung", "proved"], "Invalid value for '--rung': unknown rung"),
        (["prove", "p.md", "--engine", "oracle"], "there is no engine 'oracle'; use one of"),
        (["prove", "p.md", "--out", "thesis"], "thesis"),
        (["compete", "no"], "no: there is no such file; check the path"),
        (["compete", "p.md"], "p.md: is not a contest; name a folder with a contest.yaml"),
        (["compete", "."], ".: has no contest.yaml; name a contest's folder"),
        (["check", "no"], "no: there is no such file; check the path"),
        (["check", "p.md"], "p.md: is no certificate"),
        (["check", "thesis"], "thesis"),
        (["show", "thesis"], "thesis"),
        (["show", "no"], "there is no bundle at no; name a folder"),
        (["prove"], "Missing argument 'FILE'; see 'olympiad prove --help'"),
    ],
)
def test_wrong_arguments(run: Run, tmp_path: Path, arguments: list[str], expected: str) -> None:
    (tmp_path / "p.md").write_text(algebra())
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").write_text("mine")
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"olympiad: {expected}")
    assert done.stderr.count("\n") == 1
    assert untouched(tmp_path, "p.md", "thesis")
    assert untouched(tmp_path / "thesis", "thesis.tex")


def test_a_contest_with_one_bad_problem_is_refused_before_the_clock_starts(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(algebra("good"))
    (tmp_path / "bad.md").write_text(CASES["false goal"][0])  # type: ignore[arg-type]
    (tmp_path / "contest.yaml").write_text(
        "name: Cup\nid: cup\nsessions:\n  - duration: 1m\n    problems: [good.md, bad.md]\n"
    )
    done = run("compete", ".")
    assert done.returncode == 2
    assert "bad.md:10: field 'geometry': the goal" in done.stderr
    assert untouched(tmp_path, "good.md", "bad.md", "contest.yaml")


NO_UTF8 = os.fsdecode(b"f\xff")
"""A name as other systems left it: bytes that are no UTF-8."""


def test_a_problem_file_may_be_called_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / f"{NO_UTF8}.md").write_text(
        geometry("a b c = triangle a b c; d = midpoint d a b ? cong d a d b")
    )
    done = run("prove", f"{NO_UTF8}.md", "--out", "b", "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "f\\\\xff.md" in (tmp_path / "b" / "manifest.json").read_text(), "the command says how"
    assert run("check", "b").returncode == 0
    assert run("runs").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["prove", "p.md", "--out", NO_UTF8], "named in UTF-8; choose another"),
        (["compete", "cup", "--out", NO_UTF8], "named in UTF-8; choose another"),
        (["prove", "p.md", "--set", f"store={NO_UTF8}"], "store: holds bytes that are no UTF-8"),
        (["prove", "p.md", "--out", "."], ". is the folder you are in"),
        (["prove", "p.md", "--out", ".."], ".. is the folder you are in, or one above it"),
        (["prove", "p.md", "--out", ""], ". is the folder you are in"),
        (["prove", "p.md", "--out", "/"], "/ is the folder you are in, or one above it"),
    ],
)
def test_a_place_for_results_that_cannot_be_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path, arguments: list[str], expected: str
) -> None:
    (tmp_path / "p.md").write_text(algebra())
    (tmp_path / "cup").mkdir()
    (tmp_path / "cup" / "p.md").write_text(algebra())
    (tmp_path / "cup" / "contest.yaml").write_text(
        "name: Cup\nsessions:\n  - duration: 1m\n    problems: [p.md]\n"
    )
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr and done.stderr.count("\n") == 1
    assert untouched(tmp_path, "p.md", "cup")


def test_a_store_that_cannot_be_used_is_said_with_the_setting_that_names_another(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(algebra())
    (tmp_path / "file").write_text("no database at all")
    for place in ("file", "file/store.db"):
        done = run("prove", "p.md", "--set", f"store={place}")
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert "--set store=FILE" in done.stderr


def test_more_time_is_not_asked_for_where_no_engine_takes_the_problem(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(algebra())
    done = run("prove", "p.md", "--budget", "1ms")
    assert done.returncode == 1 and "--budget" not in done.stderr
