"""The gates in order, and the findings they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from prover.deepthink.gates.injection import find_injection
from prover.deepthink.gates.restatement import changed_statement
from prover.deepthink.gates.substance import (
    MIN_SUBSTANCE,
    argument_is_missing,
    has_mathematics,
    substance,
)

GateName = Literal[
    "empty",
    "injection",
    "master_key",
    "too_short",
    "no_mathematics",
    "answer_without_argument",
    "statement_changed",
]
GATES: tuple[GateName, ...] = get_args(GateName)
"""All gates, in the order in which they look."""


class Finding(BaseModel):
    """Why a gate refuses a text; one sentence that may quote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gate: GateName
    reason: str


def inspect_proof(proof: str, *, statement: str = "", answer: str | None = None) -> Finding | None:
    """The first gate that refuses `proof`, None when all let it pass.

    `statement` is the problem's own text: what the problem itself says is held against no proof,
    and a proof that restates it must restate it as it is. `answer` is the known final answer, if
    there is one; naming it is no argument. Linear in the text but for the comparison of
    paragraphs, which is bounded; never raises.
    """
    for gate, look in _LOOKS.items():
        reason = look(proof, statement, answer)
        if reason:
            return Finding(gate=gate, reason=reason)
    return None


def _empty(proof: str, statement: str, answer: str | None) -> str | None:
    return None if any(char.isalnum() for char in proof) else "the text holds no letter or digit"


def _injection(proof: str, statement: str, answer: str | None) -> str | None:
    found = find_injection(proof, statement)
    return f"the text speaks to its grader: {found!r}" if found else None


def _master_key(proof: str, statement: str, answer: str | None) -> str | None:
    left = substance(proof, statement, answer)
    if left.keys and len(left.text) < MIN_SUBSTANCE:
        return "an opener without a proof behind it"
    return None


def _too_short(proof: str, statement: str, answer: str | None) -> str | None:
    size = len(substance(proof, statement, answer).text)
    if size < MIN_SUBSTANCE:
        return f"{size} characters of substance; a proof has at least {MIN_SUBSTANCE}"
    return None


def _no_mathematics(proof: str, statement: str, answer: str | None) -> str | None:
    own = substance(proof, statement, answer).kept
    return None if has_mathematics(own) else "no number, formula or sign of its own occurs in it"


def _no_argument(proof: str, statement: str, answer: str | None) -> str | None:
    if argument_is_missing(substance(proof, statement, answer)):
        return "an answer is stated and nothing is argued"
    return None


def _changed(proof: str, statement: str, answer: str | None) -> str | None:
    found = changed_statement(proof, statement)
    return f"the problem is restated and changed: {found}" if found else None


_LOOKS: dict[GateName, Callable[[str, str, str | None], str | None]] = {
    "empty": _empty,
    "injection": _injection,
    "master_key": _master_key,
    "too_short": _too_short,
    "no_mathematics": _no_mathematics,
    "answer_without_argument": _no_argument,
    "statement_changed": _changed,
}
