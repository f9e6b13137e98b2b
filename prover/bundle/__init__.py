"""Bundles: sealed, opened, checked again, and shown in other forms."""
