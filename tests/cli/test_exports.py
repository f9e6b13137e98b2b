"""`olympiad show` writes pictures and LaTeX outside of the bundle."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NINE_POINTS = """The nine-point circle.

```geometry
a b c = triangle; x y z n = ninepoints a b c; h = orthocenter a b c; m = midpoint a h
? cong n m n x
```
"""


@pytest.fixture
def bundle(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "p.md").write_text(NINE_POINTS)
    assert run("prove", "p.md", "--budget", "30s", "--out", "b").returncode == 0
    return tmp_path / "b"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_picture_latex_and_a_figure_for_each_part(run: Run, bundle: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the PNG renderer is not installed")
    before = content(bundle)
    done = run("show", "b", "--png", "f.png", "--latex", "f.tex", "--figures", "parts")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "f.png").read_bytes().startswith(b"\x89PNG\r\n")
    latex = (tmp_path / "f.tex").read_text()
    assert latex.startswith(r"\documentclass") and latex.rstrip().endswith(r"\end{document}")
    assert "Show that $NM = NX$." in latex
    parts = sorted((tmp_path / "parts").iterdir())
    assert [path.name for path in parts] == [f"figure-{i}.svg" for i in range(1, len(parts) + 1)]
    assert len(parts) > 1
    assert all(ET.parse(path).getroot().tag.endswith("svg") for path in parts)
    assert done.stdout.split("\n")[:3] == ["Wrote f.png", "Wrote f.tex", "Wrote parts/figure-1.svg"]
    assert content(bundle) == before


def test_nothing_is_written_into_the_bundle(run: Run, bundle: Path) -> None:
    before = content(bundle)
    for option in ("--png", "--latex"):
        done = run("show", "b", option, "b/proof.md")
        assert done.returncode == 2
        assert "lies in the bundle, which is sealed" in done.stderr
    assert run("show", "b", "--figures", "b/../b/parts").returncode == 2
    assert content(bundle) == before


def test_a_bundle_without_a_geometry_proof(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.md").write_text("Show that there are infinitely many primes.")
    assert run("prove", "q.md", "--budget", "5s", "--out", "b").returncode == 1
    latex = run("show", "b", "--latex", "f.tex")
    assert latex.returncode == 2 and "holds no geometry proof" in latex.stderr
    assert "has no figure" in run("show", "b", "--png", "f.png").stderr
    assert not (tmp_path / "f.tex").exists()


def test_a_place_that_cannot_be_written(run: Run, bundle: Path) -> None:
    done = run("show", "b", "--latex", "no/such/folder/f.tex")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "cannot be written" in done.stderr
