"""Guides of the search: `enumerate` (rules, no network), `mixture`."""
