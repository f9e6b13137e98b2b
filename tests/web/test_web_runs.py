"""Submitting, following, cancelling, and reading results, over HTTP with the real engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp
from tests.web.web_problems import (
    FALSE_GOAL,
    HARD,
    MIDLINE,
    ORTHOCENTRE,
    ORTHOCENTRE_TEXT,
    UNKNOWN_POINT,
)
from tests.web.web_server import Server, problem_details, raw_get


@pytest.fixture(scope="module")
def proved(server: Server) -> str:
    """A run that has proved its problem."""
    run = server.submit(ORTHOCENTRE)
    assert server.ended(run)["proved"]
    return run


def test_a_proved_problem_says_who_vouches(server: Server, proved: str) -> None:
    detail = server.get(f"/runs/{proved}")
    assert (detail["state"], detail["ending"], detail["title"]) == (
        "ended",
        "finished",
        "Altitudes",
    )
    assert detail["rung"] == detail["verdict"]["verdict"]["rung"] == "symbolically_verified"
    assert detail["verdict"]["vouches"].startswith("the geometry proof checker")
    assert "the tests" in detail["verdict"]["caveats"][0]
    assert detail["error"] is None
    assert proved in [summary["run"] for summary in server.get("/runs")["runs"]]


def test_every_file_of_the_bundle_is_served_with_its_hash(server: Server, proved: str) -> None:
    bundle = server.get(f"/runs/{proved}/bundle")
    names = {file["name"] for file in bundle["files"]}
    assert {"proof.md", "figure.svg", "certificate.json", "verdict.json", "manifest.json"} <= names
    for file in bundle["files"]:
        answer = server.http.get(file["url"])
        assert answer.status_code == 200
        assert len(answer.content) == file["bytes"]
        if file["sha256"]:
            assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
    assert "## Proof" in server.http.get(f"/runs/{proved}/bundle/proof.md").text
    figure = server.http.get(f"/runs/{proved}/bundle/figure.svg")
    assert figure.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in figure.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        "../olympiad.db",
        "..%2f..%2folympiad.db",
        "%2fetc%2fpasswd",
        ".",
        "..",
        "proof.md%00",
        "x.md",
    ],
)
def test_nothing_outside_the_bundle_is_served(server: Server, proved: str, name: str) -> None:
    problem_details(raw_get(server, f"/runs/{proved}/bundle/{name}"), 404)


@pytest.mark.parametrize("run", ["nope", "..", "%2e%2e", ".served", "..%2f..", "x" * 150])
def test_an_unknown_run_is_not_found(server: Server, run: str) -> None:
    for path in (f"/runs/{run}", f"/runs/{run}/events", f"/runs/{run}/bundle"):
        problem_details(raw_get(server, path), 404)


def test_json_and_plain_text_are_taken(server: Server) -> None:
    as_json = {
        "id": "j",
        "source": "the tests",
        "kind": "geometry",
        "statement": "Prove it.",
        "geometry": ORTHOCENTRE_TEXT,
    }
    first = server.submit(json.dumps(as_json), "application/json; charset=utf-8")
    second = server.submit("Prove that 1 + 1 = 2.", "text/plain", name="sum", rung="unverified")
    assert server.ended(first)["proved"] is True
    detail = server.ended(second)
    assert (detail["problem"], detail["rung"], detail["proved"]) == ("sum", "unverified", False)
    assert detail["verdict"]["vouches"] == "nobody"
    assert detail["verdict"]["caveats"]


def stream(server: Server, run: str, **headers: str) -> list[tuple[int, str, dict[str, object]]]:
    """All events of a stream until it ends: number, kind, object."""
    found = []
    with server.http.stream("GET", f"/runs/{run}/events", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        event: dict[str, str] = {}
        for line in answer.iter_lines():
            if line:
                field, _, value = line.partition(": ")
                event[field] = value
            elif "data" in event:
                found.append((int(event["id"]), event["event"], json.loads(event["data"])))
                event = {}
    return found


def test_the_stream_tells_everything_from_the_queue_to_the_end(server: Server) -> None:
    run = server.submit(MIDLINE)
    events = stream(server, run)
    assert [number for number, _, _ in events] == list(range(len(events)))
    assert events[0][1] == "run_started" and events[-1][1] == "run_finished"
    assert "verdict_reached" in [kind for _, kind, _ in events]
    sealed = server.http.get(f"/runs/{run}/bundle/events.jsonl").text.splitlines()
    assert [data for _, _, data in events] == [json.loads(line) for line in sealed]


def test_a_stream_is_taken_up_where_it_broke_off(server: Server, proved: str) -> None:
    everything = stream(server, proved)
    assert stream(server, proved, **{"Last-Event-ID": "3"}) == everything[4:]
    answer = server.http.get(
        f"/runs/{proved}/events", headers={"Last-Event-ID": str(everything[-1][0])}
    )
    assert answer.status_code == 204
    odd = server.http.get(f"/runs/{proved}/events", headers={"Last-Event-ID": "three"})
    assert "Last-Event-ID" in problem_details(odd, 422)


def test_a_cancelled_run_leaves_a_bundle_that_says_interrupted(server: Server) -> None:
    run = server.submit(HARD)
    progress = server.searching(run)["progress"]
    assert progress["engine"] == "geometry" and progress["budget"] == 60
    answer = server.http.delete(f"/runs/{run}")
    assert answer.status_code == 202
    assert answer.json()["state"] in ("cancelling", "ended")
    detail = server.ended(run)
    assert (detail["ending"], detail["rung"], detail["proved"]) == (
        "interrupted",
        "unverified",
        False,
    )
    assert server.get(f"/runs/{run}/bundle")["ending"] == "interrupted"
    assert "ended" in problem_details(server.http.delete(f"/runs/{run}"), 409)


def test_a_run_is_given_its_tokens_and_money(tmp_path: Path, start: Callable[..., Server]) -> None:
    simulator = Simulator(seed=4)
    app = SimulatorApp(simulator)
    with LocalServer(app.asgi) as models:
        (tmp_path / "olympiad.toml").write_text(
            f'[endpoints.here]\nurl = "{models.url}"\n[models.m]\nendpoint = "here"\n'
            'name = "simulated"\n[models.m.price]\noutput = 1.0\n[roles]\nwriter = "m"\n'
        )
        server = start("--workers", "1")
        limits = {"tokens": "6e4", "cost": "2.5", "rung": "formally_verified"}
        text = simulator.problem(2).statement
        first = server.submit(text, "text/plain", **limits)
        waiting = server.submit("Prove that 1 + 1 = 2.", "text/plain", tokens="7")
        progress = server.get(f"/runs/{waiting}")["progress"]
        assert (progress["tokens"], progress["max_tokens"], progress["max_cost"]) == (0, 7, None)
        detail = server.ended(first)
        server.ended(waiting)
    progress = detail["progress"]
    assert detail["ending"] == "out_of_budget"
    assert (progress["max_tokens"], progress["max_cost"]) == (60_000, 2.5)
    assert 10_000 < progress["tokens"] <= 60_000 + 16 * 4_000 and 0 < progress["cost"] < 2.5
    manifest = server.get(f"/runs/{first}/bundle/manifest.json")
    assert "tokens=60000&cost=2.5" in manifest["command"][0]
    assert manifest["budget"]["allowed"]["tokens"] == 60_000


def test_a_run_out_of_budget_says_so(server: Server) -> None:
    detail = server.ended(server.submit(HARD, budget="1s"))
    assert (detail["ending"], detail["rung"]) == ("out_of_budget", "unverified")


def test_the_queue_has_an_end_and_what_waits_can_be_cancelled(
    start: Callable[..., Server],
) -> None:
    server = start("--workers", "1", "--max-queued", "1")
    first = server.submit(HARD)
    server.searching(first)
    second = server.submit(HARD)
    refused = server.http.post("/problems", content=HARD, headers={"Content-Type": "text/markdown"})
    assert "1 problems wait" in problem_details(refused, 429)
    assert refused.headers["retry-after"]
    assert server.get(f"/runs/{second}")["state"] == "queued"
    assert server.http.delete(f"/runs/{second}").status_code == 202
    assert server.ended(second)["ending"] == "interrupted"
    assert server.get(f"/runs/{second}/bundle")["ending"] == "interrupted"
    assert server.get(f"/runs/{first}")["state"] == "running"


@pytest.mark.parametrize(
    ("text", "kind", "query", "status", "said"),
    [
        (FALSE_GOAL, "text/markdown", {}, 422, "problem.md:"),
        (UNKNOWN_POINT, "text/markdown", {}, 422, "'x'"),
        ("", "text/markdown", {}, 422, "is empty"),
        ("---\nid: p\n", "text/markdown", {}, 422, "never closed"),
        ("---\nid: p\nsource: s\nkind: geomtry\n---\nx\n", "text/markdown", {}, 422, ":4:"),
        ("[]", "application/json", {}, 422, "one JSON object"),
        ("{", "application/json", {}, 422, "not valid JSON"),
        ("x", "image/png", {}, 415, "text/markdown"),
        ("x", "text/plain", {"budget": "60"}, 422, "no unit"),
        ("x", "text/plain", {"budget": "2h"}, 422, "cap of 5m"),
        ("x", "text/plain", {"tokens": "x"}, 422, "'tokens'"),
        ("x", "text/plain", {"tokens": "0"}, 422, "'tokens'"),
        ("x", "text/plain", {"cost": "-1"}, 422, "'cost'"),
        ("x", "text/plain", {"cost": "nan"}, 422, "'cost'"),
        ("x", "text/plain", {"cost": "inf"}, 422, "'cost'"),
        ("x", "text/plain", {"rung": "certain"}, 422, "'rung'"),
        ("x", "text/plain", {"name": "../x"}, 422, "'name'"),
        ("x" * 1_000_001, "text/plain", {}, 413, "1 MB"),
    ],
)
def test_bad_input_is_one_line_with_the_fix_and_leaves_nothing(
    server: Server, text: str, kind: str, query: dict[str, str], status: int, said: str
) -> None:
    before = server.get("/runs")
    answer = server.http.post(
        "/problems", content=text, headers={"Content-Type": kind}, params=query
    )
    assert said in problem_details(answer, status)
    assert server.get("/runs") == before
