"""Rules profiles: what a run may use, as data.

A profile says which engines may work, which tools they may use, whether language models may be
asked and whether anything may leave the machine. What it forbids is refused where the means is
made (`require_tool`, `require_models`), so that no engine can use it by oversight. The profile
and its hash are part of every bundle.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Tool = Literal["python"]
"""Means beside an engine's own: `python` runs programs that a model wrote."""


class ForbiddenByRules(RuntimeError):
    """A means was asked for that the rules forbid; one line that names both."""


class RulesProfile(BaseModel):
    """What a run may use. `engines`: their names, None for all; `tools`: what they may use beside
    themselves; `models`: whether language models may be asked; `network`: whether anything may
    leave this machine (a model served on it does not need that)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["olympiad-rules/1"] = "olympiad-rules/1"
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    engines: tuple[str, ...] | None = None
    tools: tuple[Tool, ...] = ()
    models: bool = True
    network: bool = True

    @property
    def sha256(self) -> str:
        """SHA-256 of the profile's canonical JSON, in hexadecimal."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def forbids(self, engine: str, *, model: bool = False, network: bool = False) -> str | None:
        """Why an engine that needs a model or the network may not work; None when it may."""
        if self.engines is not None and engine not in self.engines:
            return f"the rules '{self.name}' allow no engine {engine}"
        if model and not self.models:
            return f"the rules '{self.name}' allow no language models, which {engine} needs"
        if network and not self.network:
            return f"the rules '{self.name}' allow no network, which {engine} needs"
        return None

    def require_tool(self, tool: Tool) -> None:
        """Raises `ForbiddenByRules` when `tool` may not be used."""
        if tool not in self.tools:
            raise ForbiddenByRules(f"the rules '{self.name}' forbid the tool {tool}")

    def require_models(self, *, network: bool = False) -> None:
        """Raises `ForbiddenByRules` when language models, or those beyond this machine
        (`network`), may not be asked."""
        if not self.models:
            raise ForbiddenByRules(f"the rules '{self.name}' forbid language models")
        if network and not self.network:
            raise ForbiddenByRules(f"the rules '{self.name}' forbid models beyond this machine")


OPEN = RulesProfile(name="open", tools=("python",))
"""Everything there is."""

HUMAN = RulesProfile(name="human")
"""A contest for people: paper, pen and thought; no program may be run."""

FORMAL = RulesProfile(name="formal", engines=("geometry", "lean"))
"""Only engines whose proofs a program checks."""

PROFILES = {profile.name: profile for profile in (HUMAN, FORMAL, OPEN)}
"""The profiles by name."""


def profile_named(name: str) -> RulesProfile:
    """The profile of this name. Raises `ValueError` in one line that lists the names."""
    try:
        return PROFILES[name]
    except KeyError:
        names = ", ".join(PROFILES)
        raise ValueError(f"there are no rules '{name}'; use one of {names}") from None
