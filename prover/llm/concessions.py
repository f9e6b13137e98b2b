"""What to give up after a refusal: read from the server's own words, else tried one by one.

Vendors word the same refusal in many ways; what they share is that the field is named, in the text,
in `param` or in `loc`. A refusal that names nothing is answered by leaving out one thing at a time,
and what was given up in vain is not remembered (`prover.llm.dialects`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from prover.llm.config import Structured
from prover.llm.dialect import Dialect, JsonObject

_Change = Callable[[Dialect, JsonObject, str], Dialect | None]

LEAST_CAP = 256
"""A server that allows no longer answers is of no use."""

ROOM = 16
"""Tokens kept between prompt, answer and context: templates add some of their own."""

FALLBACK: dict[Structured, Structured] = {
    "json_schema": "json_schema_plain",
    "json_schema_plain": "json_object_plain",
    "json_object": "json_object_plain",
    "json_object_plain": "prompt",
}
"""What is asked for next where a way of asking for an object is refused."""

_UNKNOWN = re.compile(
    r"unsupported|not supported|does not support|unknown|unrecogni[sz]ed|unexpected|extra"
    r"|not permitted|not allowed|forbidden|cannot find field|instead|deprecated|invalid param"
    r"|not available|unavailable",
    re.IGNORECASE,
)
_CAP = re.compile(
    r"max_?(?:completion_|new_|output_)?tokens|(?:completion|output) tokens|max(?:imum)? tokens",
    re.IGNORECASE,
)
_NUMBER = r"(\d[\d,_]*\d|\d)"
_CONTEXTS = tuple(
    re.compile(pattern + _NUMBER, re.IGNORECASE)
    for pattern in (
        r"n_ctx\W{1,6}",
        r"max_model_len\W{1,6}",
        r"context (?:length|window|size)[^\d.;,]{0,40}",
        r"maximum (?:sequence|model|prompt) length[^\d.;,]{0,40}",
        r"(?:tokens must be|must be) <= ",
        r"\bcontext\b[^\d.;,]{0,30}",
    )
)
_PROMPT = re.compile(
    rf"n_prompt_tokens\W{{1,6}}{_NUMBER}|{_NUMBER}\W{{0,3}}(?:tokens )?(?:in the (?:messages|input|prompt)"
    rf"|in your prompt|input tokens|prompt tokens|`?inputs`?)",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(r"(?:prompt|input|request) (?:is|was) too (?:long|large)", re.IGNORECASE)
_CONTEXT_WORD = re.compile(
    r"\bcontext\b|context_length|n_ctx|max_model_len|prompt is too long"
    r"|input is too long|maximum (?:sequence|model|prompt) length|max_new_tokens",
    re.IGNORECASE,
)


def named(dialect: Dialect, body: JsonObject, words: str, prompt: int) -> Iterator[Dialect]:
    """What the server's `words` ask to change of a request, the likeliest first. `prompt` is the
    estimated length of the prompt in tokens."""
    cap = body.get(dialect.cap_field)
    about_cap = bool(_CAP.search(words) or _CONTEXT_WORD.search(words))
    if about_cap and _swaps(dialect, words):
        yield _swapped(dialect)
    elif about_cap and isinstance(cap, int):
        yield from _smaller(dialect, cap, words, prompt)
    for mention, change in _FIELDS:
        if mention.search(words) and (changed := change(dialect, body, words)) is not None:
            yield changed


def blind(dialect: Dialect, body: JsonObject) -> Iterator[Dialect]:
    """One thing less in each, the least missed first; at last all of them."""
    bare = dialect
    for change in (_no_form, _no_seed, _merged, _no_options, _no_temperature, _no_thinking):
        following = change(dialect, body, "")
        while following is not None:  # some changes come in steps
            yield following
            following = change(following, body, "")
        bare = _bare(bare, change, body)
    yield _swapped(dialect)
    yield bare


def _bare(dialect: Dialect, change: _Change, body: JsonObject) -> Dialect:
    """`dialect` with all that `change` can give up."""
    while (following := change(dialect, body, "")) is not None and following != dialect:
        dialect = following
    return dialect


def _swaps(dialect: Dialect, words: str) -> bool:
    """Whether the cap's field itself is refused, and not what it says."""
    other = _swapped(dialect).cap_field
    plain = re.search(rf"(?<![a-z_]){dialect.cap_field}(?![a-z_])", words, re.IGNORECASE)
    if not plain or not _UNKNOWN.search(words):
        return False
    return bool(re.search(other, words)) or not re.search(r"\d{3,}", words)


def _swapped(dialect: Dialect) -> Dialect:
    other = "max_tokens" if dialect.cap_field != "max_tokens" else "max_completion_tokens"
    return dialect.changed(cap_field=other)


def _smaller(dialect: Dialect, cap: int, words: str, prompt: int) -> Iterator[Dialect]:
    """Smaller caps: what the context leaves, what the server says it allows, else the half."""
    if _TOO_LONG.search(words):
        yield dialect.changed(room=0)
        return
    for pattern in _CONTEXTS:
        if (found := pattern.search(words)) is None:
            continue
        known = dialect.changed(context=_number(found[1]))
        stated = _PROMPT.search(words)
        if stated:
            inside = _number(next(filter(None, stated.groups())))
            yield known.changed(room=_number(found[1]) - inside - ROOM)
        elif known.cap(cap, prompt) < cap:
            yield known
        yield known.changed(room=cap // 2)
        return
    allowed = [n for one in re.findall(_NUMBER, words) if LEAST_CAP <= (n := _number(one)) < cap]
    if allowed:
        yield dialect.changed(max_tokens=max(allowed))
    if cap // 2 >= LEAST_CAP:
        yield dialect.changed(max_tokens=cap // 2)


def _number(text: str) -> int:
    return int(re.sub(r"[,_]", "", text)[:12])


def _no_form(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    following = FALLBACK.get(dialect.structured)
    if following is None or "response_format" not in body:
        return None
    return dialect.changed(structured=following)


def _no_seed(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    return dialect.changed(seed=False) if "seed" in body and dialect.seed else None


def _no_temperature(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    sent = "temperature" in body and dialect.temperature
    return dialect.changed(temperature=False) if sent else None


def _no_options(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    sent = "stream_options" in body and dialect.stream_options
    return dialect.changed(stream_options=False) if sent else None


def _no_stream(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    return dialect.changed(stream=False) if dialect.stream else None


def _no_cache_key(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    sent = "prompt_cache_key" in body and dialect.cache_key
    return dialect.changed(cache_key=False) if sent else None


def _no_thinking(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    sent = {"reasoning_effort", "reasoning", "thinking"} & body.keys()
    return dialect.changed(thinking="none") if sent and dialect.thinking != "none" else None


def _merged(dialect: Dialect, body: JsonObject, words: str) -> Dialect | None:
    if dialect.turns == "as_is" and not re.search(r"system|developer", words, re.IGNORECASE):
        return dialect.changed(turns="merged")
    roles = [message["role"] for message in body["messages"]]
    without = dialect.turns != "no_system" and "system" in roles
    return dialect.changed(turns="no_system") if without else None


_FIELDS: tuple[tuple[re.Pattern[str], _Change], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), change)
    for pattern, change in (
        (r"\btemperature\b", _no_temperature),
        (r"\bseed\b", _no_seed),
        (r"stream_options|include_usage", _no_options),
        (r"prompt_cache_key", _no_cache_key),
        (r"reasoning_effort|\breasoning\b|\bthinking\b", _no_thinking),
        (
            r"response_format|json_schema|json_object|schema|grammar|max_?length|max_?items"
            r"|structured output|guided|response_mime",
            _no_form,
        ),
        (
            r"alternat|consecutive|in a row|roles? must|same role|system (?:role|message|prompt|instr)"
            r"|role\W{1,4}system|role\W{1,4}developer|multiple (?:user|system)|last message",
            _merged,
        ),
        (r"\bstream(?:ing|ed)?\b", _no_stream),
    )
)
