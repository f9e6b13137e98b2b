"""Budgets, their records, deadlines and durations: what bounds a run."""
