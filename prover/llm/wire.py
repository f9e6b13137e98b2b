"""The seam between the client and what carries a request: HTTP, or a simulator in this process.

A wire fills an `Answer` while it arrives, so that what came before a fault is known and paid for.
It tries once and never sleeps; retrying is the client's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from prover.llm.config import EndpointConfig, ModelConfig
from prover.llm.messages import Usage

JsonObject = dict[str, Any]

PURPOSE_HEADER = "X-Olympiad-Purpose"
PROMPT_HEADER = "X-Olympiad-Prompt"
IDEMPOTENCY_HEADER = "Idempotency-Key"


class WireError(Exception):
    """A request that brought no complete answer. One line."""


class WireStatus(WireError):
    """The server answered with an HTTP status other than 200, or with one as an error's code.

    `retry_after` is its word, in seconds, on when to come back; None when it gave none. `words` is all
    that it said of the reason, names of fields and codes included.
    """

    def __init__(
        self, status: int, detail: str, retry_after: float | None = None, words: str = ""
    ) -> None:
        super().__init__(f"the server answers {status}: {detail}" if detail else f"status {status}")
        self.status = status
        self.detail = detail
        self.retry_after = retry_after
        self.words = words or detail

    @property
    def spent(self) -> bool:
        """Whether the account has nothing left: then waiting does not help."""
        if self.status == 402 or re.search(r"insufficient.{0,3}(quota|balance|credit)", self.words):
            return True
        return self.status == 429 and self.retry_after is None and "billing" in self.words.lower()


class WireBroken(WireError):
    """No connection, one that broke, or one that fell silent. `silent`: the request was sent and
    nothing came; a model may have worked on it all the same. `unsent`: it was not even sent."""

    def __init__(self, text: str = "", *, silent: bool = False, unsent: bool = False) -> None:
        super().__init__(text)
        self.silent = silent
        self.unsent = unsent


class WireNonsense(WireError):
    """The server answers 200 with something that is not the protocol, or without end."""


class WirePage(WireNonsense):
    """The server answers with a web page: there is no API at this address."""


@dataclass(frozen=True)
class Request:
    """One attempt: where, with which body (as the protocol has it) and which headers of ours."""

    model: ModelConfig
    endpoint: EndpointConfig
    body: JsonObject
    headers: Mapping[str, str]


@dataclass
class Answer:
    """What has arrived so far. `finish_reason` is None until the server said it."""

    max_bytes: int
    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    finish_reason: str | None = None
    usage: Usage | None = None
    size: int = 0
    _halves: dict[str, str] = field(default_factory=dict, repr=False)

    def grow(self, bytes_read: int) -> None:
        """Count what was read. Raises `WireNonsense` past `max_bytes`: some answers never end."""
        self.size += bytes_read
        if self.size > self.max_bytes:
            raise WireNonsense(
                f"the answer is longer than {self.max_bytes} bytes and was cut off; "
                "raise max_answer_bytes of the endpoint if it should be"
            )

    def take(self, record: object) -> None:
        """Take in one chunk of a stream or a whole answer.

        Raises `WireNonsense`, and for an error that the server reports in the place of an answer
        `WireStatus` when it has the number or the name of one, else `WireBroken`.
        """
        if isinstance(record, list) and len(record) == 1:  # Gemini wraps its errors
            record = record[0]
        if not isinstance(record, dict):
            raise WireNonsense("the server sends JSON that is no object")
        if record.get("error") or record.get("object") == "error":
            raise _reported(record.get("error") or record)
        self._take_usage(record.get("usage"))
        choices = record.get("choices")
        if choices is None or choices == []:
            said = record.get("detail") or record.get("message")
            if said and isinstance(said, str | dict | list):
                raise _reported(record if isinstance(said, str) else said)
            return
        if not isinstance(choices, list) or not isinstance(choices[0], dict):
            raise WireNonsense("the server's answer has no list of choices")
        choice = choices[0]
        if choice.get("error"):
            raise _reported(choice["error"])
        part = choice.get("delta") or choice.get("message") or {}
        if not isinstance(part, dict):
            raise WireNonsense("the server's answer has a choice without a message")
        self._take_content(part.get("content"))
        # Two names are in use for the same thing: DeepSeek's, and that of vLLM and OpenRouter.
        self._add("reasoning", part.get("reasoning_content") or part.get("reasoning"))
        self._add("refusal", part.get("refusal"))
        reason = choice.get("finish_reason")
        if isinstance(reason, str) and reason:
            self.finish_reason = encodable(reason)

    def _take_content(self, content: object) -> None:
        """A text, or a list of parts as Mistral's thinking models send it."""
        if not isinstance(content, list):
            self._add("text", content)
            return
        for part in content:
            if isinstance(part, dict) and part.get("type") == "thinking":
                inner = part.get("thinking")
                for one in inner if isinstance(inner, list) else [{"text": inner}]:
                    self._add("reasoning", one.get("text") if isinstance(one, dict) else one)
            elif isinstance(part, dict):
                self._add("text", part.get("text"))
            else:
                self._add("text", part)

    def _add(self, part: str, piece: object) -> None:
        if piece is None:
            return
        if not isinstance(piece, str):
            raise WireNonsense("the server's answer has content that is no text")
        if not piece:
            return
        where: list[str] = getattr(self, part)
        half = self._halves.pop(part, "")
        if half and "\udc00" <= piece[0] <= "\udfff":  # a character that came in two chunks
            where[-1] = where[-1].removesuffix(REPLACEMENT)
            piece = half + piece
        if "\ud800" <= piece[-1] <= "\udbff":
            self._halves[part] = piece[-1]
        where.append(encodable(piece))

    def _take_usage(self, usage: object) -> None:
        if not isinstance(usage, dict):
            return
        prompt = _count(usage.get("prompt_tokens"))
        completion = _count(usage.get("completion_tokens"))
        if prompt is None or completion is None:
            return  # not stated, or nonsense: then it is counted here
        thought = _detail(usage, "completion_tokens_details", "reasoning_tokens")
        thought = thought or _count(usage.get("reasoning_tokens")) or 0
        total = _count(usage.get("total_tokens")) or 0
        # Some vendors state what was thought beside what was said, and bill both.
        completion = max(completion, total - prompt)
        if thought > completion:
            completion += thought
        cached = _detail(usage, "prompt_tokens_details", "cached_tokens")
        for name in ("prompt_cache_hit_tokens", "cached_tokens", "cache_read_input_tokens"):
            cached = cached or _count(usage.get(name)) or 0
        self.usage = Usage(
            prompt_tokens=prompt,
            completion_tokens=completion,
            cached_tokens=min(cached, prompt),
            reasoning_tokens=thought,
        )


REPLACEMENT = "\ufffd"


def encodable(text: str) -> str:
    """`text` with every lone surrogate replaced: JSON may hold one, and no file, hash or server
    takes it. Two that make a character become it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


_KINDS: Mapping[str, int] = {
    "invalid_request": 400, "bad_request": 400, "badrequest": 400, "invalid_argument": 400,
    "unsupported": 400, "context_length": 400, "invalid_value": 400, "authentication": 401,
    "invalid_api_key": 401, "unauthorized": 401, "permission": 403, "forbidden": 403,
    "insufficient_quota": 429, "rate_limit": 429, "resource_exhausted": 429, "not_found": 404,
    "overloaded": 503, "unavailable": 503,
}  # fmt: skip
"""What servers call an error that they report within an answer, and the status it would have had."""


def _reported(error: object) -> WireError:
    """The fault for an error that came within an answer: some servers say 200 first and send
    what would have been the status as the error's code or name."""
    fields = error if isinstance(error, dict) else {}
    code = fields.get("code", fields.get("status"))
    if isinstance(code, str) and re.fullmatch(r"[45][0-9]{2}", code):
        code = int(code)
    if not (isinstance(code, int) and not isinstance(code, bool) and 400 <= code < 600):
        names = f"{fields.get('type')} {fields.get('code')} {fields.get('status')}".lower()
        code = next((status for name, status in _KINDS.items() if name in names), None)
    if code is not None:
        said = said_in(error)
        return WireStatus(code, _short(said[0] or error), words=said[1])
    return WireBroken(f"the server reports within the answer: {_short(error)}")


MAX_WORDS = 4_000
"""Characters of a refusal that are read."""


def said_in(body: object) -> tuple[str, str]:
    """What an error's body says to people, and all that it says of the reason: names of fields and
    codes too, but nothing that it repeats of the request."""
    if isinstance(body, list) and body and all(isinstance(one, dict) for one in body):
        parts = [said_in(one) for one in body[:8]]
        return "; ".join(one for one, _ in parts), " ".join(words for _, words in parts)
    if not isinstance(body, dict):
        return str(body or ""), str(body or "")[:MAX_WORDS]
    inner = body.get("error")
    if isinstance(inner, dict | list) or (isinstance(inner, str) and not body.get("message")):
        message, words = said_in(inner)
        raw = body.get("metadata") or (inner.get("metadata") if isinstance(inner, dict) else None)
        return message, f"{words} {raw.get('raw', '') if isinstance(raw, dict) else ''}"[:MAX_WORDS]
    where = ".".join(str(part) for part in body.get("loc") or () if isinstance(part, str | int))
    said = body.get("message") or body.get("msg") or body.get("detail") or ""
    if isinstance(said, dict | list):
        said = said_in(said)[0]
    message = f"{where}: {said}" if where else str(said)
    rest = (
        f"{key}: {value}"
        for key, value in body.items()
        if key not in ("message", "msg", "detail", "loc", "input", "ctx", "url")
        and isinstance(value, str | int)
    )
    return message, " ".join((message, *rest))[:MAX_WORDS]


MAX_TOKENS_STATED = 10**9
"""A server that states more is wrong; believing it would empty the budget."""


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_TOKENS_STATED:
        return value
    return None


def _detail(usage: dict[str, Any], group: str, name: str) -> int:
    details = usage.get(group)
    value = details.get(name) if isinstance(details, dict) else None
    return _count(value) or 0


def _short(value: object) -> str:
    return encodable(" ".join(str(value).split())[:200])


class Wire(Protocol):
    """Carries requests."""

    async def ask(self, request: Request, into: Answer) -> None:
        """Send `request` and fill `into` until the answer is complete.

        Raises `WireStatus`, `WireBroken` or `WireNonsense`; may be cancelled at any await.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
