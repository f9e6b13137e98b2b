"""The rooms of `lean` and `mcts`: each imports from those before it alone, at whatever moment."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import pytest

from tests.source_imports import MODULES, ROOT, edges, folder_of

STACKS = {
    "lean": (
        "lean.sandbox.keeper",
        "lean.sandbox",
        "lean",
        "lean.audit",
        "lean.corelib",
        "lean.toolchain",
        "lean.library",
        "lean.checker",
        "lean.driver",
        "lean.dojo",
    ),
    "mcts": (
        "mcts",
        "mcts.protocols",
        "mcts.search",
        "mcts.env",
        "mcts.policy",
        "mcts.policy.enumerate",
    ),
}


@pytest.mark.parametrize("root", STACKS)
def test_a_room_imports_from_those_before_it(root: str) -> None:
    rank = {room: number for number, room in enumerate(STACKS[root])}
    inside = {(a, b) for a, b in edges() if a.split(".")[0] == b.split(".")[0] == root}
    assert inside
    assert not {(a, b) for a, b in inside if rank[folder_of(a)] < rank[folder_of(b)]}


@pytest.mark.parametrize("root", STACKS)
def test_a_module_imported_alone_loads_none_of_a_later_room(root: str) -> None:
    rank = {room: number for number, room in enumerate(STACKS[root])}
    own = sorted(name for name in MODULES if name.split(".")[0] == root)
    done = subprocess.run(
        [sys.executable, "-P", str(ROOT / "tests" / "imported_alone.py"), *own],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])},
    )
    loaded = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert set(loaded) == set(own)
    wrong = {
        (module, other)
        for module, others in loaded.items()
        for other in others
        if other in own
        and rank[folder_of(other)] > rank[folder_of(module)]
        # A package's `__init__` runs before its modules.
        and not module.startswith(other + ".")
    }
    assert not wrong


def test_a_module_is_not_hidden_by_a_name_of_its_package() -> None:
    import mcts.search
    import mcts.search.driver

    assert inspect.ismodule(mcts.search)
    assert inspect.ismodule(mcts.search.driver)
    assert inspect.iscoroutinefunction(mcts.search.driver.search)
