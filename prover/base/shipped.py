"""Texts that ship with the code, beside the module that uses them: prompts and TOML tables."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_HEAD = re.compile(r"\A---\n(.*?)\n---\n+", re.DOTALL)


class PromptError(ValueError):
    """A prompt file that is missing, has no head, or is not given what its places need."""


@dataclass(frozen=True)
class PromptFile:
    """A prompt as a file: the fields of its head, its text, and the SHA-256 of the whole file."""

    head: Mapping[str, str]
    text: str
    sha256: str


def read_prompt(package: str, name: str) -> PromptFile:
    """The prompt `name.md` in the folder of `package`.

    Its head stands between two lines `---`, a field `name: value` on each line, and says the
    prompt's `purpose`. Raises `PromptError`.
    """
    if not re.fullmatch(r"[a-z][a-z_]*", name) or not (files(package) / f"{name}.md").is_file():
        known = ", ".join(prompts_in(package))
        raise PromptError(f"there is no prompt {name!r}; use one of {known}")
    raw = (files(package) / f"{name}.md").read_bytes()
    content = raw.decode("utf-8")
    head = _HEAD.match(content)
    fields = dict(line.split(": ", 1) for line in head[1].split("\n")) if head else {}
    if head is None or not fields.get("purpose"):
        raise PromptError(f"{name}.md: the head needs 'purpose: ...'")
    return PromptFile(fields, content[head.end() :].strip(), hashlib.sha256(raw).hexdigest())


def prompts_in(package: str) -> tuple[str, ...]:
    """The names of the prompts in the folder of `package`, sorted."""
    names = (file.name for file in files(package).iterdir())
    return tuple(sorted(name[:-3] for name in names if name.endswith(".md")))


def read_table(package: str, name: str) -> dict[str, Any]:
    """The TOML table `name` in the folder of `package`."""
    return tomllib.loads(_raw(package, name).decode("utf-8"))


def sha256_of(package: str, name: str) -> str:
    """SHA-256 of the file `name` in the folder of `package`."""
    return hashlib.sha256(_raw(package, name)).hexdigest()


def _raw(package: str, name: str) -> bytes:
    return (files(package) / name).read_bytes()
