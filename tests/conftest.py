"""Settings for the whole suite."""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

from tests.skip_guard import pytest_addoption, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["pytest_addoption", "pytest_sessionfinish", "pytest_terminal_summary"]

# A property is about behaviour; how long one example takes on a busy machine is not.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

# Nobody's own settings have a say in what a test finds, nor in the processes that it starts.
os.environ["XDG_CONFIG_HOME"] = str(Path(tempfile.gettempdir()) / "olympiad-tests-without-settings")
