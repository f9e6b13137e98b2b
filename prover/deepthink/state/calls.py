"""Calls as values: what a stage asks of a model, and what came back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from prover.deepthink.prompts import Prompt, load_prompt
from prover.deepthink.prompts.styles import styles_sha256
from prover.deepthink.state.state import State
from prover.llm.messages import Message, assistant, system, user

WRITER_TEMPERATURE = 1.0
GRADER_TEMPERATURE = 0.7
"""Graders are sampled too: opinions at temperature 0 would be one opinion repeated."""

MAX_EFFORT = 2
"""The largest level of effort."""


@dataclass(frozen=True)
class Caps:
    """The largest answer of each kind of call, in tokens, at effort 0; each level of effort
    doubles it."""

    write: int = 64_000
    grade: int = 32_000
    short: int = 16_000

    @classmethod
    def within(cls, writer: int, verifier: int) -> Caps:
        """Caps that models with answers of at most `writer` and `verifier` tokens can keep."""
        plain = cls()
        return cls(
            write=min(plain.write, writer),
            grade=min(plain.grade, verifier),
            short=min(plain.short, verifier),
        )

    def max_effort(self, writer: int) -> int:
        """The largest effort, up to `MAX_EFFORT`, that a writer of at most `writer` tokens an
        answer can be given in full: more would be asked for and cut off."""
        fits = (level for level in range(MAX_EFFORT, 0, -1) if self.write << level <= writer)
        return next(fits, 0)


@dataclass(frozen=True)
class Call:
    """One question to a model. `target` is a candidate's or lemma's number, `about` the stage's
    own note (a style, an issue's place, a direction); `instead` the place of the unread opinion
    that this reading stands in for."""

    stage: str
    role: str
    messages: tuple[Message, ...]
    prompt_hash: str
    max_tokens: int
    temperature: float
    schema: type[BaseModel] | None = None
    target: int | None = None
    effort: int = 0
    about: Any = field(default=None, compare=False)
    instead: int | None = None

    @property
    def purpose(self) -> str:
        """The word for the trace; a lemma's proof is verified like any other."""
        return "verify" if self.stage == "verify_lemma" else self.stage


@dataclass(frozen=True)
class Answer:
    """What came back: text and parsed object, or why there is none (`failed`, one line).

    `tokens` were paid in either case, `written` of them for the answer and not for the prompt.
    `unread`: what the model said where an object was asked for and none could be read; None where
    one was read, or nothing came.
    `truncated`: the answer hit its cap. `too_long`: the prompt does not fit the model, which is the
    fault of this call and not of the server. `seconds` the call took, waiting included. `unserved`: the server answers no call as things are.
    """

    text: str = ""
    parsed: BaseModel | None = None
    tokens: int = 0
    written: int = 0
    failed: str = ""
    truncated: bool = False
    too_long: bool = False
    unserved: bool = False
    seconds: float = 0.0
    unread: str | None = None

    @property
    def empty(self) -> bool:
        """Whether the model thought up to its cap and said nothing."""
        return self.truncated and not self.text and not self.unread


@dataclass(frozen=True)
class Told:
    """A part of a call that comes before its task: a prompt file and what it is filled with."""

    prompt: str
    values: Mapping[str, str]


def make_call(
    state: State,
    prompt_name: str,
    *,
    stage: str,
    max_tokens: int,
    role: str | None = None,
    schema: type[BaseModel] | None = None,
    target: int | None = None,
    effort: int = 0,
    about: Any = None,
    values: dict[str, str] | None = None,
    told: tuple[Told, ...] = (),
    temperature: float | None = None,
) -> Call:
    """The call for a prompt about this problem; what is `told` stands before the prompt.

    Instructions and problem come first and are the same in all calls of a role, so that a server
    computes them once. A grader's call holds the problem and the text and nothing of the writer.
    """
    prompt = load_prompt(prompt_name)
    writes = prompt.role == "writer"
    files = [prompt, load_prompt("solver" if writes else "grader"), load_prompt("problem")]
    messages = [
        system(files[1].fill()),
        user(files[2].fill(problem=state.statement), stable=True),
    ]
    for one in told:
        files.append(load_prompt(one.prompt))
        messages.append(user(files[-1].fill(**one.values), stable=True))
    messages.append(user(prompt.fill(**(values or {}))))
    return Call(
        stage=stage,
        role=role or prompt.role,
        messages=tuple(messages),
        prompt_hash=_hash_of(*files),
        max_tokens=max_tokens << effort,
        temperature=temperature or (WRITER_TEMPERATURE if writes else GRADER_TEMPERATURE),
        schema=schema,
        target=target,
        effort=effort,
        about=about,
    )


def asked_again(call: Call, said: str, trouble: str) -> Call:
    """`call` once more in the same conversation, after an answer that could not be read."""
    prompt = load_prompt("again")
    again = (assistant(said), user(prompt.fill(trouble=trouble)))
    digest = hashlib.sha256(f"{call.prompt_hash}{prompt.sha256}".encode()).hexdigest()
    return replace(call, messages=(*call.messages, *again), prompt_hash=digest)


def _hash_of(*prompts: Prompt) -> str:
    """SHA-256 over the files a call is made of, in the order given, and the file of styles."""
    hashes = [*(prompt.sha256 for prompt in prompts), styles_sha256()]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def bulleted(lines: Sequence[str]) -> str:
    """The lines as a list, "none" when there are none."""
    return "\n".join(f"- {line}" for line in lines) or "none"
