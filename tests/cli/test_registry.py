"""The command list, lazy loading, usage errors."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from prover.cli import registry
from prover.cli.registry import Entry

from .conftest import ROOT, Run, environment


def test_every_command_has_words_and_a_help_line() -> None:
    words = [entry.words for entry in registry.entries()]
    assert len(words) == len(set(words))
    assert ("doctor",) in words
    assert all(entry.help.endswith(".") for entry in registry.entries())


def test_every_command_module_has_a_command_or_an_app() -> None:
    for entry in registry.entries():
        module = entry.load()
        assert hasattr(module, "command") or hasattr(module, "app"), entry.module


def test_the_longest_match_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    check, lean = Entry(("check",), "a.", "m1"), Entry(("check", "lean"), "b.", "m2")
    monkeypatch.setattr(registry, "entries", lambda: (check, lean))
    assert registry.called(["check", "lean", "x"]) is lean
    assert registry.called(["check", "lean.json"]) is check
    assert registry.called(["check"]) is check
    assert registry.called(["--help"]) is None


def test_help_imports_no_engine_and_no_model() -> None:
    program = (
        "import sys; from prover.cli.app import main; main(['--help']); "
        "heavy = {'pydantic', 'sqlalchemy', 'numpy', 'geometry', 'lean', 'yaml', 'httpx', "
        "'openai', 'asyncio', 'prover.service'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr.strip() == "[]"
    assert "doctor" in done.stdout


def test_unknown_command_is_a_usage_error(run: Run) -> None:
    done = run("dcotor")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "olympiad: No such command 'dcotor'. Did you mean 'doctor'?; see 'olympiad --help'\n"
    )


def test_unknown_option_is_a_usage_error_also_as_json(run: Run) -> None:
    done = run("doctor", "--jsno", "--json")
    assert done.returncode == 2
    assert done.stderr == ""
    data = json.loads(done.stdout)
    assert data["exit_code"] == 2 and "--jsno" in data["error"]


def test_version(run: Run) -> None:
    from prover import __version__

    assert run("--version").stdout == f"olympiad {__version__}\n"
