"""How far a symbolic proof reaches, and what is asked of it.

A geometry statement may have several configurations (either intersection, a point on either arc).
A proof that was checked in one of them may hold in all, which takes an argument of its own.
"""

from __future__ import annotations

from typing import Literal, get_args

Scope = Literal["all_branches", "drawn_configuration", "not_stated"]
"""`not_stated` is the scope of verdicts from before scopes; they count as drawn configurations."""

AskedScope = Literal["all", "drawn"]
"""What has to be proved: the statement in all its configurations, or in the drawn one."""

ASKED_SCOPES: tuple[AskedScope, ...] = get_args(AskedScope)

SCOPE_WORDS: dict[Scope, str] = {
    "all_branches": "all branches",
    "drawn_configuration": "drawn configuration",
    "not_stated": "scope not stated",
}


def is_narrow(rung: str | None, scope: Scope | None) -> bool:
    """Whether a verdict is about the drawn configuration alone, as far as is known."""
    return rung == "symbolically_verified" and scope != "all_branches"


def rung_with_scope(rung: str, scope: Scope | None) -> str:
    """The rung as it is shown: a symbolic one with its scope."""
    if rung != "symbolically_verified":
        return rung
    return f"{rung} ({SCOPE_WORDS[scope or 'not_stated']})"


def asked_of(problem: AskedScope | None, asked: AskedScope) -> AskedScope:
    """What is asked where the problem says a scope itself (None: it does not) and whoever runs it
    says another: the drawn configuration is enough if either says so."""
    return "drawn" if "drawn" in (problem, asked) else "all"


def parse_scope(text: str) -> AskedScope:
    """The asked scope named `text`. Raises `ValueError` naming those there are."""
    for scope in ASKED_SCOPES:
        if text.strip().lower() == scope:
            return scope
    raise ValueError(f"unknown scope {text[:40]!r}; use {' or '.join(ASKED_SCOPES)}")
