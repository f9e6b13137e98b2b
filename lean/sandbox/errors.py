"""The one error of the sandbox. A fault of the command is a value (`SandboxResult`)."""

from __future__ import annotations


class SandboxFault(Exception):
    """The walls around an untrusted program could not be built, broke, or may not be left out.

    The message is one line with the fix.
    """
