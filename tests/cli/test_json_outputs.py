"""Every JSON output has a model, a format and a documented example, and the three agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prover.cli.output import Output
from prover.cli.outputs import OUTPUTS

from .conftest import ROOT, Run
from .problems import ORTHOCENTRE, algebra

DOCUMENTED = ROOT / "docs" / "json.md"


def format_of(model: type[Output]) -> str:
    return str(model.model_fields["format"].default)


MODELS = {format_of(model): model for model in OUTPUTS}


def examples() -> list[dict[str, Any]]:
    return [
        json.loads(text) for text in re.findall(r"```json\n(.*?)```", DOCUMENTED.read_text(), re.S)
    ]


def validated(document: dict[str, Any]) -> dict[str, Any]:
    """The document as its model gives it back."""
    assert next(iter(document)) == "format"
    model = MODELS[document["format"]]
    return model.model_validate_json(json.dumps(document)).model_dump(mode="json")


def shape(value: object, *, inside: str = "") -> object:
    """The keys of a document, as deep as they are fixed; `manifest` and its like are open."""
    if isinstance(value, dict) and inside not in OPEN:
        return {key: shape(item, inside=key) for key, item in value.items()}
    if isinstance(value, list) and value:
        return shape(value[0], inside=inside)
    return None


OPEN = {
    "settings",
    "manifest",
    "problem",
    "verdict",
    "claimed",
    "budget",
    "events",
    "grading",
    "kept",
}


def test_every_output_has_a_format_of_its_own() -> None:
    assert len(MODELS) == len(OUTPUTS)
    for name in MODELS:
        assert re.fullmatch(r"olympiad-[a-z-]+/[0-9]+", name)


def test_every_output_is_documented_by_an_example_that_fits_its_model() -> None:
    found = examples()
    assert {example["format"] for example in found} == set(MODELS)
    for example in found:
        # All fields are shown, also those with a default.
        assert validated(example) == example


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    (tmp_path / "algebra.md").write_text(algebra("algebra"))
    (tmp_path / "contest.yaml").write_text(
        "name: Cup\nid: cup\nsessions:\n  - duration: 1m\n    problems: [p.md]\n"
    )
    return tmp_path


def commands() -> Iterator[tuple[str, ...]]:
    yield "prove", "p.md"
    yield "prove", "p.md", "--budget", "0.02s"
    yield "prove", "no.md"
    yield "prove"
    yield "compete", "."
    yield "check", "runs/p"
    yield "check", "runs/p/certificate.json", "--problem", "p.md"
    yield "check", "runs/p/certificate.json", "--problem", "algebra.md"
    yield "check", "runs/p/certificate.json"
    yield "show", "runs/p"
    yield "show", "runs/p", "--trace"
    yield ("runs",)
    yield ("doctor",)
    yield ("settings",)


def test_what_the_commands_print_is_what_is_documented(run: Run, folder: Path) -> None:
    documented: dict[str, list[object]] = {}
    for example in examples():
        documented.setdefault(example["format"], []).append(shape(example))
    seen = set()
    for command in commands():
        done = run(*command, "--json")
        document = json.loads(done.stdout)
        assert done.stderr == ""
        assert validated(document) == document, command
        assert shape(document) in documented[document["format"]], command
        if "exit_code" in document:
            assert document["exit_code"] == done.returncode
        seen.add(document["format"])
    assert len(seen) == 10


def test_no_command_writes_json_of_its_own() -> None:
    """`print_json` takes a model; nothing else in the command line makes JSON text to print."""
    for file in (ROOT / "prover" / "cli").glob("*.py"):
        source = file.read_text()
        if file.name not in ("console.py", "outputs.py", "programs.py"):
            assert "json.dumps" not in source, file.name
        for call in re.findall(r"print_json\(\s*([^\n]*)", source):
            assert re.match(r"[A-Z]\w*\(|output_of\(|output: Output", call), (file.name, call)
