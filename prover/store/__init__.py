"""The run store: every run with its events, attempts and verdicts, in SQLite or PostgreSQL."""

from prover.store.store import RunRecord, Store, StoreError, open_store

__all__ = ["RunRecord", "Store", "StoreError", "open_store"]
