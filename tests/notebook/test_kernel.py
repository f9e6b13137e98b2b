"""The documented lines in a real Jupyter kernel, in which an event loop runs."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notebook.helpers import HARD, ROOT, documented


@pytest.fixture
def run_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`run_cells([source, …])` runs them in a new kernel in an empty folder: their outputs."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is missing: pip install '.[dev]'")
    pytest.importorskip("ipykernel", reason="ipykernel is missing: pip install '.[dev]'")
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    for name in [n for n in os.environ if n.startswith(("OPENAI_", "OLYMPIAD_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    # The interpreter of these tests, whatever kernels the machine knows.
    specs = KernelSpecManager(kernel_dirs=[])
    manager = AsyncKernelManager(kernel_spec_manager=specs, kernel_name="python3")
    assert manager.kernel_spec is not None and manager.kernel_spec.argv[0] == sys.executable
    folder = tmp_path / "work"
    folder.mkdir()

    def call(sources: list[str]) -> list[list[Any]]:
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in sources]
        )
        client = nbclient.NotebookClient(
            notebook, km=manager, timeout=300, resources={"metadata": {"path": str(folder)}}
        )
        client.execute()
        return [cell.outputs for cell in notebook.cells]

    yield call
    asyncio.run(manager.shutdown_kernel(now=True))
    assert not asyncio.run(manager.is_alive())


def test_the_documented_lines_run_in_a_notebook(run_cells: Any) -> None:
    first, *_, last = documented()
    inside = last.replace("asyncio.run(both())", "await both()")
    assert inside != last
    shown, displayed = run_cells([first, inside])
    text = "".join(output.text for output in shown if output.output_type == "stream")
    assert text.startswith("symbolically_verified\n") and "## Proof" in text
    (result,) = [output for output in shown if output.output_type == "execute_result"]
    assert "data:image/svg+xml;base64," in result.data["text/html"]
    assert "vouched for by" in result.data["text/plain"]
    assert displayed[0].text == "['symbolically_verified', 'symbolically_verified']\n"


def test_a_call_that_takes_longer_tells_what_it_does(run_cells: Any) -> None:
    (outputs,) = run_cells([f"import prover\nprint(prover.prove({HARD!r}, budget=12).rung)"])
    assert "".join(o.text for o in outputs if o.output_type == "stream") == "unverified\n"
    told = [o for o in outputs if o.output_type == "display_data"]
    assert len(told) == 1  # one line, written anew, and empty at the end
    assert told[0].data["text/plain"] == ""
