"""The command list, lazy loading, usage errors."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
import typer

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
    from prover.settings.version import __version__

    assert run("--version").stdout == f"olympiad {__version__}\n"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command of a group, a group of its own, and a command beside a plain one of that name."""

    def judge(model: str) -> int:
        typer.echo(f"judging {model}")
        return 1

    serve = typer.Typer()
    serve.command("up")(lambda: typer.echo("up"))
    serve.command("down")(lambda: typer.echo("down"))
    modules = {
        "made_judge": SimpleNamespace(command=judge),
        "made_llm": SimpleNamespace(app=serve),
        "made_check": SimpleNamespace(command=lambda: typer.echo("check")),
        "made_check_lean": SimpleNamespace(command=lambda: typer.echo("check lean")),
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)  # type: ignore[arg-type]
    made = (
        Entry(("bench", "judge"), "Judge.", "made_judge"),
        Entry(("llm",), "Serve.", "made_llm"),
        Entry(("check",), "Check.", "made_check"),
        Entry(("check", "lean"), "Check Lean.", "made_check_lean"),
    )
    monkeypatch.setattr(registry, "entries", lambda: made)
    monkeypatch.setattr("prover.cli.app.entries", lambda: made)


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("arguments", "code", "output"),
    [
        (["bench", "judge", "m1"], 1, "judging m1\n"),
        (["llm", "up"], 0, "up\n"),
        (["check"], 0, "check\n"),
        (["check", "lean"], 0, "check lean\n"),
    ],
)
def test_commands_of_groups(run: Run, arguments: list[str], code: int, output: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, output, "")


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["bench", "judge", "llm", "Serve.", "check"]),
        (["bench", "--help"], ["judge", "Judge."]),
        (["llm", "--help"], ["up", "down"]),
        (["check", "--help"], ["See also: olympiad check lean (Check Lean.)"]),
    ],
)
def test_help_of_groups(run: Run, arguments: list[str], words: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    for word in words:
        assert word in done.stdout
