"""The rooms of `docs/architecture.md`: who may import whom, and that all arrows run one way."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_imports import MODULES, ROOMS, ROOT, circles, edges, folder_of, imports, parse

#: A root folder and the root folders it may import from.
MAY_IMPORT = {
    "geometry": set(),
    "lean": set(),
    "mcts": {"lean"},
    "prover": {"geometry", "lean", "mcts"},
    "web": {"prover"},
}

#: Programs that the command line starts in a process of their own; starting is no import.
STARTS = {("prover.cli.serve", "web.api"), ("prover.cli.ui", "web.page")}

#: The rooms of `prover` from the ground up: a room imports from those before it alone.
#: The folder itself holds `service` and `doctor`, which everything on top goes through.
STACK = (
    "prover.base",
    "prover.limits",
    "prover.settings",
    "prover.problems",
    "prover.verdicts",
    "prover.trace",
    "prover.store",
    "prover.llm",
    "prover.simulated",
    "prover.checkers",
    "prover.bundle",
    "prover.strategy",
    "prover.run",
    "prover.contest",
    "prover.deepthink",
    "prover.engines",
    "prover",
    "prover.cli",
)

#: What the checker may know of the rest of `geometry`: the tables and what words mean.
CHECKER_MAY_IMPORT = {
    "geometry.rules",
    "geometry.predicates",
    "geometry.constructions",
    "geometry.order",
    "geometry.errors",
}

#: The root's folders as the project was asked for, and what a repository needs beside them.
ROOT_FOLDERS = {
    "prover",
    "lean",
    "geometry",
    "mcts",
    "web",
    "tests",
    "benchmarks",
    "contests",
    "docs",
    ".ci",
    ".github",
}


def room_of(module: str) -> str:
    """The room of a module of `prover`: its first folder, or `prover` for the top's files."""
    parts = folder_of(module).split(".")
    return ".".join(parts[:2])


def test_the_root_has_the_folders_that_were_asked_for() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert {line.split("/")[0] for line in tracked if "/" in line} == ROOT_FOLDERS


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_along_the_arrows(room: str) -> None:
    wrong = {
        (a, b)
        for a, b in edges() - STARTS
        if a.split(".")[0] == room and b.split(".")[0] not in MAY_IMPORT[room] | {room}
    }
    assert not wrong


def test_the_rooms_of_prover_form_a_stack() -> None:
    rank = {room: number for number, room in enumerate(STACK)}
    inside = {(a, b) for a, b in edges() if a.split(".")[0] == b.split(".")[0] == "prover"}
    wrong = {(a, b) for a, b in inside if rank[room_of(a)] < rank[room_of(b)]}
    assert not wrong


def test_there_are_no_circles_among_files() -> None:
    assert circles(edges() - STARTS) == []


@pytest.mark.parametrize("root", ROOMS)
def test_there_are_no_circles_among_folders(root: str) -> None:
    """A folder's own files count as a folder. In `geometry` the top's files are not one folder:
    they are shared tables, which import no subfolder, or faces, which no subfolder imports."""
    inside = {(a, b) for a, b in edges() if a.split(".")[0] == b.split(".")[0] == root}

    def place(module: str) -> str:
        folder = folder_of(module)
        return module if folder == "geometry" else folder

    found = circles({(place(a), place(b)) for a, b in inside if place(a) != place(b)})
    assert found == []


def test_a_file_at_the_top_of_geometry_is_a_table_or_a_face() -> None:
    top = {module for module in MODULES if folder_of(module) == "geometry"}
    looks_down = {a for a, b in edges() if a in top and b.startswith("geometry.") and b not in top}
    looked_at = {b for a, b in edges() if b in top and a.startswith("geometry.") and a not in top}
    assert not looks_down & looked_at


def test_importing_a_module_alone_loads_none_of_a_higher_room() -> None:
    """In a process of its own for each, forked before anything of ours was imported."""
    rank = {room: number for number, room in enumerate(STACK)}
    program = Path(__file__).with_name("imported_alone.py")
    done = subprocess.run(
        [sys.executable, "-P", str(program), *sorted(MODULES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])},
    )
    loaded = {
        line.split()[0]: set(line.split()[1:]) for line in done.stdout.splitlines() if line.strip()
    }
    assert set(loaded) == set(MODULES)
    wrong: list[tuple[str, str]] = []
    for module, others in loaded.items():
        root = module.split(".")[0]
        for other in others:
            there = other.split(".")[0]
            if there != root:
                if there not in MAY_IMPORT[root]:
                    wrong.append((module, other))
            elif (
                root == "prover"
                and other != "prover"  # its `__init__` runs before any module of the package
                and other in MODULES
                and rank[room_of(other)] > rank[room_of(module)]
            ):
                wrong.append((module, other))
    assert not wrong


def test_the_page_and_the_api_never_touch_an_engine() -> None:
    assert not {(a, b) for a, b in edges() if a.startswith("web") and "prover.engines" in b}


def test_only_the_composition_knows_the_simulator() -> None:
    """`llm up --simulated` alone: what is simulated must not get into a verdict by accident."""
    users = {a for a, b in edges() if b.startswith("prover.simulated") and "simulated" not in a}
    assert users <= {"prover.cli.llm"}


def test_the_sandbox_of_lean_stands_alone() -> None:
    assert not {
        (a, b)
        for a, b in edges()
        if a.startswith("lean.sandbox") and not b.startswith("lean.sandbox")
    }


def test_the_checker_shares_only_the_tables_with_the_engine() -> None:
    inside = {b for a, b in edges() if a.startswith("geometry.checker")}
    assert {b for b in inside if not b.startswith("geometry.checker")} <= CHECKER_MAY_IMPORT


def test_only_the_judgement_makes_verdicts_above_unverified() -> None:
    rungs = {"FormallyVerified", "SymbolicallyVerified", "ModelVerified"}
    allowed = {"prover.verdicts.verdict", "prover.checkers.judgement"}
    for module, path in MODULES.items():
        made = {
            node.func.id
            for node in ast.walk(parse(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if made & rungs:
            assert module in allowed


def test_no_source_file_is_long_without_a_reason() -> None:
    """More than 450 lines need a sentence "This file is long because ..." in their head."""
    for path in MODULES.values():
        text = path.read_text()
        if text.count("\n") > 450:
            head = (ast.get_docstring(ast.parse(text)) or "").lower()
            assert "this file is long because" in head, path.relative_to(ROOT)


def test_the_import_reader_sees_every_kind_of_import(tmp_path: Path) -> None:
    """Under TYPE_CHECKING, inside functions, relative, as a string: the circle test counts all."""
    source = (
        "from typing import TYPE_CHECKING\n"
        "import lean.errors_of_a_name_that_is_not_there\n"
        "if TYPE_CHECKING:\n    from prover.limits import budget\n"
        "def late():\n    from prover.verdicts.verdict import Rung\n"
        "from . import durations\nfrom ..trace.events import Event\n"
        "PLACE = 'prover.cli.app:main'\n"
    )
    found = imports("prover.limits.made_up", source)
    assert found >= {
        "prover.limits.budget",
        "prover.verdicts.verdict",
        "prover.limits.durations",
        "prover.trace.events",
        "prover.cli.app",
    }


def test_starting_the_command_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['olympiad', '--help']\n"
        "from prover.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'sqlalchemy', 'alembic', 'torch', 'streamlit', 'fastapi', 'openai',"
        " 'mpmath', 'pydantic_settings', 'geometry._kernel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
