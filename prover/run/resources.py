"""What of the machine a run may use."""

from __future__ import annotations

import importlib.util

from prover.trace.context import Resources


class RayNotInstalled(RuntimeError):
    """Ray was asked for and is not installed; one line with the command that gets it."""


def resources(*, ray: bool = False) -> Resources:
    """This machine's resources, with Ray when `ray` asks for it. Raises `RayNotInstalled`."""
    if ray and importlib.util.find_spec("ray") is None:
        raise RayNotInstalled("Ray is not installed: pip install 'olympiad-prover[ray]'")
    return Resources(ray=ray)
