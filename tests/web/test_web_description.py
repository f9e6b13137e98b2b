"""The description of the API: complete, true, and with examples that work."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.web.web_server import ROOT, Server
from web.api.errors import TITLES

OPERATIONS = {
    ("post", "/problems"),
    ("get", "/runs"),
    ("get", "/runs/{run}"),
    ("delete", "/runs/{run}"),
    ("get", "/runs/{run}/events"),
    ("get", "/runs/{run}/bundle"),
    ("get", "/runs/{run}/bundle.zip"),
    ("get", "/runs/{run}/bundle/{file}"),
    ("post", "/check"),
    ("get", "/health"),
    ("get", "/doctor"),
}


@pytest.fixture(scope="module")
def document(server: Server) -> dict[str, Any]:
    return server.get("/openapi.json")


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    found = {(v, path) for path, verbs in document["paths"].items() for v in verbs}
    assert found == OPERATIONS
    for verb, path in found:
        operation = document["paths"][path][verb]
        assert operation["summary"] and operation["description"]
        for status, answer in operation["responses"].items():
            assert answer["description"]
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert references <= set(document["components"]["schemas"])
    assert {"ProblemDetails", "RunDetail", "CheckRequest"} <= references


def test_the_examples_work_as_they_stand(server: Server, document: dict[str, Any]) -> None:
    bodies = document["paths"]["/problems"]["post"]["requestBody"]["content"]
    assert set(bodies) == {"text/markdown", "text/plain", "application/json"}
    runs = {}
    for kind, body in bodies.items():
        example = body["example"]
        text = example if isinstance(example, str) else json.dumps(example)
        runs[kind] = server.submit(text, kind)
    proved = {kind: server.ended(run)["proved"] for kind, run in runs.items()}
    assert proved["text/markdown"] and proved["application/json"]
    check = document["paths"]["/check"]["post"]["requestBody"]["content"]["application/json"]
    answer = server.http.post("/check", json=check["example"])
    assert answer.status_code == 200
    assert answer.json()["accepted"] is False


def test_the_page_describes_everything_and_loads_nothing(server: Server) -> None:
    page = server.http.get("/docs")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for _, path in OPERATIONS:
        assert f"<code>{path}</code>" in page.text
    assert "<script" not in page.text and "http://" not in page.text and "https://" not in page.text
    assert server.http.get("/").headers["location"] == "/docs"


def test_health_and_doctor(server: Server) -> None:
    health = server.get("/health")
    assert health["status"] == "ok" and health["max_budget"] == 300
    doctor = server.get("/doctor")
    kernel = next(f for f in doctor["findings"] if f["name"] == "Geometry kernel")
    assert kernel["state"] == "ok" and kernel["required"]


def test_the_documentation_names_every_operation_and_every_error() -> None:
    text = (ROOT / "docs" / "web.md").read_text("utf-8")
    for verb, path in OPERATIONS:
        assert f"`{verb.upper()} {path}`" in text, path
    for kind in TITLES:
        assert f"`{kind}`" in text, kind
