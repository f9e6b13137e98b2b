"""A Lean worker that misbehaves as told: `python lean_fake_server.py MODE`.

It answers the opening dance honestly, then every later request in the manner of MODE. Each mode is
a way in which real servers have been seen to fail.
"""

from __future__ import annotations

import json
import os
import sys
import time


def read() -> dict | None:
    """Read one message from standard input; None at its end."""
    length = 0
    while True:
        line = sys.stdin.buffer.readline()
        if not line:
            return None
        if not line.strip():
            break
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(sys.stdin.buffer.read(length))


def write(message: dict) -> None:
    """Write one message."""
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)


def raw(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


GOALS = {
    "goals": [
        {
            "hyps": [{"names": ["p"], "type": {"text": "Prop"}}],
            "type": {"tag": [{"subexprPos": "/"}, {"text": "p"}]},
            "ctx": {"p": "7"},
        }
    ]
}


def result_of(message: dict) -> dict:
    """Return the honest answer to a request."""
    if message["method"] == "$/lean/rpc/connect":
        return {"sessionId": "1"}
    if message["method"] == "$/lean/rpc/call":
        return GOALS
    return {}


def answer(mode: str, message: dict, held: list[dict]) -> None:
    """Answer one request in the manner of `mode`."""
    good = {"id": message["id"], "result": result_of(message)}
    if mode == "honest":
        write(good)
    elif mode == "late":
        time.sleep(0.6)
        write(good)
    elif mode == "twice":
        write(good)
        write(good)
    elif mode == "out_of_order":
        held.append(good)
        if len(held) == 2:
            write(held.pop())
            write(held.pop())
    elif mode == "stranger":
        write({"id": 999_999, "result": {"goals": "not yours"}})
        write({"id": "seven", "result": None})
        write(good)
    elif mode == "error":
        write({"id": message["id"], "error": {"code": -32603, "message": "no\nreason"}})
    elif mode == "empty":
        write({"id": message["id"]})
    elif mode == "garbage":
        raw(b"\x00\xff this is not a message\r\n\r\n")
    elif mode == "not_json":
        raw(b"Content-Length: 5\r\n\r\n{[}]x")
    elif mode == "list":
        raw(b"Content-Length: 2\r\n\r\n[]")
    elif mode == "endless":
        raw(b"Content-Length: 99999999999999\r\n\r\n{")
    elif mode == "negative":
        raw(b"Content-Length: -5\r\n\r\n{}")
    elif mode == "long_header":
        raw(b"x" * (2 << 20))
    elif mode == "nested":
        body = b"[" * 200_000
        raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    elif mode == "long_number":
        raw(b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}")
    elif mode == "true":
        write({"id": True, "result": "not yours"})
        write({"id": float(message["id"]), "result": "not yours"})
        write(good)
    elif mode == "infinite":
        place = {"line": float("inf"), "character": 0}
        news = [
            {"message": "far away", "range": {"start": place, "end": place}},
            {"message": 7, "range": None},
            "no diagnostic",
        ]
        version = message["params"].get("version")
        write(
            {
                "method": "textDocument/publishDiagnostics",
                "params": {"version": version, "diagnostics": news},
            }
        )
        write(good)
    elif mode == "half":
        raw(b"Content-Length: 100\r\n\r\n{")
        os._exit(3)
    elif mode == "dies":
        os._exit(3)
    elif mode == "silent":
        pass
    elif mode == "wrong_goals":
        strange = {"goals": [{"hyps": 7}]} if message["method"].endswith("call") else {}
        write({"id": message["id"], "result": strange})


def main(mode: str) -> None:
    """Serve until standard input ends."""
    held: list[dict] = []
    opening = 2  # waitForDiagnostics after didOpen, and the session
    while (message := read()) is not None:
        if "id" not in message or message["method"] == "initialize":
            continue
        if opening:
            opening -= 1
            write({"id": message["id"], "result": result_of(message)})
        else:
            answer(mode, message, held)


if __name__ == "__main__":
    main(sys.argv[1])
