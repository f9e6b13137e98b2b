"""The submission folder: placeholders first, whole files always, one process at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.contest.submission import (
    STATE,
    free_folder,
    open_submission,
    read_state,
)
from prover.problems.contest import Contest, Session
from prover.problems.errors import ProblemError
from prover.problems.problem import Problem, ProblemKind


def problem(name: str, statement: str = "Prove it.") -> Problem:
    return Problem(id=name, source=f"Source {name}", kind=ProblemKind.ALGEBRA, statement=statement)


def contest(*problems: Problem) -> Contest:
    return Contest(id="cup", name="Cup", sessions=(Session("Day 1", 60.0, problems),))


P1, P2 = problem("p1"), problem("p2")
CUP = contest(P1, P2)


def opened(folder: Path, cup: Contest = CUP, budget: float | None = None):  # type: ignore[no-untyped-def]
    return open_submission(
        cup, folder, asked_rung="symbolically_verified", command=("olympiad",), budget=budget
    )


def test_every_problem_has_a_submission_before_work_begins(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as (submission, resumed):
        assert not resumed
        for name in ("p1", "p2"):
            text = (tmp_path / "s" / f"{name}.md").read_text()
            assert "`unverified`" in text and "Prove it." in text
        assert [e.status for e in submission.state.problems] == ["waiting", "waiting"]


def test_changes_are_on_disk_at_once_and_resuming_finds_them(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with opened(folder, budget=30.0) as (submission, _):
        submission.update(P1, "the proof\n", status="done", rung="symbolically_verified")
        assert (folder / "p1.md").read_text() == "the proof\n"
        stored = read_state(folder)
        assert stored == submission.state
    with opened(folder, budget=99.0) as (again, resumed):
        assert resumed
        assert again.entry(P1).status == "done"
        assert again.state.sessions[0].duration == 30.0  # the clock it started with
        assert (folder / "p1.md").read_text() == "the proof\n"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(ProblemError, match="holds other files"), opened(tmp_path):
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thesis.tex"]


def test_other_statements_do_not_continue_a_submission(tmp_path: Path) -> None:
    with opened(tmp_path / "s"):
        pass
    changed = contest(problem("p1", "Prove something easier."), P2)
    with pytest.raises(ProblemError, match="other statements"), opened(tmp_path / "s", changed):
        pass


def test_a_finished_submission_is_not_reopened(tmp_path: Path) -> None:
    with opened(tmp_path / "cup") as (submission, _):
        submission.update_session(0, finished=True)
    with pytest.raises(ProblemError, match="finished submission"), opened(tmp_path / "cup"):
        pass
    assert free_folder(tmp_path, "cup") == tmp_path / "cup-2"


def test_a_damaged_state_is_named(tmp_path: Path) -> None:
    with opened(tmp_path / "s"):
        pass
    (tmp_path / "s" / STATE).write_text('{"format": "olympiad-submission/1"}')
    with pytest.raises(ProblemError, match=r"submission.json: field '\w+': is damaged"):
        read_state(tmp_path / "s")


def test_two_processes_do_not_work_on_one_submission(tmp_path: Path) -> None:
    busy = pytest.raises(ProblemError, match="in use by another process")
    with opened(tmp_path / "s"), busy, opened(tmp_path / "s"):
        pass
    with opened(tmp_path / "s") as (_, resumed):
        assert resumed
