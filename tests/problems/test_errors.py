"""Bad problem files: one line that names file, line, field and the fix."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from prover.engines.geometry import GeometryEngine
from prover.problems.errors import ProblemError
from prover.problems.load import load_problem, parse_problem
from prover.problems.problem import FormalStatement
from prover.problems.record import problem_from_record, problem_to_record

HEAD = "---\nid: p\nsource: here\nkind: algebra\n---\n"


def message(path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        load_problem(path)
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(str(path))
    return text.removeprefix(str(path))


def written(tmp_path: Path, text: str | bytes, name: str = "p.md") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)

CASES: list[tuple[str, str | bytes, str]] = [
    ("empty", b"", ": is empty; write the problem's statement into it"),
    ("blank", b" \n\n", ": is empty; write the problem's statement into it"),
    ("binary", bytes(range(256)) * 10, ": is a binary file; a problem file is UTF-8 text"),
    (
        "binary without NUL",
        bytes(range(1, 9)) * 40,
        ": is a binary file; a problem file is UTF-8 text",
    ),
    ("10 MB", b"x" * 10_000_000, ": is too large for a problem file (10.0 MB); the limit is 1 MB"),
    (
        "not UTF-8",
        "a\nb\ncaf\xe9".encode("latin-1"),
        ":3: is not UTF-8 (byte 0xe9); save it as UTF-8",
    ),
    ("bomb", f"---\n{BOMB}---\nx\n", ":2: uses the YAML anchor &a; remove it"),
    ("alias", "---\nid: *x\n---\nx\n", ":2: uses the YAML alias *x; write the value out"),
    ("tag", "---\nid: !!python/object:os.system x\n---\nx", ":2: uses the YAML tag"),
    ("deep", "---\nid: " + "[" * 500 + "]" * 500 + "\n---\nx\n", ":2: nests deeper than 8 levels"),
    ("duplicate", "---\nid: a\nkind: algebra\nid: b\n---\nx\n", ":4: field 'id': is given twice"),
    (
        "unknown kind",
        "---\nid: p\nsource: s\nkind: geomtry\n---\nx\n",
        ":4: field 'kind': unknown kind 'geomtry'; use one of algebra, combinatorics, geometry, "
        "number_theory, other",
    ),
    (
        "misspelt field",
        "---\nid: p\nsource: s\nkind: algebra\nanwser: 3\n---\nx\n",
        ":5: field 'anwser': is not a field here; did you mean 'answer'?",
    ),
    (
        "list",
        "---\nid: [a, b]\nsource: s\nkind: algebra\n---\nx\n",
        ":2: field 'id': is a list; it must be text",
    ),
    (
        "bad id",
        "---\nid: ../etc\nsource: s\nkind: algebra\n---\nx\n",
        ":2: field 'id': '../etc' cannot name a file",
    ),
    ("no statement", HEAD, "field 'statement': is empty; write the problem's text"),
    ("open head", "---\nid: p\nProve it.", ":1: the head that starts with '---' is never closed"),
    ("empty head, no text", "---\n---\n", "field 'statement': is empty; write the problem's text"),
    ("head is a list", "---\n- a\n---\nx", ":2: is not a list of 'field: value' lines"),
    ("broken YAML", "---\nid: p\nsource: 'x\n---\nx", "is not valid YAML ("),
    ("YAML tab", "---\nid: p\n\tsource: x\n---\nx", ":3: is not valid YAML ("),
    (
        "open fence",
        HEAD + "x\n```geometry\na b\n",
        ":7: field 'geometry': the fenced block that starts here",
    ),
    (
        "two blocks",
        HEAD + "```lean\na\n```\n```lean\nb\n```\n",
        ":9: field 'lean': is given twice; keep one block",
    ),
    ("empty block", HEAD + "```lean\n\n```\n", ":6: field 'lean': the formal statement is empty"),
    (
        "author",
        HEAD + "```lean by me\nx\n```\n",
        ":6: field 'lean': does not understand 'by me'; write who",
    ),
    (
        "control",
        HEAD + "a\x1b[31mb",
        "field 'statement': holds the control character U+001B; remove it",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_bad_markdown(tmp_path: Path, text: str | bytes, expected: str) -> None:
    assert expected in message(written(tmp_path, text))


JSON_CASES: list[tuple[str, str, str]] = [
    ("syntax", '{"id": "p",\n "source" "x"}', ":2: is not valid JSON ("),
    ("array", "[1, 2]", ": must be one JSON object"),
    ("twice", '{"id": "p",\n "id": "q"}', "field 'id': is given twice"),
    (
        "kind",
        '{"id": "p",\n "source": "s",\n "kind": "x",\n "statement": "s"}',
        ":3: field 'kind': unknown kind 'x'",
    ),
    (
        "object",
        '{"id": {"a": 1},\n "source": "s", "kind": "algebra"}',
        ":1: field 'id': is a group of fields; it must be text",
    ),
    (
        "formal list",
        '{"id": "p", "source": "s", "kind": "algebra",\n"geometry": [1]}',
        ":2: field 'geometry': is a list",
    ),
    (
        "formal field",
        '{"id": "p", "source": "s", "kind": "algebra",\n"lean": {"txt": "x"}}',
        "field 'lean.txt': is not a field here; did you mean 'text'?",
    ),
    ("deep", "[" * 100_000, "is not a problem; write one JSON object"),
    ("deep object", '{"id":' * 50 + "1" + "}" * 50, "nests deeper than 8 levels"),
    ("long number", '{"id": ' + "1" * 5000 + "}", "is not a problem; write one JSON object"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in JSON_CASES], ids=[c[0] for c in JSON_CASES]
)
def test_bad_json(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in message(written(tmp_path, text, "p.json"))


def test_missing_file(tmp_path: Path) -> None:
    assert message(tmp_path / "no.md") == ": there is no such file; check the path"


def test_folder_instead_of_file(tmp_path: Path) -> None:
    assert message(tmp_path) == ": is a folder; name the problem file in it"


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert "is not a regular file" in message(tmp_path / "pipe.md")


def test_impossible_names(tmp_path: Path) -> None:
    assert "cannot be read (File name too long)" in message(tmp_path / ("x" * 300))
    with pytest.raises(ProblemError, match="not a possible file name"):
        load_problem(Path("a\0b"))


def test_unknown_suffix(tmp_path: Path) -> None:
    assert "does not end in '.tex'" in message(written(tmp_path, "x", "p.tex"))


def test_a_line_break_in_a_file_name_does_not_break_the_message(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        load_problem(tmp_path / "a\nb.md")
    assert "\n" not in str(caught.value)


def test_bad_input_is_one_kind_of_error_whoever_finds_it() -> None:
    """What a constructor, a stored record and an engine refuse: one `except` catches them all."""
    good = problem_to_record(parse_problem("---\nid: one\n---\nProve it.\n"))
    with pytest.raises(ProblemError, match="empty") as found:
        FormalStatement("")
    assert found.value.field == "text"
    with pytest.raises(ProblemError, match="fields missing or unknown: id"):
        problem_from_record({name: value for name, value in good.items() if name != "id"})
    with pytest.raises(ProblemError, match=r"^is empty; write the problem's text$"):
        problem_from_record({**good, "statement": " "})
    wrong = "---\nid: a\n---\nProve it.\n\n```geometry\na b c = triangle ? coll a b x\n```\n"
    drawn = parse_problem(wrong, path=Path("a.md"))
    with pytest.raises(ProblemError, match=r"^a\.md:7: field 'geometry': .*unknown point"):
        GeometryEngine().prepare(drawn)
