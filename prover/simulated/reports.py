"""Fills the JSON schema of a request with what the simulated model means to say.

Known names (grade, issues, quote, severity, upheld, better, ...) get their meaning; whatever else
a schema demands gets a plain value of its type, so that any pipeline's schema can be answered.
"""

from __future__ import annotations

from typing import Any

JsonSchema = dict[str, Any]
MAX_DEPTH = 12


def fill(schema: JsonSchema, said: dict[str, Any]) -> Any:
    """A value that fits `schema`, with the properties in `said` where the schema has them."""
    return _value(schema, said, schema.get("$defs", {}), None, 0)


_MISSING = object()


def _value(
    schema: JsonSchema, said: dict[str, Any], defs: dict[str, Any], name: str | None, depth: int
) -> Any:
    if depth > MAX_DEPTH:
        return None
    schema = _resolved(schema, defs)
    known = said.get(name, _MISSING) if name is not None else _MISSING
    if schema.get("type") == "object" or "properties" in schema:
        record = known if isinstance(known, dict) else said
        return {
            key: _value(part, record, defs, key, depth + 1)
            for key, part in schema.get("properties", {}).items()
        }
    if schema.get("type") == "array":
        items = schema.get("items", {})
        values = known if isinstance(known, list) else []
        return [_item(items, value, defs, depth) for value in values]
    if "enum" in schema:
        return known if known in schema["enum"] else schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    return _plain(schema) if known is _MISSING else known


def _item(items: JsonSchema, value: Any, defs: dict[str, Any], depth: int) -> Any:
    if isinstance(value, dict):
        return _value(items, value, defs, None, depth + 1)
    resolved = _resolved(items, defs)
    if "properties" in resolved:
        # A list of objects where we have words: put them where a text is wanted.
        words = dict.fromkeys(("statement", "text", "quote", "explanation"), value)
        return _value(items, words, defs, None, depth + 1)
    return value


def _resolved(schema: JsonSchema, defs: dict[str, Any]) -> JsonSchema:
    """The schema without references and unions: the first branch that is not null."""
    for _ in range(MAX_DEPTH):
        if "$ref" in schema:
            schema = defs.get(str(schema["$ref"]).rpartition("/")[2], {})
        elif "anyOf" in schema or "oneOf" in schema:
            branches = schema.get("anyOf") or schema.get("oneOf") or [{}]
            schema = next((b for b in branches if b.get("type") != "null"), {})
        elif len(schema.get("allOf", [])) == 1:
            schema = schema["allOf"][0]
        else:
            break
    return schema


def _plain(schema: JsonSchema) -> Any:
    kind = schema.get("type")
    if kind == "boolean":
        return False
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    return "" if kind == "string" else None
