"""The models of this repository's own servers: how they are asked, and what is said of them.

The lines that `olympiad llm up` prints name only a URL and a model, so the model is known by its
name. Nothing heavy is imported: every configuration is read through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTE_SOURCE = "models"
"""The source of the events that carry the notes of a run's models."""

EMBEDDED = "smollm2-135m"
"""What the embedded model is called in requests."""

EMBEDDED_NOTE = (
    "SmolLM2-135M, a demonstration of the plumbing: it cannot prove anything, and no verdict "
    "rests on it"
)

EMBEDDED_CONTEXT = 8192
"""Tokens of prompt and answer together."""

SIMULATED = "simulated"
"""The simulator's model unless it is given others."""

SIMULATED_NOTE = "simulated: its proofs mean nothing"


@dataclass(frozen=True)
class OwnModel:
    """`endpoint` and `model` are fields of `EndpointConfig` and `ModelConfig`; `note` is shown
    wherever the model is used; without `may_vouch` no jury with it says anything about a proof."""

    note: str
    endpoint: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    may_vouch: bool = True


OWN_MODELS: Mapping[str, OwnModel] = {
    EMBEDDED: OwnModel(
        EMBEDDED_NOTE,
        endpoint={"structured": "prompt"},
        model={"context": EMBEDDED_CONTEXT},
        may_vouch=False,
    ),
    SIMULATED: OwnModel(
        SIMULATED_NOTE,
        endpoint={"idempotent": True, "continuous_usage": True, "purpose_headers": True},
        model={"max_tokens": 1_000_000},
    ),
}
"""By the name in requests."""
