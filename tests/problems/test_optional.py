"""What a problem file may leave out, in every form, and what the file's name then gives."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.bundle.proof_text import render_proof
from prover.problems.load import load_problem, parse_problem
from prover.problems.naming import slug
from prover.problems.problem import Problem, ProblemKind
from prover.problems.record import problem_from_record, problem_to_record, record_to_text
from prover.verdicts.verdict import Unverified
from tests.geometry_geogebra.files import ORTHOCENTRE, ggb

BLOCK = "```geometry\na b c = triangle a b c; h = orthocenter h a b c ? perp a h b c\n```\n"

FORMS: dict[str, tuple[str, str]] = {
    "plain text": ("Altes Heft.txt", "Prove it.\n"),
    "text with a geometry block": ("Altes Heft.md", "Prove it.\n\n" + BLOCK),
    "empty head": ("Altes Heft.md", "---\n---\nProve it.\n"),
    "head of comments": ("Altes Heft.md", "---\n# nothing\n\n---\nProve it.\n"),
    "only an answer": ("Altes Heft.md", "---\nanswer: 7\n---\nProve it.\n"),
    "own fields": ("Altes Heft.md", "---\nx-note: mine\n---\nProve it.\n"),
    "null fields": ("Altes Heft.md", "---\nid: ~\nsource:\nkind: ''\ntitle: ~\n---\nProve it.\n"),
    "JSON": ("Altes Heft.json", '{"statement": "Prove it."}'),
    "JSON with nulls": (
        "Altes Heft.json",
        '{"statement": "Prove it.", "id": null, "source": null, "kind": null, "geometry": null}',
    ),
    "no suffix": ("Altes Heft", "Prove it.\n"),
    "JSON without a suffix": ("Altes Heft", '{"statement": "Prove it."}'),
}


@pytest.mark.parametrize(("name", "text"), FORMS.values(), ids=FORMS.keys())
def test_what_is_left_out_comes_from_the_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    problem = load_problem(tmp_path / name)
    assert problem.id == "Altes-Heft"
    assert (problem.title, problem.source, problem.name) == ("Altes Heft", None, "Altes Heft")
    assert problem.statement == "Prove it."
    drawn = problem.geometry is not None
    assert problem.kind is (ProblemKind.GEOMETRY if drawn else ProblemKind.OTHER)
    # A bundle shows it and gives it back.
    record = problem_to_record(problem)
    assert problem_from_record(record) == problem
    proof = render_proof(record, None, Unverified(known_problems=("no attempt",)))
    assert proof.startswith("# Altes Heft\n\nProve it.")


def test_a_geogebra_file_is_called_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "Höhe.ggb").write_bytes(ggb(*ORTHOCENTRE))
    problem = load_problem(tmp_path / "Höhe.ggb", goal="perp C H A B")
    assert problem.name == "Höhe" and problem.id.startswith("Hohe-")
    assert problem.kind is ProblemKind.GEOMETRY


@pytest.mark.parametrize("given_field", ["source", "title"])
def test_a_name_that_is_given_is_not_replaced(tmp_path: Path, given_field: str) -> None:
    (tmp_path / "p.md").write_text(f"---\n{given_field}: The Cup\n---\nProve it.\n")
    problem = load_problem(tmp_path / "p.md")
    assert problem.name == "The Cup"
    assert problem.title == ("The Cup" if given_field == "title" else None)


def test_without_a_file_there_is_a_name_too() -> None:
    problem = parse_problem("Prove it.")
    assert (problem.id, problem.title, problem.name) == ("problem", None, "problem")


def test_names_in_other_scripts_do_not_collide() -> None:
    names = ["äb.txt", "öb.txt", "ab.txt", "b.txt", "中文.txt", "日本.txt", "Łódź.txt", "lodz.txt"]
    made = [slug(Path(name)) for name in names]
    assert len(set(made)) == len(made)
    assert made[2:4] == ["ab", "b"], "a plain name is the id"
    assert made[0].startswith("ab-") and made[4].startswith("problem-")
    assert made[6].startswith("Lodz-")
    assert [slug(Path(unicodedata.normalize("NFD", name))) for name in names] == made


@given(st.text(min_size=1, max_size=100).filter(lambda s: "\0" not in s and "/" not in s))
def test_every_file_name_gives_an_id_that_a_problem_can_have(name: str) -> None:
    path = Path(name + ".txt")
    assert Problem(slug(path), None, ProblemKind.OTHER, "Prove it.").id == slug(path)


@given(
    st.lists(
        st.text(st.characters(categories=("L", "N")), min_size=1, max_size=90).map(
            lambda s: unicodedata.normalize("NFC", s)
        ),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_names_of_letters_and_digits_never_collide(names: list[str]) -> None:
    one, other = (slug(Path(f"{name}.txt")) for name in names)
    assert one != other


def test_a_bundles_own_problem_is_read(tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text("---\nid: first\nanswer: 7\n---\nProve it.\n\n" + BLOCK)
    problem = load_problem(tmp_path / "first.md")
    folder = tmp_path / "runs" / "first"
    folder.mkdir(parents=True)
    (folder / "problem.json").write_text(record_to_text(problem_to_record(problem)))
    assert load_problem(folder / "problem.json") == problem
    (folder / "manifest.json").write_text("{}")
    assert load_problem(folder) == problem, "the bundle's folder stands for it"


@pytest.mark.parametrize("change", [{"statement": 3}, {"statment": "x"}, {"id": "../x"}])
def test_a_broken_one_is_refused_with_a_fix(tmp_path: Path, change: dict[str, object]) -> None:
    record = problem_to_record(parse_problem("Prove it."))
    (tmp_path / "problem.json").write_text(json.dumps({**record, **change}))
    with pytest.raises(Exception, match=r"problem.json: is not the problem of a bundle any more"):
        load_problem(tmp_path / "problem.json")
