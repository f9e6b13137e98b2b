"""Settings for the whole suite."""

from hypothesis import settings

from tests.skip_guard import pytest_addoption, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["pytest_addoption", "pytest_sessionfinish", "pytest_terminal_summary"]

# A property is about behaviour; how long one example takes on a busy machine is not.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
