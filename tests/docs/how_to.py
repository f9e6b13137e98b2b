"""Carries out a how-to: a copy of the packages in which the page's files and changes are made."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT, Block, blocks, prose

PACKAGES = ("prover", "geometry", "lean", "mcts", "web", "tests")
"""What a how-to may change or call."""

# An editable installation finds our packages before PYTHONPATH does, and the copy would not be
# looked at. Python runs this file after the installation's hooks.
_SITE = """\
import sys

sys.meta_path[:] = [
    finder
    for finder in sys.meta_path
    if "editable" not in f"{type(finder).__module__} {getattr(finder, '__name__', '')}".lower()
    and "Redirecting" not in type(finder).__name__
]
"""

_PYTEST = re.compile(r"^    pytest (.+)$", re.MULTILINE)
_MARK = re.compile(r"^--- (\S+)$")


class DoesNotApply(AssertionError):
    """A change of a how-to does not fit the code as it is; says which and where."""


class Tree:
    """A copy of the packages below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        self._site = folder / "site"
        kept = shutil.ignore_patterns("__pycache__", "*.so", "data", "golden", "core")
        for name in PACKAGES:
            shutil.copytree(ROOT / name, self.root / name, ignore=kept)
        shutil.copy2(ROOT / "pyproject.toml", self.root)
        kernel = importlib.util.find_spec("geometry._kernel")
        if kernel is not None and kernel.origin is not None:
            shutil.copy2(kernel.origin, self.root / "geometry" / Path(kernel.origin).name)
        self._site.mkdir()
        (self._site / "sitecustomize.py").write_text(_SITE)

    def carry_out(self, page: Path, *, changes: bool = True) -> list[str]:
        """Write the page's files and, with `changes`, make its changes of existing ones.

        The tests that it has: its files of tests, and what it calls pytest with. Raises
        `DoesNotApply`.
        """
        tests = _PYTEST.findall(prose(page))
        for block in blocks(page):
            if block.file is not None:
                target = self.root / block.file
                if target.exists():
                    raise DoesNotApply(f"{page.name}:{block.line}: {block.file} is there already")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8")
                if target.name.startswith("test_"):
                    tests.append(block.file)
            elif block.language == "diff" and changes:
                self._change(page, block)
        return tests

    def _change(self, page: Path, block: Block) -> None:
        first, _, body = block.text.partition("\n")
        mark = _MARK.match(first)
        if mark is None:
            raise DoesNotApply(f"{page.name}:{block.line}: begin the change with `--- FILE`")
        path = self.root / mark[1]
        text = path.read_text(encoding="utf-8")
        lines = body.splitlines(keepends=True)
        before = "".join(line[1:] or "\n" for line in lines if not line.startswith("+"))
        after = "".join(line[1:] or "\n" for line in lines if not line.startswith("-"))
        # Whole lines only, so that a piece of a longer line is not taken for the place.
        place = f"\n{text}".count(f"\n{before}")
        if place != 1:
            raise DoesNotApply(
                f"{page.name}:{block.line}: what the change stands beside occurs {place} times "
                f"in {mark[1]}; write the lines there as they are now"
            )
        changed = f"\n{text}".replace(f"\n{before}", f"\n{after}", 1)[1:]
        path.write_text(changed, encoding="utf-8")

    def pytest(self, arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `pytest ARGUMENTS` in the copy."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "OLYMPIAD_"))}
        paths = os.pathsep.join([str(self._site), str(self.root)])
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments.split()],
            cwd=self.root,
            env=kept | {"PYTHONPATH": paths},
            capture_output=True,
            text=True,
        )
