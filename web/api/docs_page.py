"""The description of the API as one page of HTML that loads nothing from anywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

STYLE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #1f6f5c; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.2rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875em; }
pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: 6px; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
summary { cursor: pointer; padding: .6rem .8rem; } details > div { padding: 0 .8rem .8rem; }
.verb { display: inline-block; min-width: 4.2rem; font-weight: 700; color: var(--accent); }
.what { opacity: .75; margin-left: .6rem; }
table { border-collapse: collapse; width: 100%; } .scroll { overflow-x: auto; }
td, th { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
"""


def render(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    info = document["info"]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width, initial-scale=1'>",
        f"<title>{escape(info['title'])}: REST API</title><style>{_STYLE}</style>",
        f"<h1>{escape(info['title'])}: REST API {escape(info['version'])}</h1>",
        f"<p>{_prose(info['description'])}</p>",
        "<p>For programs: <a href=/openapi.json>/openapi.json</a></p>",
    ]
    by_tag: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            tag = operation.get("tags", ["other"])[0]
            by_tag.setdefault(tag, []).append(_operation(verb, path, operation))
    for tag, entries in by_tag.items():
        parts += [f"<h2>{escape(tag.capitalize())}</h2>", *entries]
    parts.append("<h2>Schemas</h2>")
    for name, schema in sorted(document["components"]["schemas"].items()):
        parts.append(
            f"<details id='{escape(name)}'><summary><code>{escape(name)}</code></summary>"
            f"<div>{_json(schema)}</div></details>"
        )
    return "\n".join(parts)


def _operation(verb: str, path: str, operation: dict[str, Any]) -> str:
    parts = [
        f"<details><summary><span class=verb>{verb.upper()}</span><code>{escape(path)}</code>"
        f"<span class=what>{escape(operation.get('summary', ''))}</span></summary><div>",
        f"<p>{_prose(operation.get('description', ''))}</p>",
    ]
    if operation.get("parameters"):
        rows = [
            (p["name"], p["in"], _default(p), p.get("description", ""))
            for p in operation["parameters"]
        ]
        parts.append(_table(("parameter", "in", "default", "meaning"), rows))
    body = operation.get("requestBody")
    if body:
        parts.append(f"<p>Body: {_prose(body.get('description', ''))}</p>")
        for kind, content in body["content"].items():
            parts.append(f"<p><code>{escape(kind)}</code></p>")
            example = content.get("example")
            if example is not None:
                parts.append(_json(example))
    rows = [
        (status, ", ".join(answer.get("content", {})), _schema(answer), answer["description"])
        for status, answer in operation["responses"].items()
    ]
    parts.append(_table(("status", "media type", "schema", "meaning"), rows))
    return "".join(parts) + "</div></details>"


def _default(parameter: dict[str, Any]) -> str:
    return str(parameter.get("schema", {}).get("default", "")) if "schema" in parameter else ""


def _schema(answer: dict[str, Any]) -> str:
    for content in answer.get("content", {}).values():
        reference = content.get("schema", {}).get("$ref", "")
        if reference:
            return str(reference.rpartition("/")[2])
    return ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_prose(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f"<div class=scroll><table>{row(head, 'th')}{body}</table></div>"


def _prose(text: str) -> str:
    """Text with its `code` marked up, and nothing else of it believed."""
    pieces = escape(" ".join(text.split())).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))


def _json(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    return f"<pre>{escape(text)}</pre>"
