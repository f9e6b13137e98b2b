"""The arrows of `docs/architecture.md`: who may import whom, and that there are no cycles."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("prover", "lean", "geometry", "mcts", "web")

#: A room and the rooms it may import from.
MAY_IMPORT = {
    "geometry": set(),
    "lean": set(),
    "mcts": {"lean"},
    "prover": {"geometry", "lean", "mcts"},
    "web": {"prover"},
}

#: What the checker may know of the rest of `geometry`: the tables and what words mean.
CHECKER_MAY_IMPORT = {
    "geometry.rules",
    "geometry.predicates",
    "geometry.constructions",
    "geometry.errors",
}


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports when it runs, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sources(room: str) -> list[Path]:
    return sorted(p for p in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_along_the_arrows(room: str) -> None:
    for path in sources(room):
        found = {name.split(".")[0] for name in imports(path)} & set(ROOMS)
        assert found <= MAY_IMPORT[room] | {room}, path.relative_to(ROOT)


def test_the_page_and_the_api_never_touch_an_engine() -> None:
    for path in sources("web"):
        found = {n for n in imports(path) if n.startswith("prover.engines")}
        assert not found, path.relative_to(ROOT)


def test_the_checker_shares_only_the_tables_with_the_engine() -> None:
    for path in sources("geometry/checker"):
        for name in imports(path):
            if name.startswith("geometry") and not name.startswith("geometry.checker"):
                assert any(name == m or name.startswith(m + ".") for m in CHECKER_MAY_IMPORT), (
                    path.name,
                    name,
                )


def test_only_the_judgement_makes_verdicts_above_unverified() -> None:
    rungs = {"FormallyVerified", "SymbolicallyVerified", "ModelVerified"}
    allowed = {"prover/verdicts/verdict.py", "prover/checkers/judgement.py"}
    for room in ROOMS:
        for path in sources(room):
            made = {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            if made & rungs:
                assert str(path.relative_to(ROOT)) in allowed, path.relative_to(ROOT)


def test_no_cycles_between_folders() -> None:
    graph = nx.DiGraph()
    for room in ROOMS:
        for path in sources(room):
            here = ".".join(path.relative_to(ROOT).parent.parts)
            tree = ast.parse(path.read_text())
            # At import time only: a folder may load another one late, from inside a function.
            for node in tree.body:
                if (
                    isinstance(node, ast.ImportFrom)
                    and node.module
                    and node.module.split(".")[0] in ROOMS
                ):
                    target = ROOT / Path(*node.module.split("."))
                    there = node.module if target.is_dir() else node.module.rpartition(".")[0]
                    if (
                        there != here
                        and not here.startswith(there + ".")
                        and not there.startswith(here + ".")
                    ):
                        graph.add_edge(here, there)
    assert not list(nx.simple_cycles(graph))


def test_starting_the_command_loads_nothing_heavy() -> None:
    import subprocess

    program = (
        "import sys; sys.argv = ['olympiad', '--help']\n"
        "from prover.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'sqlalchemy', 'torch', 'streamlit', 'fastapi', 'openai', 'mpmath', 'geometry._kernel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
