"""Contests: the shipped ones are whole, and a bad contest file is refused with the fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.problems.contest import load_contest
from prover.problems.errors import ProblemError
from prover.problems.problem import ProblemKind

CONTESTS = Path(__file__).parents[2] / "contests"


def test_demo_has_one_geometry_one_number_theory_one_algebra_problem() -> None:
    demo = load_contest(CONTESTS / "demo")
    kinds = [problem.kind for problem in demo.problems]
    assert sorted(kinds) == [
        ProblemKind.ALGEBRA,
        ProblemKind.GEOMETRY,
        ProblemKind.NUMBER_THEORY,
    ]
    geometry = demo.problems[kinds.index(ProblemKind.GEOMETRY)]
    assert geometry.geometry is not None and geometry.geometry.author_kind == "person"
    assert geometry.provenance is not None and "CC-BY-4.0" in geometry.provenance
    number_theory = demo.problems[kinds.index(ProblemKind.NUMBER_THEORY)]
    assert number_theory.lean is not None and "Nat.gcd" in number_theory.lean.text


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_imo_papers_have_two_days_of_three_problems(year: str) -> None:
    contest = load_contest(CONTESTS / f"imo-{year}")
    assert [session.duration for session in contest.sessions] == [4.5 * 3600] * 2
    assert [len(session.problems) for session in contest.sessions] == [3, 3]
    assert [p.id for p in contest.problems] == [f"imo-{year}-p{n}" for n in range(1, 7)]
    assert all(p.statement.count("$") % 2 == 0 for p in contest.problems)
    # A contestant is not given the answers.
    assert all(p.answer is None for p in contest.problems)


PROBLEM = "---\nid: {id}\nsource: s\nkind: algebra\n---\nProve it.\n"


def contest(tmp_path: Path, yaml: str) -> Path:
    folder = tmp_path / "cup"
    folder.mkdir(exist_ok=True)
    (folder / "p1.md").write_text(PROBLEM.format(id="a"))
    (folder / "p2.md").write_text(PROBLEM.format(id="b"))
    (folder / "contest.yaml").write_text(yaml)
    return folder


GOOD = "name: Cup\nsessions:\n  - duration: 1h30m\n    problems: [p1.md, p2.md]\n"


def test_a_contest_is_named_after_its_folder_and_may_be_given_by_its_file(tmp_path: Path) -> None:
    folder = contest(tmp_path, GOOD)
    loaded = load_contest(folder)
    assert (loaded.id, loaded.name) == ("cup", "Cup")
    assert loaded.sessions[0].duration == 5400
    assert loaded == load_contest(folder / "contest.yaml")


SESSIONS = "name: Cup\nsessions:\n"
CASES = {
    "no name": ("sessions: []\n", ":1: field 'name': is missing; name the contest"),
    "no sessions": ("name: Cup\n", "field 'sessions': is missing"),
    "sessions is text": ("name: Cup\nsessions: x\n", ":2: field 'sessions': must be a list"),
    "session is text": (SESSIONS + "  - x\n", ":3: field 'sessions[1]': must have the fields"),
    "no duration": (
        SESSIONS + "  - problems: [p1.md]\n",
        ":3: field 'sessions[1].duration': is missing",
    ),
    "bad duration": (
        SESSIONS + "  - duration: soon\n    problems: [p1.md]\n",
        ":3: field 'sessions[1].duration':",
    ),
    "no problems": (
        SESSIONS + "  - duration: 1h\n    problems: []\n",
        ":4: field 'sessions[1].problems': is an empty list",
    ),
    "missing file": (
        SESSIONS + "  - duration: 1h\n    problems:\n      - p1.md\n      - p9.md\n",
        ":6: field 'sessions[1].problems': there is no file 'p9.md'",
    ),
    "traversal": (
        SESSIONS + "  - duration: 1h\n    problems: [../secret.md]\n",
        ":4: field 'sessions[1].problems': '../secret.md' leads out of the contest's folder",
    ),
    "absolute": (
        SESSIONS + "  - duration: 1h\n    problems: [/etc/passwd]\n",
        "'/etc/passwd' leads out of the contest's folder",
    ),
    "link": (
        SESSIONS + "  - duration: 1h\n    problems: [link.md]\n",
        "'link.md' leads out of the contest's folder",
    ),
    "twice": (
        SESSIONS + "  - duration: 1h\n    problems: [p1.md, p1.md]\n",
        "'p1.md' has the id 'a', as 'p1.md' has; give each problem its own",
    ),
    "misspelt": (
        SESSIONS + "  - duration: 1h\n    problem: [p1.md]\n",
        ":4: field 'sessions[1].problem': is not a field here; did you mean 'problems'?",
    ),
    "id": (GOOD + "id: ../x\n", ":5: field 'id': '../x' cannot name a folder"),
}


@pytest.mark.parametrize(("yaml", "expected"), CASES.values(), ids=CASES.keys())
def test_bad_contest(tmp_path: Path, yaml: str, expected: str) -> None:
    (tmp_path / "secret.md").write_text(PROBLEM.format(id="secret"))
    folder = contest(tmp_path, yaml)
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(ProblemError) as caught:
        load_contest(folder)
    assert expected in str(caught.value)
    assert str(caught.value).startswith(str(folder / "contest.yaml"))


def test_a_mistake_in_a_problem_is_reported_in_the_problem_file(tmp_path: Path) -> None:
    folder = contest(tmp_path, GOOD)
    (folder / "p2.md").write_text(PROBLEM.format(id="b").replace("algebra", "alg"))
    with pytest.raises(ProblemError) as caught:
        load_contest(folder)
    assert str(caught.value).startswith(f"{folder / 'p2.md'}:4: field 'kind':")


def test_a_folder_without_contest_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"has no contest.yaml; name a contest's folder"):
        load_contest(tmp_path)
