"""Geometry's own rooms: the faces stand on top, and a folder alone brings nothing above it along.

That there are no circles is in `test_architecture.py`.
"""

from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pytest

from tests.source_imports import MODULES, ROOT, edges, folder_of

#: Files at the top that put the folders together for callers outside.
FACES = {"geometry", "geometry.proving", "geometry.certificate", "geometry.checking"}

GEOMETRY = sorted(m for m in MODULES if m.split(".")[0] == "geometry")
FOLDERS = sorted({folder_of(m) for m in GEOMETRY} - {"geometry"})


def place(module: str) -> str:
    """The folder of a module; a file at the top stands for itself."""
    folder = folder_of(module)
    return module if folder == "geometry" else folder


def between() -> nx.DiGraph[str]:
    inside = [(a, b) for a, b in edges() if a in GEOMETRY and b in GEOMETRY]
    return nx.DiGraph([(place(a), place(b)) for a, b in inside if place(a) != place(b)])


def test_no_folder_imports_a_face_and_every_other_file_is_a_table() -> None:
    graph = between()
    for face in FACES:
        assert not set(graph.predecessors(face)) & set(FOLDERS), face
    for module in GEOMETRY:
        if folder_of(module) == "geometry" and module not in FACES and module in graph:
            assert not set(graph.successors(module)) & set(FOLDERS), module


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_alone_loads_nothing_above_it(folder: str) -> None:
    graph = between()
    below = {folder, "geometry", *nx.descendants(graph, folder)}
    names = [m for m in GEOMETRY if folder_of(m) == folder and not m.endswith("__main__")]
    program = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(*[m for m in sys.modules if m.split('.')[0] == 'geometry'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {place(m) for m in done.stdout.split()} <= below
