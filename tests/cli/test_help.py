"""The help of every command says what the source says, brackets and all."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from prover.cli.app import _command
from prover.cli.registry import entries

from .conftest import Run


def pages() -> Iterator[tuple[str, ...]]:
    """The words of every command, group and sub-command."""
    yield ()
    for entry in entries():
        yield entry.words
        module = entry.load()
        if hasattr(module, "app"):
            for below in module.app.registered_commands:
                yield (*entry.words, below.name or below.callback.__name__)
    yield from {(entry.words[0],) for entry in entries() if len(entry.words) > 1}


def found(words: tuple[str, ...]) -> Any:
    """Click's command of these words."""
    command = _command(list(words))
    for word in words:
        command = command.commands[word]
    return command


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("words", sorted(set(pages())), ids=" ".join)
def test_the_help_is_what_the_source_says(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--help", env={"COLUMNS": "120"})
    assert done.returncode == 0 and done.stderr == ""
    shown = flat(done.stdout)
    command = found(words)
    source = inspect.getdoc(command.callback) or "" if words and command.callback else command.help
    if not getattr(command, "commands", None):
        for paragraph in (source or "").split("\n\n"):
            assert flat(paragraph) in shown, paragraph
    for parameter in command.params:
        assert flat(parameter.help or "") in shown, parameter.name
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("-"):
                assert option in shown
        if getattr(parameter, "is_flag", False):
            flag = "/".join(filter(None, ["--" + parameter.opts[0].lstrip("-")]))
            assert f"{flag} <" not in shown, "a flag takes no value and shows no type"
    for below in getattr(command, "commands", {}).values():
        line = (below.help or "").split("\n\n")[0]
        assert flat(line) in shown, "a command's line is not cut"
    assert "<bool>" not in shown and "…" not in shown.replace(flat(source or ""), "")


def test_brackets_are_kept(run: Run) -> None:
    assert "the table [serve] of olympiad.toml" in flat(run("llm", "up", "--help").stdout)
    assert "[default: symbolically_verified]" in flat(run("prove", "--help").stdout)
