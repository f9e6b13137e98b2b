"""Copies of the repository in which a file may be changed while the original is worked on."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.mutations.mutant import Mutant, MutationError

ROOT = Path(__file__).resolve().parents[2]

# An editable installation finds our packages before PYTHONPATH does, and every change would
# survive. Python runs this file after the installation's hooks, in children of the tests too.
_SITE = """\
import sys

sys.meta_path[:] = [
    finder
    for finder in sys.meta_path
    if "editable" not in f"{type(finder).__module__} {getattr(finder, '__name__', '')}".lower()
    and "Redirecting" not in type(finder).__name__
]
"""


def files_of(root: Path) -> list[str]:
    """Paths below `root` that belong to the working tree, and the compiled kernel."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        raise MutationError(f"{root} is no git checkout; run this in a clone of the repository")
    names = {name for name in listed.stdout.split("\0") if name and (root / name).is_file()}
    names.update(str(p.relative_to(root)) for p in (root / "geometry").glob("_kernel*.so"))
    return sorted(names)


def fingerprint(root: Path) -> str:
    """SHA-256 of all that a trial depends on; a result holds for the same fingerprint only."""
    total = hashlib.sha256(sys.version.encode())
    for name in files_of(root):
        if not name.startswith(("benchmarks/", "docs/")) and not name.endswith(".md"):
            total.update(
                name.encode() + b"\0" + hashlib.sha256((root / name).read_bytes()).digest()
            )
    return total.hexdigest()


class Tree:
    """A copy of the repository below `folder`, in which one change at a time is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "tree"
        self._site = folder / "site"
        for name in files_of(ROOT):
            target = self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        self._site.mkdir()
        (self._site / "sitecustomize.py").write_text(_SITE)

    @property
    def environment(self) -> dict[str, str]:
        """For processes that are to import this copy and nothing of the original."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        return kept | {
            "PYTHONPATH": os.pathsep.join([str(self._site), str(self.root)]),
            "OPENBLAS_NUM_THREADS": "1",
        }

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        """The copy with the change in it, and as it was afterwards."""
        shutil.rmtree(self.root / ".hypothesis", ignore_errors=True)  # no trial learns from others
        if mutant.text is None:
            yield
            return
        path = self.root / mutant.file
        before = path.read_bytes()
        self._write(path, mutant.text.encode())
        try:
            yield
        finally:
            self._write(path, before)

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        path.write_bytes(content)
        # Python compares whole seconds and sizes only, and would run the text before.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()

    def check_imports(self) -> None:
        """Raises MutationError when Python would import our packages from elsewhere."""
        program = (
            "import geometry, lean, mcts, prover, web\n"
            "print(*(m.__path__[0] for m in (geometry, lean, mcts, prover, web)), sep='\\n')"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        places = done.stdout.splitlines()
        if done.returncode or any(not p.startswith(str(self.root)) for p in places):
            where = places[0] if places else (done.stderr.strip().splitlines() or ["nowhere"])[-1]
            raise MutationError(
                f"the packages are imported from {where} and not from the copy, so that no "
                "change would be seen; uninstall olympiad-prover there or use another environment"
            )
