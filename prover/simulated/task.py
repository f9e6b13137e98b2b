"""What a request asks of a simulated model, read from the request as a model would read it.

The purpose comes from our header where it is sent, else from the asked schema. Texts are found by
the frames that prompts put around them (`<proof>...</proof>`, `<lemmas>`, `<critiques>`, ...) and
by their codes; a request in free form is read by its codes alone. A problem without a code, such
as a real one, is a problem of this world like any other, known by its words.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from prover.simulated.codes import Code, Codec, Kind

Purpose = Literal[
    "attempt", "improve", "refine", "verify", "review", "compare", "lemmas", "prove_lemma",
    "writeup", "small_cases", "experiment",
]  # fmt: skip

STYLES = ("small cases", "extremal", "invariant", "algebra", "contra")
"""Words that tell a prompt's style; a prompt with none of them is direct."""

_FRAME = re.compile(r"<(problem|proof|issue|lemmas|critiques)>(.*?)</\1>", re.DOTALL)
_REFUTE = re.compile(r"\b(negation|refut\w*|disprov\w*|counterexample|is false)\b", re.IGNORECASE)
_TOLD_SCHEMA = "It must fit this JSON schema:\n"
_BY_PROPERTY: tuple[tuple[str, Purpose], ...] = (
    ("upheld", "review"),
    ("better", "compare"),
    ("winner", "compare"),
    ("lemmas", "lemmas"),
    ("aim", "experiment"),
    ("program", "small_cases"),
    ("grade", "verify"),
    ("score", "verify"),
    ("issues", "verify"),
)


class UnknownTask(ValueError):
    """The request is no chat request."""


@dataclass(frozen=True)
class Task:
    """A request as the simulated model understands it.

    `proofs` and `objections` are the codes of the texts in question, `proof_text` the first
    proof's words, `lemma` the lemma to prove, `hints` the lemmas that may be used. `on_answer`: the
    issue to review, or one of those to answer, is that the final answer is wrong. `prompt` tells prompts apart, `style` the styles of attempts. `schema` is the asked JSON schema.
    """

    purpose: Purpose
    problem: int
    prompt: str
    style: str
    proofs: tuple[Code, ...] = ()
    proof_text: str = ""
    objections: tuple[Code, ...] = ()
    hints: tuple[Code, ...] = ()
    lemma: Code | None = None
    negated: bool = False
    on_answer: bool = False
    schema: dict[str, Any] | None = None
    prompt_bytes: int = 0


def read_task(codec: Codec, body: dict[str, Any], purpose: str = "") -> Task:
    """The task of a request's body. Raises `UnknownTask`."""
    try:
        contents = [(str(m["role"]), str(m["content"])) for m in body["messages"]]
    except (KeyError, TypeError):
        raise UnknownTask("messages: a list of objects with role and content is needed") from None
    if not contents:
        raise UnknownTask("messages: the list is empty")
    text = "\n".join(content for _, content in contents)
    schema = _schema(body, text)
    frames = {match[1]: match[2] for match in _FRAME.finditer(text)}
    codes = codec.find(text)
    of = {kind: [code for code in codes if code.kind is kind] for kind in Kind}
    kind = _purpose(purpose, schema, of, frames)
    hints = [
        replace(code, negated=code.negated != ("It is false that" in line))
        for line in frames.get("lemmas", "").splitlines()
        for code in codec.find(line, Kind.LEMMA)
    ]
    # A lemma may be quoted among the hints and in a proof; the one to prove stands outside.
    outside = codec.find(_FRAME.sub("", text), Kind.LEMMA)
    last = contents[-1][1]
    systems = "\n".join(content for role, content in contents if role == "system")
    return Task(
        purpose=kind,
        problem=(of[Kind.PROBLEM] or codes)[0].problem if codes else _foreign(contents, frames),
        prompt=_prompt_identity(systems, _FRAME.sub("", last), codec),
        style="+".join(word for word in STYLES if word in text.lower()) or "direct",
        proofs=tuple(of[Kind.PROOF]),
        proof_text=frames.get("proof", last),
        objections=tuple(of[Kind.OBJECTION]),
        hints=tuple(hints),
        lemma=outside[-1] if outside else None,
        on_answer="wrong_answer" in frames.get("issue", "") + frames.get("critiques", ""),
        negated=bool(_REFUTE.search(_FRAME.sub("", last))),
        schema=schema,
        prompt_bytes=len(text),
    )


def _purpose(
    given: str, schema: dict[str, Any] | None, of: dict[Kind, list[Code]], frames: dict[str, str]
) -> Purpose:
    for purpose in get_args(Purpose):
        if given == purpose:
            return purpose
    properties = (schema or {}).get("properties", {})
    for name, purpose in _BY_PROPERTY:
        if name in properties:
            return purpose
    if of[Kind.OBJECTION] or "critiques" in frames:
        return "refine"
    return "improve" if of[Kind.PROOF] else "attempt"


def _schema(body: dict[str, Any], text: str) -> dict[str, Any] | None:
    asked = body.get("response_format")
    schema: Any = None
    if isinstance(asked, dict):
        wrapped = asked.get("json_schema")
        schema = wrapped.get("schema") if isinstance(wrapped, dict) else asked.get("schema")
    elif _TOLD_SCHEMA in text:
        try:
            schema = json.loads(text.rpartition(_TOLD_SCHEMA)[2])
        except ValueError:
            schema = None
    return schema if isinstance(schema, dict) else None


FOREIGN = 2**31
"""Numbers from here on are problems that are not of this world, such as real ones."""


def _foreign(contents: list[tuple[str, str]], frames: dict[str, str]) -> int:
    """The number of a problem without a code: the same words, the same number."""
    text = frames.get("problem") or next((c for role, c in contents if role == "user"), "")
    digest = hashlib.blake2b(text.strip().encode("utf-8", "replace"), digest_size=4).digest()
    return FOREIGN | int.from_bytes(digest, "big") >> 1


def _prompt_identity(systems: str, last: str, codec: Codec) -> str:
    """Tells apart two prompts, not two texts that are put into one prompt: frames and paragraphs
    with codes do not count."""
    plain = [part for part in f"{systems}\n\n{last}".split("\n\n") if not codec.find(part)]
    return hashlib.blake2b("\n\n".join(plain).encode("utf-8", "replace"), digest_size=8).hexdigest()
