"""The checker shares the tables with the engine, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import geometry.checker

ALLOWED = {"geometry.rules", "geometry.predicates", "geometry.constructions", "geometry.errors"}
FILES = sorted(Path(geometry.checker.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_imports(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        for name in names:
            if name.split(".")[0] in ("geometry", "prover", "lean", "mcts", "web"):
                assert name in ALLOWED or name.startswith("geometry.checker")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_nothing_is_evaluated(path: Path) -> None:
    """Untrusted text never becomes code."""
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__"}
