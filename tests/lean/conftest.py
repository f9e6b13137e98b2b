"""Fixtures for the Lean tests: a profile where a Lean is installed, a word where it is not."""

from __future__ import annotations

import pytest

from lean.errors import ToolchainNotFound
from lean.library.profile import Profile, find_profile


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The core profile of this machine; skips, saying so, on a machine without the wheel."""
    try:
        return find_profile("core")
    except ToolchainNotFound as error:
        pytest.skip(str(error))
