"""The arrows inside `geometry`: no circles, tables below the folders, faces above them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "geometry"

#: Files at the top that put the folders together for callers outside.
FACES = {"geometry", "geometry.proving", "geometry.certificate"}


def _modules() -> dict[str, Path]:
    """Every module by its name; the compiled one is known by its stub."""
    found = {}
    for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.pyi")]:
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _nearest(name: str) -> str | None:
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


def _imported(module: str) -> Iterator[str | None]:
    """What a module imports: at its top or inside a function, for types only, relatively, or by
    a name in a string."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (_nearest(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in MODULES else _nearest(base)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value.partition(":")[0]
            if "." in name and name in MODULES:
                yield name


def _arrows() -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for module in MODULES:
        graph.add_node(module)
        graph.add_edges_from(
            (module, other) for other in _imported(module) if other and other != module
        )
    return graph


ARROWS = _arrows()


def _folder(module: str) -> str:
    """The folder of a module; a file at the top stands for itself."""
    parts = module.split(".")
    return ".".join(parts[:2])


def _is_folder(name: str) -> bool:
    return (ROOT / Path(*name.split("."))).is_dir() and name != "geometry"


def _between_folders() -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for a, b in ARROWS.edges:
        if _folder(a) != _folder(b):
            graph.add_edge(_folder(a), _folder(b))
    return graph


def _circles(graph: nx.DiGraph[str]) -> list[list[str]]:
    return [sorted(c) for c in nx.strongly_connected_components(graph) if len(c) > 1]


def test_no_circles_among_files() -> None:
    assert _circles(ARROWS) == []


def test_no_circles_among_folders() -> None:
    assert _circles(_between_folders()) == []


def test_files_at_the_top_are_tables_or_faces() -> None:
    """A table imports no folder; no folder imports a face."""
    graph = _between_folders()
    top = [m for m in MODULES if _folder(m) == m and not _is_folder(m)]
    assert len(top) > len(FACES)
    for module in top:
        if module in FACES:
            assert not list(filter(_is_folder, graph.predecessors(module))), module
        elif module in graph:
            assert not list(filter(_is_folder, graph.successors(module))), module


@pytest.mark.parametrize("folder", sorted(f for f in map(_folder, MODULES) if _is_folder(f)))
def test_a_folder_alone_loads_nothing_above_it(folder: str) -> None:
    """Not even by way of a function that runs when a module is loaded."""
    graph = _between_folders()
    below = {folder, "geometry", *nx.descendants(graph, folder)} if folder in graph else set()
    names = sorted(m for m in MODULES if _folder(m) == folder and not m.endswith("__main__"))
    program = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(*[m for m in sys.modules if m.split('.')[0] == 'geometry'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {_folder(m) for m in done.stdout.split()} <= below


def test_the_net_sees_every_kind_of_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import in a function, for types, relative, and by name in a string are all seen."""
    file = tmp_path / "probe.py"
    file.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from geometry.rules import RULES\n"
        "def f():\n    import geometry.proof\n    from . import errors\n"
        "HOME = 'geometry.numerics:plane'\n"
    )
    monkeypatch.setitem(MODULES, "geometry.probe", file)
    assert set(_imported("geometry.probe")) - {None} == {
        "geometry.rules",
        "geometry.proof",
        "geometry.errors",
        "geometry.numerics",
    }
