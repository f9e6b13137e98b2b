"""A model so small that it comes inside a Python package: SmolLM2-135M.

It cannot prove anything; given eight tactics to choose from it does no better than chance. It is
here so that a machine without a GPU and without an endpoint can show that everything is connected,
and every place that uses it says so (`NOTE`).
"""

from __future__ import annotations

NAME = "smollm2-135m"
"""What the model is called in requests."""

NOTE = (
    "SmolLM2-135M, a demonstration of the plumbing: it cannot prove anything, and no verdict "
    "rests on it"
)
"""Said wherever the model is used."""

CONTEXT = 8192
"""Tokens of prompt and answer together."""
