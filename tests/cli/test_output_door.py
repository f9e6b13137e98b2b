"""The door of all output: nothing steers the terminal, and a stream that fails ends in one line."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from prover.bundle.bundle import open_bundle, seal_bundle
from prover.cli.plain import plain, plain_json
from prover.cli.rich_console import PlainConsole
from prover.verdicts.verdict import Unverified
from tests.prover_spine.test_bundle import contents

from .conftest import OLYMPIAD, ROOT, Run, environment
from .problems import ORTHOCENTRE, algebra

STEERING = [*map(chr, (*range(9), *range(11, 32), *range(127, 160))), *"\u202e\u2066\u200f\u2028"]
HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\u202eabc\u2069"
SHOWN = "␛[31mred␛]0;title␇<U+009B>2J␡<U+202E>abc<U+2069>"


# --- what is printed --------------------------------------------------------------------------


@given(st.text() | st.text(st.sampled_from([*STEERING, "a", "\n", "\t", "é"])))
def test_plain_text_steers_nothing_and_changes_nothing_else(text: str) -> None:
    shown = plain(text)
    assert not set(STEERING) & set(shown)
    assert plain(shown) == shown
    if not any(c in text for c in STEERING) and text.isprintable():
        assert shown == text


@given(st.recursive(st.text() | st.integers(), st.lists) | st.dictionaries(st.text(), st.text()))
def test_plain_json_has_the_same_value(value: object) -> None:
    written = plain_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(written) == value
    assert not set(STEERING) & set(written)


def table() -> Table:
    made = Table(HOSTILE, title=HOSTILE)
    made.add_row(HOSTILE)
    made.add_row(Text(HOSTILE))
    return made


@pytest.mark.parametrize(
    "thing", [HOSTILE, f"[bold]{HOSTILE}[/]", Text(HOSTILE), Panel(HOSTILE), table()]
)
@pytest.mark.parametrize("terminal", [True, False])
def test_whatever_is_printed_is_plain(thing: object, terminal: bool) -> None:
    out = io.StringIO()
    console = PlainConsole(
        file=out, width=200, force_terminal=terminal, color_system="standard" if terminal else None
    )
    console.print(thing)
    console.print(":warning:", thing, markup=False)
    text = out.getvalue()
    assert ":warning:" in text, "no code of Rich's becomes an emoji"
    for ours in ("\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[3m"):
        text = text.replace(ours, "")  # the styles that were asked for
    assert not set(STEERING) & set(text)
    assert "abc" in text


def test_nothing_in_the_command_line_writes_past_the_door() -> None:
    """Only the door's own files touch a stream or make a console."""
    door = {"console.py", "streams.py", "rich_console.py", "app.py", "programs.py"}
    for file in (ROOT / "prover" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "typer.echo", "typer.secho", "Console"), file.name
                touches = called.startswith(("sys.stdout", "sys.stderr"))
                assert file.name in door or not touches, (file.name, called)


def test_a_hostile_title_and_a_hostile_name_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(algebra().replace("source: the tests", "title: 'a\u202eb'"))
    done = run("prove", "p.md")
    assert "a<U+202E>b" in done.stdout and "\u202e" not in done.stdout + done.stderr
    done = run("prove", "p.md", "--json")
    assert "\u202e" not in done.stdout and "a\\u202eb" in done.stdout
    assert json.loads(done.stdout)["proof"].startswith("# a\u202eb")
    done = run("prove", "no\x1b[31m.md\x07")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr
    done = run("prove", "p.md", "--rung", "\x1b[2J")
    assert done.returncode == 2 and "\x1b" not in done.stderr


def test_a_hostile_proof_and_caveat_are_shown(run: Run, tmp_path: Path) -> None:
    sealed = contents(verdict=Unverified(known_problems=(HOSTILE,)))
    seal_bundle(tmp_path / "b", sealed)
    for command in (("show", "b"), ("show", "b", "--trace"), ("check", "b")):
        done = run(*command)
        assert not set(STEERING) & set(done.stdout + done.stderr), command
    assert SHOWN in run("show", "b").stdout
    assert json.loads(run("show", "b", "--json").stdout)["caveats"] == [HOSTILE]


# --- streams that cannot be written -----------------------------------------------------------

COMMANDS = [
    ("--help",),
    ("--version",),
    ("prove", "--help"),
    ("prove", "p.md"),
    ("prove", "p.md", "--json"),
    ("prove", "no.md", "--json"),
    ("runs",),
    ("runs", "--json"),
    ("completion", "bash"),
    ("doctor", "--jsno", "--json"),
    ("lean", "--help"),
]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def shell(folder: Path, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$O` is the command."""
    program = " ".join(OLYMPIAD)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=folder,
        env=environment(O=program, **variables),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> bool:
    start = "olympiad: cannot write to standard output: "
    return done.stderr.startswith(start) and done.stderr.count("\n") == 1


@FULL
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_stdout_ends_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    done = shell(tmp_path, f"$O {' '.join(command)} > /dev/full")
    assert done.returncode == 74, done.stderr
    assert one_line(done), done.stderr
    if command[:2] == ("prove", "p.md"):
        assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "symbolically_verified"


@pytest.mark.parametrize("command", COMMANDS[:5], ids=" ".join)
def test_a_closed_stdout_too(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    done = shell(tmp_path, f"$O {' '.join(command)} >&-")
    assert done.returncode == 74 and one_line(done), done.stderr
    if command[:2] == ("prove", "p.md"):
        assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "symbolically_verified"
        assert "symbolically_verified" in shell(tmp_path, "$O runs").stdout, "the store is whole"


def test_a_reader_that_goes_away_ends_it_too(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    done = shell(tmp_path, "$O prove p.md | true")
    assert done.returncode == 74 and one_line(done), done.stderr
    assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "symbolically_verified"


@FULL
@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full", "<&- 2>&-"])
@pytest.mark.parametrize("problem", ["p.md", "no.md"])
def test_stderr_that_takes_nothing_changes_no_result(
    tmp_path: Path, stream: str, problem: str
) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    done = shell(tmp_path, f"$O prove {problem} {stream}")
    assert done.returncode == (0 if problem == "p.md" else 2)
    assert ("symbolically_verified" in done.stdout) == (problem == "p.md")


@FULL
def test_with_every_stream_closed_only_the_code_is_left(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    for streams in ("<&- >&- 2>&-", "<&- >/dev/full 2>/dev/full"):
        assert shell(tmp_path, f"$O prove p.md {streams}").returncode == 74
    assert open_bundle(tmp_path / "runs" / "p").verdict.rung == "symbolically_verified"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_a_terminal_lacks_are_escaped(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE.replace("Prove it.", "Prove it. ∠😀"))
    done = shell(tmp_path, "$O prove p.md", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0 and "\\u2220" in done.stdout
    done = shell(tmp_path, "$O prove p.md --json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "∠😀" in json.loads(done.stdout)["proof"]


@FULL
@pytest.mark.parametrize("command", ["serve", "ui", "serve --json"])
def test_a_server_that_cannot_say_its_address_ends(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f"$O {command} --port 0 > /dev/full")
    assert done.returncode == 74 and one_line(done), done.stderr


def test_in_this_process_the_streams_are_given_back(run: Run) -> None:
    before = os.fstat(1)
    assert run("--version").returncode == 0
    assert os.fstat(1) == before
