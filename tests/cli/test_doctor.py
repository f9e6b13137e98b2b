"""`olympiad doctor`: every missing thing comes with the command that gets it."""

from __future__ import annotations

import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover import doctor
from prover.doctor import Finding

from .conftest import Run


def test_everything_that_is_not_there_says_how_to_get_it() -> None:
    findings = doctor.examine()
    assert len(findings) == len(doctor.CHECKS)
    assert all(f.fix for f in findings if f.state != "ok")
    assert all(f.fix is None for f in findings if f.state == "ok")


def test_healthy_asks_only_for_what_is_required() -> None:
    good = Finding("a", "ok", "", "", required=True)
    optional = Finding("b", "missing", "", "", "get b")
    assert doctor.healthy([good, optional])
    assert not doctor.healthy([Finding("a", "broken", "", "", "mend a", required=True), optional])


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_flux_capacitor() -> Finding:
        raise OSError("no flux")

    monkeypatch.setattr(doctor, "CHECKS", (check_flux_capacitor,))
    (finding,) = doctor.examine()
    assert (finding.name, finding.state) == ("flux capacitor", "broken")
    assert "no flux" in finding.detail


def _program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_gpus_are_listed_as_the_driver_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path, "nvidia-smi", "echo 'NVIDIA H100, 81559 MiB'")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert doctor.check_gpu().detail == "NVIDIA H100, 81559 MiB"
    _program(tmp_path, "nvidia-smi", "echo 'driver mismatch'; exit 9")
    broken = doctor.check_gpu()
    assert (broken.state, broken.detail) == ("broken", "driver mismatch")


def test_a_program_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "nvidia-smi", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(doctor, "PROGRAM_TIMEOUT", 0.2)
    assert doctor.check_gpu().state == "broken"


def test_mathlib_counts_only_when_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAKE_PROJECT", str(tmp_path))
    assert doctor.check_mathlib().state == "missing"
    package = tmp_path / ".lake" / "packages" / "mathlib"
    package.mkdir(parents=True)
    assert doctor.check_mathlib().state == "broken"
    compiled = package / ".lake" / "build" / "lib" / "lean"
    compiled.mkdir(parents=True)
    (compiled / "Mathlib.olean").touch()
    assert doctor.check_mathlib().state == "ok"


class _Models(http.server.BaseHTTPRequestHandler):
    body = b""
    status = 200
    authorization: str | None = None

    def do_GET(self) -> None:
        type(self).authorization = self.headers.get("Authorization")
        self.send_response(self.status if self.path == "/v1/models" else 404)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Models]]:
    """A real HTTP server that the environment names as the endpoint."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Models)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1/")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "m1")
    yield _Models
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "state", "detail"),
    [
        (200, b'{"data": [{"id": "m1"}, {"id": "m2"}]}', "ok", "m1, m2"),
        (200, b'{"data": []}', "ok", "no model"),
        (401, b"{}", "broken", "answers 401"),
        (200, b"<html>", "broken", "does not speak the OpenAI protocol"),
        (200, b"[1]", "broken", "does not speak the OpenAI protocol"),
    ],
)
def test_endpoint(
    endpoint: type[_Models], status: int, body: bytes, state: str, detail: str
) -> None:
    endpoint.status, endpoint.body = status, body
    finding = doctor.check_endpoint()
    assert finding.state == state
    assert finding.detail.endswith(detail)
    assert endpoint.authorization == "Bearer sk-secret"
    assert "secret" not in repr(finding)


def test_an_endpoint_without_a_model_lists_those_it_has(
    endpoint: type[_Models], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.status, endpoint.body = 200, b'{"data": [{"id": "m1"}, {"id": "m2"}]}'
    monkeypatch.delenv("OLYMPIAD_LLM_MODEL")
    finding = doctor.check_endpoint()
    assert finding.state == "broken" and finding.detail.endswith("m1, m2")
    assert "OLYMPIAD_LLM_MODEL" in (finding.fix or "")


def test_the_endpoints_of_the_file_are_asked(
    endpoint: type[_Models], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = os.environ["OPENAI_BASE_URL"]
    for variable in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OLYMPIAD_LLM_MODEL"):
        monkeypatch.delenv(variable)
    monkeypatch.setenv("HOUSE_KEY", "sk-house")
    monkeypatch.chdir(tmp_path)
    Path("olympiad.toml").write_text(
        f"[endpoints.here]\nurl = '{url}'\nkey_env = 'HOUSE_KEY'\n"
        "[endpoints.away]\nurl = 'http://127.0.0.1:9/v1'\n"
        "[models.m]\nendpoint = 'here'\nname = 'm1'\n"
    )
    endpoint.status, endpoint.body = 200, b'{"data": [{"id": "m1"}]}'
    finding = doctor.check_endpoint()
    assert (finding.state, finding.detail) == ("ok", f"{url.rstrip('/')}: m1")
    assert endpoint.authorization == "Bearer sk-house" and "sk-house" not in repr(finding)
    with Path("olympiad.toml").open("a") as file:
        file.write("[models.n]\nendpoint = 'away'\nname = 'n'\n")
    finding = doctor.check_endpoint()
    assert finding.state == "broken" and "does not answer" in finding.detail
    Path("olympiad.toml").write_text("presett = 'light'\n")
    finding = doctor.check_settings()
    assert finding.state == "broken" and "did you mean preset?" in finding.detail
    assert [one.state for one in doctor.examine() if "etting" in one.name] == ["broken"]


def test_slips_in_the_environment_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLYMPIAD_PRESETT", "light")
    assert "OLYMPIAD_PRESET?" in doctor.check_settings().detail


def test_an_endpoint_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "m")
    assert "does not answer" in doctor.check_endpoint().detail
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OLYMPIAD_LLM_MODEL")
    assert doctor.check_endpoint().state == "missing"


def test_json_is_one_document_and_agrees_with_the_exit_code(run: Run) -> None:
    done = run("doctor", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == (0 if data["healthy"] else 1)
    assert {"Python", "Geometry kernel", "Ray", "GPU"} <= {f["name"] for f in data["findings"]}


def test_the_table_names_the_fix(run: Run) -> None:
    done = run("doctor", env={"PATH": "/nowhere"})
    assert "GPU" in done.stdout and "OLYMPIAD_LLM_URL" in done.stdout
    assert done.stderr == ""
