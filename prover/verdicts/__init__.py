"""Verdicts, one type a rung, and the record of a statement's faithfulness."""
