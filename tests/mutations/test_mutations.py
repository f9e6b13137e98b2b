"""The run of deliberate changes: the list fits the code, the draw is what it says, trials tell
a change that is noticed from one that is not."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutations.__main__ import main
from benchmarks.mutations.areas import trusted_files
from benchmarks.mutations.drawn import Site, all_sites, draw, sites
from benchmarks.mutations.equivalent import EQUIVALENT, Equivalent, reason_of
from benchmarks.mutations.journal import Journal
from benchmarks.mutations.listed import LISTED
from benchmarks.mutations.mutant import Mutant, Mutation, MutationError, prepared
from benchmarks.mutations.run import try_all
from benchmarks.mutations.tree import ROOT
from benchmarks.mutations.trial import Trial

# The list.


@pytest.mark.parametrize("mutation", LISTED, ids=lambda m: m.name)
def test_a_listed_change_fits_the_code(mutation: Mutation) -> None:
    """Whoever changes that place carries the list along."""
    mutant = prepared(mutation, ROOT)
    assert mutant.text is not None
    ast.parse(mutant.text)
    assert mutation.breaks.endswith(".") and mutation.tests
    for test in mutation.tests:
        file, _, function = test.partition("::")
        source = (ROOT / file).read_text("utf-8")
        assert not function or f"def {function.partition('[')[0]}(" in source, test


def test_the_list_is_long_and_names_are_unique() -> None:
    assert len(LISTED) >= 40
    assert len({mutation.name for mutation in LISTED}) == len(LISTED)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"before": "no such text"}, "occurs 0 times"),
        ({"before": "\n"}, "must occur once"),
        ({"file": "prover/no_such_file.py"}, "there is no file prover/no_such_file.py"),
        ({"after": LISTED[0].before}, "nothing is changed"),
    ],
)
def test_a_change_that_does_not_fit_is_one_line(changes: dict[str, str], said: str) -> None:
    with pytest.raises(MutationError, match=said) as error:
        prepared(replace(LISTED[0], **changes), ROOT)
    assert LISTED[0].name in str(error.value) and "\n" not in str(error.value)


# The draw.

SOURCE = '''"""No change here: 5."""
LIMIT = 1_000
SHARE = 0.5

@decorated(3)
def judge(a, b, flag=True):
    "Nor here."
    if a < 2 <= b or a is not None:
        raise ValueError(f"{a} is not in {LIMIT + 1}")
    for one, two in zip(a, b, strict=True):
        if one == two:
            return Rejected("equal")
    if "ä" in a and b not in (
        a
    ):
        return False
    return False
'''


def test_every_kind_of_change_is_found_at_its_place() -> None:
    found = sites("judge.py", SOURCE)
    assert [(s.line, s.scope, SOURCE[s.start : s.end], s.new) for s in found] == [
        (2, "", "1_000", "1"),
        (2, "", "1_000", "1000000"),
        (3, "", "0.5", "0.0005"),
        (3, "", "0.5", "500.0"),
        (6, "judge", "True", "False"),
        (8, "judge", "<", ">="),
        (8, "judge", "2", "3"),
        (8, "judge", "<=", ">"),
        (8, "judge", "is not", "is"),
        (9, "judge", 'raise ValueError(f"{a} is not in {LIMIT + 1}")', "pass"),
        (11, "judge", "==", "!="),
        (12, "judge", 'return Rejected("equal")', "pass"),
        (13, "judge", "in", "not in"),
        (13, "judge", "not in", "in"),
        (16, "judge", "return False", "pass"),
        (16, "judge", "False", "True"),
        (17, "judge", "False", "True"),
    ]
    assert found[5].before == "if a < 2 <= b or a is not None:"
    assert found[5].after == "if a >= 2 <= b or a is not None:"
    assert found[5].name.startswith("judge.py:8: ")


def test_a_change_of_a_trusted_file_is_a_program_and_another_one() -> None:
    for site in draw(all_sites(ROOT, list(trusted_files(ROOT))), 60, 1):
        source = (ROOT / site.file).read_text("utf-8")
        changed = ast.parse(site.text(source))
        assert ast.dump(changed) != ast.dump(ast.parse(source)), site.name


def test_trusted_files_have_tests_that_exist() -> None:
    files = trusted_files(ROOT)
    assert {"geometry/checker/check.py", "lean/audit/replay.py"} <= files.keys()
    assert any(file.endswith("judgement.py") for file in files)
    for tests in files.values():
        assert all((ROOT / test.partition("::")[0]).is_file() for test in tests)


ALL = all_sites(ROOT, list(trusted_files(ROOT)))
STEPS = all_sites(ROOT, ["geometry/checker/steps.py"])


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_seed_draws_the_same_changes(seed: int, count: int) -> None:
    found = STEPS
    drawn = draw(found, count, seed)
    assert drawn == draw(found, count, seed)
    assert len(set(drawn)) == len(drawn) == min(count, len(found))
    assert set(draw(found, len(found) + 1, seed)) == set(found)


@pytest.mark.parametrize("equivalent", EQUIVALENT, ids=lambda e: f"{e.file} {e.before[:40]}")
def test_changes_named_as_equivalent_are_there_and_have_a_reason(equivalent: Equivalent) -> None:
    named = [site for site in ALL if equivalent.names(site)]
    assert named, "no change of today's code: take it out of the list"
    assert {site.after for site in named} >= set(equivalent.after)
    assert len(equivalent.reason) > 20
    assert all(reason_of(site) is not None for site in named)


def test_other_changes_are_none() -> None:
    assert reason_of(Site("f.py", 1, "", "a", "b", 0, 1, "b")) is None
    assert sum(reason_of(site) is not None for site in ALL) < len(ALL) / 20


# Trials.

TESTS = ("tests/geometry_language/test_numerics.py",)


@pytest.mark.slow
def test_a_change_is_killed_or_survives_and_is_not_tried_twice(tmp_path: Path) -> None:
    file = "geometry/numerics.py"
    source = (ROOT / file).read_text("utf-8")
    broken = source.replace("return 2 * max(", "return 3 * max(")
    assert broken != source
    mutants = [
        Mutant("a comment", file, source + "# nothing\n", "", TESTS),
        Mutant("no size", file, source.replace("def figure_size", "def size_of"), "", TESTS),
        Mutant("an endless loop", file, source + "while True:\n    pass\n", "", TESTS),
    ]
    heard: list[Trial] = []
    journal = Journal(tmp_path / "journal.jsonl", "tree")
    trials = try_all(mutants[:2], journal, jobs=2, heard=heard.append)
    assert [trial.outcome for trial in trials] == ["survived", "killed"]
    assert trials[1].by and len(heard) == 3  # that the tests pass unchanged is tried first
    assert (ROOT / file).read_text("utf-8") == source
    again = Journal(tmp_path / "journal.jsonl", "tree")
    assert [again.find(mutant) for mutant in mutants] == [*trials, None]
    assert Journal(tmp_path / "journal.jsonl", "another tree").find(mutants[0]) is None
    assert len((tmp_path / "journal.jsonl").read_text().splitlines()) == 3
    with pytest.raises(MutationError, match="must pass without a change first"):
        try_all(
            [replace(mutants[0], tests=("tests/no_such_test.py",))], journal, jobs=1, heard=print
        )


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert capsys.readouterr().out.splitlines() == [mutation.name for mutation in LISTED]
    assert main(["--list", "--drawn", "5", "--seed", "3"]) == 0
    drawn = capsys.readouterr().out.splitlines()
    assert main(["--list", "--drawn", "5", "--seed", "3"]) == 0
    assert capsys.readouterr().out.splitlines() == drawn
    assert main(["--only", "no such change"]) == 2
    assert "no change has 'no such change'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--drawn", "0"])


@pytest.mark.slow
def test_a_hole_in_the_net_is_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import benchmarks.mutations.__main__ as command

    monkeypatch.setattr(command, "JOURNAL", tmp_path / "journal.jsonl")
    numerics = Mutation(
        "size", "geometry/numerics.py", "    mean = sum", "    mean = 0 * sum", "A.", TESTS
    )
    comment = replace(numerics, name="comment", after="    # nothing\n    mean = sum")
    monkeypatch.setattr(command, "LISTED", (numerics, comment))
    assert main(["--only", "e", "--json", "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert "SURVIVED: comment" in said.err
    result = json.loads(said.out)
    assert result["format"] == "olympiad-mutations/1"
    assert [trial["name"] for trial in result["trials"]] == ["size", "comment"]
