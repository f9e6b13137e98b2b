"""Every how-to is carried out in a copy of the code, and its own tests pass there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.how_to import DoesNotApply, Tree
from tests.docs.pages import DOCS, blocks

PAGES = [page for page in sorted((DOCS / "howto").glob("*.md")) if page.name != "README.md"]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that no how-to has changed, to copy again."""
    folder = tmp_path_factory.mktemp("untouched")
    Tree(folder)
    return folder


@pytest.fixture
def tree(untouched: Path, tmp_path: Path) -> Tree:
    """A copy for one how-to."""
    shutil.copytree(untouched, tmp_path / "copy")
    copy = Tree.__new__(Tree)
    copy.root, copy._site = tmp_path / "copy" / "tree", tmp_path / "copy" / "site"
    return copy


def test_there_is_a_how_to_for_everything_that_people_add() -> None:
    listed = (DOCS / "howto" / "README.md").read_text()
    names = {page.stem for page in PAGES}
    assert names >= {"engine", "checker", "rule", "tactic", "stage", "prompt", "event", "setting"}
    assert all(f"({name}.md)" in listed for name in names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_code_of_a_how_to_works(page: Path, tree: Tree) -> None:
    tests = tree.carry_out(page)
    assert tests, "a how-to ends with a test of what was added"
    for one in tests:
        done = tree.pytest(one)
        assert done.returncode == 0, done.stdout + done.stderr
        assert re.search(r"^\d+ passed", done.stdout, re.MULTILINE), done.stdout
        assert "skipped" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_without_the_change_its_tests_fail(page: Path, tree: Tree) -> None:
    """What the page changes in existing files is needed, and its tests would notice its loss."""
    if not any(block.language == "diff" for block in blocks(page)):
        return
    done = [tree.pytest(one) for one in tree.carry_out(page, changes=False)]
    assert any(one.returncode in (1, 2) for one in done), done[0].stdout + done[0].stderr


def test_a_change_that_does_not_fit_is_told(tree: Tree, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```diff\n--- prover/engines/__init__.py\n ENGINES = nowhere\n+more\n```\n")
    with pytest.raises(DoesNotApply, match=r"page.md:1: .* occurs 0 times"):
        tree.carry_out(page)
    page = tmp_path / "other.md"
    page.write_text("```python file=prover/service.py\n```\n")
    with pytest.raises(DoesNotApply, match="is there already"):
        tree.carry_out(page)
