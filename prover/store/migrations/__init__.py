"""The revisions of the run store's schema, run by `prover.store.upgrade`."""
