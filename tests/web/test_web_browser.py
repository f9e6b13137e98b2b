"""The page in a real browser: a proof from submission to download, and nothing from elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.web_problems import ORTHOCENTRE
from tests.web.web_server import PATIENCE, environment, kill_workers

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MILLISECONDS = PATIENCE * 1000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of `olympiad ui` in an empty folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prover.cli.app", "ui", "--port", "0", "--json"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stderr is not None
    url = json.loads(process.stdout.readline())["url"]
    for line in process.stderr:  # until Streamlit says that it listens
        if "URL:" in line:
            break
    yield url
    process.terminate()
    process.communicate(timeout=PATIENCE)
    kill_workers(tmp_path)


@pytest.mark.parametrize("width", [1200, 390])
def test_from_the_problem_to_the_proof(address: str, width: int) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": width, "height": 900})
        view.set_default_timeout(MILLISECONDS)
        asked: list[str] = []
        view.on("request", lambda request: asked.append(request.url))
        view.goto(address)
        view.get_by_role("textbox", name="The problem").fill(ORTHOCENTRE)
        view.get_by_role("button", name="Prove it").click()
        view.get_by_text("Symbolically verified, all branches.").wait_for()
        figure = view.get_by_test_id("stImage").locator("img")
        proof = view.get_by_role("heading", name="Proof", exact=True)
        figure.wait_for()
        at, beside = figure.bounding_box(), proof.bounding_box()
        assert at is not None and beside is not None
        if width > 640:
            assert at["x"] + at["width"] <= beside["x"]
        else:
            assert at["y"] + at["height"] <= beside["y"]
        # Nothing sticks out to the right, on a telephone either.
        assert view.evaluate("document.documentElement.scrollWidth") <= width
        with view.expect_download() as download:
            view.get_by_role("button", name="proof.md").click()
        assert "## Proof" in Path(download.value.path()).read_text()
        assert "run=" in view.url
        view.reload()
        view.get_by_text("Symbolically verified, all branches.").wait_for()
        browser.close()
    elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert elsewhere == []
