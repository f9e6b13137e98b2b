"""Which module of the project imports which, read from the sources.

Counted are imports at the top, inside functions, under TYPE_CHECKING, relative ones, and strings
that name a module (`"package.module"` or `"package.module:attribute"`), by which modules are
loaded late.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).parent.parent
ROOMS = ("prover", "lean", "geometry", "mcts", "web")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: dict[str, Path] = {
    _name(path): path
    for room in ROOMS
    for path in sorted([*(ROOT / room).rglob("*.py"), *(ROOT / room).rglob("*.pyi")])
}
"""Every module by name; a package by that of its `__init__.py`, a compiled module by its stub."""


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_text())


def folder_of(module: str) -> str:
    """The folder of a module as a dotted name; a package's `__init__` lies in its own folder."""
    return ".".join(MODULES[module].relative_to(ROOT).parent.parts)


def imports(module: str, source: str | None = None) -> set[str]:
    """The project's modules that `module` imports; `source` in place of its file's text."""
    path = MODULES.get(module)
    tree = parse(path) if source is None and path is not None else ast.parse(source or "")
    package = module if path and path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str | None] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {_resolve(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            found |= {_resolve(f"{base}.{alias.name}") for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value.partition(":")[0]
            if "." in name and name in MODULES:
                found.add(name)
    return {name for name in found if name is not None and name != module}


def _resolve(name: str) -> str | None:
    """The module that `name`, a module or something in one, is or lies in."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


@cache
def edges() -> frozenset[tuple[str, str]]:
    """Every import of the project: (who, whom)."""
    return frozenset((module, other) for module in MODULES for other in imports(module))


def circles(arrows: set[tuple[str, str]] | frozenset[tuple[str, str]]) -> list[list[str]]:
    """The groups whose members reach each other along `arrows`, sorted."""
    graph = nx.DiGraph(list(arrows))
    return sorted(
        sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1
    )
