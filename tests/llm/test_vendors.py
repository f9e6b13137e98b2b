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


@pytest.mark.parametrize(("name", "word"), [(one.name, word) for one, word in useless()])
def test_what_cannot_work_ends_in_one_sentence_after_one_call(
    name: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = next(one for one, _ in useless() if one.name == name)
    with served(vendor, monkeypatch):
        assert main(ASKED) == 1
        result = json.loads(capsys.readouterr().out)
        assert len(vendor.refused) == 1
        assert main(["llm", "check"]) == 1
    assert word in " ".join(capsys.readouterr().out.split())
    (cause,) = [line for line in result["caveats"] if word in line]
    assert "Traceback" not in cause and "\n" not in cause


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_that_check_prints_spare_every_refusal(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = next(one for one in every_vendor() if one.name == name)
    with served(vendor, monkeypatch):
        assert main(["llm", "check", "--json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["models"]
        assert "a proof of" in row["detail"] and "a report (grade 7)" in row["detail"]
        assert bool(row["configuration"]) == bool(vendor.refused)
        if not row["configuration"]:
            return
        monkeypatch.delenv("OLYMPIAD_LLM_URL")
        monkeypatch.delenv("OLYMPIAD_LLM_MODEL")
        Path("olympiad.toml").write_text(row["configuration"])
        vendor.refused.clear()
        assert main(["llm", "check", "--json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["models"]
    assert row["configuration"] == "" and not vendor.refused
