"""What the person who starts the server decides: how much may run, wait, and be sent."""

from __future__ import annotations

from prover.settings.settings import WebLimits, current

__all__ = ["Settings", "settings"]

Settings = WebLimits


def settings() -> Settings:
    """The limits in force: the setting `web`, in which the command line hands over its own.

    Raises `SettingsError`.
    """
    return current().web
