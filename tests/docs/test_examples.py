"""What the documentation names is there: commands, files, modules, links; its Python runs."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer

from prover.cli.app import _ClickException, build
from tests.docs.pages import ROOT, anchors, blocks, links, name_of, pages, prose
from tests.source_imports import MODULES, parse

PAGES = pages()

#: Pages whose Python a test of its own runs; that test names the page.
RUN_ELSEWHERE = {
    "docs/python.md": "tests/notebook/test_prove.py",
}

ROOTS = "prover|geometry|lean|mcts|web|tests|benchmarks|contests|docs"
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(rf"(?:{ROOTS})(?:/[\w.-]+)+/?|\.ci/\w+|\.github/[\w./-]+")
_MODULE = re.compile(r"(?:prover|geometry|lean|mcts|web)(?:\.\w+)+")
_PLACE = re.compile(r"`([\w/]+\.py)`,\s`([A-Za-z_]\w*(?:\.(?!py`)\w+)*)`")
_COMMAND = re.compile(r"^(?:\$ )?(?:eval \"\$\()?(?:\w+=\S+ )*(?:\.venv/bin/)?olympiad (.*)$")


@pytest.fixture(params=PAGES, ids=name_of)
def page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


# --- links ------------------------------------------------------------------------------------


def broken_links(page: Path) -> list[str]:
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = unquote(link).partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A `b` (c)\n[x](page.md#a-b-c) [y](page.md#d) [z](none.md) [w](https://e.org)"
    )
    assert broken_links(page) == ["page.md#d", "none.md"]


# --- commands ---------------------------------------------------------------------------------


def commands(page: Path) -> list[str]:
    """What stands behind `olympiad` in the page's code, in a line of a block or between backticks."""
    text = prose(page)
    lines = _CODE.findall(text)
    lines += [line.strip() for line in text.splitlines() if line.startswith("    ")]
    for block in blocks(page):
        if block.language in ("", "sh", "bash", "console"):
            lines += block.text.replace("\\\n", " ").splitlines()
    found = [match[1] for line in lines if (match := _COMMAND.match(line.strip()))]
    return [one for one in found if re.match(r"[a-z-]", one)]


def refused(command: str) -> str | None:
    """Why the command line is none; None when command and options exist. What is missing is left
    to whoever types it: a page may name a command alone."""
    words = shlex.split(re.split(r" #| \|| >| <\(| &&|;|\)\"", command)[0].replace("…", ""))
    words = [word.strip("[]") for word in words if word.strip("[]")]
    called: Any = typer.main.get_command(build(words))
    context = called.context_class(called, info_name="olympiad")
    try:
        while hasattr(called, "commands") and words and not words[0].startswith("-"):
            name, called, words = called.resolve_command(context, list(words))
            context = called.context_class(called, parent=context, info_name=name)
        if not hasattr(called, "commands") or words:
            called.make_parser(context).parse_args(list(words))
    except _ClickException as error:
        return str(error.format_message())
    return None


def test_commands_are_ours(page: Path) -> None:
    wrong = {one: why for one in commands(page) if (why := refused(one)) is not None}
    assert not wrong


def test_a_command_line_that_is_none_is_found() -> None:
    assert refused("prove p.md --budget 10m --rung model_verified") is None
    assert refused("check lean") is None and refused("lean") is None
    for wrong in (
        "disprove p.md",
        "prove p.md --bugdet 10m",
        "lean set-up",
        "check lean p --goal x",
    ):
        assert refused(wrong), wrong


# --- files and modules ------------------------------------------------------------------------


def made_by(page: Path) -> set[str]:
    return {block.file for block in blocks(page) if block.file}


def test_files_that_are_named_are_there(page: Path) -> None:
    named = {
        path for code in _CODE.findall(prose(page)) for path in [code.split(" ")[0]]
        if _PATH.fullmatch(path)
    }  # fmt: skip
    made = made_by(page)
    made |= {str(Path(file).parent) + "/" for file in made}
    # Reports are written when a benchmark runs; the page may tell where.
    made |= {path for path in named if path.startswith("benchmarks/results/")}
    assert sorted(path for path in named - made if not (ROOT / path).exists()) == []


def defined(module: str) -> set[str]:
    """The names at the top of a module, and those that its classes define."""
    names: set[str] = set()
    for node in ast.walk(parse(MODULES[module])):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)  # __all__, and names that are loaded when used
    return names


def is_there(name: str) -> bool:
    module, rest = name, []
    while module not in MODULES:
        module, _, last = module.rpartition(".")
        rest.append(last)
        if not module:
            return False
    return not rest or set(rest) <= defined(module)


def test_modules_that_are_named_are_there(page: Path) -> None:
    files = {".md", ".py", ".cpp", ".json", ".toml", ".yml", ".lean"}
    named = {
        code.split("(")[0]
        for code in _CODE.findall(prose(page))
        if _MODULE.fullmatch(code.split("(")[0]) and Path(code).suffix not in files
    }
    assert sorted(name for name in named if not is_there(name)) == []


def test_functions_are_where_they_are_said_to_be(page: Path) -> None:
    """`file.py`, `name`: a page that leads through the code names both."""
    wrong = []
    for file, name in _PLACE.findall(prose(page)):
        modules = [module for module, path in MODULES.items() if path == ROOT / file]
        if modules and not set(name.split(".")) <= defined(modules[0]):
            wrong.append((file, name))
    assert wrong == []


def test_a_module_that_is_not_there_is_found() -> None:
    assert is_there("prover.checkers.judgement.judge") and is_there("lean.sandbox")
    assert not is_there("prover.checkers.judge") and not is_there("prover.judgement")


# --- Python -----------------------------------------------------------------------------------


def test_python_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page one after the other, each going on where the one before ended."""
    elsewhere = RUN_ELSEWHERE.get(name_of(page))
    if elsewhere is not None and blocks(page):
        if any(block.language == "python" for block in blocks(page)):
            assert page.name in (ROOT / elsewhere).read_text()
        return
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "example"}
    for block in blocks(page):
        if block.language != "python" or block.file is not None:
            continue  # files of how-tos are run in place, by test_how_to.py
        if block.not_run is not None:
            assert len(block.not_run.split()) >= 3, f"line {block.line}: say why it is not run"
            continue
        if block.text.startswith(">>> "):
            session = doctest.DocTestParser().get_doctest(
                block.text, names, name_of(page), name_of(page), block.line
            )
            assert doctest.DocTestRunner().run(session, clear_globs=False).failed == 0
            names = session.globs
            continue
        code = compile(block.text, f"{name_of(page)}:{block.line}", "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102 - it is ours, and this is what the test is for
