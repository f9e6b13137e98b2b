"""Any vendor's model works unchanged from the defaults, through the real `olympiad prove`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prover.cli.app import main
from prover.llm.local_server import LocalServer
from tests.deepthink.hostile import STATEMENT

from .vendors import Vendor, every_vendor, useless

NAMES = [one.name for one in every_vendor()]
ASKED = ["prove", "p.md", "--rung", "model_verified", "--budget", "5m", "--out", "b", "--json"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.md").write_text(STATEMENT)
    for name in list(os.environ):
        if name.startswith(("OLYMPIAD_", "OPENAI")):
            monkeypatch.delenv(name)


@contextmanager
def served(vendor: Vendor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with LocalServer(vendor.asgi) as server:
        monkeypatch.setenv("OLYMPIAD_LLM_URL", server.url)
        monkeypatch.setenv("OLYMPIAD_LLM_MODEL", vendor.name)
        monkeypatch.setenv("OLYMPIAD_PRESET", "huang-yang")
        yield


@pytest.mark.parametrize("name", NAMES)
def test_the_easy_problem_is_proved_from_the_defaults(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = next(one for one in every_vendor() if one.name == name)
    with served(vendor, monkeypatch):
        code = main(ASKED)
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    assert json.loads(said.out)["verdict"]["rung"] == "model_verified"
    assert all(set(body) <= vendor.fields for body in vendor.taken)
