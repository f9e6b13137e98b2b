"""The exit codes, the same for every command and documented in docs/cli.md."""

from __future__ import annotations

PROVED = 0
"""Proved at the asked rung; for commands that prove nothing: done."""

NOT_PROVED = 1
"""Finished without reaching the asked rung; a check that failed."""

BAD_INPUT = 2
"""The input or the command line is wrong. Nothing was written."""

OUT_OF_BUDGET = 3
"""The budget ended before the asked rung was reached."""

TEXT_NOT_VOUCHED = 4
"""`check`: the certificate holds; text and figure come from another version of the renderer."""

INTERNAL_FAULT = 70
"""A fault of this program (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""Interrupted by Ctrl-C (128 + SIGINT)."""
