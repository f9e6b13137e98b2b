"""The final jury: fresh readings of the sealed text."""
