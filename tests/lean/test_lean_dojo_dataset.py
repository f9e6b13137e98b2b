"""Tactic data on disk, and what the commands say where LeanDojo cannot be used."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.checker.outcome import Position
from lean.dojo import package
from lean.dojo.dataset import DatasetError, check, write
from lean.dojo.extract import TracedModule, TracedProof, TracedStep
from lean.dojo.project import check_project, theorem_in
from lean.dojo.session import one_tactic
from lean.driver.goals import Goal, Term
from lean.driver.pool import Pool
from lean.driver.state import ProofState
from lean.errors import ProfileUnavailable, StatementError
from lean.library.profile import Profile
from prover.cli.app import main
from tests.lean import dojo_project

HERE = Position(1, 1)


@dataclass
class Files:
    """Proofs that were not traced but written down; `counts` are theorems of each file."""

    counts: tuple[int, ...]
    commit: str = "a" * 40
    stop_before: int | None = None

    def modules(self, skip: Collection[str] = ()) -> Iterator[TracedModule]:
        for number, count in enumerate(self.counts):
            name = f"F{number}.lean"
            if number == self.stop_before:
                raise KeyboardInterrupt
            if name in skip:
                continue
            proofs = tuple(self._proof(f"t{i}", name) for i in range(count))
            yield TracedModule(name, number + 1, len(self.counts), proofs)

    def _proof(self, name: str, file: str) -> TracedProof:
        goal = Goal((), Term("∀ x, x = x"))
        steps = (TracedStep("intro x", (goal,), (goal,), HERE, ("rfl",)),) * 2
        return TracedProof(name, file, self.commit, f"theorem {name} : True", HERE, steps, 1)


@given(
    counts=st.lists(st.integers(0, 3), max_size=5).map(tuple),
    stop=st.integers(0, 4),
    torn=st.integers(0, 400),
)
def test_a_run_that_was_stopped_anywhere_ends_like_one_that_was_not(
    tmp_path_factory: pytest.TempPathFactory, counts: tuple[int, ...], stop: int, torn: int
) -> None:
    folder = tmp_path_factory.mktemp("data")
    whole, parts = folder / "whole.jsonl", folder / "parts.jsonl"
    tally = write(Files(counts), whole)
    assert (tally.theorems, tally.steps) == (sum(counts), 2 * sum(counts))
    try:
        write(Files(counts, stop_before=stop), parts)
    except KeyboardInterrupt:
        data = parts.read_bytes()
        parts.write_bytes(data[: max(0, len(data) - torn)])
    assert write(Files(counts), parts) == tally
    assert parts.read_bytes() == whole.read_bytes()


def test_files_that_are_done_are_not_read_again(tmp_path: Path) -> None:
    out = tmp_path / "data.jsonl"
    write(Files((1, 2, 1, 0)), out)
    seen: list[str] = []
    write(Files((1, 2, 1, 0)), out, lambda module: seen.append(module.file))
    # The last with lines may be incomplete, and one without any is not known to be done.
    assert seen == ["F2.lean", "F3.lean"]


@pytest.mark.parametrize("content", ["hello\n", "[1]\n", '{"file": "A.lean"}\n', "3\n"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, content: str) -> None:
    out = tmp_path / "data.jsonl"
    out.write_text(content)
    for attempt in (check, lambda file: write(Files((1,)), file)):
        with pytest.raises(DatasetError, match=r"data\.jsonl:1 is no tactic data"):
            attempt(out)
    assert out.read_text() == content


def test_a_place_that_is_none_is_told_before_anything_is_traced(
    no_dojo: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in (tmp_path / "nowhere" / "data.jsonl", tmp_path):
        assert main(["lean", "extract", "https://example.com/a/b", "--out", str(out)]) == 2
        assert capsys.readouterr().err.startswith(f"olympiad: {out} cannot be written")


def test_data_of_another_commit_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "data.jsonl"
    write(Files((1,)), out)
    before = out.read_bytes()
    with pytest.raises(DatasetError, match="of commit aaaaaaaaaaaa, not of bbbbbbbbbbbb"):
        write(Files((1,), commit="b" * 40), out)
    assert out.read_bytes() == before


@pytest.mark.lean
async def test_a_sequence_sent_as_one_tactic_means_the_same(profile: Profile) -> None:
    statement = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry"
    tactics = (
        "constructor",
        "constructor; skip",
        "cases h with\n| intro a b =>\n  constructor\n  exact b\n  exact a -- a comment",
        "have k := h.1\nhave l : q := by\n  cases h\n  assumption",
        "refine ⟨?a, ?b⟩\n· exact h.2",
    )
    async with Pool(profile, 1) as pool, pool.session(statement) as session:
        for tactic in tactics:
            plain = await session.apply(session.root, tactic)
            wrapped = await session.apply(session.root, one_tactic(tactic))
            assert isinstance(plain, ProofState), plain
            assert isinstance(wrapped, ProofState), wrapped
            assert wrapped.pretty() == plain.pretty()


@pytest.fixture
def no_dojo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Python that has no LeanDojo, whether this one has or not."""
    package.load.cache_clear()
    monkeypatch.setitem(sys.modules, "lean_dojo", None)
    yield
    package.load.cache_clear()


@pytest.mark.parametrize(
    "arguments",
    [
        ["lean", "extract", "PROJECT", "--out", "OUT"],
        ["lean", "repl", "PROJECT/Demo.lean", "--backend", "dojo", "--theorem", "Demo.and_swap"],
    ],
)
def test_without_the_extra_one_line_has_the_command(
    no_dojo: None, tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    project = dojo_project.make_project(tmp_path / "demo")
    out = tmp_path / "data.jsonl"
    words = [w.replace("PROJECT", str(project)).replace("OUT", str(out)) for w in arguments]
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"olympiad: LeanDojo is not installed: {package.INSTALL}\n"
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--backend", "dojo"], "--theorem"),
        (["--backend", "isabelle"], "worker and dojo"),
        (["--theorem", "t"], "--backend dojo"),
        (["--backend", "dojo", "--theorem", "t", "--profile", "core"], "--profile"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.lean"
    file.write_text("theorem t : True := by sorry\n")
    assert main(["lean", "repl", str(file), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_theorem_is_found_from_its_file(tmp_path: Path) -> None:
    project = dojo_project.make_project(tmp_path / "demo")
    found = theorem_in(project / "Demo.lean", "Demo.and_swap")
    assert (found.repository, found.file) == (str(project), "Demo.lean")


def test_what_is_not_committed_does_not_exist_for_leandojo(tmp_path: Path) -> None:
    project = dojo_project.make_project(tmp_path / "demo")
    with (project / "Demo.lean").open("a") as file:
        file.write("-- more\n")
    with pytest.raises(StatementError, match="not committed"):
        theorem_in(project / "Demo.lean", "Demo.and_swap")


def test_projects_that_leandojo_cannot_use(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    file = bare / "A.lean"
    file.write_text("\n")
    with pytest.raises(ProfileUnavailable, match="in no Lake project"):
        theorem_in(file, "t")
    with pytest.raises(ProfileUnavailable, match="no lakefile"):
        check_project(bare)
    (bare / "lakefile.lean").write_text("import Lake\n")
    with pytest.raises(ProfileUnavailable, match="no lean-toolchain"):
        check_project(bare)
    (bare / "lean-toolchain").write_text("leanprover/lean4:v4.35.0\n")
    with pytest.raises(ProfileUnavailable, match="git init"):
        check_project(bare)
    dojo_project.git(bare, "init", "-q")
    with pytest.raises(ProfileUnavailable, match="no commit yet"):
        check_project(bare)


def test_lake_is_found_in_elans_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = tmp_path / "elan" / "bin" / "lake"
    lake.parent.mkdir(parents=True)
    lake.write_text("#!/bin/sh\n")
    lake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "elan"))
    package.require_lake()
    assert shutil.which("lake") == str(lake)


def test_a_line_is_a_theorem(tmp_path: Path) -> None:
    out = tmp_path / "data.jsonl"
    write(Files((1,)), out)
    (entry,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert entry["name"] == "t0"
    assert entry["steps"][0]["before"][0]["target"]["text"] == "∀ x, x = x"
