"""The settings and versions of a run."""
