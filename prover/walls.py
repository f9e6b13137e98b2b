"""Whether walls stand around the untrusted programs that a server runs."""

from __future__ import annotations


class NoWalls(RuntimeError):
    """A server may not start: nothing stands between the programs it is sent and this machine."""


def require_walls() -> None:
    """See that walls stand around untrusted programs, or that the user goes without by name.

    For servers, before they listen. Raises `NoWalls`, with the fix.
    """
    from lean.sandbox.errors import SandboxFault  # trying walls out is for servers alone
    from lean.sandbox.walls import require

    try:
        require()
    except SandboxFault as fault:
        raise NoWalls(str(fault)) from None
