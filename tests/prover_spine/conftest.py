"""Fixtures that several files of this folder use."""

from tests.prover_spine.test_store import store_url

__all__ = ["store_url"]
