"""What stands before every request, spoken to without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from web.api.errors import ApiError, problem_response
from web.api.guards import LOOPBACK, Guards

HERE = "127.0.0.1:8000"


async def _size(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the number of bytes it was sent, and with our errors as the server does."""
    response: Response
    try:
        body = await Request(scope, receive).body()
    except ApiError as error:
        response = problem_response(error.status, error.kind, str(error))
    else:
        response = PlainTextResponse(str(len(body)))
    await response(scope, receive, send)


async def ask(
    headers: dict[str, str], content: bytes | AsyncIterator[bytes] = b"", max_body: int = 100
) -> httpx.Response:
    transport = httpx.ASGITransport(Guards(_size, max_body=max_body, hosts=LOOPBACK))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HERE}") as client:
        return await client.post("/", headers=headers, content=content)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
async def test_our_own_page_is_answered(host: str) -> None:
    answer = await ask({"Host": host, "Origin": f"http://{host}"}, b"x")
    assert (answer.status_code, answer.text) == (200, "1")


@pytest.mark.parametrize(
    "origin",
    [
        f"http://{HERE}.evil.example",  # begins like ours
        f"http://{HERE}0",
        f"http://evil.example/{HERE}",
        f"http://evil.{HERE}",  # ends like ours
        f"http://{HERE}@evil.example",
        f"http://evil.example?http://{HERE}",
        "http://127.0.0.1",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        f"{HERE}",
        "null",
        "",
        "http://",
    ],
)
async def test_an_origin_that_is_nearly_ours_is_refused(origin: str) -> None:
    answer = await ask({"Host": HERE, "Origin": origin}, b"x")
    assert answer.status_code == 403 and "other sites" in answer.text


@given(before=st.text("ab.:/0@-", max_size=5), after=st.text("ab.:/0@-", max_size=5))
async def test_only_the_very_origin_is_ours(before: str, after: str) -> None:
    answer = await ask({"Host": HERE, "Origin": f"http://{before}{HERE}{after}"}, b"x")
    assert (answer.status_code == 200) == (before == after == "")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "localhost.evil", ""]
)
async def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    """An attacker's DNS may point any name at this machine."""
    answer = await ask({"Host": host, "Origin": f"http://{host}"}, b"x")
    assert answer.status_code == 403


@pytest.mark.parametrize("size", [99, 100, 101, 1000])
async def test_the_body_has_a_largest_size_announced_or_not(size: int) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(size):
            yield b"x"

    expected = 200 if size <= 100 else 413
    assert (await ask({}, b"x" * size)).status_code == expected
    assert (await ask({}, pieces())).status_code == expected


@pytest.mark.parametrize("length", ["101", "9" * 30])
async def test_who_asks_before_sending_too_much_need_not_send_it(length: str) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing was sent yet, and nothing is to be sent")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", length.encode()), (b"expect", b"100-continue")]
    headers.append((b"host", HERE.encode()))
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    await Guards(_size, max_body=100, hosts=LOOPBACK)(scope, receive, send)
    assert sent[0]["status"] == 413
