"""Fixtures that several files of this folder use."""

from tests.prover_spine.test_store import postgres, store_url

__all__ = ["postgres", "store_url"]
