"""Nonsense, too much, and requests from elsewhere."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.web_server import PATIENCE, Server, environment, problem_details, raw_get

TEN_MEGABYTES = 10_000_000


@pytest.mark.parametrize("path", ["/problems", "/check"])
def test_a_body_that_announces_too_much_is_refused(server: Server, path: str) -> None:
    answer = server.http.post(
        path, content=b"x" * (TEN_MEGABYTES + 1), headers={"Content-Type": "application/json"}
    )
    assert "10 MB" in problem_details(answer, 413)


@pytest.mark.parametrize("path", ["/problems", "/check"])
def test_a_body_that_announces_nothing_is_refused_too(server: Server, path: str) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(11):
            yield b" " * 1_000_000

    kind = {"Content-Type": "application/json"}
    answer = server.http.post(path, content=pieces(), headers=kind)
    assert "10 MB" in problem_details(answer, 413)


@pytest.mark.parametrize(("header", "sent_before"), [("", True), ("Expect: 100-continue", False)])
def test_who_sends_first_and_reads_then_gets_the_refusal_too(
    server: Server, header: str, sent_before: bool
) -> None:
    """A connection closed on a sender is reset, and what was answered is lost to it."""
    url = httpx.URL(server.url)
    lines = [
        "POST /check HTTP/1.1",
        f"Host: {url.host}:{url.port}",
        f"Content-Length: {TEN_MEGABYTES + 1}",
        header,
    ]
    with socket.create_connection((url.host, url.port), timeout=PATIENCE) as connection:
        connection.sendall("\r\n".join([*filter(None, lines), "", ""]).encode())
        if sent_before:
            for _ in range(10):
                connection.sendall(b"x" * 1_000_000)
                time.sleep(0.02)
            connection.sendall(b"x")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 413 ") and b"10 MB" in answer


ANYTHING = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=10),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "source", "kind", "certificate", "problem", "bundle", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
)


@given(
    body=ANYTHING,
    path=st.sampled_from(["/problems", "/check"]),
    kind=st.sampled_from(["text/markdown", "application/json", "application/zip", "", "a/b; c"]),
    budget=st.sampled_from(["0.2s", "", "x", "-1s", "9h", "1s1h"]),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nonsense_gets_an_answer_and_never_a_fault(
    server: Server, body: bytes, path: str, kind: str, budget: str
) -> None:
    answer = server.http.post(
        path, content=body, headers={"Content-Type": kind}, params={"budget": budget}
    )
    if answer.status_code in (200, 202):
        return
    assert answer.status_code in (413, 415, 422, 429), answer.text
    problem_details(answer, answer.status_code)


@given(path=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_path_gets_an_answer_and_never_a_fault(server: Server, path: str) -> None:
    raw = "/runs/" + re.sub(r"[#]", "", path)
    answer = raw_get(server, raw)
    assert answer.status_code in (200, 307, 404, 405, 422), answer.text


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=99999", "limit="])
def test_a_wrong_parameter_is_named(server: Server, query: str) -> None:
    assert "'limit'" in problem_details(server.http.get(f"/runs?{query}"), 422)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bugdet=5s", "'bugdet' here; did you mean 'budget'?"),
        ("zzz=1", "'zzz' here; /docs lists"),
        ("budget=5s&budget=6s", "'budget': is given twice"),
    ],
)
def test_a_parameter_that_would_be_passed_over_is_refused(
    server: Server, query: str, said: str
) -> None:
    answer = server.http.post(
        f"/problems?{query}", content="Show it.", headers={"Content-Type": "text/plain"}
    )
    assert said in problem_details(answer, 422)


@pytest.mark.parametrize("path", ["/problems", "/check"])
def test_a_packed_body_is_not_taken_for_text(server: Server, path: str) -> None:
    answer = server.http.post(
        path,
        content=b"\x1f\x8b",
        headers={"Content-Type": "text/plain", "Content-Encoding": "gzip"},
    )
    assert "without Content-Encoding" in problem_details(answer, 415)


def test_a_wrong_method_names_the_right_one(server: Server) -> None:
    assert "use" in problem_details(server.http.put("/runs/x"), 405)


def test_pages_of_other_sites_are_kept_out(server: Server) -> None:
    plain = {"Content-Type": "text/plain"}
    foreign = server.http.post(
        "/problems", content="x", headers={**plain, "Origin": "https://evil.example"}
    )
    assert "other sites" in problem_details(foreign, 403)
    rebound = server.http.get("/runs", headers={"Host": "evil.example"})
    assert "evil.example" in problem_details(rebound, 403)
    assert server.http.get("/health", headers={"Origin": server.url}).status_code == 200


def test_no_fault_and_no_traceback_was_logged(server: Server) -> None:
    """Runs after the tests above: what they sent must not have gone wrong inside."""
    log = (server.folder / "server.err").read_text()
    assert "Traceback" not in log and "internal fault" not in log, log


def test_a_port_in_use_is_one_line(server: Server, tmp_path: Path) -> None:
    port = str(httpx.URL(server.url).port)
    for verb in ("serve", "ui"):
        done = subprocess.run(
            [sys.executable, "-m", "prover.cli.app", verb, "--port", port],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1 and "--port" in done.stderr
